/** Supervision: meetings, the guider's own look back, the sealed package, scores. For guider and supervisor only. */

import { hoursIn, meetingsLine } from "../../core/panels/reviews";
import { formatDay } from "../../core/panels/words";
import type { Meeting, Supervising } from "../../core/record";
import { dayField, entry } from "./entries";
import { fold, foldOf } from "./folds";
import { lookBackFold } from "./look_back";
import { button, fieldRefusal, icon, paragraph, refusalText, textField } from "./parts";
import { scoresFold } from "./scores";
import { sealedFold } from "./sealed";
import { type Child, node, type TreeNode } from "./tree";
import { meetingField, type View } from "./view";

export function supervisionPart(view: View): Child[] {
  const { supervision } = view.data;
  if (!supervision) return [];
  return [
    node("p", { class: "vp-private-label", key: "label" }, icon("lock"), "For you and your supervisor only"),
    node(
      "div",
      { class: "vp-folds", key: "folds" },
      meetingsFold(view, supervision),
      lookBackFold(view, supervision),
      sealedFold(view),
      scoresFold(view, supervision.measures),
    ),
  ];
}

function meetingsFold(view: View, { meetings }: Supervising): TreeNode {
  const { newMeeting } = view.state.review;
  return fold(
    { words: "Meetings with your supervisor", about: meetings.length > 0 ? meetingsLine(meetings) : "", ...foldOf(view, "meetings") },
    meetings.length === 0 && !newMeeting && paragraph("No meeting is written down yet. Hours add up over all your cases."),
    node(
      "ol",
      { class: "vp-rows", key: "rows" },
      meetings.map((meeting) => meetingRow(view, meeting)),
    ),
    newMeeting
      ? meetingForm(view, newMeeting.heldOn, newMeeting.hours, newMeeting.supervisor)
      : button("Write down a meeting", () => view.acts.startMeeting(view.today), { icon: "plus", testid: "add-meeting", key: "add" }),
  );
}

function meetingRow(view: View, meeting: Meeting): TreeNode {
  const isOpen = view.state.review.openMeeting === meeting.id;
  const about = [`${meeting.hours} h`, meeting.supervisor].filter(Boolean).join(", ");
  return node(
    "li",
    { key: meeting.id, attributes: { "data-testid": "meeting" } },
    node(
      "button",
      {
        class: "vp-row-head",
        attributes: { type: "button", "aria-expanded": isOpen, "data-testid": "open-meeting" },
        on: { click: () => view.acts.openMeeting(isOpen ? null : meeting.id) },
      },
      icon(isOpen ? "down" : "on"),
      node("span", {}, node("b", { class: "vp-number" }, formatDay(meeting.heldOn)), !isOpen && (meeting.focus || meeting.agreed)),
      node("span", { class: "vp-quiet-text vp-number" }, about),
    ),
    isOpen && meetingFields(view, meeting),
  );
}

function meetingFields(view: View, meeting: Meeting): TreeNode {
  const hours = meetingField(view, meeting, "hours");
  return node(
    "div",
    { class: "vp-part vp-row-body", key: "open" },
    node(
      "div",
      { class: "vp-entries" },
      dayField(view, meetingField(view, meeting, "heldOn"), "The day", "meeting-day"),
      node(
        "div",
        { class: "vp-field", key: "hours" },
        node(
          "label",
          { class: "vp-field" },
          node("span", { class: "vp-label" }, "Hours"),
          node("input", {
            class: "vp-text",
            attributes: { type: "number", min: 0.25, max: 24, step: 0.25, "data-testid": "meeting-hours" },
            value: String(hours.value),
            on: {
              change: (_event, element) => {
                const said = hoursIn((element as HTMLInputElement).value);
                if (said !== null) view.acts.choose(hours.key, said);
              },
            },
          }),
        ),
        fieldRefusal(view, hours),
      ),
    ),
    textField(view, meetingField(view, meeting, "supervisor"), {
      label: "Supervisor: initials or a code",
      testid: "meeting-with",
      oneLine: true,
    }),
    textField(view, meetingField(view, meeting, "focus"), { label: "What was looked at", testid: "meeting-focus" }),
    textField(view, meetingField(view, meeting, "agreed"), { label: "What was agreed", testid: "meeting-agreed" }),
    button("Remove this meeting", () => void view.acts.removeMeeting(meeting.id), { look: "quiet", testid: "remove-meeting" }),
  );
}

function meetingForm(view: View, heldOn: string, hours: string, supervisor: string): TreeNode {
  const enter = (): void => void view.acts.keepMeeting();
  return node(
    "div",
    { class: "vp-ask", key: "new", attributes: { role: "group", "aria-label": "A meeting with your supervisor" } },
    node(
      "div",
      { class: "vp-entries" },
      entry(heldOn, (value) => view.acts.changeMeeting({ heldOn: value }), { label: "The day", testid: "new-meeting-day", type: "date" }),
      entry(hours, (value) => view.acts.changeMeeting({ hours: value }), {
        label: "Hours",
        testid: "new-meeting-hours",
        hint: "1.5",
        most: 5,
        enter,
        attributes: { inputmode: "decimal" },
      }),
    ),
    entry(supervisor, (value) => view.acts.changeMeeting({ supervisor: value }), {
      label: "Supervisor: initials or a code",
      testid: "new-meeting-with",
      most: 60,
      enter,
    }),
    refusalText(view.state.refusals.get("meeting")),
    node(
      "div",
      { class: "vp-acts" },
      button("Keep", enter, { look: "main", testid: "meeting-keep" }),
      button("Cancel", view.acts.stopMeeting, { look: "quiet" }),
    ),
  );
}

/** The Moments tab: what the guider marked, in order of time, and the chosen one's words below. */

import type { Moment } from "../../core/data";
import { formatSeconds } from "../../core/format";
import { kindWords, MOMENT_KINDS } from "../../core/panels/words";
import { button, choose, emptyState, fieldRefusal, paragraph, privatePart, refusalText, textField, timeButton } from "./parts";
import { placesPart } from "./places";
import { principleOf, principlesField } from "./principles";
import { walkRows } from "./rows";
import { stillPicture } from "./stills";
import { type Child, node, type TreeNode } from "./tree";
import { momentField, type View } from "./view";

export function momentsTab(view: View): Child[] {
  const { moments } = view.data;
  if (moments.length === 0) return [removedNote(view), emptyMoments(), ...placesPart(view)];
  const chosen = moments.find((one) => one.id === view.state.momentId);
  return [
    removedNote(view),
    node(
      "ol",
      { class: "vp-list", key: "list", attributes: { "aria-label": "Moments in order of time", "data-testid": "moment-list" } },
      moments.map((moment, index) => momentRow(view, moment, index, chosen)),
    ),
    chosen
      ? momentEditor(view, chosen)
      : node("p", { class: "vp-hint", key: "hint" }, "Choose a moment: the film goes there, and its words open here."),
    ...placesPart(view),
  ];
}

function emptyMoments(): TreeNode {
  return emptyState(
    "No moments yet",
    node("p", {}, "Press ", node("kbd", {}, "M"), " where something is a little better than usual."),
    paragraph("A look that is met, a turn that is waited for, a smile that comes back: small is enough."),
  );
}

/** What was removed last, with the way back. */
export function removedNote(view: View): Child {
  if (!view.state.removed) return null;
  return node(
    "div",
    { class: "vp-removed", key: "removed", attributes: { "data-testid": "removed" } },
    node("span", {}, view.state.removed.words),
    button("Bring it back", () => void view.acts.bringBack(), { look: "quiet", testid: "bring-back" }),
    button("Close this note", view.acts.forgetRemoved, { look: "icon", icon: "close" }),
  );
}

function momentRow(view: View, moment: Moment, index: number, chosen: Moment | undefined): TreeNode {
  const isChosen = moment === chosen;
  const inTabOrder = isChosen || (!chosen && index === 0);
  const codes = momentField(view, moment, "principles").value;
  const why = momentField(view, moment, "why").value || momentField(view, moment, "note").value;
  const kind = momentField(view, moment, "kind").value;
  const { vocabulary } = view.data;
  return view.remember(moment, [isChosen, inTabOrder, codes, why, kind, vocabulary], () =>
    node(
      "li",
      { key: moment.id },
      node(
        "button",
        {
          class: "vp-moment",
          attributes: {
            type: "button",
            "data-testid": "moment-item",
            "data-moment": moment.id,
            "data-row": moment.id,
            "aria-current": isChosen ? "true" : null,
            tabindex: inTabOrder ? 0 : -1,
          },
          on: {
            click: () => view.acts.openMoment(moment.id),
            keydown: (event, element) => walkRows(event as KeyboardEvent, element),
          },
        },
        node(
          "span",
          { class: "vp-moment-when" },
          node("span", { class: "vp-moment-time" }, view.context.formatTime(moment.start)),
          stillPicture(view, moment.start, ""),
        ),
        node(
          "span",
          { class: "vp-moment-words" },
          node("span", { class: why ? "vp-moment-why" : "vp-moment-why vp-untold" }, why || "Nothing written yet"),
          node(
            "span",
            { class: "vp-moment-facts" },
            codes.map((code) =>
              node("span", { key: code, class: "vp-code", attributes: { title: principleOf(view, code)?.behaviour } }, code),
            ),
            node("span", { class: "vp-kind", key: "kind" }, kindWords(kind)),
          ),
        ),
      ),
    ),
  );
}

function momentEditor(view: View, moment: Moment): TreeNode {
  const kind = momentField(view, moment, "kind");
  const clips = view.data.playlist?.clips.filter((clip) => clip.momentId === moment.id) ?? [];
  const clip = clips[0];
  return node(
    "section",
    { class: "vp-editor", key: `editor-${moment.id}`, attributes: { "aria-label": "The chosen moment", "data-testid": "moment-editor" } },
    node(
      "div",
      { class: "vp-when" },
      timeButton(view, moment.start, "moment-start"),
      node("span", { attributes: { "aria-hidden": true } }, "–"),
      timeButton(view, view.context.shiftEdge(moment.end, -1), "moment-end"),
      node("span", { class: "vp-quiet-text" }, formatSeconds(moment.end - moment.start)),
      clip
        ? button("Open its clip", () => view.acts.openClip(clip.id), { look: "main", key: "open", testid: "open-clip" })
        : button("Make a clip", () => void view.acts.makeClip(moment.id), { look: "main", key: "make", testid: "make-clip" }),
    ),
    refusalText(view.state.refusals.get("make-clip") ?? view.state.refusals.get("remove")),
    choose(view, {
      label: "What kind of moment",
      name: `kind-${moment.id}`,
      testid: "moment-kind",
      choices: MOMENT_KINDS.map((one) => ({ value: one.kind, words: one.words })),
      chosen: kind.value,
      act: (value) => view.acts.choose(kind.key, value),
    }),
    fieldRefusal(view, kind),
    principlesField(view, momentField(view, moment, "principles"), "moment-principles"),
    privatePart(
      textField(view, momentField(view, moment, "why"), { label: "Why better than usual", testid: "moment-why", rows: 2 }),
      textField(view, momentField(view, moment, "note"), { label: "Note", testid: "moment-note", rows: 2 }),
    ),
    node(
      "div",
      { class: "vp-acts" },
      clip && button("Make another clip", () => void view.acts.makeClip(moment.id), { look: "quiet", key: "another", testid: "make-clip" }),
      button("Remove this moment", () => void view.acts.removeMoment(moment.id), { look: "quiet", key: "remove", testid: "remove-moment" }),
    ),
  );
}

/** The Notes tab: everything the guider wrote for themselves, in order of time, to read before a review. */

import { privateNotes } from "../../core/panels/notes";
import { emptyState, icon, paragraph, timeButton } from "./parts";
import { type Child, node } from "./tree";
import type { View } from "./view";

export function notesTab(view: View): Child[] {
  const notes = privateNotes(view.data);
  if (notes.length === 0) {
    return [emptyState("No notes yet", paragraph("What you write for yourself on moments and clips gathers here, in order of time."))];
  }
  return [
    node("p", { class: "vp-private-label", key: "label" }, icon("lock"), "Only you see this"),
    node(
      "ol",
      { key: "notes", attributes: { "aria-label": "Your notes in order of time" } },
      notes.map((one) =>
        node(
          "li",
          { key: `${one.thing}-${one.id}`, class: "vp-note", attributes: { "data-testid": "note-item" } },
          node(
            "div",
            { class: "vp-when" },
            one.at === null ? null : timeButton(view, one.at),
            node(
              "button",
              {
                class: "vp-button vp-quiet",
                attributes: { type: "button" },
                on: { click: () => (one.thing === "clip" ? view.acts.openClip(one.id) : view.acts.openMoment(one.id)) },
              },
              one.heading,
            ),
          ),
          one.lines.map((line) => node("p", { key: line.label }, node("span", { class: "vp-label" }, line.label), line.words)),
        ),
      ),
    ),
  ];
}

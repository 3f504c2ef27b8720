/** Where a clip starts and ends: nudged, set, played around, with what lies before and after it and what would be better. */

import type { Clip } from "../../core/data";
import { formatSeconds } from "../../core/format";
import { handlesOf, trimWords } from "../../core/panels/trimming";
import type { Edge } from "./clip_acts";
import { button, fieldRefusal, quietNotes, refusalText, timeButton } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { stretchField, type View } from "./view";

export function trimmingPart(view: View, clip: Clip, notes: readonly string[]): TreeNode {
  const stretch = stretchField(view, clip);
  const { start, end } = stretch.value;
  const here = clip.recordingId === view.data.film?.recordingId;
  return node(
    "section",
    { class: "vp-part", attributes: { "aria-label": "Start and end" } },
    node(
      "div",
      { class: "vp-heading-row" },
      node("h3", {}, "Start and end"),
      node("span", { class: "vp-number", attributes: { "data-testid": "clip-length" } }, formatSeconds(end - start)),
    ),
    here
      ? node(
          "div",
          { class: "vp-edges", key: "edges" },
          edgeRow(view, clip, "start", start),
          edgeRow(view, clip, "end", view.context.shiftEdge(end, -1)),
        )
      : node(
          "p",
          { class: "vp-quiet-text", key: "elsewhere" },
          "This clip is of another film of the case. Open that film to change its times.",
        ),
    here && handles(view, clip),
    fieldRefusal(view, stretch),
    refusalText(view.state.refusals.get(`times/${clip.id}`)),
    quietNotes(notes),
    here && proposals(view, clip),
  );
}

function edgeRow(view: View, clip: Clip, edge: Edge, shown: number): TreeNode {
  const words = edge === "start" ? "Start" : "End";
  const nudge = (frames: number, sign: string): TreeNode =>
    button(sign, () => view.acts.nudgeEdge(clip, edge, frames), {
      testid: `${edge}-${frames > 0 ? "later" : "earlier"}`,
      attributes: { "aria-label": `${sign}: ${words.toLowerCase()} one frame ${frames > 0 ? "later" : "earlier"}` },
    });
  return node(
    "div",
    { class: "vp-edge" },
    node("span", { class: "vp-label" }, words),
    timeButton(view, shown, `clip-${edge}`),
    button(`Play around the ${edge}`, () => view.acts.playAroundEdge(clip, edge), {
      look: "icon",
      icon: "around",
      testid: `around-${edge}`,
    }),
    node("span", { class: "vp-nudges" }, nudge(-1, "−1 f"), nudge(1, "+1 f")),
    button("Set here", () => view.acts.setEdge(clip, edge), {
      testid: `set-${edge}`,
      attributes: { "aria-label": `Set here: ${words.toLowerCase()} where the film stands`, title: "Where the film stands" },
    }),
  );
}

function handles(view: View, clip: Clip): TreeNode {
  const { before, after } = handlesOf(stretchField(view, clip).value, view.data.film?.length ?? 0);
  return node(
    "p",
    { class: "vp-quiet-text", key: "handles", attributes: { "data-testid": "handles" } },
    `${formatSeconds(before)} of film before it, ${formatSeconds(after)} after it.`,
  );
}

function proposals(view: View, clip: Clip): Child {
  const { value, draft } = stretchField(view, clip);
  const trims = (view.data.playlist?.trims ?? []).filter((trim) => trim.clipId === clip.id);
  if (trims.length === 0 || draft) return null;
  return node(
    "ul",
    { class: "vp-trims", key: "trims", attributes: { "aria-label": "Better places for start and end" } },
    trims.map((trim) =>
      node(
        "li",
        { key: trim.edge },
        node(
          "span",
          {},
          `${trim.edge === "start" ? "Start" : "End"} at ${view.context.formatTime(trim.at)}, ${trimWords(value, trim.edge, trim.at)}. `,
          node("span", { class: "vp-quiet-text" }, trim.words),
        ),
        button("Take it", () => view.acts.takeTrim(clip, trim), {
          testid: `take-${trim.edge}`,
          attributes: { "aria-label": `Take it: ${trim.edge} at ${view.context.formatTime(trim.at)}` },
        }),
      ),
    ),
  );
}

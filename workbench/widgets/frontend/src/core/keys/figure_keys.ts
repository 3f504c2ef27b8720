/** Keys that mean something else while a tool or a figure is in hand; `.` and `,` go frame by frame all the while, and Esc ends it. */

import type { PlayerState } from "../state";
import type { InHand, KeyBinding, KeyGroup } from "./keys";

const ARROWS = [
  { key: "ArrowRight", dx: 1, dy: 0, words: "to the right" },
  { key: "ArrowLeft", dx: -1, dy: 0, words: "to the left" },
  { key: "ArrowUp", dx: 0, dy: -1, words: "up" },
  { key: "ArrowDown", dx: 0, dy: 1, words: "down" },
];

/** The four arrows, alone by a pixel of the picture and with Shift by ten. */
function arrows(held: string, words: string, what: "movePen" | "shiftFigure" | "resizeFigure"): KeyBinding[] {
  const modes = [
    { modifier: held, pixels: 1, words: `${words} by a pixel` },
    { modifier: `${held}Shift+`, pixels: 10, words: `${words} by ten` },
  ];
  return modes.flatMap((mode) =>
    ARROWS.map(
      ({ key, dx, dy, words: towards }, place): KeyBinding => ({
        chords: [`${mode.modifier}${key}`],
        command: { do: what, dx: dx * mode.pixels, dy: dy * mode.pixels },
        words: `${mode.words}, ${towards}`,
        shownAs: place === 0 ? `${mode.modifier.replaceAll("Shift+", "⇧ ").replaceAll("Alt+", "Alt ")}← → ↑ ↓` : "",
        wordsTogether: mode.words,
      }),
    ),
  );
}

const PEN: KeyGroup = {
  title: "With a tool in hand",
  inHand: "tool",
  bindings: [
    ...arrows("", "move the cross", "movePen"),
    { chords: ["Space"], command: { do: "setPenPoint" }, words: "set a point at the cross" },
    { chords: ["Backspace"], command: { do: "dropPenPoint" }, words: "take the last point back" },
    { chords: ["Enter"], command: { do: "finishFigure" }, words: "finish the figure" },
  ],
};

const HAND: KeyGroup = {
  title: "With a figure in hand",
  inHand: "figure",
  bindings: [
    ...arrows("", "move it", "shiftFigure"),
    ...arrows("Alt+", "make it larger or smaller", "resizeFigure"),
    { chords: ["<", ";"], command: { do: "turnFigure", degrees: -1 }, words: "turn it to the left" },
    { chords: [">", ":"], command: { do: "turnFigure", degrees: 1 }, words: "turn it to the right" },
    { chords: ["Tab"], command: { do: "visitFigure", direction: 1 }, words: "the next figure", isFixed: true },
    { chords: ["Shift+Tab"], command: { do: "visitFigure", direction: -1 }, words: "the figure before", isFixed: true },
    { chords: ["P"], command: { do: "pickPoint", direction: 1 }, words: "only its next point" },
    { chords: ["Shift+P"], command: { do: "pickPoint", direction: -1 }, words: "only the point before" },
    { chords: ["A", "Insert"], command: { do: "addPoint" }, words: "add a point after it" },
    { chords: ["Backspace"], command: { do: "removePoint" }, words: "take the point off" },
  ],
};

export const FIGURE_KEYS: readonly KeyGroup[] = [PEN, HAND];

/** What keys find in hand first; null where they mean what they always mean. */
export function inHandOf({ tool, drawing }: Pick<PlayerState, "tool" | "drawing">): InHand | null {
  if (tool) return "tool";
  return drawing.hand ? "figure" : null;
}

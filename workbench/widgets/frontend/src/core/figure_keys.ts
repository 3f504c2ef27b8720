/** Keys that mean something else while a tool or a figure is in hand; `.` and `,` go frame by frame all the while, and Esc ends it. */

import { KeyBindings } from "./key_bindings";
import type { Command, KeyBinding, KeyGroup, KeyPress } from "./keys";
import type { PlayerState } from "./state";

const ARROWS = [
  { key: "ArrowRight", dx: 1, dy: 0 },
  { key: "ArrowLeft", dx: -1, dy: 0 },
  { key: "ArrowUp", dx: 0, dy: -1 },
  { key: "ArrowDown", dx: 0, dy: 1 },
];

/** The four arrows, alone by a pixel of the picture and with Shift by ten. */
function arrows(held: string, words: string, what: "movePen" | "shiftFigure" | "resizeFigure"): KeyBinding[] {
  const modes = [
    { modifier: held, pixels: 1, words: `${words} by a pixel` },
    { modifier: `${held}Shift+`, pixels: 10, words: `${words} by ten` },
  ];
  return modes.flatMap((mode) =>
    ARROWS.map(
      ({ key, dx, dy }, place): KeyBinding => ({
        chords: [`${mode.modifier}${key}`],
        command: { do: what, dx: dx * mode.pixels, dy: dy * mode.pixels },
        words: mode.words,
        shownAs: place === 0 ? `${mode.modifier.replaceAll("Shift+", "⇧ ").replaceAll("Alt+", "Alt ")}← → ↑ ↓` : "",
        wordsTogether: mode.words,
      }),
    ),
  );
}

const PEN: KeyGroup = {
  title: "With a tool in hand",
  bindings: [
    ...arrows("", "move the cross", "movePen"),
    { chords: ["Space"], command: { do: "setPenPoint" }, words: "set a point at the cross" },
    { chords: ["Backspace"], command: { do: "dropPenPoint" }, words: "take the last point back" },
    { chords: ["Enter"], command: { do: "finishFigure" }, words: "finish the figure" },
  ],
};

const HAND: KeyGroup = {
  title: "With a figure in hand",
  bindings: [
    ...arrows("", "move it", "shiftFigure"),
    ...arrows("Alt+", "make it larger or smaller", "resizeFigure"),
    { chords: ["<", ";"], command: { do: "turnFigure", degrees: -1 }, words: "turn it to the left" },
    { chords: [">", ":"], command: { do: "turnFigure", degrees: 1 }, words: "turn it to the right" },
    { chords: ["Tab"], command: { do: "visitFigure", direction: 1 }, words: "the next figure" },
    { chords: ["Shift+Tab"], command: { do: "visitFigure", direction: -1 }, words: "the figure before" },
    { chords: ["P"], command: { do: "pickPoint", direction: 1 }, words: "only its next point" },
    { chords: ["Shift+P"], command: { do: "pickPoint", direction: -1 }, words: "only the point before" },
    { chords: ["A", "Insert"], command: { do: "addPoint" }, words: "add a point after it" },
    { chords: ["Backspace"], command: { do: "removePoint" }, words: "take the point off" },
  ],
};

const PEN_KEYS = new KeyBindings([], [PEN]);
const HAND_KEYS = new KeyBindings([], [HAND]);

export const FIGURE_GROUPS = [...PEN_KEYS.groups, ...HAND_KEYS.groups];

/** What a key means with something in hand; undefined where it means what it always means. */
export function findFigureCommand(press: KeyPress, { tool, drawing }: Pick<PlayerState, "tool" | "drawing">): Command | undefined {
  if (tool) return PEN_KEYS.find(press);
  return drawing.hand ? HAND_KEYS.find(press) : undefined;
}

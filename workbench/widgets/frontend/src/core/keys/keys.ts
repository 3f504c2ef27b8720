/**
 * The one table of keys: the keyboard acts by it, the help is made of it, and the documentation reads it as JSON.
 * A chord is written `Shift+ArrowRight`; `Mod` is Ctrl, or Cmd on a Mac. Letters are the letter on the key, in capitals.
 */

import type { Shape, StepRole } from "../data";
import { FIGURE_KEYS } from "./figure_keys";

export type Command =
  | { readonly do: "step"; readonly frames: number }
  | { readonly do: "skip"; readonly seconds: number }
  | { readonly do: "goTo"; readonly place: "start" | "end" | "in" | "out" }
  | { readonly do: "visitMoment"; readonly direction: 1 | -1 }
  | { readonly do: "togglePlay" }
  | { readonly do: "pause" }
  | { readonly do: "shuttle"; readonly direction: 1 | -1 }
  | { readonly do: "creep"; readonly direction: 1 | -1 }
  /** Where the film stands, or at a frame that starts `at`. */
  | { readonly do: "playAround"; readonly at?: number }
  | { readonly do: "playWhileWriting" }
  | { readonly do: "changeRate"; readonly direction: 1 | -1 }
  | { readonly do: "markIn" }
  | { readonly do: "markOut" }
  | { readonly do: "clearMarks" }
  | { readonly do: "toggleLoop" }
  | { readonly do: "markMoment" }
  | { readonly do: "openLevel"; readonly level: number }
  | { readonly do: "markStep"; readonly role: StepRole }
  | { readonly do: "linkStep" }
  | { readonly do: "linkByClick" }
  | { readonly do: "changeActor" }
  | { readonly do: "changeModality" }
  | { readonly do: "walk"; readonly direction: 1 | -1 }
  | { readonly do: "nextTool" }
  | { readonly do: "useTool"; readonly tool: Shape }
  | { readonly do: "removeChosen" }
  | { readonly do: "movePen"; readonly dx: number; readonly dy: number }
  | { readonly do: "setPenPoint" }
  | { readonly do: "dropPenPoint" }
  | { readonly do: "finishFigure" }
  | { readonly do: "visitFigure"; readonly direction: 1 | -1 }
  | { readonly do: "takeInHand" }
  | { readonly do: "shiftFigure"; readonly dx: number; readonly dy: number }
  | { readonly do: "resizeFigure"; readonly dx: number; readonly dy: number }
  | { readonly do: "turnFigure"; readonly degrees: number }
  | { readonly do: "pickPoint"; readonly direction: 1 | -1 }
  | { readonly do: "addPoint" }
  | { readonly do: "removePoint" }
  | { readonly do: "nameFigure" }
  | { readonly do: "visitKeyframe"; readonly direction: 1 | -1 }
  | { readonly do: "setKeyframe" }
  | { readonly do: "copyKeyframe" }
  | { readonly do: "removeKeyframe" }
  | { readonly do: "showFigure"; readonly stretch: "from" | "until" | "selection" | "film" }
  | { readonly do: "toggleCoding" }
  | { readonly do: "dropMark" }
  | { readonly do: "nameNext" }
  | { readonly do: "pickAllInRow" }
  | { readonly do: "nudgeEdge"; readonly edge: "start" | "end"; readonly frames: 1 | -1 }
  | { readonly do: "codeHere" }
  | { readonly do: "splitPicked" }
  | { readonly do: "mergePicked" }
  | { readonly do: "copyPicked" }
  | { readonly do: "pasteCopied" }
  | { readonly do: "openLabels" }
  | { readonly do: "openRows" }
  | { readonly do: "visitCandidate"; readonly direction: 1 | -1 }
  | { readonly do: "acceptCandidates"; readonly all: boolean }
  | { readonly do: "dismissCandidates"; readonly all: boolean }
  | { readonly do: "undo" }
  | { readonly do: "redo" }
  | { readonly do: "zoom"; readonly direction: 1 | -1 }
  | { readonly do: "showWhole" }
  | { readonly do: "turnPage"; readonly direction: 1 | -1 }
  | { readonly do: "visitInRow"; readonly direction: 1 | -1 }
  | { readonly do: "visitRow"; readonly direction: 1 | -1 }
  | { readonly do: "toggleSound" }
  | { readonly do: "lookCloser"; readonly direction: 1 | -1 }
  | { readonly do: "lookWhole" }
  | { readonly do: "toggleLook" }
  | { readonly do: "compare" }
  | { readonly do: "toggleCameras" }
  | { readonly do: "changeVolume"; readonly direction: 1 | -1 }
  | { readonly do: "toggleMute" }
  | { readonly do: "nextHeard" }
  | { readonly do: "toggleScrubbing" }
  | { readonly do: "shiftOther"; readonly frames: number }
  | { readonly do: "lookPixels" }
  | { readonly do: "drawPicture"; readonly across: -1 | 0 | 1; readonly down: -1 | 0 | 1 }
  | { readonly do: "toggleFullScreen"; readonly withTimeline: boolean }
  | { readonly do: "toggleHistory" }
  | { readonly do: "togglePreview" }
  | { readonly do: "toggleHelp" }
  | { readonly do: "toggleSettings" }
  | { readonly do: "leave" };

/** Commands that change the case; they are not there where a film is only looked at. */
const CHANGING: ReadonlySet<Command["do"]> = new Set<Command["do"]>([
  "markMoment",
  "openLevel",
  "markStep",
  "linkStep",
  "linkByClick",
  "changeActor",
  "changeModality",
  "toggleHistory",
  "togglePreview",
  "nextTool",
  "useTool",
  "removeChosen",
  "nudgeEdge",
  "codeHere",
  "splitPicked",
  "mergePicked",
  "copyPicked",
  "pasteCopied",
  "openLabels",
  "openRows",
  "acceptCandidates",
  "dismissCandidates",
  "movePen",
  "setPenPoint",
  "dropPenPoint",
  "finishFigure",
  "takeInHand",
  "shiftFigure",
  "resizeFigure",
  "turnFigure",
  "pickPoint",
  "addPoint",
  "removePoint",
  "nameFigure",
  "setKeyframe",
  "copyKeyframe",
  "removeKeyframe",
  "showFigure",
  "toggleCoding",
  "dropMark",
  "nameNext",
  "undo",
  "redo",
]);

export function changesCase(command: Command): boolean {
  return CHANGING.has(command.do);
}

export interface KeyBinding {
  readonly chords: readonly string[];
  readonly command: Command;
  readonly words: string;
  /** How the list of keys shows several bindings on one line while all have their usual keys; "" where the line of another shows this one. */
  readonly shownAs?: string;
  /** What such a line says of all of them; else its own words. */
  readonly wordsTogether?: string;
  /** Nobody can give it other keys. */
  readonly isFixed?: boolean;
}

/** What may be in hand while some keys mean something else. */
export type InHand = "tool" | "figure";

export interface KeyGroup {
  readonly title: string;
  /** Keys that count only with this in hand, and then before all others. */
  readonly inHand?: InHand;
  readonly bindings: readonly KeyBinding[];
}

export const KEY_MAP: readonly KeyGroup[] = [
  {
    title: "Look",
    bindings: [
      { chords: [".", "ArrowRight"], command: { do: "step", frames: 1 }, words: "one frame on" },
      { chords: [",", "ArrowLeft"], command: { do: "step", frames: -1 }, words: "one frame back" },
      { chords: ["Shift+ArrowRight"], command: { do: "skip", seconds: 1 }, words: "one second on" },
      { chords: ["Shift+ArrowLeft"], command: { do: "skip", seconds: -1 }, words: "one second back" },
      { chords: ["Home"], command: { do: "goTo", place: "start" }, words: "first frame" },
      { chords: ["End"], command: { do: "goTo", place: "end" }, words: "last frame" },
      { chords: ["ArrowDown"], command: { do: "visitMoment", direction: 1 }, words: "next moment" },
      { chords: ["ArrowUp"], command: { do: "visitMoment", direction: -1 }, words: "moment before" },
    ],
  },
  {
    title: "Play",
    bindings: [
      { chords: ["Space"], command: { do: "togglePlay" }, words: "play or pause" },
      { chords: ["J"], command: { do: "shuttle", direction: -1 }, words: "play backwards, again for faster" },
      { chords: ["K"], command: { do: "pause" }, words: "pause; held down, J and L go frame by frame or slowly" },
      { chords: ["L"], command: { do: "shuttle", direction: 1 }, words: "play, again for faster" },
      { chords: ["["], command: { do: "changeRate", direction: -1 }, words: "slower" },
      { chords: ["]"], command: { do: "changeRate", direction: 1 }, words: "faster" },
      { chords: ["Shift+L"], command: { do: "toggleLoop" }, words: "repeat the selection" },
      { chords: ["/"], command: { do: "playAround" }, words: "play around here: a little before to a little after, and back" },
      { chords: ["Mod+Enter"], command: { do: "playWhileWriting" }, words: "play or pause while writing" },
    ],
  },
  {
    title: "Mark",
    bindings: [
      { chords: ["I"], command: { do: "markIn" }, words: "selection starts with this frame" },
      { chords: ["O"], command: { do: "markOut" }, words: "selection ends with this frame" },
      { chords: ["Shift+I"], command: { do: "goTo", place: "in" }, words: "go to where the selection starts" },
      { chords: ["Shift+O"], command: { do: "goTo", place: "out" }, words: "go to where the selection ends" },
      { chords: ["X"], command: { do: "clearMarks" }, words: "clear the selection" },
      { chords: ["M"], command: { do: "markMoment" }, words: "mark a moment: the selection, or the last 10 seconds" },
      ...[1, 2, 3, 4, 5, 6].map(
        (level): KeyBinding => ({
          chords: [String(level)],
          command: { do: "openLevel", level },
          words: `principles of level ${level} for the moment`,
          ...(level === 1 ? { shownAs: "1 – 6", wordsTogether: "principles of levels 1 to 6 for the moment" } : { shownAs: "" }),
        }),
      ),
    ],
  },
  {
    title: "Code while it plays",
    bindings: [
      { chords: ["B"], command: { do: "toggleCoding" }, words: "begin a pass with the labels' keys, or stop it" },
      { chords: ["Q"], command: { do: "dropMark" }, words: "mark now, name later: the selection, or around here" },
      { chords: ["Shift+Q"], command: { do: "nameNext" }, words: "next mark without a name, repeated until it has one" },
    ],
  },
  {
    title: "Steps of the exchange",
    bindings: [
      { chords: ["7"], command: { do: "markStep", role: "initiative" }, words: "somebody begins: an initiative here" },
      { chords: ["8"], command: { do: "markStep", role: "reception" }, words: "it is received: a reception here" },
      { chords: ["9"], command: { do: "markStep", role: "response" }, words: "it is answered: a response here" },
      { chords: ["P"], command: { do: "changeActor" }, words: "the step is somebody else's" },
      { chords: ["Shift+P"], command: { do: "changeModality" }, words: "seen or heard in another way: look, face, voice …" },
      { chords: ["Y"], command: { do: "linkStep" }, words: "the step answers the one before, or no longer" },
      { chords: ["Shift+Y"], command: { do: "linkByClick" }, words: "the step answers the one clicked next" },
      { chords: ["Mod+ArrowDown"], command: { do: "walk", direction: 1 }, words: "next step of the chain" },
      { chords: ["Mod+ArrowUp"], command: { do: "walk", direction: -1 }, words: "step before in the chain" },
    ],
  },
  {
    title: "Draw on the picture",
    bindings: [
      { chords: ["R"], command: { do: "nextTool" }, words: "the drawing tools in turn" },
      { chords: ["G"], command: { do: "visitFigure", direction: 1 }, words: "next figure" },
      { chords: ["Shift+G"], command: { do: "visitFigure", direction: -1 }, words: "figure before" },
      { chords: ["H"], command: { do: "takeInHand" }, words: "take the figure in hand: keys move it until Esc" },
      { chords: ["F2"], command: { do: "nameFigure" }, words: "words beside the figure" },
      { chords: ["PageDown"], command: { do: "visitKeyframe", direction: 1 }, words: "the figure's next keyframe" },
      { chords: ["PageUp"], command: { do: "visitKeyframe", direction: -1 }, words: "the figure's keyframe before" },
      { chords: ["Shift+K"], command: { do: "setKeyframe" }, words: "set the figure on this frame as it is" },
      { chords: ["Shift+C"], command: { do: "copyKeyframe" }, words: "set it as at the keyframe before" },
      { chords: ["Shift+Delete", "Shift+Backspace"], command: { do: "removeKeyframe" }, words: "remove the keyframe on this frame" },
      { chords: ["Alt+I"], command: { do: "showFigure", stretch: "from" }, words: "the figure is seen from here" },
      { chords: ["Alt+O"], command: { do: "showFigure", stretch: "until" }, words: "the figure is seen until here" },
      { chords: ["Delete", "Backspace"], command: { do: "removeChosen" }, words: "remove what is chosen" },
    ],
  },
  ...FIGURE_KEYS,
  {
    title: "Work in the rows",
    bindings: [
      { chords: ["Mod+A"], command: { do: "pickAllInRow" }, words: "choose all in the row" },
      { chords: ["Shift+B"], command: { do: "codeHere" }, words: "code the selection in the row, or one second from here" },
      { chords: ["E"], command: { do: "openLabels" }, words: "label: by its key, by how it begins, or any word" },
      { chords: ["S"], command: { do: "splitPicked" }, words: "split here" },
      { chords: ["Shift+S"], command: { do: "mergePicked" }, words: "merge into one" },
      { chords: ["Alt+,"], command: { do: "nudgeEdge", edge: "start", frames: -1 }, words: "start one frame earlier" },
      { chords: ["Alt+."], command: { do: "nudgeEdge", edge: "start", frames: 1 }, words: "start one frame later" },
      { chords: ["Alt+<"], command: { do: "nudgeEdge", edge: "end", frames: -1 }, words: "end one frame earlier" },
      { chords: ["Alt+>"], command: { do: "nudgeEdge", edge: "end", frames: 1 }, words: "end one frame later" },
      { chords: ["Mod+C"], command: { do: "copyPicked" }, words: "copy" },
      { chords: ["Mod+V"], command: { do: "pasteCopied" }, words: "paste here, in the row one works in" },
      { chords: ["Mod+ArrowRight"], command: { do: "visitCandidate", direction: 1 }, words: "next candidate" },
      { chords: ["Mod+ArrowLeft"], command: { do: "visitCandidate", direction: -1 }, words: "candidate before" },
      { chords: ["A"], command: { do: "acceptCandidates", all: false }, words: "accept the candidate as my own mark" },
      { chords: ["D"], command: { do: "dismissCandidates", all: false }, words: "dismiss the candidate" },
      { chords: ["Shift+A"], command: { do: "acceptCandidates", all: true }, words: "accept all in the row" },
      { chords: ["Shift+D"], command: { do: "dismissCandidates", all: true }, words: "dismiss all in the row" },
      { chords: ["T"], command: { do: "openRows" }, words: "rows: a new one, another name, away" },
    ],
  },
  {
    title: "Picture and sound",
    bindings: [
      { chords: ["V"], command: { do: "toggleLook" }, words: "the controls for all this" },
      { chords: ["Z"], command: { do: "lookCloser", direction: 1 }, words: "closer; also Ctrl and the wheel, or pinch" },
      { chords: ["Shift+Z"], command: { do: "lookCloser", direction: -1 }, words: "further away" },
      { chords: ["W"], command: { do: "lookWhole" }, words: "the whole picture; also a double click" },
      { chords: ["Shift+W"], command: { do: "lookPixels" }, words: "every pixel of the film on one of the screen" },
      {
        chords: ["Alt+Shift+ArrowRight"],
        command: { do: "drawPicture", across: 1, down: 0 },
        words: "to the right of the picture",
        shownAs: "Alt ⇧ ← → ↑ ↓",
        wordsTogether: "move across the picture",
      },
      { chords: ["Alt+Shift+ArrowLeft"], command: { do: "drawPicture", across: -1, down: 0 }, words: "to its left", shownAs: "" },
      { chords: ["Alt+Shift+ArrowUp"], command: { do: "drawPicture", across: 0, down: -1 }, words: "to its top", shownAs: "" },
      { chords: ["Alt+Shift+ArrowDown"], command: { do: "drawPicture", across: 0, down: 1 }, words: "to its bottom", shownAs: "" },
      { chords: ["C"], command: { do: "compare" }, words: "keep this place; at another place: see both side by side" },
      { chords: ["Alt+ArrowUp"], command: { do: "changeVolume", direction: 1 }, words: "louder" },
      { chords: ["Alt+ArrowDown"], command: { do: "changeVolume", direction: -1 }, words: "softer" },
      { chords: ["Shift+M"], command: { do: "toggleMute" }, words: "sound off and on" },
      { chords: ["Shift+H"], command: { do: "nextHeard" }, words: "both channels, the left one, the right one" },
      { chords: ["Shift+X"], command: { do: "toggleScrubbing" }, words: "a grain of sound with each step" },
      { chords: ["Shift+V"], command: { do: "toggleCameras" }, words: "the other cameras of the session" },
      { chords: [">"], command: { do: "shiftOther", frames: 1 }, words: "the picture beside it one frame on" },
      { chords: ["<"], command: { do: "shiftOther", frames: -1 }, words: "the picture beside it one frame back" },
      { chords: ["F"], command: { do: "toggleFullScreen", withTimeline: false }, words: "full screen" },
      { chords: ["Shift+F"], command: { do: "toggleFullScreen", withTimeline: true }, words: "full screen with the timeline" },
    ],
  },
  {
    title: "Timeline and page",
    bindings: [
      { chords: ["+", "="], command: { do: "zoom", direction: 1 }, words: "closer" },
      { chords: ["-"], command: { do: "zoom", direction: -1 }, words: "further away" },
      { chords: ["0"], command: { do: "showWhole" }, words: "the whole film" },
      { chords: ["Shift+PageDown"], command: { do: "turnPage", direction: 1 }, words: "the timeline one page on" },
      { chords: ["Shift+PageUp"], command: { do: "turnPage", direction: -1 }, words: "the timeline one page back" },
      { chords: ["N"], command: { do: "visitInRow", direction: 1 }, words: "the next in the same row" },
      { chords: ["Shift+N"], command: { do: "visitInRow", direction: -1 }, words: "the one before in the same row" },
      { chords: ["Shift+ArrowDown"], command: { do: "visitRow", direction: 1 }, words: "to the row below" },
      { chords: ["Shift+ArrowUp"], command: { do: "visitRow", direction: -1 }, words: "to the row above" },
      { chords: ["Shift+T"], command: { do: "toggleSound" }, words: "the sound as its loudness or as its tones" },
      { chords: ["Mod+Z"], command: { do: "undo" }, words: "undo" },
      { chords: ["Mod+Shift+Z", "Mod+Y"], command: { do: "redo" }, words: "redo" },
      { chords: ["U"], command: { do: "toggleHistory" }, words: "all that was done, and the way back to any of it" },
      { chords: ["Shift+R"], command: { do: "togglePreview" }, words: "the review as the family will see it" },
      { chords: ["?"], command: { do: "toggleHelp" }, words: "this list" },
      { chords: ["Mod+,"], command: { do: "toggleSettings" }, words: "other keys and settings" },
      {
        chords: ["Escape"],
        command: { do: "leave" },
        words: "close or stop what is open; again: back to the notebook",
        isFixed: true,
      },
    ],
  },
];

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The chord of a key press, as the table writes it; Shift is left out where the sign itself needs it (`?`, `+`). */
export function chordOf(press: KeyPress): string {
  const isLetter = /^\p{L}$/u.test(press.key);
  const isSign = press.key.length === 1 && !isLetter && press.key !== " ";
  const key = press.key === " " ? "Space" : isLetter ? press.key.toUpperCase() : press.key;
  const modifiers = [press.ctrlKey || press.metaKey ? "Mod" : "", press.altKey ? "Alt" : "", press.shiftKey && !isSign ? "Shift" : ""];
  return [...modifiers.filter(Boolean), key].join("+");
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  Backspace: "⌫",
  Shift: "⇧",
};

/** The keys of a chord as people see them on the keyboard. */
export function chordWords(chord: string, isMac: boolean): string[] {
  if (chord === "+") return ["+"];
  return chord.split("+").map((key) => (key === "Mod" ? (isMac ? "⌘" : "Ctrl") : (SIGNS[key] ?? key)));
}

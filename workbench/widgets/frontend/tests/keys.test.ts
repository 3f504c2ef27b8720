// @vitest-environment node
import { describe, expect, it } from "vitest";
import { KeyBindings } from "../src/core/keys/key_bindings";
import { type Command, chordOf, chordWords, KEY_MAP, type KeyPress } from "../src/core/keys/keys";

const usual = new KeyBindings();
const findCommand = (pressed: KeyPress): Command | undefined => usual.find(pressed);

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers };
}

describe("the table of keys", () => {
  it("gives every chord to one command only, with the same in hand", () => {
    const chords = KEY_MAP.flatMap(({ inHand, bindings }) => bindings.flatMap((each) => each.chords.map((chord) => `${inHand} ${chord}`)));
    expect(new Set(chords).size).toBe(chords.length);
  });

  it("has words for every binding", () => {
    for (const binding of KEY_MAP.flatMap((group) => group.bindings)) expect(binding.words.length).toBeGreaterThan(3);
  });

  it.each([
    [".", {}, { do: "step", frames: 1 }],
    ["ArrowLeft", {}, { do: "step", frames: -1 }],
    ["ArrowRight", { shiftKey: true }, { do: "skip", seconds: 1 }],
    [" ", {}, { do: "togglePlay" }],
    ["j", {}, { do: "shuttle", direction: -1 }],
    ["M", { shiftKey: false }, { do: "markMoment" }],
    ["L", { shiftKey: true }, { do: "toggleLoop" }],
    ["?", { shiftKey: true }, { do: "toggleHelp" }],
    ["+", { shiftKey: true }, { do: "zoom", direction: 1 }],
    ["z", { ctrlKey: true }, { do: "undo" }],
    ["z", { metaKey: true }, { do: "undo" }],
    ["Z", { ctrlKey: true, shiftKey: true }, { do: "redo" }],
    ["3", {}, { do: "openLevel", level: 3 }],
    ["Escape", {}, { do: "leave" }],
  ] as const)("reads %s with %o", (key, modifiers, command) => {
    expect(findCommand(press(key, modifiers))).toEqual(command);
  });

  it("leaves other keys, and the browser's and the system's chords, alone", () => {
    expect(findCommand(press("ö"))).toBeUndefined();
    expect(findCommand(press("r", { ctrlKey: true }))).toBeUndefined();
    expect(findCommand(press("ArrowLeft", { altKey: true }))).toBeUndefined();
  });

  it("shows chords as they stand on the keyboard", () => {
    expect(chordWords("Mod+Shift+Z", false)).toEqual(["Ctrl", "⇧", "Z"]);
    expect(chordWords("Mod+Z", true)).toEqual(["⌘", "Z"]);
    expect(chordWords("+", false)).toEqual(["+"]);
    expect(chordOf(press("é"))).toBe("É");
    expect(usual.chordFor({ do: "step", frames: 1 })).toBe(".");
  });
});

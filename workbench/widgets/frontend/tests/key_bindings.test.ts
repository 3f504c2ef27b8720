// @vitest-environment node
import { describe, expect, it } from "vitest";
import { HeldKeys } from "../src/core/keys/held_keys";
import { commandName, KeyBindings, keyLines, whyReserved } from "../src/core/keys/key_bindings";
import { type Command, KEY_MAP, type KeyPress } from "../src/core/keys/keys";
import { choicesAfter, hear } from "../src/core/keys/settings_state";
import { shuttleAfter } from "../src/core/state";

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers };
}

const STEP: Command = { do: "step", frames: 1 };
const LEVEL = (level: number): Command => ({ do: "openLevel", level });

/** Every chord with what is in hand where it counts. */
function allChords(keys: KeyBindings): string[] {
  return keys.groups.flatMap((group) => group.keys.flatMap((key) => key.chords.map((chord) => `${key.inHand ?? ""} ${chord}`)));
}

describe("a person's own keys", () => {
  it("name every command differently", () => {
    const keys = new KeyBindings().groups.flatMap((group) => group.keys);
    expect(new Set(keys.map((key) => key.name)).size).toBe(keys.length);
    for (const { name, binding } of keys) if (!binding.isFixed) expect(name).toMatch(/^[a-z][A-Za-z]{0,39}( [-.A-Za-z0-9]{1,20}){0,3}$/);
  });

  it("do what was chosen, and the usual keys of that command no longer do", () => {
    const keys = new KeyBindings([{ command: "step 1", chords: ["É"] }]);
    expect(keys.find(press("é"))).toEqual(STEP);
    expect(keys.find(press("."))).toBeUndefined();
    expect(keys.chordFor(STEP)).toBe("É");
    expect(keys.isUsual).toBe(false);
  });

  it("win over the usual keys of another command", () => {
    const keys = new KeyBindings([{ command: "step 1", chords: ["M"] }]);
    expect(keys.find(press("m"))).toEqual(STEP);
    expect(keys.chordFor({ do: "markMoment" })).toBe("");
  });

  it.each([
    ["an unknown command", [{ command: "fly 1", chords: ["É"] }]],
    ["a chord nobody may take", [{ command: "step 1", chords: [".", "ArrowRight", "Escape", "Tab"] }]],
    ["another way out", [{ command: "leave", chords: ["É"] }]],
  ])("ignore %s", (_, choices) => {
    const keys = new KeyBindings(choices);
    expect(allChords(keys)).toEqual(allChords(new KeyBindings()));
    expect(keys.find(press("Escape"))).toEqual({ do: "leave" });
  });

  it("never give a chord to two commands, whatever a file says", () => {
    const names = KEY_MAP.flatMap((group) => group.bindings.map((binding) => commandName(binding.command)));
    const some = ["J", "K", "L", "M", "1", "Space", "Mod+Z", "É", "Escape"];
    let seed = 7;
    const random = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      const choices = Array.from({ length: random(6) }, () => ({
        command: names[random(names.length)] ?? "",
        chords: Array.from({ length: random(4) }, () => some[random(some.length)] ?? ""),
      }));
      const keys = new KeyBindings(choices);
      const chords = allChords(keys);
      expect(new Set(chords).size).toBe(chords.length);
      const again = new KeyBindings(keys.choicesWith("undo", ["Ä"]));
      expect(again.find(press("ä"))).toEqual({ do: "undo" });
      expect(
        allChords(again)
          .filter((chord) => chord !== " Ä")
          .sort(),
      ).toEqual(chords.filter((chord) => chord !== " Ä" && !keys.named("undo")?.chords.some((own) => chord === ` ${own}`)).sort());
    }
  });

  it("hold for a figure in hand too, and leave what the same keys mean without one", () => {
    const keys = new KeyBindings(new KeyBindings().choicesWith("shiftFigure 1 0", ["D", "L"]));
    const move: Command = { do: "shiftFigure", dx: 1, dy: 0 };
    expect(keys.find(press("d"), "figure")).toEqual(move);
    expect(keys.find(press("d"))).toEqual({ do: "dismissCandidates", all: false });
    expect(keys.find(press("ArrowRight"), "figure")).toEqual(STEP);
    expect(keys.choices).toEqual([{ command: "shiftFigure 1 0", chords: ["D", "L"] }]);
    const taken = hear(keys, { name: "turnFigure -1", beside: false }, "D");
    expect(taken.state).toMatchObject({ at: "conflict", holder: { name: "shiftFigure 1 0" } });
    expect(keys.find(press("Tab"), "figure")).toEqual({ do: "visitFigure", direction: 1 });
  });

  it("given back are no choice any more", () => {
    const changed = new KeyBindings(new KeyBindings().choicesWith("step 1", ["M"]));
    expect(changed.choices).toEqual([
      { command: "step 1", chords: ["M"] },
      { command: "markMoment", chords: [] },
    ]);
    const back = new KeyBindings(changed.choicesWith("step 1", [".", "ArrowRight"]));
    expect(back.choices).toEqual([{ command: "markMoment", chords: [] }]);
    expect(new KeyBindings(back.choicesWith("markMoment", ["M"])).isUsual).toBe(true);
  });
});

describe("the list of keys", () => {
  it("shows the levels on one line while they have their usual keys, and one by one when they have not", () => {
    const levels = (keys: KeyBindings): string[] =>
      keys.groups.flatMap(keyLines).flatMap((line) => (line.command.do === "openLevel" ? [line.shownAs ?? line.chords.join()] : []));
    expect(levels(new KeyBindings())).toEqual(["1 – 6"]);
    expect(levels(new KeyBindings([{ command: commandName(LEVEL(3)), chords: ["É"] }]))).toEqual(["1", "2", "É", "4", "5", "6"]);
  });
});

describe("asking for keys", () => {
  const keys = new KeyBindings();

  it("keeps what is free at once, in place of the old or beside them", () => {
    expect(hear(keys, { name: "step 1", beside: false }, "É").keep).toEqual([{ command: "step 1", chords: ["É"] }]);
    expect(hear(keys, { name: "step 1", beside: true }, "É").keep).toEqual([{ command: "step 1", chords: [".", "ArrowRight", "É"] }]);
  });

  it("asks first where another command has them, and then takes them from it", () => {
    const heard = hear(keys, { name: "step 1", beside: false }, "M");
    expect(heard.keep).toBeNull();
    expect(heard.state).toMatchObject({ at: "conflict", chord: "M", holder: { name: "markMoment" } });
    const after = new KeyBindings(choicesAfter(keys, { name: "step 1", beside: false }, "M"));
    expect(after.find(press("m"))).toEqual(STEP);
  });

  it("says why some can never be taken, and goes on asking", () => {
    expect(hear(keys, { name: "step 1", beside: false }, "Tab")).toMatchObject({
      state: { at: "asking", said: whyReserved("Tab") },
      keep: null,
    });
    expect(hear(keys, { name: "step 1", beside: false }, "Escape")).toEqual({ state: { at: "rest" }, keep: null });
  });
});

describe("keys held together", () => {
  const PAUSE: Command = { do: "pause" };
  const ON: Command = { do: "shuttle", direction: 1 };

  it("creep while pause is held, and stand again when either goes up", () => {
    const held = new HeldKeys();
    expect(held.press("KeyK", PAUSE)).toEqual(PAUSE);
    expect(held.press("KeyL", ON)).toEqual({ do: "creep", direction: 1 });
    expect(held.press("KeyL", ON)).toEqual({ do: "creep", direction: 1 });
    expect(held.release("KeyL")).toEqual(PAUSE);
    expect(held.press("KeyL", ON)).toEqual({ do: "creep", direction: 1 });
    expect(held.release("KeyK")).toEqual(PAUSE);
    expect(held.release("KeyL")).toEqual(PAUSE);
    expect(held.press("KeyL", ON)).toEqual(ON);
    expect(held.release("KeyL")).toBeNull();
  });

  it("stand when the keyboard goes elsewhere", () => {
    const held = new HeldKeys();
    held.press("KeyK", PAUSE);
    held.press("KeyL", ON);
    expect(held.releaseAll()).toEqual(PAUSE);
    expect(held.releaseAll()).toBeNull();
  });
});

describe("J and L", () => {
  it("go up from any speed in doubles to the fastest", () => {
    expect([0.25, 1, 1.5, 2, 4, 8].map(shuttleAfter)).toEqual([1, 2, 2, 4, 8, 8]);
  });
});

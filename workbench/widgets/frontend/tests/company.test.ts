import { describe, expect, it } from "vitest";
import { readOrder, writeReport } from "../src/adapter/company";
import { actionOfOrder, type OrderName, reportOf } from "../src/core/family/company";
import { actionOfKey, type FamilyState, FIRST_STATE } from "../src/core/family/family";

const playing: FamilyState = { ...FIRST_STATE, phase: "playing" };

describe("an order", () => {
  it.each([
    ["reveal", FIRST_STATE, { kind: "question" }],
    ["reveal", { ...FIRST_STATE, questionShown: true }, null],
    ["cover", FIRST_STATE, null],
    ["cover", { ...FIRST_STATE, questionShown: true }, { kind: "question" }],
    ["play", FIRST_STATE, { kind: "play_or_pause" }],
    ["play", playing, null],
    ["pause", playing, { kind: "still" }],
    ["slow", FIRST_STATE, { kind: "slower" }],
    ["slow", { ...FIRST_STATE, slower: true }, null],
    ["full_speed", FIRST_STATE, null],
    ["full_speed", { ...FIRST_STATE, slower: true }, { kind: "slower" }],
    ["blank", playing, { kind: "stop" }],
    ["go_on", FIRST_STATE, { kind: "go_on" }],
    ["next", FIRST_STATE, { kind: "next" }],
    ["no_light", FIRST_STATE, { kind: "light", at: null }],
  ] as const)("%s leads to what is asked for, and to nothing where it is so already", (order, state, action) => {
    expect(actionOfOrder({ order }, state, false)).toEqual(action);
  });

  it("plays nothing on a page nobody has touched, whose browser would refuse it", () => {
    expect(actionOfOrder({ order: "play" }, FIRST_STATE, true)).toBeNull();
    expect(actionOfOrder({ order: "again" }, FIRST_STATE, true)).toBeNull();
    expect(actionOfOrder({ order: "reveal" }, FIRST_STATE, true)).not.toBeNull();
  });

  it.each(["execute", "constructor", "", "stop", "keep"])("that is called %j is none", (order) => {
    expect(readOrder(JSON.stringify({ order }))).toBeNull();
  });

  it.each([{}, { at: null }, { at: { x: 2, y: 0 } }, { at: { x: "0", y: 0 } }, { at: { x: 0.5 } }])("for a light at %j is none", (rest) => {
    expect(readOrder(JSON.stringify({ order: "light" satisfies OrderName, ...rest }))).toBeNull();
  });

  it("for a light has a place in the picture", () => {
    expect(readOrder('{"order": "light", "at": {"x": 0, "y": 1}}')).toEqual({ order: "light", at: { x: 0, y: 1 } });
  });
});

describe("a report", () => {
  it("says what is seen in the wire's names, and nothing of the picture that was kept", () => {
    const state: FamilyState = { ...playing, kept: { clipId: "a", frame: 3 }, light: null };
    expect(JSON.parse(writeReport(reportOf(state, -1, true)))).toEqual({
      screen: 0,
      phase: "playing",
      pause: null,
      frame: 0,
      slower: false,
      question_shown: false,
      stopped: false,
      failed: false,
      needs_touch: true,
      light: null,
    });
  });
});

describe("the keys of a presenter remote", () => {
  it.each([
    ["PageDown", false, "next"],
    ["PageUp", false, "previous"],
    [".", false, "stop"],
    [".", true, "go_on"],
    ["b", true, "go_on"],
    ["F5", false, "play_or_pause"],
    ["F5", true, "go_on"],
    ["Escape", false, "stop"],
  ] as const)("%s, on the plain screen %s, means %s", (key, isStopped, wish) => {
    expect(actionOfKey(key, false, false, isStopped)).toBe(wish);
    expect(actionOfKey(key, false, true, isStopped)).toBe(wish);
  });
});

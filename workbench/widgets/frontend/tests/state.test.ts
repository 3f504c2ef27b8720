// @vitest-environment node
import { describe, expect, it } from "vitest";
import { INITIAL_STATE, rateBeside, reduce, toolAfter } from "../src/core/state";

const calm = { problem: "It did not work", nextStep: "Try again" };

describe("the page's state", () => {
  it("shows the whole film when it is ready, and starts anew for another film but keeps the speed", () => {
    const slow = reduce(INITIAL_STATE, { type: "rateSet", rate: 0.5 });
    const ready = reduce(reduce(slow, { type: "filmAwaited" }), { type: "filmReady", length: 900 });
    expect(ready).toMatchObject({ phase: "ready", view: { start: 0, end: 900 }, rate: 0.5 });
    const marked = reduce(reduce(ready, { type: "startMarked", ticks: 5 }), { type: "drawn", frame: 8 });
    expect(reduce(marked, { type: "filmAwaited" })).toMatchObject({
      phase: "loading",
      frame: 0,
      marks: { start: null, end: null },
      rate: 0.5,
    });
    expect(reduce(marked, { type: "filmGone" }).phase).toBe("empty");
  });

  it("is the same value when nothing changed, so that nobody draws again", () => {
    expect(reduce(INITIAL_STATE, { type: "drawn", frame: 0 })).toBe(INITIAL_STATE);
    expect(reduce(INITIAL_STATE, { type: "moved", motion: "still" })).toBe(INITIAL_STATE);
    expect(reduce(INITIAL_STATE, { type: "viewed", view: { ...INITIAL_STATE.view } })).toBe(INITIAL_STATE);
  });

  it("counts what is being saved and keeps the last answer's refusal", () => {
    const asked = reduce(reduce(INITIAL_STATE, { type: "asked" }), { type: "asked" });
    const refused = reduce(asked, { type: "answered", refusal: calm });
    expect(refused).toMatchObject({ nSaving: 1, refusal: calm });
    expect(reduce(refused, { type: "answered", refusal: null })).toMatchObject({ nSaving: 0, refusal: null });
    expect(reduce(refused, { type: "refused", refusal: null }).refusal).toBeNull();
  });

  it("closes the principles when something else is chosen, and leaves the list of keys open", () => {
    const chosen = { kind: "moment", id: "m" } as const;
    const open = reduce(INITIAL_STATE, { type: "opened", sheet: { name: "level", level: 2 } });
    expect(reduce(open, { type: "chose", chosen }).sheet).toBeNull();
    const help = reduce(INITIAL_STATE, { type: "opened", sheet: { name: "help" } });
    expect(reduce(help, { type: "chose", chosen }).sheet).toEqual({ name: "help" });
  });
});

describe("lists one walks through", () => {
  it("has speeds that stop at their ends", () => {
    expect(rateBeside(1, 1)).toBe(1.25);
    expect(rateBeside(1, -1)).toBe(0.75);
    expect(rateBeside(0.1, -1)).toBe(0.1);
    expect(rateBeside(8, 1)).toBe(8);
  });

  it("has tools in turn and then none", () => {
    expect(toolAfter(null)).toBe("box");
    expect(toolAfter("box")).toBe("ellipse");
    expect(toolAfter("blur")).toBeNull();
  });
});

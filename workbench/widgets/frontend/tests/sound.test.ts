// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FULL_SOUND, grainOf, isAsRecorded, louder, mixOf, nextHeard } from "../src/core/film/sound";

describe("the sound of a film", () => {
  it("gets louder and softer in tenths, stays between silence and full, and is heard again when it is made louder", () => {
    expect(louder(FULL_SOUND, 1).volume).toBe(1);
    let sound = { ...FULL_SOUND, muted: true };
    for (let time = 0; time < 12; time++) sound = louder(sound, -1);
    expect(sound).toMatchObject({ volume: 0, muted: false });
    expect(louder(sound, 1).volume).toBe(0.1);
  });

  it("leaves two channels where they are, and gives one that is heard alone to both ears", () => {
    expect(mixOf(FULL_SOUND)).toEqual({ leftToLeft: 1, leftToRight: 0, rightToLeft: 0, rightToRight: 1 });
    expect(mixOf({ ...FULL_SOUND, right: 0 })).toEqual({ leftToLeft: 1, leftToRight: 1, rightToLeft: 0, rightToRight: 0 });
    expect(mixOf({ ...FULL_SOUND, left: 0, right: 0.4 })).toEqual({ leftToLeft: 0, leftToRight: 0, rightToLeft: 0.4, rightToRight: 0.4 });
    expect(isAsRecorded(FULL_SOUND)).toBe(true);
    expect(isAsRecorded({ ...FULL_SOUND, left: 0.5 })).toBe(false);
  });

  it("goes from both channels to the left, to the right, and to both again", () => {
    const left = nextHeard(FULL_SOUND);
    const right = nextHeard(left);
    expect([left.left, left.right, right.left, right.right]).toEqual([1, 0, 0, 1]);
    expect(isAsRecorded(nextHeard(right))).toBe(true);
  });

  it("has grains as long as the frame, and long enough to be heard", () => {
    expect(grainOf(2, 2.04)).toEqual({ startS: 2, lengthS: 0.08 });
    expect(grainOf(2, 2.5)).toEqual({ startS: 2, lengthS: 0.5 });
  });
});

import { describe, expect, it } from "vitest";
import type { Region } from "../src/core/data";
import { cutOutOf, hidingWord, seenNear, stillAddress } from "../src/core/figures/cut_out";

const REGION: Region = {
  id: "g1",
  start: 3600,
  end: 7200,
  shape: "blur",
  keyframes: [{ at: 3600, points: [[0.1, 0.2] as const, [0.3, 0.6] as const], turnDeg: 0 }],
  label: "",
  purpose: "anonymise",
  hides: null,
};

describe("a figure's part of the picture", () => {
  it("is the figure with a little around it, and ends where the picture does", () => {
    const part = cutOutOf("box", { points: [[0.2, 0.2], [0.6, 0.4]], turnDeg: 0 }, 1); // biome-ignore format: two corners
    expect(part?.left).toBeCloseTo(0.14);
    expect(part?.top).toBeCloseTo(0.17);
    expect(part?.width).toBeCloseTo(0.52);
    expect(part?.height).toBeCloseTo(0.26);
    const edge = cutOutOf("ellipse", { points: [[-0.2, 0.5], [0.2, 1.2]], turnDeg: 0 }, 1); // biome-ignore format: two corners
    expect(edge?.left).toBe(0);
    expect((edge?.top ?? 0) + (edge?.height ?? 0)).toBeCloseTo(1);
  });

  it("has height where a line is level, and is nothing where the figure lies beyond the picture", () => {
    const level = cutOutOf("line", { points: [[0.2, 0.5], [0.8, 0.5]], turnDeg: 0 }, 2); // biome-ignore format: two points
    expect(level?.height).toBeCloseTo(0.08);
    expect(cutOutOf("box", { points: [[1.2, 0.2], [1.4, 0.4]], turnDeg: 0 }, 1)).toBeNull(); // biome-ignore format: two corners
  });

  it("is of the nearest frame on which the figure is seen", () => {
    expect([0, 5000, 9000].map((ticks) => seenNear(REGION, ticks))).toEqual([3600, 5000, 7199]);
  });

  it("is asked for by fractions that never leave the picture", () => {
    const third = 1 / 3;
    const address = stillAddress("vig/still/f1", 12, {
      widthPx: 320,
      hides: "0",
      part: { left: third, top: 0, width: 2 * third, height: 1 },
    });
    expect(address).toBe("vig/still/f1/12?width=320&region=0.333333,0.000000,0.666666,1.000000&hides=0");
  });

  it("has another address once other things are hidden, and only then", () => {
    const moved = { ...REGION, keyframes: [{ at: 0, points: [[0.1, 0.2] as const, [0.4, 0.6] as const], turnDeg: 0 }] };
    const word = hidingWord([REGION]);
    expect(hidingWord([{ ...REGION }, { ...REGION, id: "g2", shape: "box", purpose: "point_out" }])).toBe(word);
    expect(new Set([word, hidingWord([moved]), hidingWord([])]).size).toBe(3);
  });
});

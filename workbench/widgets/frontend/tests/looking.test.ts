// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { Point } from "../src/core/data";
import { AT_FIRST, type Looking, reduceLooking } from "../src/core/film/looking";
import {
  drawnBy,
  fittedBox,
  type PictureView,
  pixelScale,
  SCALES,
  type Sizes,
  scaleBeside,
  scaledAt,
  toPicture,
  viewedBox,
  WHOLE_PICTURE,
} from "../src/core/film/picture";

const WIDE: Sizes = { stage: { width: 1000, height: 450 }, picture: { width: 1600, height: 900 } };
const TALL: Sizes = { stage: { width: 800, height: 450 }, picture: { width: 720, height: 1280 } };

/** The place of the picture that is under a point of the stage. */
function under(sizes: Sizes, view: PictureView, [x, y]: Point): Point {
  return toPicture(x, y, viewedBox(sizes, view));
}

describe("looking closer", () => {
  it("is the fitted picture at first", () => {
    for (const sizes of [WIDE, TALL]) expect(viewedBox(sizes, WHOLE_PICTURE)).toEqual(fittedBox(sizes.stage, sizes.picture));
  });

  it("keeps the place under the pointer where it is, as long as no edge comes into sight", () => {
    const at: Point = [430, 200];
    const before = under(WIDE, WHOLE_PICTURE, at);
    let view = WHOLE_PICTURE;
    for (const scale of [1.5, 2.2, 4, 9]) {
      view = scaledAt(WIDE, view, scale, at);
      const after = under(WIDE, view, at);
      expect(after[0]).toBeCloseTo(before[0], 6);
      expect(after[1]).toBeCloseTo(before[1], 6);
    }
  });

  it("never leaves an edge of the stage bare where the picture is larger than it", () => {
    for (const sizes of [WIDE, TALL]) {
      for (const scale of [1.1, 2, 7, 16]) {
        for (const [dx, dy] of [
          [5000, 5000],
          [-5000, -5000],
        ] as const) {
          const box = viewedBox(sizes, drawnBy(sizes, scaledAt(sizes, WHOLE_PICTURE, scale), dx, dy));
          if (box.width > sizes.stage.width) {
            expect(box.left).toBeLessThanOrEqual(1e-9);
            expect(box.left + box.width).toBeGreaterThanOrEqual(sizes.stage.width - 1e-9);
          } else expect(box.left).toBeCloseTo((sizes.stage.width - box.width) / 2, 6);
          if (box.height > sizes.stage.height) expect(box.top + box.height).toBeGreaterThanOrEqual(sizes.stage.height - 1e-9);
        }
      }
    }
  });

  it("moves with the pointer, and back at once after it met an edge", () => {
    const close = scaledAt(WIDE, WHOLE_PICTURE, 4);
    const before = viewedBox(WIDE, close);
    const moved = viewedBox(WIDE, drawnBy(WIDE, close, -30, 20));
    expect([moved.left - before.left, moved.top - before.top].map(Math.round)).toEqual([-30, 20]);
    const atEdge = drawnBy(WIDE, close, 9000, 0);
    expect(Math.round(viewedBox(WIDE, drawnBy(WIDE, atEdge, -10, 0)).left)).toBe(-10);
  });

  it("goes in steps both ways and stays at the ends", () => {
    expect(scaleBeside(1, 1)).toBe(1.25);
    expect(scaleBeside(2.4, 1)).toBe(3);
    expect(scaleBeside(2.4, -1)).toBe(2);
    expect(scaleBeside(1, -1)).toBe(1);
    expect(scaleBeside(16, 1)).toBe(16);
    expect(SCALES.every((scale) => scaleBeside(scaleBeside(scale, 1), -1) <= scale)).toBe(true);
  });

  it("shows every pixel of the film on one of the screen, also of a film smaller than the stage", () => {
    expect(pixelScale(WIDE, 1)).toBe(2);
    expect(pixelScale(WIDE, 2)).toBe(1);
    const small: Sizes = { stage: { width: 1280, height: 720 }, picture: { width: 320, height: 180 } };
    const box = viewedBox(small, scaledAt(small, WHOLE_PICTURE, pixelScale(small, 1)));
    expect(box).toEqual({ left: 480, top: 270, width: 320, height: 180 });
  });

  it("holds its place when the stage changes its size", () => {
    let looking: Looking = reduceLooking(AT_FIRST, { type: "measured", sizes: WIDE });
    looking = reduceLooking(looking, { type: "scaled", scale: 3, at: [900, 100] });
    const centre = looking.picture.centre;
    looking = reduceLooking(looking, { type: "measured", sizes: { ...WIDE, stage: { width: 600, height: 270 } } });
    expect(looking.picture.scale).toBe(3);
    expect(looking.picture.centre[0]).toBeCloseTo(centre[0], 6);
    expect(reduceLooking(looking, { type: "wholePictureShown" }).picture).toEqual(WHOLE_PICTURE);
  });

  it("does nothing before the stage is laid out, and nothing for what is not its own", () => {
    expect(reduceLooking(AT_FIRST, { type: "scaled", scale: 3 })).toBe(AT_FIRST);
    expect(reduceLooking(AT_FIRST, { type: "drawn" })).toBe(AT_FIRST);
    expect(scaledAt({ stage: { width: 0, height: 0 }, picture: { width: 16, height: 9 } }, WHOLE_PICTURE, 3)).toEqual(WHOLE_PICTURE);
  });
});

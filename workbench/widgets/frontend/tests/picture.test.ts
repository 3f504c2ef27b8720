// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { Point, Region } from "../src/core/data";
import { formatCount, formatMark, formatSeconds, formatTime } from "../src/core/format";
import { Peaks } from "../src/core/peaks";
import { fittedBox, toPicture } from "../src/core/picture";
import {
  boundsOf,
  distanceToSegment,
  handlesOf,
  isMeant,
  isVisible,
  movedBy,
  pointsAt,
  simplified,
  withHandleAt,
} from "../src/core/shapes";

describe("the picture in its stage", () => {
  it("has bars beside it or above it, and stands in the middle", () => {
    expect(fittedBox({ width: 1000, height: 450 }, { width: 1600, height: 900 })).toEqual({ left: 100, top: 0, width: 800, height: 450 });
    expect(fittedBox({ width: 800, height: 650 }, { width: 1600, height: 900 })).toEqual({ left: 0, top: 100, width: 800, height: 450 });
    expect(fittedBox({ width: 0, height: 0 }, { width: 16, height: 9 }).width).toBe(0);
  });

  it("gives places as fractions, held at its edges", () => {
    const box = { left: 100, top: 0, width: 800, height: 450 };
    expect(toPicture(500, 225, box)).toEqual([0.5, 0.5]);
    expect(toPicture(0, 900, box)).toEqual([0, 1]);
    expect(toPicture(5, 5, { left: 0, top: 0, width: 0, height: 0 })).toEqual([0, 0]);
  });
});

const region: Region = {
  id: "r",
  start: 0,
  end: 1000,
  shape: "box",
  label: "",
  purpose: "point_out",
  keyframes: [
    {
      at: 100,
      points: [
        [0, 0],
        [0.2, 0.2],
      ],
    },
    {
      at: 200,
      points: [
        [0.4, 0.2],
        [0.6, 0.4],
      ],
    },
  ],
};

describe("a figure", () => {
  it("moves straight between two keyframes and holds before and after", () => {
    expect(pointsAt(region, 0)).toEqual(region.keyframes[0]?.points);
    expect(pointsAt(region, 150)).toEqual([
      [0.2, 0.1],
      [0.4, 0.30000000000000004],
    ]);
    expect(pointsAt(region, 200)).toEqual(region.keyframes[1]?.points);
    expect(pointsAt(region, 900)).toEqual(region.keyframes[1]?.points);
  });

  it("is seen in its stretch, half-open", () => {
    expect([0, 999, 1000].map((ticks) => isVisible(region, ticks))).toEqual([true, true, false]);
  });

  it("is moved no further than the picture", () => {
    const points: Point[] = [
      [0.1, 0.1],
      [0.3, 0.4],
    ];
    const [left, top, right, bottom] = boundsOf(movedBy(points, 5, -5));
    expect([left, top, right, bottom].map((edge) => Number(edge.toFixed(9)))).toEqual([0.8, 0, 1, 0.3]);
  });

  it("keeps the opposite corner when one is taken elsewhere, wherever it was drawn from", () => {
    for (const drawn of [
      [
        [0.2, 0.2],
        [0.6, 0.8],
      ],
      [
        [0.6, 0.8],
        [0.2, 0.2],
      ],
    ] as Point[][]) {
      expect(boundsOf(withHandleAt("box", drawn, 2, [0.9, 0.9]))).toEqual([0.2, 0.2, 0.9, 0.9]);
      expect(boundsOf(withHandleAt("ellipse", drawn, 0, [0.1, 0]))).toEqual([0.1, 0, 0.6, 0.8]);
    }
  });

  it("has the handles of its form", () => {
    const points: Point[] = [
      [0.1, 0.2],
      [0.5, 0.6],
    ];
    expect(handlesOf("box", points).length).toBe(4);
    expect(handlesOf("arrow", points)).toEqual(points);
    expect(handlesOf("line", points)).toEqual([]);
    expect(withHandleAt("arrow", points, 1, [0, 0])).toEqual([
      [0.1, 0.2],
      [0, 0],
    ]);
  });

  it("is meant when it is more than a click", () => {
    expect(
      isMeant([
        [0.5, 0.5],
        [0.505, 0.505],
      ]),
    ).toBe(false);
    expect(
      isMeant([
        [0.5, 0.5],
        [0.5, 0.55],
      ]),
    ).toBe(true);
  });
});

describe("a free line", () => {
  it("keeps its ends and its corner, and stays within the tolerance", () => {
    const drawn: Point[] = [];
    for (let x = 0; x <= 50; x++) drawn.push([x / 100, 0.1 + (x % 2) * 0.0005]);
    for (let y = 1; y <= 50; y++) drawn.push([0.5, 0.1 + y / 100]);
    const kept = simplified(drawn, 0.002);
    expect(kept.length).toBeLessThan(6);
    expect(kept[0]).toEqual(drawn[0]);
    expect(kept.at(-1)).toEqual(drawn.at(-1));
    for (const point of drawn) {
      const away = Math.min(...kept.slice(1).map((end, index) => distanceToSegment(point, kept[index] ?? end, end)));
      expect(away).toBeLessThanOrEqual(0.002);
    }
  });
});

describe("the sound's outline", () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode("VIGP"),
    1,
    0,
    0,
    0,
    100,
    0,
    0,
    0,
    3,
    0,
    0,
    0,
    256 - 64,
    127,
    256 - 128,
    10,
    256 - 1,
    1,
  ]);

  it("is lowest and highest over the peaks looked at, and silent beyond", () => {
    const peaks = Peaks.parse(bytes.buffer);
    expect(peaks.between(0, 900)).toEqual([-0.5, 1]);
    expect(peaks.between(0, 2700)).toEqual([-1, 1]);
    expect(peaks.between(900, 901)).toEqual([-1, 10 / 127]);
    expect(peaks.between(90_000, 99_000)).toEqual([0, 0]);
  });

  it("is refused when it is something else or cut short", () => {
    expect(() => Peaks.parse(new ArrayBuffer(4))).toThrow("not peaks");
    expect(() => Peaks.parse(bytes.buffer.slice(0, 20))).toThrow("bytes");
  });
});

describe("numbers for people", () => {
  it("are the same words as Python's", () => {
    expect(formatTime(41 * 90_000 + 18_000)).toBe("00:41.200");
    expect(formatTime(3723 * 90_000)).toBe("1:02:03.000");
    expect(formatTime(-90)).toBe("-00:00.001");
    expect(formatTime(44)).toBe("00:00.000");
    expect(formatTime(45)).toBe("00:00.001");
  });

  it("are as short as their neighbours allow", () => {
    expect(formatMark(41 * 90_000, 90_000)).toBe("00:41");
    expect(formatMark(41 * 90_000 + 18_000, 9000)).toBe("00:41.2");
    expect(formatCount(1236)).toBe("1\u202f236");
    expect(formatCount(999)).toBe("999");
    expect(formatSeconds(279_000)).toBe("3.1\u202fs");
  });
});

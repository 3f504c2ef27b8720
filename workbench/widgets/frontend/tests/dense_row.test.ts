// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { Interval, Stretch } from "../src/core/data";
import { fillDenseRow, SHADES } from "../src/core/timeline/dense_row";
import { levelFor } from "../src/core/timeline/interval_levels";
import { Intervals } from "../src/core/timeline/intervals";

function of(spans: readonly (readonly [start: number, end: number, label?: string])[]): Intervals {
  return Intervals.of(
    spans.map(([start, end, label = "a"], place): Interval => {
      return { id: place.toString(16).padStart(16, "0"), start, end, label, confidence: null, note: "" };
    }),
  );
}

/** Shade s of label l is the word 100 (l + 1) + s. */
function drawn(intervals: Intervals, view: Stretch, width: number): number[] {
  const palette = Uint32Array.from(
    { length: intervals.labels.length * SHADES },
    (_, at) => 100 * (1 + Math.floor(at / SHADES)) + (at % SHADES),
  );
  const pixels = new Uint32Array(width);
  fillDenseRow(pixels, intervals, view, palette);
  return [...pixels];
}

const FULL = 100 + SHADES - 1;

describe("a dense row", () => {
  it("has each interval's colour where it is and nothing between; the shortest still has a pixel", () => {
    const intervals = of([
      [0, 10],
      [50, 51],
      [90, 200, "b"],
    ]);
    expect(drawn(intervals, { start: 0, end: 100 }, 10)).toEqual([FULL, 0, 0, 0, 0, FULL, 0, 0, 0, FULL + 100]);
    expect(drawn(intervals, { start: 100, end: 200 }, 2)).toEqual([FULL + 100, FULL + 100]);
  });

  it("draws from the left edge what began before the view, also when what follows it is over", () => {
    const intervals = of([
      [0, 900, "b"],
      [10, 20],
      [30, 40],
    ]);
    expect(drawn(intervals, { start: 100, end: 200 }, 4)).toEqual(Array(4).fill(FULL));
  });

  it("seen from far away keeps its gaps, and is fuller where more is filled", () => {
    const S = 90_000;
    const spans = Array.from({ length: 4000 }, (_, index) => [index * 900, index * 900 + (index < 2000 ? 800 : 300)] as const);
    const far = Array.from({ length: 1000 }, (_, index) => [100 * S + index * 900, 100 * S + index * 900 + 300] as const);
    const row = drawn(of([...spans, ...far]), { start: 0, end: 128 * S }, 128);
    const [busy, quiet] = [row[5] ?? 0, row[30] ?? 0];
    expect(busy).toBeGreaterThan(quiet);
    expect(quiet).toBeGreaterThan(100);
    expect(row.slice(42, 98).every((word) => word === 0)).toBe(true);
    expect(row[105]).toBe(quiet);
  });
});

describe("levels", () => {
  it("keep every interval in a block of the level's length, in order, with the label of the longest", () => {
    let start = 0;
    const spans = Array.from({ length: 3000 }, (_, index) => {
      start += 500 + ((index * 7919) % 900);
      return [start, start + 20 + ((index * 104_729) % 400), index % 3 ? "a" : "b"] as const;
    });
    const intervals = of(spans);
    for (const ticks of [2048, 10_000, 500_000]) {
      const level = levelFor(intervals, ticks);
      expect(level.starts.length).toBeLessThan(3000);
      level.starts.forEach((from, at) => {
        const to = level.ends[at] ?? 0;
        const within = spans.filter(([first, last]) => first >= from && last <= to);
        expect(to - from).toBeLessThanOrEqual(ticks);
        expect(level.filled?.[at]).toBeCloseTo(within.reduce((sum, [first, last]) => sum + last - first, 0) / (to - from), 4);
        expect(level.ends[at - 1] ?? 0).toBeLessThanOrEqual(from);
      });
      expect(level.starts[0]).toBe(spans[0]?.[0]);
      expect(level.ends.at(-1)).toBe(spans.at(-1)?.[1]);
    }
  });

  it("are the intervals themselves seen from close by, and made once", () => {
    const intervals = of([
      [0, 10],
      [50, 51],
    ]);
    expect(levelFor(intervals, 1023).filled).toBeNull();
    expect(levelFor(intervals, 5000)).toBe(levelFor(intervals, 5000));
  });
});

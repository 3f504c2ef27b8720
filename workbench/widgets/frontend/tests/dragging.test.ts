import { describe, expect, it } from "vitest";
import { type Draft, dragChoice, dragEdge, dragMiddle, type Hand } from "../src/core/coding/draft";
import { framesMoved, gripAt, isTaken, nudged, resized, roomAround, shiftedByFrames, ticksOfShift } from "../src/core/coding/dragging";
import type { PickedInterval } from "../src/core/coding/picking";
import { nearestTarget, snapped, snappedShift } from "../src/core/coding/snapping";
import type { Interval, Moment, Tier } from "../src/core/data";
import { FrameTable } from "../src/core/film/frames";
import { Intervals } from "../src/core/timeline/intervals";

const LENGTHS = [1800, 1800, 2700, 900, 1800, 5400, 1800, 2250];
const starts = Float64Array.from({ length: 200 }, () => 0);
for (let frame = 1; frame < 200; frame++) starts[frame] = (starts[frame - 1] ?? 0) + (LENGTHS[(frame - 1) % 8] ?? 0);
const uneven = new FrameTable(starts, (starts[199] ?? 0) + 1800);
const even = new FrameTable(
  Float64Array.from({ length: 100 }, (_, frame) => frame * 10),
  1000,
);
const idOf = (number: number): string => number.toString(16).padStart(16, "0");
const interval = (number: number, start: number, end: number): Interval => ({
  id: idOf(number),
  start,
  end,
  label: "child",
  confidence: null,
  note: "",
});
const tier = (id: string, ...intervals: Interval[]): Tier => ({
  id,
  name: id,
  channel: "look",
  origin: "marked",
  personId: null,
  position: 0,
  revision: 0,
  awaited: false,
  intervals: Intervals.of(intervals),
});
const mum = tier("mum", interval(1, 100, 200), interval(2, 200, 300), interval(3, 500, 600));
const noah = tier("noah", interval(4, 250, 400));
const NO_TARGETS = { tiers: [], without: new Set<string>(), instants: [] };
const hand = (ticks: number, more: Partial<Hand> = {}): Hand => ({
  ticks,
  reach: 5,
  targets: null,
  table: even,
  pushes: false,
  copies: false,
  ...more,
});
const spans = ({ to }: Draft): number[][] => to.map(({ interval: each }) => [each.start, each.end]);

describe("a press", () => {
  it("takes hold of an edge near it and of the middle otherwise, and a narrow thing keeps a middle", () => {
    const long = { start: 0, end: 100 };
    expect([0, 6, 7, 93, 94, 99].map((ticks) => gripAt(long, ticks, 6))).toEqual(["start", "start", "middle", "middle", "end", "end"]);
    expect([0, 1, 2, 3, 5].map((ticks) => gripAt({ start: 0, end: 6 }, ticks, 6))).toEqual(["start", "start", "start", "middle", "end"]);
  });
});

describe("an edge", () => {
  it("goes to the nearest frame edge and stops at its neighbours", () => {
    const room = roomAround(mum.intervals, 1, even);
    expect(room).toEqual({ start: 200, end: 500 });
    expect(resized({ start: 200, end: 300 }, "end", 346, room, even)).toEqual({ start: 200, end: 350 });
    expect(resized({ start: 200, end: 300 }, "end", 999, room, even)).toEqual({ start: 200, end: 500 });
    expect(resized({ start: 200, end: 300 }, "start", 50, room, even)).toEqual({ start: 200, end: 300 });
  });

  it("leaves at least one frame", () => {
    const room = { start: 0, end: 1000 };
    expect(resized({ start: 200, end: 300 }, "end", 0, room, even)).toEqual({ start: 200, end: 210 });
    expect(resized({ start: 200, end: 300 }, "start", 900, room, even)).toEqual({ start: 290, end: 300 });
  });

  it("is nudged frame by frame on uneven frames and comes back", () => {
    const room = { start: 0, end: uneven.end };
    let now = { start: uneven.startOf(20), end: uneven.startOf(30) };
    const before = now;
    for (let time = 0; time < 5; time++) now = nudged(now, "end", 1, room, uneven);
    expect(now.end).toBe(uneven.startOf(35));
    for (let time = 0; time < 5; time++) now = nudged(now, "end", -1, room, uneven);
    expect(now).toEqual(before);
  });

  it("dragged says what changes; with the boundary pushed, both sides of it in one edit", () => {
    expect(dragEdge(mum, idOf(1), "end", hand(247)).edit).toBeNull();
    expect(dragEdge(mum, idOf(1), "end", hand(153)).edit).toEqual({
      kind: "change_intervals",
      intervals: [{ id: idOf(1), start: 100, end: 150 }],
    });
    const pushing = dragEdge(mum, idOf(1), "end", hand(247, { pushes: true }));
    expect(spans(pushing)).toEqual([
      [100, 250],
      [250, 300],
    ]);
    expect(pushing.edit).toMatchObject({ intervals: [{ id: idOf(1) }, { id: idOf(2) }] });
    expect(spans(dragEdge(mum, idOf(2), "start", hand(120, { pushes: true })))).toEqual([
      [120, 300],
      [100, 120],
    ]);
    expect(spans(dragEdge(mum, idOf(2), "end", hand(999, { pushes: true })))).toEqual([
      [200, 590],
      [590, 600],
    ]);
    expect(spans(dragEdge(mum, idOf(2), "end", hand(400, { pushes: true })))).toEqual([[200, 400]]);
  });
});

describe("snapping", () => {
  const targets = { tiers: [mum, noah], without: new Set<string>(), instants: [777] };

  it("meets the nearest edge of any row, the playhead and the marks, within reach", () => {
    expect(nearestTarget(253, 5, targets)).toBe(250);
    expect(nearestTarget(256, 5, targets)).toBeNull();
    expect(nearestTarget(774, 5, targets)).toBe(777);
    expect(nearestTarget(251, 5, { ...targets, without: new Set([idOf(4)]) })).toBeNull();
    expect(snapped(251, 5, null)).toEqual({ ticks: 251, at: null });
  });

  it("leaves rows alone that are too dense for anybody to mean one edge", () => {
    const dense = tier("dense", ...Array.from({ length: 500 }, (_, n) => interval(n, n, n + 1)));
    expect(nearestTarget(250, 100, { ...NO_TARGETS, tiers: [dense] })).toBeNull();
  });

  it("of a moved stretch takes the end that is nearer to something", () => {
    expect(snappedShift(0, 100, 148, 5, targets)).toEqual({ ticks: 150, at: 250 });
    expect(snappedShift(0, 100, 102, 5, targets)).toEqual({ ticks: 100, at: 100 });
    expect(snappedShift(0, 20, 700, 5, targets)).toEqual({ ticks: 700, at: null });
  });

  it("shows its line only where the frame really came to lie there", () => {
    const off = { ...NO_TARGETS, instants: [153] };
    expect(dragEdge(mum, idOf(1), "end", hand(154, { targets: off }))).toMatchObject({ snapAt: null });
    const on = { ...NO_TARGETS, instants: [150] };
    expect(dragEdge(mum, idOf(1), "end", hand(154, { targets: on }))).toMatchObject({ snapAt: 150 });
  });
});

describe("moving", () => {
  const picked = (from: Tier, ...numbers: number[]): PickedInterval[] =>
    numbers.flatMap((number) => {
      const found = from.intervals.find(idOf(number));
      return found ? [{ ...found, tier: from }] : [];
    });

  it("keeps the number of frames, and moving back leads exactly back, on uneven frames too", () => {
    for (let frame = 0; frame < 150; frame += 7) {
      const span = { start: uneven.startOf(frame), end: uneven.startOf(frame + 9) };
      for (const by of [-400_000, -9000, -1, 0, 3333, 77_777]) {
        const frames = framesMoved([span], by, uneven);
        const there = shiftedByFrames(span, frames, uneven);
        expect(uneven.frameAt(there.end - 1) - uneven.frameAt(there.start)).toBe(8);
        const back = framesMoved([there], -ticksOfShift([span], frames, uneven), uneven);
        expect(shiftedByFrames(there, back, uneven)).toEqual(span);
      }
    }
  });

  it("stops at the film's ends with all that is picked", () => {
    const both = [
      { start: 100, end: 200 },
      { start: 500, end: 600 },
    ];
    expect(framesMoved(both, -9999, even)).toBe(-10);
    expect(framesMoved(both, 9999, even)).toBe(40);
  });

  it("says what to send, is blocked where something stands, and lets it give way when told", () => {
    const grabbed = interval(1, 100, 200);
    const free = dragMiddle(picked(mum, 1), grabbed, 204, null, hand(0));
    expect(free).toMatchObject({ isBlocked: false, edit: { kind: "move_intervals", byTicks: 200, tierId: null, overlap: "refuse" } });
    expect(dragMiddle(picked(mum, 1), grabbed, 100, null, hand(0)).isBlocked).toBe(true);
    expect(dragMiddle(picked(mum, 1), grabbed, 100, null, hand(0, { pushes: true }))).toMatchObject({
      isBlocked: false,
      edit: { overlap: "trim" },
    });
    expect(dragMiddle(picked(mum, 1, 2), grabbed, 100, null, hand(0)).isBlocked).toBe(false);
    expect(dragMiddle(picked(mum, 1), grabbed, 4, null, hand(0)).edit).toBeNull();
  });

  it("goes to another row, and copies leave what they were made of", () => {
    const grabbed = interval(1, 100, 200);
    expect(dragMiddle(picked(mum, 1), grabbed, 0, noah, hand(0)).edit).toMatchObject({
      kind: "move_intervals",
      byTicks: 0,
      tierId: "noah",
    });
    const copy = dragMiddle(picked(mum, 1), grabbed, 300, null, hand(0, { copies: true }));
    expect(copy.from).toEqual([]);
    expect(copy.edit).toMatchObject({ kind: "copy_intervals", byTicks: 300 });
    expect(dragMiddle(picked(mum, 1), grabbed, 50, null, hand(0, { copies: true })).isBlocked).toBe(true);
    expect(isTaken({ start: 150, end: 160 }, mum.intervals, new Set())).toBe(true);
    expect(isTaken({ start: 300, end: 500 }, mum.intervals, new Set())).toBe(false);
  });

  it("of moments and clips changes their times, by an edge or as a whole", () => {
    const moment: Moment = { id: "m", start: 100, end: 200, kind: "everyday", principles: [], why: "", note: "" };
    expect(dragChoice("moment", moment, "end", 200, hand(303)).edit).toEqual({ kind: "change_moment", id: "m", start: 100, end: 300 });
    expect(dragChoice("moment", moment, "middle", 150, hand(348)).edit).toEqual({ kind: "change_moment", id: "m", start: 300, end: 400 });
    expect(dragChoice("moment", moment, "middle", 150, hand(152)).edit).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import {
  candidateBeside,
  extendedTo,
  NO_PICKS,
  pickedIntervals,
  pickedWithin,
  pickOne,
  reducePicking,
  toggled,
} from "../src/core/coding/picking";
import type { Interval, Tier } from "../src/core/data";
import { Intervals } from "../src/core/timeline/intervals";

const idOf = (number: number): string => number.toString(16).padStart(16, "0");

function tier(name: string, spans: readonly (readonly [number, number, number])[], more: Partial<Tier> = {}): Tier {
  const intervals = spans.map(
    ([number, start, end]): Interval => ({ id: idOf(number), start, end, label: "", confidence: null, note: "" }),
  );
  const header = { id: name, name, channel: "look", origin: "marked", personId: null, position: 0, revision: 0 } as const;
  return { ...header, intervals: Intervals.of(intervals), awaited: false, ...more };
}

const mum = tier("mum", [
  [1, 0, 10],
  [2, 10, 20],
  [3, 30, 40],
]);
const noah = tier("noah", [
  [4, 5, 12],
  [5, 35, 50],
]);

describe("what is picked", () => {
  it("is toggled one by one and keeps the order in which it was picked", () => {
    const two = toggled(pickOne(idOf(3), "mum"), idOf(1), "mum");
    expect([...two.keys()]).toEqual([idOf(3), idOf(1)]);
    expect([...toggled(two, idOf(3), "mum").keys()]).toEqual([idOf(1)]);
  });

  it("is extended to everything between, in either direction, in one tier", () => {
    expect([...extendedTo(pickOne(idOf(1), "mum"), idOf(3), mum).keys()]).toEqual([1, 2, 3].map(idOf));
    expect([...extendedTo(pickOne(idOf(3), "mum"), idOf(1), mum).keys()]).toEqual([3, 2, 1].map(idOf));
    expect([...extendedTo(pickOne(idOf(4), "noah"), idOf(2), mum).keys()]).toEqual([4, 2].map(idOf));
  });

  it("by a band is all that shares time with it, and no more than one message holds", () => {
    expect([...pickedWithin({ start: 10, end: 31 }, [mum, noah]).entries()]).toEqual([
      [idOf(2), "mum"],
      [idOf(3), "mum"],
      [idOf(4), "noah"],
    ]);
    const many = tier(
      "many",
      Array.from({ length: 6000 }, (_, n) => [n, n, n + 1] as const),
    );
    expect(pickedWithin({ start: 0, end: 6000 }, [many]).size).toBe(5000);
  });

  it("is found again in order of time, with few and with very many, and what is gone is left out", () => {
    const found = pickedIntervals(new Map([...pickOne(idOf(5), "noah"), ...pickOne(idOf(9), "mum"), ...pickOne(idOf(1), "mum")]), [
      mum,
      noah,
    ]);
    expect(found.map((each) => [each.id, each.tier.id])).toEqual([
      [idOf(1), "mum"],
      [idOf(5), "noah"],
    ]);
    const many = tier(
      "many",
      Array.from({ length: 3000 }, (_, n) => [n, n, n + 1] as const),
    );
    const half = new Map(Array.from({ length: 1500 }, (_, n) => [idOf(2 * n), "many"]));
    expect(pickedIntervals(half, [many]).map((each) => each.start)).toEqual(Array.from({ length: 1500 }, (_, n) => 2 * n));
  });

  it("says which row one works in, also when nothing is picked any more", () => {
    const picked = reducePicking(NO_PICKS, { type: "picked", picked: pickOne(idOf(4), "noah") });
    expect(picked.tierId).toBe("noah");
    expect(reducePicking(picked, { type: "picked", picked: new Map() }).tierId).toBe("noah");
    expect(reducePicking(picked, { type: "copied", start: 5 }).copied).toEqual({ picked: picked.picked, start: 5 });
  });
});

describe("going on", () => {
  it("leads from candidate to candidate over all rows, each once", () => {
    const found = { origin: "candidate" } as const;
    const first = tier(
      "a",
      [
        [1, 0, 5],
        [2, 10, 15],
        [3, 30, 35],
      ],
      found,
    );
    const second = tier(
      "b",
      [
        [4, 10, 12],
        [5, 12, 20],
      ],
      found,
    );
    const tiers = [mum, first, second];
    const walked: string[] = [];
    for (let at = candidateBeside(tiers, undefined, 0, 1); at && walked.length < 9; at = candidateBeside(tiers, at, at.start, 1))
      walked.push(at.id);
    expect(walked).toEqual([1, 2, 4, 5, 3].map(idOf));
    const back: string[] = [];
    for (let at = candidateBeside(tiers, undefined, 40, -1); at && back.length < 9; at = candidateBeside(tiers, at, at.start, -1))
      back.push(at.id);
    expect(back).toEqual([3, 5, 4, 2, 1].map(idOf));
    expect(candidateBeside([mum], undefined, 0, 1)).toBeUndefined();
  });
});

// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { Interval } from "../src/core/data";
import { Intervals } from "../src/core/timeline/intervals";

/** The same numbers every time. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function many(n: number, random: () => number, overlap: number): Interval[] {
  const list = Array.from({ length: n }, (_, index) => {
    const start = index * 20 + Math.floor(random() * 5);
    return {
      id:
        Math.floor(random() * 2 ** 40)
          .toString(16)
          .padStart(11, "0") + index.toString(16).padStart(5, "0"),
      start,
      end: start + 1 + Math.floor(random() * overlap),
      label: ["child", "puzzle", "", "uncodable"][Math.floor(random() * 4)] ?? "",
      confidence: random() < 0.5 ? null : 0.5,
      note: random() < 0.1 ? `note ${index}` : "",
    };
  });
  return list.sort((a, b) => a.start - b.start || a.end - b.end);
}

describe("the intervals of a tier", () => {
  it("come out of their columns as they went in", () => {
    const list = many(200, randomly(1), 14);
    const intervals = Intervals.of(list);
    expect(list.map((_, place) => intervals.at(place))).toEqual(list);
    expect([intervals.at(-1), intervals.at(200), intervals.at(Number.NaN)]).toEqual([undefined, undefined, undefined]);
  });

  it("are found by their ids, and no other is", () => {
    const list = many(2000, randomly(2), 14);
    const intervals = Intervals.of(list);
    for (const place of [0, 1, 777, 1999]) expect(intervals.placeOf(list[place]?.id ?? "")).toBe(place);
    expect(intervals.find(list[5]?.id ?? "")).toEqual(list[5]);
    for (const id of ["ffffffffffffffff", "", "m1", "0000"]) expect(intervals.placeOf(id)).toBe(-1);
    expect(intervals.find("ffffffffffffffff")).toBeUndefined();
  });

  it.each([14, 90])("are found by their time as by looking at each, also where they overlap (up to %i ticks long)", (longest) => {
    const list = many(400, randomly(longest), longest);
    const intervals = Intervals.of(list);
    for (let ticks = -30; ticks < 8200; ticks += 3) {
      expect(intervals.placeAt(ticks)).toBe(list.findLastIndex((each) => each.start <= ticks && ticks < each.end));
      const after = intervals.firstEndingAfter(ticks);
      expect(list.slice(0, after).every((each) => each.end <= ticks)).toBe(true);
      expect(after === list.length || (list[after]?.end ?? 0) > ticks).toBe(true);
      expect(intervals.firstStartingAt(ticks)).toBe(list.filter((each) => each.start < ticks).length);
    }
  });

  it("are found within a reach where none is at the instant, the one that started last", () => {
    const of = (start: number, end: number, id: string): Interval => ({ id, start, end, label: "", confidence: null, note: "" });
    const intervals = Intervals.of([of(100, 110, "0".repeat(16)), of(300, 310, "1".repeat(16)), of(320, 400, "2".repeat(16))]);
    expect([49, 50, 99, 105, 149, 150].map((ticks) => intervals.placeAt(ticks, 50))).toEqual([-1, 0, 0, 0, 0, -1]);
    expect([305, 315, 330].map((ticks) => intervals.placeAt(ticks, 50))).toEqual([1, 2, 2]);
  });

  it("of none are empty in every way", () => {
    expect([Intervals.NONE.n, Intervals.NONE.placeAt(0, 9), Intervals.NONE.firstEndingAfter(0)]).toEqual([0, -1, 0]);
    expect(Intervals.NONE.countIn({ start: 0, end: 9 })).toBe(0);
  });

  it("are not made of columns that do not belong together, nor of names nobody gives", () => {
    const columns = { starts: new Float64Array(1), ends: new Float64Array(1), ids: new Uint8Array(8), confidences: new Float32Array(1) };
    const rest = { notes: new Map<number, string>(), labels: ["a"] };
    expect(new Intervals({ ...columns, ...rest, labelPlaces: new Uint32Array(1) }).label(0)).toBe("a");
    expect(() => new Intervals({ ...columns, ...rest, labelPlaces: new Uint32Array(2) })).toThrow(RangeError);
    expect(() => new Intervals({ ...columns, ...rest, labelPlaces: new Uint32Array([1]) })).toThrow(RangeError);
    const named = { id: "i1", start: 0, end: 1, label: "", confidence: null, note: "" };
    expect(() => Intervals.of([named])).toThrow("no name of an interval");
  });
});

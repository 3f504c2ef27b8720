// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Peaks } from "../src/core/film/peaks";
import { fittedBox, toPicture } from "../src/core/film/picture";
import { formatCount, formatMark, formatSeconds, formatTime } from "../src/core/format";

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

// @vitest-environment node
import { describe, expect, it } from "vitest";
import { FrameTable } from "../src/core/film/frames";

/** A phone's film: 20, 30, 10 and 60 ms, then a last frame of 25 ms. */
const STARTS = [0, 1800, 4500, 5400, 10_800];
const END = 13_050;
const table = new FrameTable(Float64Array.from(STARTS), END);

function wire(starts: readonly number[], end: number, ticksPerSecond = 90_000): ArrayBuffer {
  const bytes = new ArrayBuffer(24 + 4 * starts.length);
  const view = new DataView(bytes);
  [..."VIGF"].forEach((letter, index) => {
    view.setUint8(index, letter.charCodeAt(0));
  });
  view.setUint32(4, 1, true);
  view.setUint32(8, starts.length, true);
  view.setUint32(12, ticksPerSecond, true);
  view.setBigInt64(16, BigInt(end), true);
  starts.forEach((start, index) => {
    view.setUint32(24 + 4 * index, start - (starts[index - 1] ?? 0), true);
  });
  return bytes;
}

describe("a frame table", () => {
  it("gives back every frame at its first and its last tick", () => {
    STARTS.forEach((start, frame) => {
      const end = STARTS[frame + 1] ?? END;
      expect(table.frameAt(start)).toBe(frame);
      expect(table.frameAt(end - 1)).toBe(frame);
      expect(table.spanOf(frame)).toEqual({ start, end });
    });
  });

  it("has no frame outside the film, and a nearest one everywhere", () => {
    expect(() => table.frameAt(-1)).toThrow(RangeError);
    expect(() => table.frameAt(END)).toThrow(RangeError);
    expect(table.frameNear(-500)).toBe(0);
    expect(table.frameNear(END + 500)).toBe(4);
    expect(() => table.startOf(5)).toThrow(RangeError);
  });

  it("seeks to the middle of a frame, in seconds", () => {
    expect(table.middleSeconds(3)).toBeCloseTo(0.09, 12);
    expect(table.middleSeconds(4)).toBeCloseTo(11_925 / 90_000, 12);
  });

  it("knows a frame by its timestamp, whichever way that was rounded to microseconds", () => {
    STARTS.forEach((start, frame) => {
      const exact = (start * 1_000_000) / 90_000;
      for (const microseconds of [Math.floor(exact), Math.round(exact), Math.ceil(exact)]) {
        expect(table.frameOfTimestamp(microseconds)).toBe(frame);
      }
    });
  });

  it("finds the edge some frames further on, and stops at the film's ends", () => {
    expect(table.edgeBeside(1800, 1)).toBe(4500);
    expect(table.edgeBeside(1800, -1)).toBe(0);
    expect(table.edgeBeside(1800, -5)).toBe(0);
    expect(table.edgeBeside(10_800, 1)).toBe(END);
    expect(table.edgeBeside(END, -1)).toBe(10_800);
    expect(table.edgeBeside(END, 3)).toBe(END);
  });

  it("reads what Python writes", () => {
    const read = FrameTable.parse(wire(STARTS, END));
    expect(read.nFrames).toBe(5);
    expect(STARTS.map((_, frame) => read.startOf(frame))).toEqual(STARTS);
    expect(read.end).toBe(END);
  });

  it("refuses what is not a table, a table cut short, and another clock", () => {
    expect(() => FrameTable.parse(new ArrayBuffer(30))).toThrow("not a frame table");
    expect(() => FrameTable.parse(wire(STARTS, END).slice(0, 40))).toThrow("bytes");
    expect(() => FrameTable.parse(wire(STARTS, END, 1000))).toThrow("ticks a second");
  });

  it("is never empty, out of order or over before its last frame", () => {
    expect(() => new FrameTable(new Float64Array(0), 1)).toThrow("at least one");
    expect(() => new FrameTable(Float64Array.from([0, 5, 5]), 9)).toThrow("frame 2");
    expect(() => new FrameTable(Float64Array.from([0, 5]), 5)).toThrow("ends after");
  });
});

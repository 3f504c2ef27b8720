// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Peaks } from "../src/core/peaks";
import { Spectrogram } from "../src/core/spectrogram";

const SECOND = 90_000;

function peaksOf(pairs: Int8Array): Peaks {
  const bytes = new ArrayBuffer(16 + pairs.length);
  const view = new DataView(bytes);
  view.setUint32(0, 0x56494750, false);
  for (const [at, value] of [1, 100, pairs.length / 2].entries()) view.setUint32(4 + 4 * at, value, true);
  new Int8Array(bytes, 16).set(pairs);
  return Peaks.parse(bytes);
}

function spectrogramOf(columns: readonly (readonly number[])[], perSecond = 100): ArrayBuffer {
  const bands = columns[0]?.length ?? 1;
  const bytes = new ArrayBuffer(20 + bands * columns.length);
  const view = new DataView(bytes);
  view.setUint32(0, 0x56494753, false);
  for (const [at, value] of [1, perSecond, bands, columns.length].entries()) view.setUint32(4 + 4 * at, value, true);
  new Uint8Array(bytes, 20).set(columns.flat());
  return bytes;
}

/** The level's own number is its colour. */
function drawn(spectrogram: Spectrogram, start: number, end: number, width: number): number[][] {
  const pixels = new Uint32Array(width * spectrogram.bands);
  const colours = Uint32Array.from({ length: 256 }, (_, level) => level);
  spectrogram.fill(pixels, width, { start: start * SECOND, end: end * SECOND }, colours);
  return Array.from({ length: spectrogram.bands }, (_, row) => [...pixels.subarray(row * width, (row + 1) * width)]);
}

describe("the peaks of a stretch", () => {
  it("are the lowest and highest of all in it, wherever it begins and ends", () => {
    const pairs = Int8Array.from({ length: 2 * 997 }, (_, at) => (at % 2 ? 1 : -1) * ((at * 7919) % 127));
    const peaks = peaksOf(pairs);
    for (let first = 0; first < 997; first += 31) {
      for (const last of [first + 1, first + 2, first + 17, first + 300, 997]) {
        const part = pairs.slice(2 * first, 2 * last);
        const [low, high] = peaks.between(first * 900, Math.min(last, 997) * 900);
        expect(low * 128).toBeCloseTo(Math.min(0, ...part.filter((_, at) => at % 2 === 0)), 9);
        expect(high * 127).toBeCloseTo(Math.max(0, ...part.filter((_, at) => at % 2 === 1)), 9);
      }
    }
  });

  it("of no sound are silent", () => {
    expect(peaksOf(new Int8Array()).between(0, SECOND)).toEqual([0, 0]);
  });
});

describe("a spectrogram", () => {
  const ramp = Spectrogram.parse(spectrogramOf(Array.from({ length: 64 }, (_, column) => [column, 100 + column])));

  it("has its highest band above, and a column as wide as its time", () => {
    expect(drawn(ramp, 0.1, 0.13, 6)).toEqual([
      [110, 110, 111, 111, 112, 112],
      [10, 10, 11, 11, 12, 12],
    ]);
  });

  it("seen from far away shows the loudest of what falls on a pixel", () => {
    expect(drawn(ramp, 0, 0.64, 4)[1]).toEqual([15, 31, 47, 63]);
    const single = Array.from({ length: 1000 }, (_, column) => [column === 777 ? 255 : 3]);
    expect(drawn(Spectrogram.parse(spectrogramOf(single)), 0, 10, 10)[0]).toEqual([3, 3, 3, 3, 3, 3, 3, 255, 3, 3]);
  });

  it("is silent where there is no sound", () => {
    expect(drawn(ramp, 0.63, 0.67, 4)[1]).toEqual([63, 0, 0, 0]);
  });

  it("is refused when it is something else, newer or cut short", () => {
    const bytes = spectrogramOf([[1, 2]]);
    expect(() => Spectrogram.parse(bytes.slice(0, 10))).toThrow("no spectrogram");
    expect(() => Spectrogram.parse(bytes.slice(0, 21))).toThrow("bytes");
    new DataView(bytes).setUint32(4, 2, true);
    expect(() => Spectrogram.parse(bytes)).toThrow("version 2");
  });
});

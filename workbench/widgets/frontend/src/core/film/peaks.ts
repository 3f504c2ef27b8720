/** The sound's outline: for each hundredth of a second the lowest and the highest sample, as -128 to 127. */

import { TICKS_PER_SECOND } from "./frames";

const HEADER_BYTES = 16;

export class Peaks {
  private readonly levels: readonly Int8Array[];
  private readonly n: number;

  private constructor(
    pairs: Int8Array,
    private readonly perSecond: number,
  ) {
    this.levels = levelsOf(pairs);
    this.n = pairs.length / 2;
  }

  /** Reads the wire form of `peaks.bin`: "VIGP", version, peaks a second, number of peaks, then (min, max) pairs of signed bytes. */
  static parse(bytes: ArrayBuffer): Peaks {
    const view = new DataView(bytes);
    if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, false) !== 0x56494750) throw new RangeError("these are not peaks");
    const version = view.getUint32(4, true);
    if (version !== 1) throw new RangeError(`peaks version ${version} is not known here`);
    const n = view.getUint32(12, true);
    if (bytes.byteLength !== HEADER_BYTES + 2 * n) throw new RangeError(`${n} peaks cannot have ${bytes.byteLength} bytes`);
    return new Peaks(new Int8Array(bytes, HEADER_BYTES, 2 * n), view.getUint32(8, true));
  }

  /**
   * Lowest and highest over `[start, end)` ticks as -1 to 1; [0, 0] where there is no sound. At least one peak is looked at, and never more
   * than two on each level of the pyramid.
   */
  between(start: number, end: number): readonly [low: number, high: number] {
    let first = Math.max(0, Math.floor((start * this.perSecond) / TICKS_PER_SECOND));
    let last = Math.min(Math.max(first + 1, Math.ceil((end * this.perSecond) / TICKS_PER_SECOND)), this.n);
    let low = 0;
    let high = 0;
    for (let level = 0; first < last; level++, first >>= 1, last >>= 1) {
      const pairs = this.levels[level];
      if (first & 1) {
        low = Math.min(low, pairs?.[2 * first] ?? 0);
        high = Math.max(high, pairs?.[2 * first + 1] ?? 0);
        first++;
      }
      if (last & 1) {
        last--;
        low = Math.min(low, pairs?.[2 * last] ?? 0);
        high = Math.max(high, pairs?.[2 * last + 1] ?? 0);
      }
    }
    return [low / 128, high / 127];
  }
}

/** The pairs, then each two of them as one, and so on: a long film is looked at in as few steps as a short one. */
function levelsOf(pairs: Int8Array): Int8Array[] {
  const levels = [pairs];
  for (let fine = pairs; fine.length > 2; fine = levels.at(-1) ?? fine) {
    const n = Math.ceil(fine.length / 4);
    const coarse = new Int8Array(2 * n);
    for (let at = 0; at < n; at++) {
      coarse[2 * at] = Math.min(fine[4 * at] ?? 0, fine[4 * at + 2] ?? 0);
      coarse[2 * at + 1] = Math.max(fine[4 * at + 1] ?? 0, fine[4 * at + 3] ?? 0);
    }
    levels.push(coarse);
  }
  return levels;
}

/** The sound's outline: for each hundredth of a second the lowest and the highest sample, as -128 to 127. */

import { TICKS_PER_SECOND } from "./frames";

const HEADER_BYTES = 16;

export class Peaks {
  private constructor(
    private readonly pairs: Int8Array,
    private readonly perSecond: number,
  ) {}

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

  /** Lowest and highest over `[start, end)` ticks as -1 to 1; [0, 0] where there is no sound. At least one peak is looked at. */
  between(start: number, end: number): readonly [low: number, high: number] {
    const first = Math.floor((start * this.perSecond) / TICKS_PER_SECOND);
    const last = Math.max(first + 1, Math.ceil((end * this.perSecond) / TICKS_PER_SECOND));
    let low = 0;
    let high = 0;
    for (let peak = Math.max(first, 0); peak < last && 2 * peak + 1 < this.pairs.length; peak++) {
      low = Math.min(low, this.pairs[2 * peak] ?? 0);
      high = Math.max(high, this.pairs[2 * peak + 1] ?? 0);
    }
    return [low / 128, high / 127];
  }
}

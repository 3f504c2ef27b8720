/** How high and how loud the sound is: for each moment a level from 0 to 255 in each of some bands, the lowest first. */

import type { Stretch } from "../data";
import { TICKS_PER_SECOND } from "./frames";

const HEADER_BYTES = 20;
/** So many levels finer than the pixels is looked at, so that nothing stands more than a quarter of a pixel away from its time. */
const FINER = 2;

export class Spectrogram {
  /** The columns, then each two of them as one with the louder of both, and so on. */
  private readonly levels: readonly Uint8Array[];

  private constructor(
    columns: Uint8Array,
    readonly bands: number,
    private readonly perSecond: number,
  ) {
    this.levels = coarserOf(columns, bands);
  }

  /** Reads the wire form of `spectrogram.bin`: "VIGS", version, columns a second, bands, number of columns, then the columns. */
  static parse(bytes: ArrayBuffer): Spectrogram {
    const view = new DataView(bytes);
    if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, false) !== 0x56494753) throw new RangeError("this is no spectrogram");
    const [version, perSecond, bands, n] = [4, 8, 12, 16].map((at) => view.getUint32(at, true)) as [number, number, number, number];
    if (version !== 1) throw new RangeError(`spectrogram version ${version} is not known here`);
    if (bytes.byteLength !== HEADER_BYTES + bands * n) throw new RangeError(`${n} columns cannot have ${bytes.byteLength} bytes`);
    return new Spectrogram(new Uint8Array(bytes, HEADER_BYTES), bands, perSecond);
  }

  /**
   * Fills `bands` rows of pixels of a view, the highest band above, each pixel with the loudest of its time in the colour of that level;
   * what is outside the sound is as silence.
   */
  fill(pixels: Uint32Array, width: number, view: Stretch, colours: Uint32Array): void {
    const perPixel = ((view.end - view.start) / width / TICKS_PER_SECOND) * this.perSecond;
    const first = (view.start / TICKS_PER_SECOND) * this.perSecond;
    const level = Math.min(Math.max(0, Math.floor(Math.log2(perPixel)) - FINER), this.levels.length - 1);
    const columns = this.levels[level] as Uint8Array;
    const { bands } = this;
    for (let x = 0; x < width; x++) {
      const from = Math.floor((first + x * perPixel) / 2 ** level);
      const to = Math.max(from + 1, Math.floor((first + (x + 1) * perPixel) / 2 ** level));
      for (let band = 0; band < bands; band++) {
        let loudest = 0;
        for (let column = from; column < to; column++) loudest = Math.max(loudest, columns[column * bands + band] ?? 0);
        pixels[(bands - 1 - band) * width + x] = colours[loudest] ?? 0;
      }
    }
  }
}

function coarserOf(columns: Uint8Array, bands: number): Uint8Array[] {
  const levels = [columns];
  for (let fine = columns; fine.length > bands; fine = levels.at(-1) ?? fine) {
    const n = Math.ceil(fine.length / bands / 2);
    const coarse = new Uint8Array(n * bands);
    for (let column = 0; column < n; column++) {
      const from = 2 * column * bands;
      for (let band = 0; band < bands; band++) {
        coarse[column * bands + band] = Math.max(fine[from + band] ?? 0, fine[from + bands + band] ?? 0);
      }
    }
    levels.push(coarse);
  }
  return levels;
}

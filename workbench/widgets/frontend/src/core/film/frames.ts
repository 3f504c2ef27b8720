/**
 * Frames and time: the table of every frame's start, in ticks of the film clock, is the only conversion between the two.
 * Frames are counted from 0 in the order of showing; frame i is shown in `[startOf(i), endOf(i))`. No frame rate lives here.
 */

import type { Stretch } from "../data";

export const TICKS_PER_SECOND = 90_000;

const HEADER_BYTES = 24;

export class FrameTable {
  /** `starts` strictly increasing, whole ticks; `end` is after the last of them. */
  constructor(
    private readonly starts: Float64Array,
    readonly end: number,
  ) {
    if (starts.length === 0) throw new RangeError("a frame table has at least one frame");
    for (let frame = 1; frame < starts.length; frame++) {
      if (at(starts, frame) <= at(starts, frame - 1)) throw new RangeError(`frame ${frame} must start after frame ${frame - 1}`);
    }
    if (end <= at(starts, starts.length - 1)) throw new RangeError("the film ends after its last frame starts");
  }

  /** Reads the wire form of `frames.bin`; the Python side documents it in `workbench.media.frames`. */
  static parse(bytes: ArrayBuffer): FrameTable {
    const view = new DataView(bytes);
    if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, false) !== 0x56494746) throw new RangeError("this is not a frame table");
    const version = view.getUint32(4, true);
    const nFrames = view.getUint32(8, true);
    const ticksPerSecond = view.getUint32(12, true);
    if (version !== 1) throw new RangeError(`frame table version ${version} is not known here`);
    if (ticksPerSecond !== TICKS_PER_SECOND)
      throw new RangeError(`a film's clock has ${TICKS_PER_SECOND} ticks a second, not ${ticksPerSecond}`);
    if (bytes.byteLength !== HEADER_BYTES + 4 * nFrames)
      throw new RangeError(`a table of ${nFrames} frames cannot have ${bytes.byteLength} bytes`);
    const starts = new Float64Array(nFrames);
    let start = 0;
    for (let frame = 0; frame < nFrames; frame++) {
      start += view.getUint32(HEADER_BYTES + 4 * frame, true);
      starts[frame] = start;
    }
    return new FrameTable(starts, Number(view.getBigInt64(16, true)));
  }

  get nFrames(): number {
    return this.starts.length;
  }

  get lastFrame(): number {
    return this.starts.length - 1;
  }

  startOf(frame: number): number {
    return at(this.starts, frame);
  }

  endOf(frame: number): number {
    return frame === this.lastFrame ? this.end : at(this.starts, frame + 1);
  }

  spanOf(frame: number): Stretch {
    return { start: this.startOf(frame), end: this.endOf(frame) };
  }

  /** The frame shown at an instant of the film; RangeError before the first frame and from the film's end on. */
  frameAt(ticks: number): number {
    if (!(ticks >= this.startOf(0) && ticks < this.end)) throw new RangeError(`no frame is shown at ${ticks} ticks`);
    return this.before(ticks);
  }

  /** The frame nearest an instant that may lie outside the film: for pointers and steps, which stop at the film's edges. */
  frameNear(ticks: number): number {
    return this.before(Math.min(Math.max(ticks, this.startOf(0)), this.end - 1));
  }

  /** The edge between two frames that lies `frames` further on than the edge nearest to `ticks`; held at the film's start and end. */
  edgeBeside(ticks: number, frames: number): number {
    const isNearEnd = ticks - this.startOf(this.lastFrame) > this.end - ticks;
    const nearest = isNearEnd ? this.nFrames : this.frameOfTicks(ticks);
    const edge = Math.min(Math.max(nearest + frames, 0), this.nFrames);
    return edge === this.nFrames ? this.end : this.startOf(edge);
  }

  /** Where to seek so that exactly this frame is shown, whatever the browser rounds: the middle of its time. */
  middleSeconds(frame: number): number {
    return (this.startOf(frame) + this.endOf(frame)) / 2 / TICKS_PER_SECOND;
  }

  /** The time of a frame's picture in whole microseconds, as decoders count it. */
  timestampOf(frame: number): number {
    return Math.round((this.startOf(frame) * 1_000_000) / TICKS_PER_SECOND);
  }

  /** The frame a picture says it is: the one whose start is nearest to its timestamp in microseconds. */
  frameOfTimestamp(microseconds: number): number {
    return this.frameOfTicks((microseconds * TICKS_PER_SECOND) / 1_000_000);
  }

  /** The frame whose start is nearest to an instant. */
  frameOfTicks(ticks: number): number {
    const frame = this.frameNear(ticks);
    if (frame === this.lastFrame) return frame;
    return this.startOf(frame + 1) - ticks < ticks - this.startOf(frame) ? frame + 1 : frame;
  }

  private before(ticks: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(this.starts, middle) <= ticks) low = middle;
      else high = middle;
    }
    return low;
  }
}

function at(starts: Float64Array, frame: number): number {
  const start = starts[frame];
  if (start === undefined) throw new RangeError(`there is no frame ${frame}`);
  return start;
}

/**
 * All intervals of one tier, column by column: half a million stand in some 15 megabytes and cost no object each.
 * They stand in order of their starts. One is named by its place, 0 to n - 1, and made an object only where somebody wants it.
 */

import type { Interval, Stretch } from "../data";

export interface IntervalColumns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Sixteen hexadecimal digits as eight bytes each. */
  readonly ids: Uint8Array;
  /** For each its place in `labels`. */
  readonly labelPlaces: Uint32Array;
  readonly labels: readonly string[];
  /** Not a number where nobody says. */
  readonly confidences: Float32Array;
  readonly notes: ReadonlyMap<number, string>;
}

export class Intervals {
  static readonly NONE = Intervals.of([]);
  readonly n: number;
  /** For each the latest end so far, which never falls, although one may end after the next. */
  readonly reaches: Float64Array;

  constructor(readonly columns: IntervalColumns) {
    this.n = columns.starts.length;
    const { ends, ids, labelPlaces, labels, confidences } = columns;
    const fits = ends.length === this.n && ids.length === 8 * this.n && labelPlaces.length === this.n && confidences.length === this.n;
    if (!fits || labelPlaces.some((place) => place >= labels.length)) throw new RangeError("these columns do not belong together");
    this.reaches = reachesOf(ends);
  }

  /** Of objects in order of time, each named by sixteen hexadecimal digits. */
  static of(intervals: readonly Interval[]): Intervals {
    const labels = [...new Set(intervals.map((each) => each.label))];
    return new Intervals({
      starts: Float64Array.from(intervals, (each) => each.start),
      ends: Float64Array.from(intervals, (each) => each.end),
      ids: Uint8Array.from(intervals.flatMap((each) => bytesOfId(each.id))),
      labelPlaces: Uint32Array.from(intervals, (each) => labels.indexOf(each.label)),
      labels,
      confidences: Float32Array.from(intervals, (each) => each.confidence ?? Number.NaN),
      notes: new Map(intervals.flatMap((each, place) => (each.note ? [[place, each.note] as const] : []))),
    });
  }

  /** Every label in use, each once. */
  get labels(): readonly string[] {
    return this.columns.labels;
  }

  start(place: number): number {
    return this.columns.starts[place] ?? Number.NaN;
  }

  end(place: number): number {
    return this.columns.ends[place] ?? Number.NaN;
  }

  /** The label's place in `labels`: what colours are looked up by. */
  labelPlace(place: number): number {
    return this.columns.labelPlaces[place] ?? -1;
  }

  label(place: number): string {
    return this.columns.labels[this.labelPlace(place)] ?? "";
  }

  confidence(place: number): number | null {
    const confidence = this.columns.confidences[place] ?? Number.NaN;
    return Number.isNaN(confidence) ? null : confidence;
  }

  note(place: number): string {
    return this.columns.notes.get(place) ?? "";
  }

  id(place: number): string {
    return Array.from(this.columns.ids.subarray(8 * place, 8 * place + 8), hexOf).join("");
  }

  at(place: number): Interval | undefined {
    if (!(place >= 0 && place < this.n)) return undefined;
    const [id, label] = [this.id(place), this.label(place)];
    return { id, start: this.start(place), end: this.end(place), label, confidence: this.confidence(place), note: this.note(place) };
  }

  /** Where the interval of an id stands, or -1. */
  placeOf(id: string): number {
    const wanted = bytesOfId(id, []);
    if (wanted.length === 0) return -1;
    const { ids } = this.columns;
    for (let at = ids.indexOf(wanted[0] ?? 0); at >= 0; at = ids.indexOf(wanted[0] ?? 0, at + 1)) {
      if (at % 8 === 0 && wanted.every((byte, index) => ids[at + index] === byte)) return at / 8;
    }
    return -1;
  }

  find(id: string): Interval | undefined {
    return this.at(this.placeOf(id));
  }

  /** The first place whose interval ends after an instant; every one before it is over by then. */
  firstEndingAfter(ticks: number): number {
    return firstAbove(this.reaches, ticks);
  }

  /** The first place whose interval starts at an instant or later. */
  firstStartingAt(ticks: number): number {
    return firstAbove(this.columns.starts, ticks, true);
  }

  /** How many places from `firstEndingAfter` on lie in a stretch; where intervals overlap a few of them may not. */
  countIn(stretch: Stretch): number {
    return Math.max(0, this.firstStartingAt(stretch.end) - this.firstEndingAfter(stretch.start));
  }

  /** The place of the one at an instant, or within `reach` of it, or -1; where several are, the one that started last. */
  placeAt(ticks: number, reach = 0): number {
    let near = -1;
    for (let place = firstAbove(this.columns.starts, ticks + reach) - 1; place >= 0; place--) {
      if (this.start(place) <= ticks && ticks < this.end(place)) return place;
      if (near < 0 && ticks < Math.max(this.end(place), this.start(place) + reach)) near = place;
      if ((this.reaches[place] ?? 0) + reach <= ticks) break;
    }
    return near;
  }
}

/** For each the latest end so far: the ends themselves where they only rise. */
export function reachesOf(ends: Float64Array): Float64Array {
  if (!ends.some((end, place) => end < (ends[place - 1] ?? end))) return ends;
  let reach = Number.NEGATIVE_INFINITY;
  return ends.map((end) => {
    reach = Math.max(reach, end);
    return reach;
  });
}

/** The first place of a rising row whose value is above a limit, or with `orEqual` at it. */
export function firstAbove(values: Float64Array, limit: number, orEqual = false): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle] ?? 0;
    if (value < limit || (value === limit && !orEqual)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexOf(byte: number): string {
  return HEX[byte] ?? "";
}

function bytesOfId(id: string, otherwise?: readonly number[]): readonly number[] {
  if (/^[0-9a-f]{16}$/.test(id)) return [0, 2, 4, 6, 8, 10, 12, 14].map((at) => Number.parseInt(id.slice(at, at + 2), 16));
  if (otherwise) return otherwise;
  throw new RangeError(`${id} is no name of an interval`);
}

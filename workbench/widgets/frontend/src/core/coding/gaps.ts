/** What is left to do in a row: stretches without any code, and marks without a name. */

import type { Interval, Stretch } from "../data";
import { type FrameTable, TICKS_PER_SECOND } from "../film/frames";
import type { Intervals } from "../timeline/intervals";
import { type Marks, selectedStretch } from "./selection";

/** The parts of a stretch in which nothing is coded. */
export function gapsIn(intervals: Intervals, { start, end }: Stretch): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let free = start;
  for (let place = intervals.firstEndingAfter(start); place < intervals.n && intervals.start(place) < end; place++) {
    if (intervals.start(place) > free) gaps.push({ start: free, end: intervals.start(place) });
    free = Math.max(free, intervals.end(place));
  }
  if (free < end) gaps.push({ start: free, end });
  return gaps;
}

export function unnamed(intervals: Intervals): readonly Interval[] {
  if (!intervals.labels.includes("")) return [];
  const found: Interval[] = [];
  for (let place = 0; place < intervals.n; place++) {
    const interval = intervals.label(place) === "" ? intervals.at(place) : undefined;
    if (interval) found.push(interval);
  }
  return found;
}

/** The unnamed mark to go to: the first that starts at an instant or later, else the first of all. */
export function unnamedFrom(intervals: Intervals, ticks: number): Interval | undefined {
  const all = unnamed(intervals);
  return all.find((each) => each.start >= ticks) ?? all[0];
}

export interface MarkLengths {
  readonly lengthMs: number;
  /** Taken off while the film plays: human time and the speed it plays at. */
  readonly delayMs: number;
  readonly speed: number;
}

/** What a mark to be named later covers: the selection; from a lone in mark to here; else a usual length around here. */
export function markStretch(marks: Marks, frame: number, table: FrameTable, { lengthMs, delayMs, speed }: MarkLengths): Stretch {
  const selected = selectedStretch(marks);
  if (selected) return selected;
  const here = Math.max(0, table.startOf(frame) - (delayMs / 1000) * speed * TICKS_PER_SECOND);
  const seen = table.frameNear(here);
  if (marks.start !== null && marks.start < table.endOf(seen)) return { start: marks.start, end: table.endOf(seen) };
  const half = (lengthMs / 2000) * TICKS_PER_SECOND;
  return { start: table.startOf(table.frameNear(here - half)), end: table.endOf(table.frameNear(here + half)) };
}

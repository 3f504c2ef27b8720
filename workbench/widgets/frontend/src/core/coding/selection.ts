/** In and out marks, and the stretches they stand for. */

import type { Stretch } from "../data";
import { type FrameTable, TICKS_PER_SECOND } from "../film/frames";

/** Where the selection starts and ends; either may not have been said. `start` before `end` where both are. */
export interface Marks {
  readonly start: number | null;
  readonly end: number | null;
}

export const NO_MARKS: Marks = { start: null, end: null };

const USUAL_MOMENT_TICKS = 10 * TICKS_PER_SECOND;
const USUAL_REGION_TICKS = 3 * TICKS_PER_SECOND;

/** The selection with its start at `ticks`; an end that no longer comes after is forgotten. */
export function withStart(marks: Marks, ticks: number): Marks {
  return { start: ticks, end: marks.end !== null && marks.end > ticks ? marks.end : null };
}

export function withEnd(marks: Marks, ticks: number): Marks {
  return { start: marks.start !== null && marks.start < ticks ? marks.start : null, end: ticks };
}

export function selectedStretch(marks: Marks): Stretch | null {
  return marks.start !== null && marks.end !== null ? { start: marks.start, end: marks.end } : null;
}

/** What M marks: the selection; from a lone in mark to the frame shown; else the last ten seconds up to and with the frame shown. */
export function momentStretch(marks: Marks, frame: number, table: FrameTable): Stretch {
  const selected = selectedStretch(marks);
  if (selected) return selected;
  const end = table.endOf(frame);
  if (marks.start !== null && marks.start < end) return { start: marks.start, end };
  if (marks.end !== null) return { start: snappedBack(marks.end - USUAL_MOMENT_TICKS, table), end: marks.end };
  return { start: snappedBack(end - USUAL_MOMENT_TICKS, table), end };
}

/** How long a new figure is visible: the selection where the frame lies in it, else three seconds from the frame on. */
export function regionStretch(marks: Marks, frame: number, table: FrameTable): Stretch {
  const start = table.startOf(frame);
  const selected = selectedStretch(marks);
  if (selected && selected.start <= start && start < selected.end) return selected;
  return { start, end: table.endOf(table.frameNear(start + USUAL_REGION_TICKS - 1)) };
}

function snappedBack(ticks: number, table: FrameTable): number {
  return table.startOf(table.frameNear(ticks));
}

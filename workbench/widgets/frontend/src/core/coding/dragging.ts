/** Edges and stretches under the hand: always on whole frames, never over one another. Pure; what is drawn and sent is decided here. */

import type { Stretch } from "../data";
import type { FrameTable } from "../film/frames";
import type { Intervals } from "../timeline/intervals";

export type Grip = "start" | "end" | "middle";

/** What a press takes hold of: an edge within `reach` of it, the middle otherwise; a narrow thing keeps a third for its middle. */
export function gripAt(stretch: Stretch, ticks: number, reach: number): Grip {
  const near = Math.min(reach, (stretch.end - stretch.start) / 3);
  if (ticks - stretch.start <= near) return "start";
  if (stretch.end - ticks <= near) return "end";
  return "middle";
}

/** The free time around the interval at a place: from the end of the one before to the start of the one after. */
export function roomAround(intervals: Intervals, place: number, table: FrameTable): Stretch {
  return {
    start: place > 0 ? intervals.end(place - 1) : table.startOf(0),
    end: place + 1 < intervals.n ? intervals.start(place + 1) : table.end,
  };
}

/** A stretch with one edge at the frame nearest to `wanted`, stopped by the room it has, and never shorter than a frame. */
export function resized(stretch: Stretch, grip: "start" | "end", wanted: number, room: Stretch, table: FrameTable): Stretch {
  const edge = Math.min(Math.max(table.edgeBeside(wanted, 0), room.start), room.end);
  if (grip === "start") {
    const latest = table.startOf(table.frameNear(stretch.end - 1));
    return { start: Math.min(edge, latest), end: stretch.end };
  }
  const earliest = table.endOf(table.frameNear(stretch.start));
  return { start: stretch.start, end: Math.max(edge, earliest) };
}

export interface Pushed {
  readonly own: Stretch;
  /** The neighbour with its near edge moved along; null where it is not met. */
  readonly neighbour: { readonly place: number; readonly stretch: Stretch } | null;
}

/** The same, taking a neighbour's edge along: one that touches follows both ways, one further off gives way when it is met; it keeps a frame. */
export function pushed(intervals: Intervals, place: number, grip: "start" | "end", wanted: number, table: FrameTable): Pushed {
  const own = { start: intervals.start(place), end: intervals.end(place) };
  const beside = grip === "start" ? place - 1 : place + 1;
  if (beside < 0 || beside >= intervals.n)
    return { own: resized(own, grip, wanted, roomAround(intervals, place, table), table), neighbour: null };
  const other = { start: intervals.start(beside), end: intervals.end(beside) };
  if (grip === "start") {
    const room = { start: table.endOf(table.frameNear(other.start)), end: own.end };
    const now = resized(own, grip, wanted, room, table);
    const meets = now.start < other.end || other.end === own.start;
    return { own: now, neighbour: meets ? { place: beside, stretch: { start: other.start, end: now.start } } : null };
  }
  const room = { start: own.start, end: table.startOf(table.frameNear(other.end - 1)) };
  const now = resized(own, grip, wanted, room, table);
  const meets = now.end > other.start || other.start === own.end;
  return { own: now, neighbour: meets ? { place: beside, stretch: { start: now.end, end: other.end } } : null };
}

/**
 * How many frames things move together when the first of them is to start `byTicks` later, held so that none leaves the film.
 * Python moves by the same rule: each keeps its number of frames.
 */
export function framesMoved(things: readonly Stretch[], byTicks: number, table: FrameTable): number {
  const first = earliestOf(things);
  if (!first) return 0;
  const frame = table.frameNear(first.start);
  const edge = table.edgeBeside(table.startOf(frame) + byTicks, 0);
  const wanted = (edge >= table.end ? table.nFrames : table.frameAt(edge)) - frame;
  const lowest = -Math.min(...things.map((each) => table.frameNear(each.start)));
  const highest = table.lastFrame - Math.max(...things.map((each) => table.frameNear(each.end - 1)));
  return Math.min(Math.max(wanted, lowest), highest) || 0;
}

/** A stretch as many frames on, with as many frames as it has. */
export function shiftedByFrames(stretch: Stretch, frames: number, table: FrameTable): Stretch {
  return {
    start: table.startOf(table.frameNear(stretch.start) + frames),
    end: table.endOf(table.frameNear(stretch.end - 1) + frames),
  };
}

/** The ticks to ask for so that the first of the things moves by so many frames. */
export function ticksOfShift(things: readonly Stretch[], frames: number, table: FrameTable): number {
  const first = earliestOf(things);
  if (!first) return 0;
  const frame = table.frameNear(first.start);
  return table.startOf(frame + frames) - table.startOf(frame);
}

function earliestOf(things: readonly Stretch[]): Stretch | undefined {
  return things.reduce<Stretch | undefined>((first, each) => (first && first.start <= each.start ? first : each), undefined);
}

/** Whether a stretch lies on anything of a tier but the intervals named. */
export function isTaken(stretch: Stretch, intervals: Intervals, without: ReadonlySet<string>): boolean {
  const after = intervals.firstStartingAt(stretch.end);
  for (let place = intervals.firstEndingAfter(stretch.start); place < after; place++) {
    if (intervals.end(place) > stretch.start && !without.has(intervals.id(place))) return true;
  }
  return false;
}

/** An edge so many frames further on; on whole frames, within its room. */
export function nudged(stretch: Stretch, grip: "start" | "end", frames: number, room: Stretch, table: FrameTable): Stretch {
  return resized(stretch, grip, table.edgeBeside(stretch[grip], frames), room, table);
}

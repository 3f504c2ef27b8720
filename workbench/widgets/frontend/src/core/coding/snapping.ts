/** Where what is dragged on the timeline comes to rest: at the edges of other things, the playhead and the marks; else where it is. */

import type { Tier } from "../data";

export interface SnapTargets {
  readonly tiers: readonly Tier[];
  /** Intervals that are dragged themselves. */
  readonly without: ReadonlySet<string>;
  /** Other instants: playhead, marks, edges of moments and clips, the film's ends. */
  readonly instants: readonly number[];
}

/** In a tier so dense that more than this many start within reach, nobody can mean one of them. */
const MOST_WITHIN_REACH = 60;

/** The target nearest to an instant and at most `reach` away, or null. */
export function nearestTarget(ticks: number, reach: number, targets: SnapTargets): number | null {
  let nearest: number | null = null;
  const consider = (instant: number): void => {
    const distance = Math.abs(instant - ticks);
    if (distance <= reach && (nearest === null || distance < Math.abs(nearest - ticks))) nearest = instant;
  };
  for (const instant of targets.instants) consider(instant);
  for (const { intervals } of targets.tiers) {
    const first = intervals.firstEndingAfter(ticks - reach - 1);
    const after = intervals.firstStartingAt(ticks + reach + 1);
    if (after - first > MOST_WITHIN_REACH) continue;
    for (let place = first; place < after; place++) {
      if (targets.without.size > 0 && targets.without.has(intervals.id(place))) continue;
      consider(intervals.start(place));
      consider(intervals.end(place));
    }
  }
  return nearest;
}

export interface Snapped {
  readonly ticks: number;
  /** The target met, where a line is shown; null where there is none. */
  readonly at: number | null;
}

export function snapped(ticks: number, reach: number, targets: SnapTargets | null): Snapped {
  const at = targets && nearestTarget(ticks, reach, targets);
  return { ticks: at ?? ticks, at: at ?? null };
}

/** How far a stretch goes when both its ends look for a target; the nearer of the two wins. */
export function snappedShift(start: number, end: number, by: number, reach: number, targets: SnapTargets | null): Snapped {
  const [first, last] = [snapped(start + by, reach, targets), snapped(end + by, reach, targets)];
  const [toFirst, toLast] = [Math.abs(first.ticks - start - by), Math.abs(last.ticks - end - by)];
  if (last.at !== null && (first.at === null || toLast < toFirst)) return { ticks: last.ticks - end, at: last.at };
  return { ticks: first.ticks - start, at: first.at };
}

/**
 * Coarser and coarser copies of a tier's intervals, for views in which many fall on one pixel.
 * On a level neighbours are one block as long as the block stays within the level's length, so that a block is never wider than a pixel
 * where its level is drawn, and stands still on the film while the view moves.
 */

import { type Intervals, reachesOf } from "./intervals";

/** Blocks in order of time, column by column. */
export interface Level {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** For each the latest end so far. */
  readonly reaches: Float64Array;
  /** The label of the longest interval in each block, as its place in the tier's labels. */
  readonly labelPlaces: Uint32Array;
  /** Which part of each block intervals fill, 0 to 1; null where every block is one interval. */
  readonly filled: Float32Array | null;
}

/** Blocks of the first coarse level are at most this long: a hundredth of a second, about. */
const FINEST_TICKS = 1024;

const kept = new WeakMap<Intervals, Level[]>();

/** The coarsest level whose blocks are no longer than `ticks`. Levels are made when first wanted and live as long as the intervals. */
export function levelFor(intervals: Intervals, ticks: number): Level {
  const levels = kept.get(intervals) ?? [finest(intervals)];
  kept.set(intervals, levels);
  const wanted = ticks < FINEST_TICKS ? 0 : 1 + Math.floor(Math.log2(ticks / FINEST_TICKS));
  for (let made = levels.length; made <= wanted; made++) levels.push(coarser(levels[made - 1] as Level, FINEST_TICKS * 2 ** (made - 1)));
  return levels[wanted] as Level;
}

function finest(intervals: Intervals): Level {
  const { starts, ends, labelPlaces } = intervals.columns;
  return { starts, ends, labelPlaces, reaches: intervals.reaches, filled: null };
}

/** Blocks of up to `longest` ticks made of a finer level's; the same level where nothing can be joined. */
function coarser(fine: Level, longest: number): Level {
  const n = fine.starts.length;
  const starts = new Float64Array(n);
  const ends = new Float64Array(n);
  const labelPlaces = new Uint32Array(n);
  const filled = new Float32Array(n);
  let blocks = 0;
  for (let at = 0; at < n; blocks++) {
    const start = fine.starts[at] ?? 0;
    let end = fine.ends[at] ?? 0;
    let sum = 0;
    let most = 0;
    do {
      const ticks = filledTicks(fine, at);
      if (ticks > most) {
        most = ticks;
        labelPlaces[blocks] = fine.labelPlaces[at] ?? 0;
      }
      sum += ticks;
      end = Math.max(end, fine.ends[at] ?? 0);
      at++;
    } while (at < n && Math.max(end, fine.ends[at] ?? 0) - start <= longest);
    starts[blocks] = start;
    ends[blocks] = end;
    filled[blocks] = Math.min(1, sum / (end - start));
  }
  if (blocks === n) return fine;
  const whole = ends.slice(0, blocks);
  const rest = { labelPlaces: labelPlaces.slice(0, blocks), filled: filled.slice(0, blocks) };
  return { starts: starts.slice(0, blocks), ends: whole, reaches: reachesOf(whole), ...rest };
}

function filledTicks(level: Level, at: number): number {
  return ((level.ends[at] ?? 0) - (level.starts[at] ?? 0)) * (level.filled?.[at] ?? 1);
}

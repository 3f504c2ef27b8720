/** A tier as one row of pixels: what is drawn where there are more intervals than anybody could see as rectangles. */

import type { Stretch } from "../data";
import { levelFor } from "./interval_levels";
import { firstAbove, type Intervals } from "./intervals";

/** So many colours each label has, from nearly empty to full. */
export const SHADES = 8;

/**
 * Fills a row of pixels of a view, from left to right; what is between intervals is left as it was.
 * `palette` has `SHADES` colours for each of the tier's labels, in the pixels' own form; the last of them is the full one.
 * The shortest interval still has a pixel.
 */
export function fillDenseRow(pixels: Uint32Array, intervals: Intervals, view: Stretch, palette: Uint32Array): void {
  const width = pixels.length;
  const perTick = width / (view.end - view.start);
  const { starts, ends, labelPlaces, reaches, filled } = levelFor(intervals, 1 / perTick);
  for (let at = firstAbove(reaches, view.start); at < starts.length; at++) {
    const start = starts[at] ?? 0;
    if (start >= view.end) return;
    const end = ends[at] ?? 0;
    if (end <= view.start) continue;
    const left = Math.max(0, Math.floor((start - view.start) * perTick));
    const right = Math.min(width, Math.max(left + 1, Math.round((end - view.start) * perTick)));
    const shade = filled === null ? SHADES - 1 : Math.ceil((filled[at] ?? 1) * (SHADES - 1));
    const colour = palette[(labelPlaces[at] ?? 0) * SHADES + shade] ?? 0;
    for (let x = left; x < right; x++) pixels[x] = colour;
  }
}

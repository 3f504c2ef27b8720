/** Time and pixels: which part of the film the timeline shows, how it zooms and moves, and the marks of its ruler. */

import type { Stretch } from "../data";
import { TICKS_PER_SECOND } from "../film/frames";

/** No closer than this many ticks on the whole width: about three frames. */
const CLOSEST_TICKS = 9_000;

export function xOf(ticks: number, view: Stretch, widthPx: number): number {
  return ((ticks - view.start) / (view.end - view.start)) * widthPx;
}

export function ticksAt(x: number, view: Stretch, widthPx: number): number {
  return Math.round(view.start + (x / widthPx) * (view.end - view.start));
}

/** The view `factor` times as long, with the instant `around` staying where it is on the screen, within the film. */
export function zoomed(view: Stretch, factor: number, around: number, length: number): Stretch {
  const now = view.end - view.start;
  const wanted = Math.min(Math.max(now * factor, Math.min(CLOSEST_TICKS, length)), length);
  const start = around - ((around - view.start) / now) * wanted;
  return within({ start, end: start + wanted }, length);
}

export function panned(view: Stretch, byTicks: number, length: number): Stretch {
  return within({ start: view.start + byTicks, end: view.end + byTicks }, length);
}

/** The view with one edge moved to an instant, the other staying; never shorter than can be shown, never beyond the film. */
export function resized(view: Stretch, edge: "start" | "end", to: number, length: number): Stretch {
  const shortest = Math.min(CLOSEST_TICKS, length);
  if (edge === "start") return { start: Math.round(Math.min(Math.max(to, 0), view.end - shortest)), end: view.end };
  return { start: view.start, end: Math.round(Math.max(Math.min(to, length), view.start + shortest)) };
}

/** The same view while it shows the instant; else the next page, with the instant a little in from its edge. */
export function following(view: Stretch, instant: number, length: number): Stretch {
  if (instant >= view.start && instant < view.end) return view;
  const span = view.end - view.start;
  const start = instant < view.start ? instant - span * 0.9 : instant - span * 0.1;
  return within({ start, end: start + span }, length);
}

/** A view that shows a stretch with some film around it. */
export function showing(stretch: Stretch, length: number): Stretch {
  const around = Math.max((stretch.end - stretch.start) * 0.4, TICKS_PER_SECOND);
  return within({ start: stretch.start - around, end: stretch.end + around }, length);
}

function within(view: Stretch, length: number): Stretch {
  const span = Math.min(view.end - view.start, length);
  const start = Math.round(Math.min(Math.max(view.start, 0), length - span));
  return { start, end: Math.round(start + span) };
}

export interface RulerMark {
  readonly ticks: number;
  readonly labelled: boolean;
}

const STEPS_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** The distance between labelled marks so that labels stand at least `minPx` apart. */
export function rulerStep(view: Stretch, widthPx: number, minPx: number): number {
  const perPixel = (view.end - view.start) / Math.max(widthPx, 1) / TICKS_PER_SECOND;
  const step = STEPS_S.find((seconds) => seconds >= perPixel * minPx) ?? 3600;
  return Math.round(step * TICKS_PER_SECOND);
}

/** Marks in the view: labelled ones at every step, five small ones between. */
export function rulerMarks(view: Stretch, stepTicks: number): RulerMark[] {
  const small = stepTicks / 5;
  const marks: RulerMark[] = [];
  for (let index = Math.ceil(view.start / small); index * small < view.end; index++) {
    marks.push({ ticks: index * small, labelled: index % 5 === 0 });
  }
  return marks;
}

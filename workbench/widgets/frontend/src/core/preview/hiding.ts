/**
 * What is hidden in a picture and how, as Python's `render/hiding.py` puts it into the pictures of a package: a figure's area and a margin
 * around it, everywhere it stands while the picture is shown, averaged down to a few cells. Places are pixels of the picture.
 */

import type { Form, Point, Region, Shape, Stretch } from "../data";
import { boundsOf, cornersOf, formAt, middleOf, turned } from "../figures/shapes";

export type HidingFigure = Pick<Region, "shape" | "start" | "end" | "keyframes">;

export interface HiddenArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Into how many parts it is averaged. */
  readonly across: number;
  readonly down: number;
  /** How far it reaches beyond the outlines. */
  readonly margin: number;
  readonly outlines: readonly (readonly Point[])[];
}

const CELLS = 4;
const SMALLEST_CELL_PX = 6;
const MARGIN = 0.02;
const N_ROUND = 48;
const ROUND: ReadonlySet<Shape> = new Set<Shape>(["ellipse", "spotlight"]);

/** What a figure hides of a picture shown during a stretch of the film; null where that is nothing. */
export function hiddenArea(figure: HidingFigure, shown: Stretch, width: number, height: number): HiddenArea | null {
  if (figure.start >= shown.end || figure.end <= shown.start) return null;
  const margin = Math.ceil(MARGIN * Math.max(width, height));
  const outlines = outlinesDuring(figure, shown, margin, width, height);
  const [x0, y0, x1, y1] = boundsOf(outlines.flat());
  const [left, top] = [Math.max(0, Math.floor(x0 - margin)), Math.max(0, Math.floor(y0 - margin))];
  const [right, bottom] = [Math.min(width, Math.ceil(x1 + margin)), Math.min(height, Math.ceil(y1 + margin))];
  if (left >= right || top >= bottom) return null;
  const area = { left, top, width: right - left, height: bottom - top };
  return { ...area, across: nCells(area.width), down: nCells(area.height), margin, outlines };
}

function nCells(lengthPx: number): number {
  return Math.max(1, Math.min(CELLS, Math.floor(lengthPx / SMALLEST_CELL_PX)));
}

/** The figure from the first to the last tick, so often that no part of it goes further than the margin in between. */
function outlinesDuring(figure: HidingFigure, shown: Stretch, margin: number, width: number, height: number): Point[][] {
  const [first, last] = [shown.start, shown.end - 1];
  const at = (ticks: number): Point[] => outlineOf(figure.shape, formAt(figure, ticks), width, height);
  const ends = [first, Math.floor((first + last) / 2), last].map(at);
  const way = farthest(ends[0] ?? [], ends[1] ?? []) + farthest(ends[1] ?? [], ends[2] ?? []);
  const nSteps = Math.min(last - first, Math.ceil((2 * way) / margin) + 1);
  return Array.from({ length: nSteps + 1 }, (_, step) => at(first + Math.floor(((last - first) * step) / Math.max(nSteps, 1))));
}

function farthest(before: readonly Point[], after: readonly Point[]): number {
  return Math.max(0, ...before.map(([x, y], place) => Math.hypot((after[place]?.[0] ?? x) - x, (after[place]?.[1] ?? y) - y)));
}

/** The closed outline of what a figure encloses; a line's or an arrow's is the box around it. */
export function outlineOf(shape: Shape, form: Form, width: number, height: number): Point[] {
  const aspect = width / height;
  const places = shape === "polygon" ? form.points : ROUND.has(shape) ? around(form, aspect) : cornersOf(form, aspect);
  return places.map(([x, y]) => [x * width, y * height]);
}

function around({ points, turnDeg }: Form, aspect: number): Point[] {
  const [left, top, right, bottom] = boundsOf(points);
  const middle = middleOf(points);
  return Array.from({ length: N_ROUND }, (_, n) => {
    const way = (2 * Math.PI * n) / N_ROUND;
    const place: Point = [middle[0] + ((right - left) / 2) * Math.cos(way), middle[1] + ((bottom - top) / 2) * Math.sin(way)];
    return turned(place, middle, turnDeg, aspect);
  });
}

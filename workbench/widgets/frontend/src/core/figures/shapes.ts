/**
 * Figures on the picture: where they are at an instant and what they cover. All places are fractions of the picture; turns happen in
 * displayed pixels, so what turns takes the picture's `aspect`, its width divided by its height.
 * The arithmetic is that of Python's `core/regions.py` and `core/figures.py`; a shared file of cases holds both to it.
 */

import type { Form, Point, Region, Shape } from "../data";

/** Figures that are two opposite corners and a turn. */
export const FRAMED: ReadonlySet<Shape> = new Set<Shape>(["box", "ellipse", "spotlight", "blur"]);
const ROUND: ReadonlySet<Shape> = new Set<Shape>(["ellipse", "spotlight"]);

export type Bounds = readonly [left: number, top: number, right: number, bottom: number];

/** The figure at an instant: linear between two keyframes, a turn the short way, held before the first and after the last. */
export function formAt(region: Pick<Region, "keyframes">, ticks: number): Form {
  const after = region.keyframes.findIndex((keyframe) => keyframe.at > ticks);
  const left = after < 0 ? region.keyframes.at(-1) : region.keyframes[after - 1];
  const right = after < 0 ? undefined : region.keyframes[after];
  if (!left || !right) {
    const { points = [], turnDeg = 0 } = left ?? right ?? {};
    return { points, turnDeg };
  }
  const part = (ticks - left.at) / (right.at - left.at);
  const points = left.points.map(([x, y], place): Point => {
    const [toX, toY] = right.points[place] ?? [x, y];
    return [x + (toX - x) * part, y + (toY - y) * part];
  });
  return { points, turnDeg: turnBetween(left.turnDeg, right.turnDeg, part) };
}

/** The turn at `part` (0 to 1) of the short way from one to another; half a turn goes clockwise. Above -180, up to 180. */
export function turnBetween(from: number, to: number, part: number): number {
  let way = to - from;
  if (way > 180) way -= 360;
  else if (way <= -180) way += 360;
  return wrapped(from + way * part);
}

/** Degrees above -180 and up to 180, from at most a round beyond. */
export function wrapped(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees <= -180 ? degrees + 360 : degrees;
}

export function isVisible(region: Region, ticks: number): boolean {
  return region.start <= ticks && ticks < region.end;
}

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export function middleOf(points: readonly Point[]): Point {
  const [left, top, right, bottom] = boundsOf(points);
  return [(left + right) / 2, (top + bottom) / 2];
}

/** A point turned clockwise, as displayed, about another. */
export function turned([x, y]: Point, [aboutX, aboutY]: Point, turnDeg: number, aspect: number): Point {
  const [along, down] = [(x - aboutX) * aspect, y - aboutY];
  const [cosine, sine] = [Math.cos((turnDeg * Math.PI) / 180), Math.sin((turnDeg * Math.PI) / 180)];
  return [aboutX + (along * cosine - down * sine) / aspect, aboutY + along * sine + down * cosine];
}

/** The four corners of a framed figure's box after its turn, clockwise from the one that was top left. */
export function cornersOf({ points, turnDeg }: Form, aspect: number): readonly Point[] {
  const [left, top, right, bottom] = boundsOf(points);
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return turnDeg === 0 ? corners : corners.map((corner) => turned(corner, middleOf(points), turnDeg, aspect));
}

/** The smallest upright box around a figure as it stands; without the width of its stroke. */
export function boundsOfForm(shape: Shape, form: Form, aspect: number): Bounds {
  if (!FRAMED.has(shape)) return boundsOf(form.points);
  if (!ROUND.has(shape)) return boundsOf(cornersOf(form, aspect));
  const [left, top, right, bottom] = boundsOf(form.points);
  const [x, y] = middleOf(form.points);
  const turn = (form.turnDeg * Math.PI) / 180;
  const [halfAlong, halfDown] = [((right - left) / 2) * aspect, (bottom - top) / 2];
  const reachX = Math.hypot(halfAlong * Math.cos(turn), halfDown * Math.sin(turn)) / aspect;
  const reachY = Math.hypot(halfAlong * Math.sin(turn), halfDown * Math.cos(turn));
  return [x - reachX, y - reachY, x + reachX, y + reachY];
}

/** Whether a figure is large enough to be meant: a click that drew nothing is not. */
export function isMeant(points: readonly Point[]): boolean {
  const [left, top, right, bottom] = boundsOf(points);
  return Math.max(right - left, bottom - top) > 0.01;
}

export function distanceToSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const part = partOfSegment([x, y], [x0, y0], [x1, y1]);
  return Math.hypot(x - x0 - part * (x1 - x0), y - y0 - part * (y1 - y0));
}

/** How far along a segment, from 0 to 1, the place of it lies that is nearest to a point. */
export function partOfSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  return length === 0 ? 0 : Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) / length, 0), 1);
}

/** Figures on the picture: where they are at an instant, what the pointer touches, how they move. All places are fractions of the picture. */

import type { Point, Region, Shape } from "./data";

/** The figure's points at an instant: linear between two keyframes, held before the first and after the last. */
export function pointsAt(region: Region, ticks: number): readonly Point[] {
  const after = region.keyframes.findIndex((keyframe) => keyframe.at > ticks);
  const left = after < 0 ? region.keyframes.at(-1) : region.keyframes[after - 1];
  const right = region.keyframes[after];
  if (!left) return right?.points ?? [];
  if (!right) return left.points;
  const part = (ticks - left.at) / (right.at - left.at);
  return left.points.map(([x, y], place): Point => {
    const [toX, toY] = right.points[place] ?? [x, y];
    return [x + (toX - x) * part, y + (toY - y) * part];
  });
}

export function isVisible(region: Region, ticks: number): boolean {
  return region.start <= ticks && ticks < region.end;
}

/** Left, top, right and bottom of the points. */
export function boundsOf(points: readonly Point[]): readonly [left: number, top: number, right: number, bottom: number] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The points moved together, no further than the picture's edges allow. */
export function movedBy(points: readonly Point[], dx: number, dy: number): readonly Point[] {
  const [left, top, right, bottom] = boundsOf(points);
  const x = Math.min(Math.max(dx, Math.min(0, -left)), Math.max(0, 1 - right));
  const y = Math.min(Math.max(dy, Math.min(0, -top)), Math.max(0, 1 - bottom));
  return points.map(([px, py]): Point => [px + x, py + y]);
}

/** Places where a figure can be taken to change its form: corners of a box or an ellipse, the two ends of an arrow; none on a free line. */
export function handlesOf(shape: Shape, points: readonly Point[]): readonly Point[] {
  if (shape === "line") return [];
  if (shape === "arrow") return points;
  const [left, top, right, bottom] = boundsOf(points);
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** The points after a handle has been taken to a place: of a box the opposite corner stays. */
export function withHandleAt(shape: Shape, points: readonly Point[], handle: number, place: Point): readonly Point[] {
  if (shape === "arrow") return points.map((point, index) => (index === handle ? place : point));
  const opposite = handlesOf(shape, points)[(handle + 2) % 4];
  return opposite ? [opposite, place] : points;
}

/** Whether a figure is large enough to be meant: a click that drew nothing is not. */
export function isMeant(points: readonly Point[]): boolean {
  const [left, top, right, bottom] = boundsOf(points);
  return Math.max(right - left, bottom - top) > 0.01;
}

/** A free line with fewer points that stays within `tolerance` of the drawn one (Ramer, Douglas and Peucker). */
export function simplified(points: readonly Point[], tolerance: number): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return points;
  let furthest = 0;
  let distance = 0;
  points.forEach((point, index) => {
    const away = distanceToSegment(point, first, last);
    if (away > distance) [furthest, distance] = [index, away];
  });
  if (distance <= tolerance) return [first, last];
  return [...simplified(points.slice(0, furthest + 1), tolerance).slice(0, -1), ...simplified(points.slice(furthest), tolerance)];
}

export function distanceToSegment([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) / length, 0), 1);
  return Math.hypot(x - x0 - part * dx, y - y0 - part * dy);
}

/** How a hand or a key changes a figure's form: moving, taking by a handle, turning, points of its own. Places are fractions of the picture. */

import type { Form, Point, Shape } from "../data";
import { boundsOf, boundsOfForm, cornersOf, distanceToSegment, FRAMED, middleOf, partOfSegment, turned, wrapped } from "./shapes";

const SMALLEST = 0.004;
const MOST_POINTS = 2000;

/** The figure moved, no further than the picture's edges allow. */
export function movedBy(shape: Shape, form: Form, dx: number, dy: number, aspect: number): Form {
  const [left, top, right, bottom] = boundsOfForm(shape, form, aspect);
  const x = Math.min(Math.max(dx, Math.min(0, -left)), Math.max(0, 1 - right));
  const y = Math.min(Math.max(dy, Math.min(0, -top)), Math.max(0, 1 - bottom));
  return { ...form, points: form.points.map(([px, py]): Point => [px + x, py + y]) };
}

/** Places where a figure is taken to change its form: the corners of its frame, the ends of an arrow, the points of a polygon; none on a free line. */
export function handlesOf(shape: Shape, form: Form, aspect: number): readonly Point[] {
  if (shape === "line") return [];
  return FRAMED.has(shape) ? cornersOf(form, aspect) : form.points;
}

/** The figure after a handle has been taken to a place: of a frame the opposite corner stays, and so does its turn. */
export function withHandleAt(shape: Shape, form: Form, handle: number, place: Point, aspect: number): Form {
  if (!FRAMED.has(shape)) return { ...form, points: form.points.map((point, index) => (index === handle ? place : point)) };
  const opposite = cornersOf(form, aspect)[(handle + 2) % 4];
  if (!opposite) return form;
  const middle: Point = [(opposite[0] + place[0]) / 2, (opposite[1] + place[1]) / 2];
  return { ...form, points: [turned(opposite, middle, -form.turnDeg, aspect), turned(place, middle, -form.turnDeg, aspect)] };
}

/** Where a framed figure is taken to be turned: `reach` of the picture's height off the middle of its upper edge; inside where that is off the picture. */
export function turnHandleOf(shape: Shape, form: Form, reach: number, aspect: number): Point | null {
  if (!FRAMED.has(shape)) return null;
  const [, top] = boundsOf(form.points);
  const middle = middleOf(form.points);
  const outside = turned([middle[0], top - reach], middle, form.turnDeg, aspect);
  if (outside.every((place) => place > 0 && place < 1)) return outside;
  return turned([middle[0], top + (middle[1] - top) * 0.4], middle, form.turnDeg, aspect);
}

/** The figure turned so that its turning handle points to a place; in steps of so many degrees. */
export function turnedTowards(form: Form, [x, y]: Point, aspect: number, step: number): Form {
  const [middleX, middleY] = middleOf(form.points);
  const degrees = (Math.atan2((x - middleX) * aspect, middleY - y) * 180) / Math.PI;
  return { ...form, turnDeg: wrapped(Math.round(degrees / step) * step) };
}

/** The figure turned by some degrees about its middle; what has no frame is turned by its points. */
export function turnedBy(shape: Shape, form: Form, degrees: number, aspect: number): Form {
  if (FRAMED.has(shape)) return { ...form, turnDeg: wrapped(form.turnDeg + degrees) };
  const middle = middleOf(form.points);
  return { ...form, points: form.points.map((point) => turned(point, middle, degrees, aspect)) };
}

/** The figure wider and higher, in its own directions; the corner that was top left stays. */
export function resizedBy(shape: Shape, form: Form, dx: number, dy: number, aspect: number): Form {
  const [left, top, right, bottom] = boundsOf(form.points);
  const [width, height] = [right - left, bottom - top];
  const [wider, higher] = [Math.max(width + dx, SMALLEST), Math.max(height + dy, SMALLEST)];
  if (FRAMED.has(shape)) {
    const straight: Form = {
      ...form,
      points: [
        [left, top],
        [left + wider, top + higher],
      ],
    };
    const [before] = cornersOf(form, aspect);
    const [after] = cornersOf(straight, aspect);
    if (!before || !after) return straight;
    const [x, y] = [before[0] - after[0], before[1] - after[1]];
    return { ...straight, points: straight.points.map(([px, py]): Point => [px + x, py + y]) };
  }
  const scaled = (value: number, from: number, length: number, now: number): number =>
    length < SMALLEST ? value : from + ((value - from) * now) / length;
  return { ...form, points: form.points.map(([x, y]): Point => [scaled(x, left, width, wider), scaled(y, top, height, higher)]) };
}

/** The edge of a polygon or a line that is nearest to a place: after which point, and how far along it. */
export function edgeNear(shape: Shape, points: readonly Point[], place: Point, aspect: number): { after: number; part: number } {
  const inPixels = ([x, y]: Point): Point => [x * aspect, y];
  const edges = points.map((from, after) => ({ after, from, to: points[(after + 1) % points.length] ?? from }));
  if (shape !== "polygon") edges.pop();
  const away = edges.map(({ from, to }) => distanceToSegment(inPixels(place), inPixels(from), inPixels(to)));
  const nearest = edges[away.indexOf(Math.min(...away))];
  if (!nearest) return { after: 0, part: 0.5 };
  return { after: nearest.after, part: partOfSegment(inPixels(place), inPixels(nearest.from), inPixels(nearest.to)) };
}

/** The form a tool makes where nobody says how large: a quarter of the picture around a place. */
export function formAround(shape: Shape, [x, y]: Point): Form {
  const [dx, dy] = [0.125, 0.125];
  const corners: Point[] = [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ];
  if (shape !== "polygon" && shape !== "line") return { points: corners, turnDeg: 0 };
  const bend: Point = shape === "polygon" ? [x - dx, y + dy] : [x, y + dy];
  return { points: shape === "polygon" ? [[x, y - dy], [x + dx, y + dy], bend] : [[x - dx, y - dy], bend, [x + dx, y - dy]], turnDeg: 0 };
}

/** A free line with fewer points that stays within `tolerance` of the drawn one; of a scribble too wild for a message every so manyth point. */
export function simplifiedLine(points: readonly Point[], tolerance: number): readonly Point[] {
  const kept = simplified(points, tolerance);
  if (kept.length <= MOST_POINTS) return kept;
  const every = (kept.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, place) => kept[Math.round(place * every)] ?? [0, 0]);
}

/** Fewer points that stay within `tolerance` of the drawn ones (Ramer, Douglas and Peucker). */
function simplified(points: readonly Point[], tolerance: number): readonly Point[] {
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

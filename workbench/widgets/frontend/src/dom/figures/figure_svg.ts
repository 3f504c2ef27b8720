/** Figures as drawings over the picture, in pixels of the stage; handles on the chosen one. Reads values, keeps none. */

import type { Form, Point, Region, Shape } from "../../core/data";
import type { Hand, Pen } from "../../core/figures/drawing";
import { handlesOf, turnHandleOf } from "../../core/figures/reshaping";
import { boundsOf, boundsOfForm, cornersOf, middleOf } from "../../core/figures/shapes";
import type { Box } from "../../core/film/picture";
import { svgElement } from "../element";

/** How far the handle for turning stands off its figure. */
export const TURN_REACH_PX = 24;
const HANDLE_PX = 10;

export interface DrawnFigure {
  readonly id: string | null;
  readonly shape: Shape;
  readonly form: Form;
  readonly label: string;
  readonly purpose: Region["purpose"];
  readonly aspect: number;
  readonly isChosen: boolean;
  readonly hand: Hand | null;
}

type Scale = (point: Point) => Point;

export function drawFigure(figure: DrawnFigure, box: Box): SVGElement {
  const scale: Scale = ([x, y]) => [x * box.width, y * box.height];
  const path = outline(figure, scale, box);
  const covers = figure.purpose === "anonymise";
  const classes = ["vig-figure", figure.isChosen && "vig-chosen", figure.hand && "vig-in-hand", covers && "vig-cover"];
  const group = svgElement("g", { class: classes.filter(Boolean).join(" "), "data-shape": figure.shape });
  group.dataset["region"] = figure.id ?? "draft";
  group.dataset["testid"] = "region";
  if (covers) {
    const hidden = figure.shape === "line" || figure.shape === "arrow" ? boxPath(boundsOf(figure.form.points).slice(), scale) : path;
    group.append(svgElement("path", { class: "vig-hiding", d: hidden }));
  }
  group.append(svgElement("path", { class: "vig-halo", d: path }), svgElement("path", { class: "vig-stroke", d: path }));
  if (figure.label) group.append(words(figure, box));
  if (figure.isChosen) group.append(...handles(figure, scale, box));
  return group;
}

/** The rest of the picture, darkened around all spotlights. */
export function drawSpotlights(figures: readonly DrawnFigure[], box: Box): SVGElement[] {
  const lights = figures.filter((figure) => figure.shape === "spotlight");
  if (lights.length === 0) return [];
  const scale: Scale = ([x, y]) => [x * box.width, y * box.height];
  const clear = lights.map((figure) => outline(figure, scale, box)).join("");
  return [svgElement("path", { class: "vig-darkened", d: `M0 0H${box.width}V${box.height}H0Z${clear}`, "fill-rule": "evenodd" })];
}

/** What is set of a figure drawn point by point, the way to the cross, and the cross. */
export function drawPen(tool: Shape, { points, at }: Pen, box: Box): SVGElement[] {
  const scale: Scale = ([x, y]) => [x * box.width, y * box.height];
  const [x, y] = scale(at);
  const drawn = [...points, at];
  const isPath = tool === "polygon" || tool === "line";
  const [first] = points;
  const form: Form = { points: first ? [first, at] : [], turnDeg: 0 };
  const path = isPath ? linePath(drawn.map(scale)) : first ? outline({ shape: tool, form, aspect: 1 }, scale, box) : "";
  const cross = svgElement("path", { class: "vig-cross", d: `M${x - 9} ${y}H${x + 9}M${x} ${y - 9}V${y + 9}` });
  cross.dataset["testid"] = "pen-cross";
  const corners = points.map((point, place) => {
    const [cornerX, cornerY] = scale(point);
    return svgElement("circle", { class: "vig-pen-point", cx: cornerX, cy: cornerY, r: place === 0 ? 6 : 4, "data-first": place === 0 });
  });
  const strokes = ["vig-halo", "vig-stroke"].map((name) => svgElement("path", { class: `${name} vig-pen`, d: path }));
  return [...(path ? strokes : []), ...corners, cross];
}

function words({ label, shape, form, aspect }: DrawnFigure, box: Box): SVGElement {
  const [left, , right, bottom] = boundsOfForm(shape, form, aspect);
  const place = { x: ((left + right) / 2) * box.width, y: Math.min(bottom * box.height + 18, box.height - 6) };
  const text = svgElement("text", { ...place, class: "vig-figure-words" });
  text.textContent = label;
  return text;
}

function handles({ shape, form, aspect, hand }: DrawnFigure, scale: Scale, box: Box): SVGElement[] {
  const corners = handlesOf(shape, form, aspect).map((point, handle) => {
    const [x, y] = scale(point);
    const half = HANDLE_PX / 2;
    const size = { x: x - half, y: y - half, width: HANDLE_PX, height: HANDLE_PX, rx: shape === "polygon" ? half : 2 };
    const picked = hand?.point === handle ? " vig-picked" : "";
    return svgElement("rect", { class: `vig-handle${picked}`, ...size, "data-handle": handle, "data-testid": `handle-${handle}` });
  });
  const turn = turnHandleOf(shape, form, TURN_REACH_PX / Math.max(box.height, 1), aspect);
  if (!turn) return corners;
  const [x, y] = scale(turn);
  const edge = cornersOf(form, aspect);
  const [footX, footY] = scale(middleOf(edge.slice(0, 2)));
  return [
    svgElement("path", { class: "vig-turn-stem", d: `M${footX} ${footY}L${x} ${y}` }),
    svgElement("circle", { class: "vig-handle vig-turn", cx: x, cy: y, r: 6, "data-turn": true, "data-testid": "handle-turn" }),
    ...corners,
  ];
}

function outline({ shape, form, aspect }: Pick<DrawnFigure, "shape" | "form" | "aspect">, scale: Scale, box: Box): string {
  if (shape === "line") return linePath(form.points.map(scale));
  if (shape === "polygon") return `${linePath(form.points.map(scale))}Z`;
  if (shape === "arrow") return arrowPath(form.points.map(scale));
  if (shape === "box" || shape === "blur") return `${linePath(cornersOf(form, aspect).map(scale))}Z`;
  const [left, top, right, bottom] = boundsOf(form.points);
  const [rx, ry] = [((right - left) / 2) * box.width, ((bottom - top) / 2) * box.height];
  const [upperLeft, upperRight, lowerRight, lowerLeft] = cornersOf(form, aspect).map(scale);
  if (!upperLeft || !upperRight || !lowerRight || !lowerLeft) return "";
  const [x0, y0] = [(upperLeft[0] + lowerLeft[0]) / 2, (upperLeft[1] + lowerLeft[1]) / 2];
  const [x1, y1] = [(upperRight[0] + lowerRight[0]) / 2, (upperRight[1] + lowerRight[1]) / 2];
  return `M${x0} ${y0}A${rx} ${ry} ${form.turnDeg} 1 1 ${x1} ${y1}A${rx} ${ry} ${form.turnDeg} 1 1 ${x0} ${y0}Z`;
}

function linePath(points: readonly Point[]): string {
  return points.map(([x, y], place) => `${place === 0 ? "M" : "L"}${x} ${y}`).join("");
}

function boxPath([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], scale: Scale): string {
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return `${linePath(corners.map(scale))}Z`;
}

function arrowPath([tail, tip]: readonly Point[]): string {
  if (!tail || !tip) return "";
  const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  const size = Math.min(18, Math.hypot(tip[0] - tail[0], tip[1] - tail[1]) / 2);
  const barb = (turn: number): string => `${tip[0] - size * Math.cos(angle + turn)} ${tip[1] - size * Math.sin(angle + turn)}`;
  return `M${tail[0]} ${tail[1]}L${tip[0]} ${tip[1]}M${barb(0.5)}L${tip[0]} ${tip[1]}L${barb(-0.5)}`;
}

/** Draws the timeline's rows on a canvas, in CSS pixels. Reads values, keeps none. */

import type { Interval, Person, Snapshot, Step, Stretch } from "../core/data";
import { formatMark } from "../core/format";
import type { Peaks } from "../core/peaks";
import type { Marks } from "../core/selection";
import type { Chosen } from "../core/state";
import { columnsOf, firstEndingAfter, LANE_PX, lookTarget, type Row, type Rows, stepLaneMiddle } from "../core/timeline_rows";
import { rulerMarks, rulerStep, xOf } from "../core/timeline_view";
import { SHAPE_PATHS } from "./icons";
import { inkOn, type Theme } from "./theme";

export interface Scene {
  readonly data: Snapshot;
  readonly rows: Rows;
  readonly view: Stretch;
  readonly width: number;
  readonly marks: Marks;
  readonly chosen: Chosen | null;
  readonly peaks: Peaks | null;
  readonly sprite: HTMLImageElement | null;
  readonly theme: Theme;
}

type Brush = CanvasRenderingContext2D;

/** Above this many in sight, intervals are drawn as one row of pixels each: the difference cannot be seen, only felt. */
const MOST_RECTANGLES = 1500;

export function paintRows(brush: Brush, scene: Scene): void {
  brush.clearRect(0, 0, scene.width, scene.rows.height);
  const nVisible = scene.rows.rows.reduce((sum, row) => sum + (row.kind === "tier" ? countVisible(row.tier.intervals, scene.view) : 0), 0);
  for (const row of scene.rows.rows) {
    brush.save();
    brush.translate(0, row.top);
    paintRow(brush, scene, row, nVisible > MOST_RECTANGLES);
    brush.restore();
  }
  paintMarks(brush, scene, scene.rows.height);
}

function paintRow(brush: Brush, scene: Scene, row: Row, isDense: boolean): void {
  if (row.kind !== "film" && row.kind !== "sound") paintBed(brush, scene, row);
  if (row.kind === "film") paintFilm(brush, scene, row);
  else if (row.kind === "sound") paintSound(brush, scene, row);
  else if (row.kind === "steps") paintSteps(brush, scene, row);
  else if (row.kind === "tier" && isDense) paintDenseTier(brush, scene, row);
  else if (row.kind === "tier") paintTier(brush, scene, row);
  else if (row.kind === "moments") for (const { thing, lane } of row.moments) paintMoment(brush, scene, thing, lane);
  else for (const { thing, lane } of row.clips) paintClip(brush, scene, thing, lane);
}

function paintBed(brush: Brush, { theme, width }: Scene, row: Row): void {
  brush.fillStyle = theme.sunken;
  brush.globalAlpha = 0.55;
  brush.fillRect(0, 0, width, row.height);
  brush.globalAlpha = 1;
}

function paintFilm(brush: Brush, { data, view, width, sprite, theme }: Scene, row: Row): void {
  const thumbnails = data.film?.thumbnails;
  brush.fillStyle = theme.sunken;
  brush.fillRect(0, 0, width, row.height);
  if (!thumbnails || !sprite?.complete || sprite.naturalWidth === 0 || !data.film) return;
  const tile = (row.height * thumbnails.widthPx) / thumbnails.heightPx;
  const perTick = width / (view.end - view.start);
  const from = view.start * perTick;
  for (let index = Math.floor(from / tile); index * tile < from + width; index++) {
    const part = Math.min(((index + 0.5) * tile) / perTick / data.film.length, 1);
    const picture = Math.min(Math.floor(part * thumbnails.n), thumbnails.n - 1);
    const { widthPx, heightPx } = thumbnails;
    brush.drawImage(sprite, picture * widthPx, 0, widthPx, heightPx, index * tile - from, 0, tile - 1, row.height);
  }
}

function paintSound(brush: Brush, { view, width, peaks, theme }: Scene, row: Row): void {
  const middle = row.height / 2;
  brush.fillStyle = theme.line;
  brush.fillRect(0, middle - 0.5, width, 1);
  if (!peaks) return;
  const perPixel = (view.end - view.start) / width;
  brush.fillStyle = theme.inkQuiet;
  for (let x = 0; x < width; x++) {
    const [low, high] = peaks.between(view.start + x * perPixel, view.start + (x + 1) * perPixel);
    // A root lifts quiet voices without hiding loud ones.
    const [up, down] = [Math.sqrt(high) * middle, Math.sqrt(-low) * middle];
    brush.fillRect(x, middle - up, 1, Math.max(up + down, 1));
  }
}

type TierRow = Extract<Row, { kind: "tier" }>;

function colourOf(interval: Interval, row: TierRow, scene: Scene): string {
  if (row.tier.channel !== "look") return row.person?.colour ?? scene.theme.inkQuiet;
  const target = lookTarget(interval.label, scene.data.people);
  return "person" in target ? target.person.colour : target.colour;
}

function paintTier(brush: Brush, scene: Scene, row: TierRow): void {
  const { intervals } = row.tier;
  for (let index = firstEndingAfter(intervals, scene.view.start); index < intervals.length; index++) {
    const interval = intervals[index];
    if (!interval || interval.start >= scene.view.end) break;
    paintInterval(brush, scene, row, interval);
  }
}

function paintInterval(brush: Brush, scene: Scene, row: TierRow, interval: Interval): void {
  const [left, width] = placed(interval, scene);
  const isBar = row.tier.channel === "voice" || row.tier.channel === "turn";
  const isText = row.tier.channel === "words" || row.tier.channel === "face";
  const inset = isBar ? 3 : 1;
  const box = [left, inset, Math.max(width - 1, 1.5), row.height - 2 * inset] as const;
  const colour = colourOf(interval, row, scene);
  const isCandidate = row.tier.origin === "candidate";
  brush.beginPath();
  brush.roundRect(...box, 3);
  if (interval.label === "uncodable") paintUncodable(brush, scene);
  else if (isCandidate) paintCandidate(brush, scene, box, colour);
  else {
    brush.fillStyle = colour;
    brush.globalAlpha = isText ? 0.26 : 1;
    brush.fill();
    brush.globalAlpha = 1;
  }
  if (scene.chosen?.kind === "interval" && scene.chosen.id === interval.id) outlineChosen(brush, scene);
  if (!isBar && interval.label) {
    const target = row.tier.channel === "look" ? lookTarget(interval.label, scene.data.people) : null;
    const ink = isCandidate || interval.label === "uncodable" ? scene.theme.inkQuiet : isText ? scene.theme.ink : inkOn(colour);
    paintLabel(brush, scene, interval.label, box, ink, target && "person" in target ? target.person : null);
  }
}

function paintUncodable(brush: Brush, { theme }: Scene): void {
  brush.strokeStyle = theme.inkQuiet;
  brush.globalAlpha = 0.5;
  brush.lineWidth = 1;
  brush.setLineDash([2, 3]);
  brush.stroke();
  brush.setLineDash([]);
  brush.globalAlpha = 1;
}

/** Lighter, cooler and hatched: a place to look, not something a person said. */
function paintCandidate(
  brush: Brush,
  { theme }: Scene,
  [left, top, width, height]: readonly [number, number, number, number],
  colour: string,
): void {
  brush.save();
  brush.clip();
  brush.globalAlpha = 0.22;
  brush.fillStyle = colour;
  brush.fillRect(left, top, width, height);
  brush.globalAlpha = 0.7;
  brush.strokeStyle = theme.candidate;
  brush.lineWidth = 1;
  brush.beginPath();
  const first = Math.floor((Math.max(left, 0) - height) / 5) * 5;
  for (let x = first; x < Math.min(left + width, brush.canvas.width); x += 5) {
    brush.moveTo(x, top + height);
    brush.lineTo(x + height, top);
  }
  brush.stroke();
  brush.restore();
}

function paintDenseTier(brush: Brush, scene: Scene, row: TierRow): void {
  const columns = columnsOf(row.tier.intervals, scene.view, Math.ceil(scene.width));
  brush.globalAlpha = row.tier.origin === "candidate" ? 0.4 : 1;
  for (let x = 0; x < columns.length; ) {
    const index = columns[x] ?? -1;
    let end = x + 1;
    const interval = row.tier.intervals[index];
    const colour = interval ? colourOf(interval, row, scene) : "";
    while (end < columns.length && sameColour(columns[end] ?? -1, index, colour, row, scene)) end++;
    if (interval) {
      brush.fillStyle = colour;
      brush.fillRect(x, 2, end - x, row.height - 4);
    }
    x = end;
  }
  brush.globalAlpha = 1;
}

function sameColour(index: number, before: number, colour: string, row: TierRow, scene: Scene): boolean {
  if (index === before) return true;
  const interval = row.tier.intervals[index];
  return interval !== undefined && before >= 0 && colourOf(interval, row, scene) === colour;
}

type StepsRow = Extract<Row, { kind: "steps" }>;
const GLYPH_PX = 5.5;

function paintSteps(brush: Brush, scene: Scene, row: StepsRow): void {
  const places = new Map<string, readonly [number, number]>();
  for (const step of row.steps) places.set(step.id, [xOf(step.start, scene.view, scene.width), stepLaneMiddle(row, step)]);
  brush.strokeStyle = scene.theme.inkQuiet;
  brush.lineWidth = 1.25;
  for (const step of row.steps) {
    const to = places.get(step.id);
    const from = step.answers ? places.get(step.answers) : undefined;
    if (from && to) paintArc(brush, from, to);
  }
  for (const step of row.steps) {
    const actor = row.actors.find((each) => each.id === step.actorId);
    const place = places.get(step.id);
    if (actor && place) paintStep(brush, scene, step, actor, place);
  }
}

function paintArc(brush: Brush, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void {
  const middle = (x0 + x1) / 2;
  brush.globalAlpha = 0.6;
  brush.beginPath();
  brush.moveTo(x0, y0);
  if (y0 === y1) brush.quadraticCurveTo(middle, y0 - 14, x1, y1);
  else brush.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  brush.stroke();
  brush.globalAlpha = 1;
}

/** Colour and form say who; open, half or full says initiative, reception or response. */
function paintStep(brush: Brush, scene: Scene, step: Step, actor: Person, [x, y]: readonly [number, number]): void {
  const [, width] = placed(step, scene);
  brush.fillStyle = actor.colour;
  brush.globalAlpha = 0.45;
  brush.fillRect(x, y - 1.5, width, 3);
  brush.globalAlpha = 1;
  brush.save();
  brush.translate(x, y);
  const shape = scaledShape(actor, GLYPH_PX);
  brush.fillStyle = scene.theme.raised;
  brush.fill(shape);
  if (step.role !== "initiative") {
    brush.save();
    brush.beginPath();
    if (step.role === "reception") brush.rect(-2 * GLYPH_PX, 0, 4 * GLYPH_PX, 2 * GLYPH_PX);
    else brush.rect(-2 * GLYPH_PX, -2 * GLYPH_PX, 4 * GLYPH_PX, 4 * GLYPH_PX);
    brush.clip();
    brush.fillStyle = actor.colour;
    brush.fill(shape);
    brush.restore();
  }
  brush.strokeStyle = actor.colour;
  brush.lineWidth = 2;
  brush.stroke(shape);
  if (scene.chosen?.kind === "step" && scene.chosen.id === step.id) {
    brush.strokeStyle = scene.theme.accent;
    brush.lineWidth = 1.5;
    brush.strokeRect(-GLYPH_PX - 3, -GLYPH_PX - 3, 2 * GLYPH_PX + 6, 2 * GLYPH_PX + 6);
  }
  brush.restore();
}

function scaledShape(person: Person, radius: number): Path2D {
  const shape = new Path2D();
  shape.addPath(new Path2D(SHAPE_PATHS[person.shape]), new DOMMatrix().scale(radius));
  return shape;
}

function paintMoment(
  brush: Brush,
  scene: Scene,
  moment: Stretch & { id: string; principles: readonly string[]; why: string },
  lane: number,
): void {
  const [left, width] = placed(moment, scene);
  const isChosen = scene.chosen?.kind === "moment" && scene.chosen.id === moment.id;
  const box = [left, lane * LANE_PX + 1, Math.max(width, 4), LANE_PX - 2] as const;
  brush.beginPath();
  brush.roundRect(...box, 4);
  brush.fillStyle = scene.theme.accent;
  brush.globalAlpha = isChosen ? 1 : 0.24;
  brush.fill();
  brush.globalAlpha = 1;
  brush.fillRect(left, box[1] + 2, 2.5, box[3] - 4);
  const words = [moment.principles.join(" · "), moment.why].filter(Boolean).join("  ");
  paintLabel(brush, scene, words, [left + 3, box[1], box[2] - 3, box[3]], isChosen ? "#ffffff" : scene.theme.ink, null);
}

function paintClip(brush: Brush, scene: Scene, clip: Stretch & { id: string; position: number; title: string }, lane: number): void {
  const [left, width] = placed(clip, scene);
  const isChosen = scene.chosen?.kind === "clip" && scene.chosen.id === clip.id;
  const box = [left + 0.5, lane * LANE_PX + 1.5, Math.max(width - 1, 4), LANE_PX - 3] as const;
  brush.beginPath();
  brush.roundRect(...box, 4);
  brush.fillStyle = isChosen ? scene.theme.accent : scene.theme.raised;
  brush.fill();
  brush.strokeStyle = scene.theme.accent;
  brush.lineWidth = 1;
  brush.stroke();
  paintLabel(brush, scene, `${clip.position + 1}: ${clip.title || "no title yet"}`, box, isChosen ? "#ffffff" : scene.theme.ink, null);
}

function paintLabel(
  brush: Brush,
  { theme, width: sceneWidth }: Scene,
  words: string,
  [left, top, width, height]: readonly [number, number, number, number],
  ink: string,
  mark: Person | null,
): void {
  const from = Math.max(left, 0) + 4;
  const room = Math.min(left + width, sceneWidth) - from - 3;
  if (room < 14 || !words) return;
  brush.font = `11px ${theme.font}`;
  brush.textBaseline = "middle";
  brush.fillStyle = ink;
  let x = from;
  if (mark && room > 20) {
    brush.save();
    brush.translate(from + 4, top + height / 2);
    brush.fill(scaledShape(mark, 3.5));
    brush.restore();
    x += 12;
  }
  const text = shortened(brush, words, from + room - x);
  if (text) brush.fillText(text, x, top + height / 2 + 0.5);
}

function shortened(brush: Brush, words: string, room: number): string {
  if (brush.measureText(words).width <= room) return words;
  let fits = Math.floor((words.length * room) / brush.measureText(words).width);
  while (fits > 0 && brush.measureText(`${words.slice(0, fits)}…`).width > room) fits--;
  return fits > 1 ? `${words.slice(0, fits)}…` : "";
}

function outlineChosen(brush: Brush, { theme }: Scene): void {
  brush.strokeStyle = theme.ink;
  brush.lineWidth = 1.5;
  brush.stroke();
}

/** The selection as a band with its two edges. */
export function paintMarks(
  brush: Brush,
  { marks, view, width, theme }: Pick<Scene, "marks" | "view" | "width" | "theme">,
  height: number,
): void {
  brush.fillStyle = theme.accent;
  if (marks.start !== null && marks.end !== null) {
    brush.globalAlpha = 0.1;
    const [left, right] = [xOf(marks.start, view, width), xOf(marks.end, view, width)];
    brush.fillRect(left, 0, right - left, height);
  }
  brush.globalAlpha = 0.9;
  for (const edge of [marks.start, marks.end]) if (edge !== null) brush.fillRect(xOf(edge, view, width) - 0.75, 0, 1.5, height);
  brush.globalAlpha = 1;
}

export function paintRuler(brush: Brush, scene: Pick<Scene, "view" | "width" | "theme" | "marks">, height: number): void {
  const { view, width, theme } = scene;
  brush.clearRect(0, 0, width, height);
  const step = rulerStep(view, width, 76);
  brush.font = `11px ${theme.font}`;
  brush.textBaseline = "top";
  for (const mark of rulerMarks(view, step)) {
    const x = xOf(mark.ticks, view, width);
    brush.fillStyle = mark.labelled ? theme.inkQuiet : theme.line;
    brush.fillRect(x, height - (mark.labelled ? 7 : 4), 1, mark.labelled ? 7 : 4);
    if (mark.labelled) brush.fillText(formatMark(mark.ticks, step), x + 3, 2);
  }
  paintMarks(brush, scene, height);
}

/** The whole film in one strip: where moments and clips are, and the window the rows show. */
export function paintOverview(brush: Brush, scene: Scene, height: number): void {
  const { data, width, theme, view } = scene;
  const length = data.film?.length ?? 1;
  const whole = { start: 0, end: length };
  brush.clearRect(0, 0, width, height);
  brush.beginPath();
  brush.roundRect(0, 4, width, height - 8, 4);
  brush.fillStyle = theme.sunken;
  brush.fill();
  brush.fillStyle = theme.inkQuiet;
  brush.globalAlpha = 0.5;
  for (const step of data.steps) brush.fillRect(xOf(step.start, whole, width), height - 8, 1.5, 3);
  brush.fillStyle = theme.accent;
  brush.globalAlpha = 0.55;
  for (const moment of data.moments) {
    const x = xOf(moment.start, whole, width);
    brush.fillRect(x, 8, Math.max(xOf(moment.end, whole, width) - x, 2), height - 18);
  }
  brush.globalAlpha = 1;
  paintMarks(brush, { ...scene, view: whole }, height);
  const [left, right] = [xOf(view.start, whole, width), xOf(view.end, whole, width)];
  brush.beginPath();
  brush.roundRect(left + 1, 2, Math.max(right - left - 2, 4), height - 4, 4);
  brush.strokeStyle = theme.inkQuiet;
  brush.lineWidth = 1.5;
  brush.stroke();
}

function placed(stretch: Stretch, { view, width }: Scene): readonly [left: number, width: number] {
  const left = xOf(stretch.start, view, width);
  return [left, xOf(stretch.end, view, width) - left];
}

function countVisible(intervals: readonly Interval[], view: Stretch): number {
  return Math.max(0, firstEndingAfter(intervals, view.end) - firstEndingAfter(intervals, view.start));
}

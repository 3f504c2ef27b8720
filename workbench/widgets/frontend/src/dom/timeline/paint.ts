/** Draws the timeline's rows on a canvas, in CSS pixels. Reads values, keeps none. */

import { formatMark } from "../../core/format";
import { foldedPlaces, type Row } from "../../core/timeline/rows";
import { rulerMarks, rulerStep, xOf } from "../../core/timeline/view";
import { paintFigure } from "./figure_row";
import { paintClip, paintMoment } from "./paint_choices";
import type { DenseRow } from "./paint_dense";
import type { Brush, Scene } from "./paint_scene";
import { paintSteps } from "./paint_steps";
import { paintTier } from "./paint_tiers";

/** Above this many in sight, intervals are drawn as one row of pixels each: the difference cannot be seen, only felt. */
const MOST_RECTANGLES = 1500;

export function paintRows(brush: Brush, scene: Scene): void {
  brush.clearRect(0, 0, scene.width, scene.rows.height);
  const { rows } = scene.rows;
  const nVisible = rows.reduce((sum, row) => sum + (row.kind === "tier" ? row.tier.intervals.countIn(scene.view) : 0), 0);
  const isDense = nVisible > MOST_RECTANGLES;
  for (const row of rows) {
    brush.save();
    brush.translate(0, row.top);
    paintRow(brush, scene, row, isDense);
    brush.restore();
  }
  scene.dense.paint(
    brush,
    scene,
    rows.flatMap((row) => denseRowsOf(row, isDense)),
  );
  paintMarks(brush, scene, scene.rows.height);
}

/** What of a row is drawn as pixels: the tiers of a folded row, and every tier where there is too much for rectangles. */
function denseRowsOf(row: Row, isDense: boolean): DenseRow[] {
  if (row.kind === "folded") return foldedPlaces(row).map((place) => ({ ...place, person: row.person, top: row.top + place.top }));
  if (row.kind === "tier" && isDense) return [{ tier: row.tier, person: row.person, top: row.top + 2, height: row.height - 4 }];
  return [];
}

function paintRow(brush: Brush, scene: Scene, row: Row, isDense: boolean): void {
  if (row.kind !== "film" && row.kind !== "sound") paintBed(brush, scene, row);
  if (row.kind === "film") paintFilm(brush, scene, row);
  else if (row.kind === "sound") scene.sound.paint(brush, scene, row);
  else if (row.kind === "steps") paintSteps(brush, scene, row);
  else if (row.kind === "tier" && !isDense) paintTier(brush, scene, row);
  else if (row.kind === "figures") for (const { thing, lane } of row.figures) paintFigure(brush, scene, thing, lane);
  else if (row.kind === "moments") for (const { thing, lane } of row.moments) paintMoment(brush, scene, thing, lane);
  else if (row.kind === "clips") for (const { thing, lane } of row.clips) paintClip(brush, scene, thing, lane);
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
  brush.fillStyle = theme.inkQuiet;
  for (const edge of [left + 1, Math.max(right - 1, left + 5)]) {
    brush.beginPath();
    brush.roundRect(edge - 2, height / 2 - 6, 4, 12, 2);
    brush.fill();
  }
}

/** Draws over the rows what changes under a hand: outlines of what is picked, things where they would lie, the line they meet, a band. */

import type { Carried, Draft } from "../../core/coding/draft";
import type { PickedInterval } from "../../core/coding/picking";
import type { Stretch } from "../../core/data";
import { LANE_PX, type Row } from "../../core/timeline/rows";
import { xOf } from "../../core/timeline/view";
import { paintClip, paintMoment } from "./paint_choices";
import { type Brush, placed, type Scene } from "./paint_scene";
import { paintInterval } from "./paint_tiers";

type TierRow = Extract<Row, { kind: "tier" }>;

/** A rectangle drawn with the pointer: a stretch of time over some height of the rows. */
export interface Band extends Stretch {
  readonly top: number;
  readonly bottom: number;
}

export interface Underhand {
  readonly picked: readonly PickedInterval[];
  readonly draft: Draft | null;
  readonly band: Band | null;
}

export function paintCoding(brush: Brush, scene: Scene, { picked, draft, band }: Underhand): void {
  brush.clearRect(0, 0, scene.width, scene.rows.height);
  if (draft) {
    for (const carried of draft.from)
      onRow(brush, scene, carried.tierId, (row) => cover(brush, scene, row, placed(carried.interval, scene)));
    for (const carried of draft.to) onRow(brush, scene, carried.tierId, (row) => paintCarried(brush, scene, row, carried, draft.isBlocked));
    if (draft.choice) paintChoice(brush, scene, draft.choice);
    if (draft.snapAt !== null) paintSnap(brush, scene, draft.snapAt);
  } else {
    for (const each of picked) if (isInView(each, scene)) onRow(brush, scene, each.tier.id, (row) => outline(brush, scene, row, each));
  }
  if (band) paintBand(brush, scene, band);
}

function isInView(stretch: Stretch, { view }: Scene): boolean {
  return stretch.end > view.start && stretch.start < view.end;
}

function onRow(brush: Brush, scene: Scene, tierId: string, paint: (row: TierRow) => void): void {
  const row = scene.rows.rows.find((each): each is TierRow => each.kind === "tier" && each.tier.id === tierId);
  if (!row) return;
  brush.save();
  brush.translate(0, row.top);
  paint(row);
  brush.restore();
}

/** The empty row again, where something is on its way elsewhere. */
function cover(brush: Brush, { theme }: Scene, row: Row, [left, width]: readonly [number, number]): void {
  brush.clearRect(left, 0, width, row.height);
  brush.fillStyle = theme.paper;
  brush.fillRect(left, 0, width, row.height);
  brush.globalAlpha = 0.55;
  brush.fillStyle = theme.sunken;
  brush.fillRect(left, 0, width, row.height);
  brush.globalAlpha = 1;
}

function paintCarried(brush: Brush, scene: Scene, row: TierRow, { interval }: Carried, isBlocked: boolean): void {
  brush.globalAlpha = isBlocked ? 0.35 : 1;
  if (!isBlocked) paintInterval(brush, scene, row, interval);
  brush.globalAlpha = 1;
  if (isBlocked) brush.setLineDash([4, 3]);
  outline(brush, scene, row, interval);
  brush.setLineDash([]);
}

function outline(brush: Brush, scene: Scene, row: TierRow, stretch: Stretch): void {
  const [left, width] = placed(stretch, scene);
  brush.beginPath();
  brush.roundRect(left - 0.5, 0, Math.max(width, 2.5), row.height, 4);
  brush.lineWidth = 4;
  brush.strokeStyle = scene.theme.paper;
  brush.stroke();
  brush.lineWidth = 2;
  brush.strokeStyle = scene.theme.ink;
  brush.stroke();
}

function paintChoice(brush: Brush, scene: Scene, choice: NonNullable<Draft["choice"]>): void {
  for (const row of scene.rows.rows) {
    const lanes =
      row.kind === "moments" && choice.kind === "moment" ? row.moments : row.kind === "clips" && choice.kind === "clip" ? row.clips : [];
    const own = lanes.find((each) => each.thing.id === choice.id);
    if (!own) continue;
    const [left, width] = placed(own.thing, scene);
    brush.save();
    brush.translate(0, row.top);
    brush.beginPath();
    brush.rect(0, own.lane * LANE_PX, scene.width, LANE_PX);
    brush.clip();
    cover(brush, scene, row, [left, Math.max(width, 4)]);
    if (row.kind === "moments")
      for (const { thing, lane } of row.moments)
        if (thing.id === choice.id) paintMoment(brush, scene, { ...thing, ...choice.stretch }, lane);
    if (row.kind === "clips")
      for (const { thing, lane } of row.clips) if (thing.id === choice.id) paintClip(brush, scene, { ...thing, ...choice.stretch }, lane);
    brush.restore();
  }
}

/** From top to bottom, so that one sees what was met, in whichever row it is. */
function paintSnap(brush: Brush, { view, width, rows, theme }: Scene, at: number): void {
  brush.strokeStyle = theme.accent;
  brush.lineWidth = 1.5;
  brush.setLineDash([3, 3]);
  brush.beginPath();
  const x = xOf(at, view, width);
  brush.moveTo(x, 0);
  brush.lineTo(x, rows.height);
  brush.stroke();
  brush.setLineDash([]);
}

function paintBand(brush: Brush, { view, width, theme }: Scene, band: Band): void {
  const [left, right] = [xOf(band.start, view, width), xOf(band.end, view, width)];
  brush.fillStyle = theme.ink;
  brush.globalAlpha = 0.08;
  brush.fillRect(left, band.top, right - left, band.bottom - band.top);
  brush.globalAlpha = 0.5;
  brush.strokeStyle = theme.ink;
  brush.lineWidth = 1;
  brush.strokeRect(left + 0.5, band.top + 0.5, right - left - 1, band.bottom - band.top - 1);
  brush.globalAlpha = 1;
}

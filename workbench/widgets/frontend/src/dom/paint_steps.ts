/** Draws the exchange: steps as marks of their person, arcs to what they answer. */

import type { Person, Step } from "../core/data";
import { type Row, stepLaneMiddle } from "../core/timeline_rows";
import { xOf } from "../core/timeline_view";
import { type Brush, placed, type Scene, scaledShape } from "./paint_scene";

type StepsRow = Extract<Row, { kind: "steps" }>;
const GLYPH_PX = 5.5;

export function paintSteps(brush: Brush, scene: Scene, row: StepsRow): void {
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

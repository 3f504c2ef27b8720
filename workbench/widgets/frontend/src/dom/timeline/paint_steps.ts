/** Draws the exchange: steps as marks of their person, arcs to what they answer, take fives as beads on a string. */

import type { Person, Step } from "../../core/data";
import { type Chain, chainWith } from "../../core/steps/chains";
import { beadsMiddle, type Row, stepLaneMiddle } from "../../core/timeline/rows";
import { xOf } from "../../core/timeline/view";
import { type Brush, placed, type Scene, scaledShape } from "./paint_scene";

type StepsRow = Extract<Row, { kind: "steps" }>;
type Point = readonly [x: number, y: number];
const GLYPH_PX = 5.5;
const BEAD_PX = 3.5;
/** Beyond this, left and right of what is seen, nothing of a step can reach into it. */
const REACH_PX = 24;

export function paintSteps(brush: Brush, scene: Scene, row: StepsRow): void {
  const steps = row.steps.map((step) => (step.id === scene.stepDraft?.id ? { ...step, ...scene.stepDraft } : step));
  const places = new Map<string, Point>();
  for (const step of steps) places.set(step.id, [xOf(step.start, scene.view, scene.width), stepLaneMiddle(row, step)]);
  const walked = scene.chosen?.kind === "step" ? chainWith(row.chains, scene.chosen.id, scene.chosen.chain ?? null) : undefined;
  const walkedIds = new Set(walked?.kind === "yes_cycle" ? walked.steps.map((step) => step.id) : []);
  for (const step of steps) {
    const to = places.get(step.id);
    const from = step.answers ? places.get(step.answers) : undefined;
    if (!from || !to || Math.max(from[0], to[0]) < -REACH_PX || Math.min(from[0], to[0]) > scene.width + REACH_PX) continue;
    const isWalked = walkedIds.has(step.id) && step.answers !== null && walkedIds.has(step.answers);
    brush.strokeStyle = isWalked ? scene.theme.accent : scene.theme.inkQuiet;
    brush.lineWidth = isWalked ? 2 : 1.25;
    paintArc(brush, from, to, isWalked ? 1 : 0.6);
  }
  for (const chain of row.chains) if (chain.kind === "take_five") paintBeads(brush, scene, row, chain, chain === walked);
  for (const step of steps) {
    const actor = row.actors.find((each) => each.id === step.actorId);
    const place = places.get(step.id);
    if (actor && place && place[0] <= scene.width + REACH_PX) paintStep(brush, scene, step, actor, place);
  }
}

function paintArc(brush: Brush, [x0, y0]: Point, [x1, y1]: Point, alpha: number): void {
  const middle = (x0 + x1) / 2;
  brush.globalAlpha = alpha;
  brush.beginPath();
  brush.moveTo(x0, y0);
  if (y0 === y1) brush.quadraticCurveTo(middle, y0 - 14, x1, y1);
  else brush.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  brush.stroke();
  brush.globalAlpha = 1;
}

/** One bead a turn, in the colour and form of whoever's turn it is. */
function paintBeads(brush: Brush, scene: Scene, row: StepsRow, chain: Chain, isWalked: boolean): void {
  const y = beadsMiddle(row);
  const xs = chain.steps.map((step) => xOf(step.start, scene.view, scene.width));
  const [first = 0, last = 0] = [xs[0], xs.at(-1)];
  if (last < -REACH_PX || first > scene.width + REACH_PX) return;
  brush.strokeStyle = isWalked ? scene.theme.accent : scene.theme.inkQuiet;
  brush.lineWidth = isWalked ? 2 : 1.25;
  brush.beginPath();
  brush.moveTo(first, y);
  brush.lineTo(last, y);
  brush.stroke();
  for (const [place, step] of chain.steps.entries()) {
    const actor = row.actors.find((each) => each.id === step.actorId);
    if (!actor) continue;
    brush.save();
    brush.translate(xs[place] ?? 0, y);
    brush.fillStyle = actor.colour;
    brush.fill(scaledShape(actor, BEAD_PX));
    brush.restore();
  }
}

/** Colour and form say who; open, half or full says initiative, reception or response. */
function paintStep(brush: Brush, scene: Scene, step: Step, actor: Person, [x, y]: Point): void {
  const [, width] = placed(step, scene);
  if (x + width < -REACH_PX) return;
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

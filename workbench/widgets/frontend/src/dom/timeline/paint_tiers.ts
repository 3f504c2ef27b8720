/** Draws the rows of tiers: looks, voices, words, candidates, each interval a rectangle. */

import type { Channel, Interval, Person } from "../../core/data";
import { lookTarget, type Row } from "../../core/timeline/rows";
import { inkOn } from "../theme";
import { type Brush, type PaintBox, paintLabel, placed, type Scene } from "./paint_scene";

type TierRow = Extract<Row, { kind: "tier" }>;

/** A look has the colour of what it goes to, everything else that of its person. */
export function colourOfLabel(label: string, channel: Channel, person: Person | null, { data, theme }: Scene): string {
  if (channel !== "look") return person?.colour ?? theme.inkQuiet;
  const target = lookTarget(label, data.people);
  return "person" in target ? target.person.colour : target.colour;
}

export function paintTier(brush: Brush, scene: Scene, row: TierRow): void {
  const { intervals } = row.tier;
  const after = intervals.firstStartingAt(scene.view.end);
  for (let place = intervals.firstEndingAfter(scene.view.start); place < after; place++) {
    const interval = intervals.at(place);
    if (interval) paintInterval(brush, scene, row, interval);
  }
}

export function paintInterval(brush: Brush, scene: Scene, row: TierRow, interval: Interval): void {
  const [left, width] = placed(interval, scene);
  const isBar = row.tier.channel === "voice" || row.tier.channel === "turn";
  const isText = row.tier.channel === "words" || row.tier.channel === "face";
  const inset = isBar ? 3 : 1;
  const box = [left, inset, Math.max(width - 1, 1.5), row.height - 2 * inset] as const;
  const colour = colourOfLabel(interval.label, row.tier.channel, row.person, scene);
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
function paintCandidate(brush: Brush, { theme }: Scene, [left, top, width, height]: PaintBox, colour: string): void {
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

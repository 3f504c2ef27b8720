/** Draws what the guider chose: moments and clips. */

import type { Clip, Moment } from "../../core/data";
import { LANE_PX } from "../../core/timeline/rows";
import { type Brush, paintLabel, placed, type Scene } from "./paint_scene";

export function paintMoment(brush: Brush, scene: Scene, moment: Moment, lane: number): void {
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

export function paintClip(brush: Brush, scene: Scene, clip: Clip, lane: number): void {
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

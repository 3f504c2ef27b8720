/** The row of figures: when each is seen, with its keyframes. An edge is dragged, a keyframe is gone to with a click. */

import type { Region, Stretch } from "../../core/data";
import type { FrameTable } from "../../core/film/frames";
import { LANE_PX } from "../../core/timeline/rows";
import { ticksAt, xOf } from "../../core/timeline/view";
import type { PlayerContext } from "../player_context";
import { type Brush, paintLabel, placed, type Scene } from "./paint_scene";

const EDGE_PX = 5;
const KEYFRAME_PX = 4;
const DRAG_FROM_PX = 3;

export function paintFigure(brush: Brush, scene: Scene, region: Region, lane: number): void {
  const { theme, view, width } = scene;
  const stretch = scene.seen?.id === region.id ? scene.seen : region;
  const [left, across] = placed(stretch, scene);
  const isChosen = scene.chosen?.kind === "region" && scene.chosen.id === region.id;
  const box = [left + 0.5, lane * LANE_PX + 3.5, Math.max(across - 1, 3), LANE_PX - 7] as const;
  brush.beginPath();
  brush.roundRect(...box, 3);
  brush.fillStyle = isChosen ? theme.accent : theme.inkQuiet;
  brush.globalAlpha = isChosen ? 0.3 : 0.2;
  brush.fill();
  brush.globalAlpha = 1;
  brush.strokeStyle = isChosen ? theme.accent : theme.inkQuiet;
  brush.lineWidth = 1;
  brush.setLineDash(region.purpose === "anonymise" ? [3, 3] : []);
  brush.stroke();
  brush.setLineDash([]);
  paintLabel(brush, scene, region.label || region.shape, [box[0] + 6, box[1], box[2] - 6, box[3]], theme.ink, null);
  for (const { at } of region.keyframes) {
    const x = xOf(at, view, width);
    if (x < -KEYFRAME_PX || x > width + KEYFRAME_PX) continue;
    brush.globalAlpha = stretch.start <= at && at < stretch.end ? 1 : 0.35;
    paintKeyframe(brush, x, (lane + 0.5) * LANE_PX, isChosen ? theme.accent : theme.ink);
  }
  brush.globalAlpha = 1;
}

function paintKeyframe(brush: Brush, x: number, y: number, colour: string): void {
  brush.beginPath();
  brush.moveTo(x, y - KEYFRAME_PX);
  brush.lineTo(x + KEYFRAME_PX, y);
  brush.lineTo(x, y + KEYFRAME_PX);
  brush.lineTo(x - KEYFRAME_PX, y);
  brush.closePath();
  brush.fillStyle = colour;
  brush.fill();
}

/** What a press on a figure's bar does: at an edge dragging moves that edge; a click goes to the keyframe under it, else to its place. */
export function figureGesture(
  context: PlayerContext,
  region: Region,
  from: number,
  widthPx: number,
): { drag: (x: number) => void; drop: () => void } {
  const { state, snapshot, dispatch, send, film } = context;
  const { view } = state.get();
  const place = (ticks: number): number => xOf(ticks, view, widthPx);
  const edge = (
    [
      ["start", region.start],
      ["end", region.end],
    ] as const
  ).find(([, ticks]) => Math.abs(place(ticks) - from) <= EDGE_PX)?.[0];
  let seen: Stretch | null = null;
  dispatch({ type: "chose", chosen: { kind: "region", id: region.id } });
  return {
    drag: (x) => {
      const table = film.get()?.material.table;
      if (!table || !edge || snapshot.get().screen === "player" || (seen === null && Math.abs(x - from) < DRAG_FROM_PX)) return;
      seen = withEdge(region, edge, ticksAt(x, view, widthPx), table);
      dispatch({ type: "seenDrafted", seen: { id: region.id, ...seen } });
    },
    drop: () => {
      if (seen) {
        void send({ kind: "change_region", id: region.id, ...seen }).finally(() => dispatch({ type: "seenDrafted", seen: null }));
        return;
      }
      const keyframe = region.keyframes.find(({ at }) => Math.abs(place(at) - from) <= KEYFRAME_PX + 1);
      void film.get()?.playback.goToTicks(keyframe?.at ?? ticksAt(from, view, widthPx));
    },
  };
}

/** The stretch with one edge at the frame near an instant; one frame is left at least. */
export function withEdge({ start, end }: Stretch, edge: "start" | "end", ticks: number, table: FrameTable): Stretch {
  const frame = table.frameNear(ticks);
  if (edge === "start") return { start: Math.min(table.startOf(frame), table.startOf(table.frameNear(end - 1))), end };
  return { start, end: Math.max(table.endOf(frame), table.endOf(table.frameNear(start))) };
}

/** Edges of what is picked, frame by frame. While one step is on its way those that follow are counted, so that a held key loses none. */

import { nudged, roomAround } from "../../core/coding/dragging";
import type { PickedInterval } from "../../core/coding/picking";
import type { FrameTable } from "../../core/film/frames";
import type { PlayerContext } from "../player_context";
import { rowsSettled } from "./settling";

type Edge = "start" | "end";

/** A function that nudges; `ownPicked` gives what can be nudged now. */
export function createNudging(
  context: PlayerContext,
  ownPicked: () => readonly PickedInterval[],
): (edge: Edge, frames: number, table: FrameTable) => Promise<void> {
  const waiting = { start: 0, end: 0 };
  let isUnderway = false;
  return async (edge, frames, table) => {
    waiting[edge] += frames;
    if (isUnderway) return;
    isUnderway = true;
    try {
      while (waiting.start !== 0 || waiting.end !== 0) {
        const { start, end } = waiting;
        waiting.start = waiting.end = 0;
        await nudgeAll(context, ownPicked(), { start, end }, table);
      }
    } finally {
      isUnderway = false;
    }
  };
}

async function nudgeAll(
  context: PlayerContext,
  own: readonly PickedInterval[],
  frames: Readonly<Record<Edge, number>>,
  table: FrameTable,
): Promise<void> {
  const intervals = own.flatMap((each) => {
    const room = roomAround(each.tier.intervals, each.tier.intervals.placeOf(each.id), table);
    const { start, end } = nudged(nudged(each, "start", frames.start, room, table), "end", frames.end, room, table);
    return start === each.start && end === each.end ? [] : [{ id: each.id, start, end }];
  });
  if (intervals.length === 0) return;
  const answer = await context.send({ kind: "change_intervals", intervals });
  if (answer.ok) await rowsSettled(context, new Set(own.map((each) => each.tier.id)));
}

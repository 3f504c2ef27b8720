/** What a guider does on a clip sheet: times, pause points, the still. */

import type { Clip, Stretch, Trim } from "../../core/data";
import { type Planned, planPause, planPoster, planStretch } from "../../core/panels/clip";
import { fieldKey } from "../../core/panels/drafts";
import type { Desk } from "./desk";

export type Edge = "start" | "end";

export function clipActs(desk: Desk) {
  const { context, shown, say, focus } = desk;
  const frame = (): Stretch => context.frameAt(context.playhead());

  const keep = <T>(clip: Clip, name: string, planned: Planned<T>): boolean => {
    desk.refuse(`${name}/${clip.id}`, planned.ok ? null : planned.refusal);
    if (planned.ok) desk.saving.edit(fieldKey("clip", clip.id, name), planned.value, "now");
    return planned.ok;
  };

  const changeStretch = (clip: Clip, wanted: Stretch): boolean => {
    const around = { pauses: shown<Clip["pauses"]>(clip, "pauses"), posterAt: shown<Clip["posterAt"]>(clip, "posterAt") };
    return keep(clip, "times", planStretch(around, wanted, desk.data().film?.length ?? 0, context.formatTime));
  };

  return {
    openClip: (id: string): void => {
      desk.set({ tab: "clip-sheet", clipId: id });
      context.selection.set({ kind: "clip", id });
    },
    setEdge: (clip: Clip, edge: Edge): void => {
      changeStretch(clip, { ...shown<Stretch>(clip, "times"), [edge]: frame()[edge] });
    },
    nudgeEdge: (clip: Clip, edge: Edge, frames: number): void => {
      const now = shown<Stretch>(clip, "times");
      const wanted = { ...now, [edge]: context.shiftEdge(now[edge], frames) };
      if (changeStretch(clip, wanted)) context.seek(edge === "start" ? wanted.start : context.shiftEdge(wanted.end, -1));
    },
    /** Plays a little before to a little after an edge, and comes back to it. */
    playAroundEdge: (clip: Clip, edge: Edge): void => {
      const { start, end } = shown<Stretch>(clip, "times");
      context.act({ do: "playAround", at: edge === "start" ? start : context.shiftEdge(end, -1) });
    },
    takeTrim: (clip: Clip, { edge, at }: Trim): void => {
      if (!changeStretch(clip, { ...shown<Stretch>(clip, "times"), [edge]: at })) return;
      context.seek(edge === "start" ? at : context.shiftEdge(at, -1));
      say(`The clip ${edge}s at ${context.formatTime(at)}`);
      focus(`around-${edge}`);
    },
    addPause: (clip: Clip): void => {
      const at = frame().start;
      const planned = planPause(shown<Stretch>(clip, "times"), shown<Clip["pauses"]>(clip, "pauses"), at, context.formatTime);
      if (!keep(clip, "pauses", planned)) return;
      say(`Pause point at ${context.formatTime(at)}`);
      focus(`pause-question-${at}`);
    },
    removePause: (clip: Clip, at: number): void => {
      keep(clip, "pauses", { ok: true, value: shown<Clip["pauses"]>(clip, "pauses").filter((pause) => pause.at !== at) });
      say("Pause point removed");
      focus("add-pause");
    },
    setPoster: (clip: Clip): void => {
      keep(clip, "posterAt", planPoster(shown<Stretch>(clip, "times"), frame().start, context.formatTime));
    },
    clearPoster: (clip: Clip): void => {
      keep(clip, "posterAt", { ok: true, value: null });
      focus("set-poster");
    },
  };
}

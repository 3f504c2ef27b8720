/** Going through the film: steps, skips, places, playing and its speed. */

import { selectedStretch } from "../../core/coding/selection";
import type { Moment } from "../../core/data";
import { TICKS_PER_SECOND } from "../../core/film/frames";
import type { Playback } from "../../core/film/playback";
import { CREEP, rateBeside, shuttleAfter, speedOf } from "../../core/state";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type MovingCommand =
  | "step"
  | "skip"
  | "goTo"
  | "visitMoment"
  | "togglePlay"
  | "pause"
  | "shuttle"
  | "creep"
  | "playAround"
  | "playWhileWriting"
  | "changeRate"
  | "toggleLoop";

export function movingHandlers({ state, snapshot, dispatch }: PlayerContext): Handlers<MovingCommand> {
  const setRate = (rate: number): void => dispatch({ type: "rateSet", rate });
  const playAt = async (playback: Playback, rate: number, direction: 1 | -1): Promise<void> => {
    await playback.stop();
    dispatch({ type: "shuttled", rate });
    return direction > 0 ? playback.play() : playback.playBackward();
  };
  let around: { readonly playback: Playback; readonly frame: number } | null = null;
  return {
    step: ({ frames }, { playback }, repeated) => playback.step(frames, repeated),
    skip: ({ seconds }, { playback }, repeated) => playback.skip(seconds, repeated),
    goTo: ({ place }, { playback, material: { table } }) => {
      const { start, end } = state.get().marks;
      const ticks = { start: 0, end: table.end - 1, in: start, out: end === null ? null : end - 1 }[place];
      return ticks === null ? undefined : playback.stop().then(() => playback.goToTicks(ticks));
    },
    visitMoment: ({ direction }, { playback, material: { table } }) => {
      const now = table.startOf(playback.standing);
      const found = findMomentBeside(snapshot.get().moments, now, direction);
      if (!found) return;
      dispatch({ type: "chose", chosen: { kind: "moment", id: found.id } });
      return playback.goToTicks(found.start);
    },
    togglePlay: (_, { playback }) => playback.toggle(),
    pause: (_, { playback }) => playback.stop(),
    shuttle: ({ direction }, { playback }) => {
      const isSame = playback.motion.get() === (direction > 0 ? "forward" : "backward");
      if (isSame) return dispatch({ type: "shuttled", rate: shuttleAfter(speedOf(state.get())) });
      return playAt(playback, state.get().rate, direction);
    },
    creep: ({ direction }, { playback }, repeated) => {
      if (!repeated) return playback.step(direction);
      return playback.motion.get() === "still" ? playAt(playback, CREEP, direction) : undefined;
    },
    playAround: async ({ at }, { playback, material: { table } }) => {
      const wanted = at === undefined ? null : table.frameNear(at);
      if (around?.playback === playback && (wanted === null || wanted === around.frame)) {
        const { frame } = around;
        return playback.stop().then(() => playback.goTo(frame));
      }
      const { settings } = snapshot.get();
      const { looping, marks } = state.get();
      const back = { playback, frame: wanted ?? playback.standing };
      const here = table.startOf(back.frame);
      around = back;
      playback.setLoop(null);
      const whole = await playback.playOnce({
        start: here - inTicks(settings.aroundBeforeMs),
        end: here + inTicks(settings.aroundAfterMs),
      });
      playback.setLoop(looping ? selectedStretch(marks) : null);
      if (around === back) around = null;
      if (whole) await playback.goTo(back.frame);
    },
    playWhileWriting: (_, { playback }) => playback.toggle(),
    changeRate: ({ direction }) => setRate(rateBeside(speedOf(state.get()), direction)),
    toggleLoop: () => dispatch({ type: "loopToggled" }),
  };
}

function inTicks(milliseconds: number): number {
  return (milliseconds * TICKS_PER_SECOND) / 1000;
}

function findMomentBeside(moments: readonly Moment[], now: number, direction: 1 | -1): Moment | undefined {
  return direction > 0 ? moments.find((moment) => moment.start > now) : moments.findLast((moment) => moment.start < now);
}

/** Going through the film: steps, skips, places, playing and its speed. */

import type { Moment } from "../../core/data";
import { rateBeside } from "../../core/state";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type MovingCommand = "step" | "skip" | "goTo" | "visitMoment" | "togglePlay" | "pause" | "shuttle" | "changeRate" | "toggleLoop";

export function movingHandlers({ state, snapshot, dispatch }: PlayerContext): Handlers<MovingCommand> {
  const setRate = (rate: number): void => dispatch({ type: "rateSet", rate });
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
      const wanted = direction > 0 ? "forward" : "backward";
      if (playback.motion.get() === wanted) return setRate(rateBeside(state.get().rate, 1));
      return direction > 0 ? playback.play() : playback.playBackward();
    },
    changeRate: ({ direction }) => setRate(rateBeside(state.get().rate, direction)),
    toggleLoop: () => dispatch({ type: "loopToggled" }),
  };
}

function findMomentBeside(moments: readonly Moment[], now: number, direction: 1 | -1): Moment | undefined {
  return direction > 0 ? moments.find((moment) => moment.start > now) : moments.findLast((moment) => moment.start < now);
}

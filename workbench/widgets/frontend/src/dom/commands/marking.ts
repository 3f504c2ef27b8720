/** What changes the case: marks, moments, principles, and taking away. */

import { momentStretch } from "../../core/coding/selection";
import type { Moment } from "../../core/data";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";
import { removePicked } from "./intervals";

type MarkingCommand = "markIn" | "markOut" | "clearMarks" | "markMoment" | "openLevel" | "removeChosen";

export function markingHandlers(context: PlayerContext): Handlers<MarkingCommand> {
  const { state, snapshot, dispatch, send, remove } = context;
  return {
    markIn: async (_, { playback, material: { table } }) => dispatch({ type: "startMarked", ticks: table.startOf(playback.standing) }),
    markOut: (_, { playback, material: { table } }) => dispatch({ type: "endMarked", ticks: table.endOf(playback.standing) }),
    clearMarks: () => dispatch({ type: "marked", marks: { start: null, end: null } }),
    markMoment: async (_, { playback, material: { table } }) => {
      const frame = playback.standing;
      const answer = await send({ kind: "mark_moment", ...momentStretch(state.get().marks, frame, table) });
      const id = answer.ok ? idIn(answer.result) : null;
      if (id) dispatch({ type: "chose", chosen: { kind: "moment", id } });
    },
    openLevel: ({ level }, { playback, material: { table } }) => {
      const now = table.startOf(playback.standing);
      const moment = findMomentAtHand(chosenMomentId(), snapshot.get().moments, now);
      if (!moment) {
        const refusal = {
          problem: "Principles belong to a moment, and none is chosen",
          nextStep: "Press M to mark one here, or choose one",
        };
        return dispatch({ type: "refused", refusal });
      }
      dispatch({ type: "chose", chosen: { kind: "moment", id: moment.id } });
      return dispatch({ type: "opened", sheet: { name: "level", level } });
    },
    removeChosen: () => {
      const { chosen, picking } = state.get();
      if (picking.picked.size > 0) return removePicked(context);
      return chosen ? remove(chosen.kind, chosen.id) : undefined;
    },
  };

  function chosenMomentId(): string | null {
    const { chosen } = state.get();
    return chosen?.kind === "moment" ? chosen.id : null;
  }
}

/** The chosen moment, else the latest that the frame shown lies in. */
function findMomentAtHand(chosenId: string | null, moments: readonly Moment[], now: number): Moment | undefined {
  return moments.find((moment) => moment.id === chosenId) ?? moments.findLast((moment) => moment.start <= now && now < moment.end);
}

/** The new thing's id in an answer, where the answer has one. */
export function idIn(result: unknown): string | null {
  return typeof result === "object" && result !== null && "id" in result && typeof result.id === "string" ? result.id : null;
}

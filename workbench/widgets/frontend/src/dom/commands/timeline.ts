/** Going about in the timeline: its pages, its rows and what stands in them, how the sound is drawn. */

import { layoutRows } from "../../core/timeline/rows";
import { panned } from "../../core/timeline/view";
import { besideAcrossRows, besideInRow } from "../../core/timeline/walk";
import type { LoadedFilm, PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type TimelineCommand = "turnPage" | "visitInRow" | "visitRow" | "toggleSound";

export function timelineHandlers({ state, snapshot, dispatch }: PlayerContext): Handlers<TimelineCommand> {
  const visit = (beside: typeof besideInRow, direction: 1 | -1, { playback, material: { table } }: LoadedFilm): unknown => {
    const { chosen, rows } = state.get();
    const data = snapshot.get();
    const found = beside(layoutRows(data, rows), chosen, table.startOf(playback.standing), direction, data.people);
    if (!found) return;
    dispatch({ type: "chose", chosen: found.chosen });
    return playback.goToTicks(found.stretch.start);
  };
  return {
    turnPage: ({ direction }) => {
      const { view, length } = state.get();
      dispatch({ type: "viewed", view: panned(view, direction * 0.9 * (view.end - view.start), length) });
    },
    visitInRow: ({ direction }, film) => visit(besideInRow, direction, film),
    visitRow: ({ direction }, film) => visit(besideAcrossRows, direction, film),
    toggleSound: () => dispatch({ type: "soundToggled" }),
  };
}

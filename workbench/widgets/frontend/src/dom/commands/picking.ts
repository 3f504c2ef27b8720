/** What is picked in the rows, and the row one works in. */

import { type PickedInterval, pickedIntervals, pickOne } from "../../core/coding/picking";
import type { Interval, Tier } from "../../core/data";
import { layoutRows } from "../../core/timeline/rows";
import type { LoadedFilm, PlayerContext } from "../player_context";

/** The row one works in, else the first that has anything in it. */
export function tierAtHand({ state, snapshot }: PlayerContext): Tier | undefined {
  const { tiers } = snapshot.get();
  const { tierId } = state.get().picking;
  const inOrder = layoutRows(snapshot.get()).rows.flatMap((row) => (row.kind === "tier" ? [row.tier] : []));
  return tiers.find((tier) => tier.id === tierId) ?? inOrder.find((tier) => tier.intervals.n > 0);
}

/** What is picked and still there. */
export function pickedOf({ state, snapshot }: PlayerContext): readonly PickedInterval[] {
  return pickedIntervals(state.get().picking.picked, snapshot.get().tiers);
}

export function pickAndShow({ dispatch }: PlayerContext, film: LoadedFilm, tier: Tier, interval: Interval): Promise<unknown> {
  dispatch({ type: "picked", picked: pickOne(interval.id, tier.id) });
  return film.playback.goToTicks(interval.start);
}

export function nowOf({ playback, material: { table } }: LoadedFilm): number {
  return table.startOf(playback.standing);
}

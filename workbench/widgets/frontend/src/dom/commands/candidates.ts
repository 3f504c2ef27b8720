/** Candidates, one after another: looked at from their start, accepted as one's own mark, or dismissed. */

import { candidateBeside, isOwn, type PickedInterval } from "../../core/coding/picking";
import type { LoadedFilm, PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";
import { nowOf, pickAndShow, pickedOf } from "./picking";

type CandidateCommand = "visitCandidate" | "acceptCandidates" | "dismissCandidates";

export function candidateHandlers(context: PlayerContext): Handlers<CandidateCommand> {
  return {
    visitCandidate: ({ direction }, film) => {
      const found = beside(context, film, direction);
      if (found) return pickAndShow(context, film, found.tier, found);
      return context.dispatch({ type: "refused", refusal: NO_MORE });
    },
    acceptCandidates: ({ all }, film) => settle(context, film, "accept_candidates", all),
    dismissCandidates: ({ all }, film) => settle(context, film, "dismiss_candidates", all),
  };
}

const NO_MORE = { problem: "There is no further candidate this way", nextStep: "Candidates are drawn hatched; go back with Ctrl+←" };
const NONE_CHOSEN = {
  problem: "No candidate is chosen",
  nextStep: "Candidates are drawn hatched: click one, or press Ctrl+→ for the next",
};

function beside({ snapshot, ...context }: PlayerContext, film: LoadedFilm, direction: 1 | -1): PickedInterval | undefined {
  const last = pickedOf({ snapshot, ...context }).findLast((each) => !isOwn(each.tier));
  return candidateBeside(snapshot.get().tiers, last, nowOf(film), direction);
}

/** After one candidate the next is shown, so that a row is gone through with one key. */
async function settle(
  context: PlayerContext,
  film: LoadedFilm,
  kind: "accept_candidates" | "dismiss_candidates",
  all: boolean,
): Promise<void> {
  const candidates = pickedOf(context).filter((each) => !isOwn(each.tier));
  const [first] = candidates;
  if (!first) return context.dispatch({ type: "refused", refusal: NONE_CHOSEN });
  const next = all ? undefined : beside(context, film, 1);
  const answer = await context.send(all ? { kind, tierId: first.tier.id } : { kind, ids: candidates.map((each) => each.id) });
  if (!answer.ok) return;
  if (next) await pickAndShow(context, film, next.tier, next);
  else context.dispatch({ type: "picked", picked: new Map() });
}

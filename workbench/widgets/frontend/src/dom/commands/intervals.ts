/** What is done to picked intervals: coded, split, merged, nudged, copied, labelled, taken away. Each is one message and one step to undo. */

import { isOwn, type Picked, type PickedInterval, pickedWithin, pickOne } from "../../core/coding/picking";
import { type Marks, selectedStretch } from "../../core/coding/selection";
import type { Tier } from "../../core/data";
import type { Edit, Refusal, SendResult } from "../../core/edits";
import { type FrameTable, TICKS_PER_SECOND } from "../../core/film/frames";
import type { LoadedFilm, PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";
import { createNudging } from "./nudging";
import { nowOf, pickedOf, tierAtHand } from "./picking";

type IntervalCommand =
  | "pickAllInRow"
  | "codeHere"
  | "splitPicked"
  | "mergePicked"
  | "nudgeEdge"
  | "copyPicked"
  | "pasteCopied"
  | "openLabels"
  | "openRows";

export function intervalHandlers(context: PlayerContext): Handlers<IntervalCommand> {
  const { state, dispatch } = context;
  const nudge = createNudging(context, () => ownPicked(context));
  const open = (name: "label" | "row"): void => dispatch({ type: "opened", sheet: state.get().sheet?.name === name ? null : { name } });
  return {
    pickAllInRow: () => {
      const tier = tierAtHand(context);
      if (tier) dispatch({ type: "picked", picked: pickedWithin({ start: 0, end: state.get().length }, [tier]) });
    },
    codeHere: (_, film) => codeHere(context, film),
    splitPicked: (_, film) => splitHere(context, nowOf(film)),
    mergePicked: () => {
      const own = ownPicked(context);
      if (own.length === 1)
        return refuse(context, "It takes two or more in one row to merge", "Choose another with Ctrl or Shift and a click");
      return own.length === 0 ? undefined : sendAndPick(context, { kind: "merge_intervals", ids: idsOf(own) }, own);
    },
    nudgeEdge: ({ edge, frames }, { material: { table } }) => nudge(edge, frames, table),
    copyPicked: () => {
      const [first] = pickedOf(context);
      if (first) dispatch({ type: "copied", start: first.start });
    },
    pasteCopied: (_, film) => paste(context, film),
    openLabels: () => (ownPicked(context).length > 0 ? open("label") : undefined),
    openRows: () => open("row"),
  };
}

function splitHere(context: PlayerContext, at: number): Promise<unknown> | undefined {
  const own = ownPicked(context);
  const here = own.filter((each) => each.start < at && at < each.end);
  if (here.length > 0) return sendAndPick(context, { kind: "split_intervals", ids: idsOf(here), at }, here);
  if (own.length > 0) refuse(context, "Nothing that is chosen can be split here", "Go to a frame inside it that is not its first");
  return undefined;
}

async function paste(context: PlayerContext, film: LoadedFilm): Promise<unknown> {
  const { copied } = context.state.get().picking;
  if (!copied) return refuse(context, "Nothing has been copied yet", "Choose something in a row and press Ctrl+C");
  const tierId = pasteTarget(context, copied.picked);
  if (tierId === undefined) return refuse(context, ONLY_LOOKED_AT, "Click into one of your own rows first, then paste");
  const ids = [...copied.picked.keys()];
  const answer = await context.send({ kind: "copy_intervals", ids, byTicks: nowOf(film) - copied.start, tierId });
  return pickAnswer(context, answer, tierId ?? onlyTier(copied.picked));
}

const ONLY_LOOKED_AT = "Candidates are only to be looked at";

/** The picked intervals that people code; where there are none it is said what to do about it. */
export function ownPicked(context: PlayerContext): readonly PickedInterval[] {
  const picked = pickedOf(context);
  const own = picked.filter((each) => isOwn(each.tier));
  if (picked.length === 0) refuse(context, "Nothing is chosen in the rows", "Click on something in a row first");
  else if (own.length === 0) refuse(context, ONLY_LOOKED_AT, "Accept it with A, then change your own mark");
  return own;
}

export async function removePicked(context: PlayerContext): Promise<unknown> {
  const own = ownPicked(context);
  if (own.length === 0) return;
  const answer = await context.send({ kind: "remove_intervals", ids: idsOf(own) });
  if (answer.ok) context.dispatch({ type: "picked", picked: new Map() });
  return answer;
}

/** Also right after coding, when what is picked is known by name only and has not come back yet. */
export function labelPicked({ state, snapshot, send }: PlayerContext, label: string): Promise<unknown> | undefined {
  const own = new Set(snapshot.get().tiers.flatMap((tier) => (isOwn(tier) ? [tier.id] : [])));
  const ids = [...state.get().picking.picked].flatMap(([id, tierId]) => (own.has(tierId) ? [id] : []));
  return ids.length > 0 ? send({ kind: "change_intervals", intervals: ids.map((id) => ({ id, label })) }) : undefined;
}

/** The marks' stretch, else one second from here or as much of it as is free, in the row one works in. */
async function codeHere(context: PlayerContext, film: LoadedFilm): Promise<void> {
  const tier = tierAtHand(context);
  if (!tier) return context.dispatch({ type: "opened", sheet: { name: "row" } });
  if (!isOwn(tier)) return refuse(context, ONLY_LOOKED_AT, "Click into one of your own rows, or make one with T");
  const stretch = codedStretch(context.state.get().marks, nowOf(film), tier, film.material.table);
  const answer = await context.send({ kind: "add_intervals", tierId: tier.id, intervals: [stretch] });
  if (!answer.ok) return;
  pickAnswer(context, answer, tier.id);
  context.dispatch({ type: "opened", sheet: { name: "label" } });
}

function codedStretch(marks: Marks, now: number, { intervals }: Tier, table: FrameTable): { start: number; end: number } {
  const selected = selectedStretch(marks);
  if (selected) return selected;
  const next = intervals.firstStartingAt(now + 1);
  const free = next < intervals.n ? intervals.start(next) : table.end;
  return { start: now, end: Math.min(table.endOf(table.frameNear(now + TICKS_PER_SECOND - 1)), free) };
}

/** Null for each its own row; the row one works in where all copied come from one row of the same channel; undefined where it cannot be. */
function pasteTarget({ state, snapshot }: PlayerContext, copied: Picked): string | null | undefined {
  const { tiers } = snapshot.get();
  const from = new Set(copied.values());
  const source = tiers.find((tier) => from.has(tier.id));
  const at = tiers.find((tier) => tier.id === state.get().picking.tierId);
  if (from.size === 1 && at && isOwn(at) && at.channel === source?.channel) return at.id;
  const allOwn = tiers.filter((tier) => from.has(tier.id)).every(isOwn);
  return allOwn ? null : undefined;
}

async function sendAndPick(context: PlayerContext, edit: Edit, own: readonly PickedInterval[]): Promise<unknown> {
  const tierId = onlyTier(new Map(own.map((each) => [each.id, each.tier.id])));
  const answer = await context.send(edit);
  if (answer.ok && tierId) pickAnswer(context, answer, tierId);
  return answer;
}

/** Picks what an edit made, where all of it is in one row. */
export function pickAnswer({ dispatch }: PlayerContext, answer: SendResult, tierId: string | null): void {
  if (!answer.ok || !tierId) return;
  const ids = idsIn(answer.result);
  dispatch({ type: "picked", picked: ids.length === 1 ? pickOne(ids[0] ?? "", tierId) : new Map(ids.map((id) => [id, tierId])) });
}

function idsIn(result: unknown): readonly string[] {
  const ids = typeof result === "object" && result !== null && "ids" in result ? result.ids : [];
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
}

function onlyTier(picked: Picked): string | null {
  const tierIds = [...new Set(picked.values())];
  return tierIds.length === 1 ? (tierIds[0] ?? null) : null;
}

function idsOf(intervals: readonly PickedInterval[]): string[] {
  return intervals.map((each) => each.id);
}

function refuse({ dispatch }: PlayerContext, problem: string, nextStep: string): void {
  const refusal: Refusal = { problem, nextStep };
  dispatch({ type: "refused", refusal });
}

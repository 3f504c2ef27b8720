/**
 * What a hand on the timeline is about to do: where everything would lie, where a line shows what it meets, and the edit to send when
 * it lets go. Made anew from where the hand is; nothing is changed before Python has said so.
 */

import type { Clip, Interval, Moment, Stretch, Tier } from "../data";
import type { Edit } from "../edits";
import type { FrameTable } from "../film/frames";
import { Intervals } from "../timeline/intervals";
import { framesMoved, type Grip, isTaken, pushed, resized, roomAround, shiftedByFrames, ticksOfShift } from "./dragging";
import type { PickedInterval } from "./picking";
import { type SnapTargets, snapped, snappedShift } from "./snapping";

/** An interval where it would lie. */
export interface Carried {
  readonly interval: Interval;
  readonly tierId: string;
}

export interface Draft {
  /** Where things are now; what is drawn there is covered. */
  readonly from: readonly Carried[];
  readonly to: readonly Carried[];
  /** A moment or a clip under the hand, as it would be. */
  readonly choice: { readonly kind: "moment" | "clip"; readonly id: string; readonly stretch: Stretch } | null;
  readonly snapAt: number | null;
  /** Whether it would lie on something that keeps its time. */
  readonly isBlocked: boolean;
  /** Null where nothing would change. */
  readonly edit: Edit | null;
}

/** Where the hand is and what it holds down. */
export interface Hand {
  readonly ticks: number;
  /** How near, in ticks, something is met. */
  readonly reach: number;
  readonly targets: SnapTargets | null;
  readonly table: FrameTable;
  /** Take a neighbour's edge along, or let what stands give way. */
  readonly pushes: boolean;
  readonly copies: boolean;
}

export function dragEdge(tier: Tier, id: string, grip: "start" | "end", hand: Hand): Draft {
  const place = tier.intervals.placeOf(id);
  const interval = tier.intervals.at(place);
  if (!interval) return NOTHING;
  const { ticks, at } = snapped(hand.ticks, hand.reach, hand.targets);
  const changed = hand.pushes
    ? pushedBoth(tier, place, grip, ticks, hand.table)
    : [{ place, stretch: resized(interval, grip, ticks, roomAround(tier.intervals, place, hand.table), hand.table) }];
  const from = changed.flatMap((each) => carriedAt(tier, each.place));
  const to = from.map((each, index) => ({ ...each, interval: { ...each.interval, ...changed[index]?.stretch } }));
  const intervals = to.flatMap(({ interval: now }, index) => (isSame(now, from[index]?.interval) ? [] : [spanOf(now)]));
  const snapAt = to[0]?.interval[grip] === at ? at : null;
  return { from, to, choice: null, snapAt, isBlocked: false, edit: intervals.length > 0 ? { kind: "change_intervals", intervals } : null };
}

function pushedBoth(
  tier: Tier,
  place: number,
  grip: "start" | "end",
  ticks: number,
  table: FrameTable,
): { place: number; stretch: Stretch }[] {
  const { own, neighbour } = pushed(tier.intervals, place, grip, ticks, table);
  return [{ place, stretch: own }, ...(neighbour ? [neighbour] : [])];
}

/** Moves, or copies, all that is picked; `target` is another row of the same channel, or null for each its own. */
export function dragMiddle(picked: readonly PickedInterval[], grabbed: Interval, by: number, target: Tier | null, hand: Hand): Draft {
  const shift = snappedShift(grabbed.start, grabbed.end, by, hand.reach, hand.targets);
  const frames = framesMoved(picked, shift.ticks, hand.table);
  const from = picked.map(({ tier, ...interval }) => ({ interval, tierId: tier.id }));
  const to = picked.map(({ tier, ...interval }) => ({
    interval: { ...interval, ...shiftedByFrames(interval, frames, hand.table) },
    tierId: (target ?? tier).id,
  }));
  const without = new Set(hand.copies ? [] : picked.map((each) => each.id));
  const isBlocked =
    !hand.pushes && to.some((each, index) => isTaken(each.interval, (target ?? picked[index]?.tier)?.intervals ?? Intervals.NONE, without));
  const tierId = target && picked.some((each) => each.tier !== target) ? target.id : null;
  const isStill = frames === 0 && tierId === null;
  const edit: Edit = {
    kind: hand.copies ? "copy_intervals" : "move_intervals",
    ids: picked.map((each) => each.id),
    byTicks: ticksOfShift(picked, frames, hand.table),
    tierId,
    overlap: hand.pushes ? "trim" : "refuse",
  };
  const here = to.find((each) => each.interval.id === grabbed.id)?.interval;
  const snapAt = here && (here.start === shift.at || here.end === shift.at) ? shift.at : null;
  return { from: hand.copies ? [] : from, to, choice: null, snapAt, isBlocked, edit: isStill ? null : edit };
}

/** An edge of a moment or a clip, or all of it; they may overlap one another. */
export function dragChoice(kind: "moment" | "clip", thing: Moment | Clip, grip: Grip, grabbedAt: number, hand: Hand): Draft {
  const { table, reach, targets } = hand;
  if (grip !== "middle") {
    const { ticks, at } = snapped(hand.ticks, reach, targets);
    const stretch = resized(thing, grip, ticks, { start: table.startOf(0), end: table.end }, table);
    return choiceDraft(kind, thing, stretch, stretch[grip] === at ? at : null);
  }
  const shift = snappedShift(thing.start, thing.end, hand.ticks - grabbedAt, reach, targets);
  const stretch = shiftedByFrames(thing, framesMoved([thing], shift.ticks, table), table);
  return choiceDraft(kind, thing, stretch, stretch.start === shift.at || stretch.end === shift.at ? shift.at : null);
}

function choiceDraft(kind: "moment" | "clip", thing: Moment | Clip, stretch: Stretch, snapAt: number | null): Draft {
  const edit: Edit = { kind: kind === "moment" ? "change_moment" : "change_clip", id: thing.id, start: stretch.start, end: stretch.end };
  return {
    from: [],
    to: [],
    choice: { kind, id: thing.id, stretch },
    snapAt,
    isBlocked: false,
    edit: isSame(stretch, thing) ? null : edit,
  };
}

const NOTHING: Draft = { from: [], to: [], choice: null, snapAt: null, isBlocked: false, edit: null };

function carriedAt(tier: Tier, place: number): Carried[] {
  const interval = tier.intervals.at(place);
  return interval ? [{ interval, tierId: tier.id }] : [];
}

function isSame(a: Stretch, b: Stretch | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

function spanOf({ id, start, end }: Interval): { id: string; start: number; end: number } {
  return { id, start, end };
}

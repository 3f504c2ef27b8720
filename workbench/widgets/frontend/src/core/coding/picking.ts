/** What of the rows is picked: intervals of any number of tiers, the row one works in, and what was copied. Part of the page's state. */

import type { Interval, Stretch, Tier } from "../data";

/** No more intervals than this in one message; Python refuses more. */
export const MOST_AT_ONCE = 5_000;

/** Intervals by their ids, each with the id of its tier, in the order in which they were picked. */
export type Picked = ReadonlyMap<string, string>;

export interface Picking {
  readonly picked: Picked;
  /** The tier one works in: the one last picked from, or clicked into. */
  readonly tierId: string | null;
  readonly copied: { readonly picked: Picked; readonly start: number } | null;
}

export const NO_PICKS: Picking = { picked: new Map(), tierId: null, copied: null };

export type PickingAction =
  | { readonly type: "picked"; readonly picked: Picked }
  | { readonly type: "workedIn"; readonly tierId: string | null }
  | { readonly type: "copied"; readonly start: number };

export function reducePicking(picking: Picking, action: PickingAction): Picking {
  switch (action.type) {
    case "picked":
      return { ...picking, picked: action.picked, tierId: [...action.picked.values()].at(-1) ?? picking.tierId };
    case "workedIn":
      return { ...picking, tierId: action.tierId };
    case "copied":
      return { ...picking, copied: { picked: picking.picked, start: action.start } };
  }
}

/** An interval with the tier it is in. */
export interface PickedInterval extends Interval {
  readonly tier: Tier;
}

/** Those of the picked intervals that are still there, in order of time. */
export function pickedIntervals(picked: Picked, tiers: readonly Tier[]): readonly PickedInterval[] {
  if (picked.size === 0) return [];
  if (known?.picked === picked && known.tiers === tiers) return known.found;
  const found = tiers.flatMap((tier) => foundIn(tier, picked)).sort((a, b) => a.start - b.start || a.end - b.end);
  known = { picked, tiers, found };
  return found;
}

/** The last answer; it is asked for again and again for one selection. */
let known: { readonly picked: Picked; readonly tiers: readonly Tier[]; readonly found: readonly PickedInterval[] } | null = null;

const FEW = 40;

function foundIn(tier: Tier, picked: Picked): PickedInterval[] {
  const ids = [...picked].filter(([, tierId]) => tierId === tier.id).map(([id]) => id);
  const places = ids.length > FEW ? placesOf(tier, new Set(ids)) : ids.map((id) => tier.intervals.placeOf(id));
  return places.flatMap((place) => {
    const interval = tier.intervals.at(place);
    return interval ? [{ ...interval, tier }] : [];
  });
}

function placesOf({ intervals }: Tier, ids: ReadonlySet<string>): number[] {
  const places: number[] = [];
  for (let place = 0; place < intervals.n && places.length < ids.size; place++) if (ids.has(intervals.id(place))) places.push(place);
  return places;
}

export function pickOne(id: string, tierId: string): Picked {
  return new Map([[id, tierId]]);
}

/** With one more, or without it where it was picked. */
export function toggled(picked: Picked, id: string, tierId: string): Picked {
  const now = new Map(picked);
  if (!now.delete(id)) now.set(id, tierId);
  return now;
}

/** With everything from the last one picked in that tier to this one; without any there, with this one. */
export function extendedTo(picked: Picked, id: string, tier: Tier): Picked {
  const last = [...picked].findLast(([, tierId]) => tierId === tier.id)?.[0];
  const [from, to] = [last ? tier.intervals.placeOf(last) : -1, tier.intervals.placeOf(id)];
  if (from < 0 || to < 0) return new Map([...picked, [id, tier.id]]);
  const [first, step] = [from, from <= to ? 1 : -1];
  const now = new Map(picked);
  for (let place = first; place !== to + step && now.size < MOST_AT_ONCE; place += step) now.set(tier.intervals.id(place), tier.id);
  return now;
}

/** Everything in these tiers that shares time with a stretch, as much as fits in one message. */
export function pickedWithin(stretch: Stretch, tiers: readonly Tier[]): Picked {
  const picked = new Map<string, string>();
  for (const { id, intervals } of tiers) {
    const after = intervals.firstStartingAt(stretch.end);
    for (let place = intervals.firstEndingAfter(stretch.start); place < after && picked.size < MOST_AT_ONCE; place++) {
      if (intervals.end(place) > stretch.start) picked.set(intervals.id(place), id);
    }
  }
  return picked;
}

/** Whether people code in a tier; candidates are only looked at, accepted or dismissed. */
export function isOwn(tier: Tier): boolean {
  return tier.origin !== "candidate";
}

/** The next candidate in time over all tiers: after the picked one, else from an instant on. */
export function candidateBeside(
  tiers: readonly Tier[],
  last: PickedInterval | undefined,
  now: number,
  direction: 1 | -1,
): PickedInterval | undefined {
  const candidates = tiers.filter((tier) => !isOwn(tier));
  const order = (a: PickedInterval, b: PickedInterval): number =>
    a.start - b.start || candidates.indexOf(a.tier) - candidates.indexOf(b.tier);
  const from = last && !isOwn(last.tier) ? last : undefined;
  const found = candidates.flatMap((tier) => besideIn(tier, from, from?.start ?? now, direction).map((each) => ({ ...each, tier })));
  const beyond = from ? found.filter((each) => order(each, from) * direction > 0) : found;
  return beyond.sort((a, b) => order(a, b) * direction)[0];
}

/** The few of a tier around an instant that can be the next: what starts there, and the one after or before. */
function besideIn({ intervals }: Tier, from: Interval | undefined, start: number, direction: 1 | -1): Interval[] {
  const at = intervals.firstStartingAt(start);
  const places = direction > 0 ? [at, at + 1] : [at, at - 1];
  return places.flatMap((place) => {
    const interval = intervals.at(place);
    const isBeyond = interval && (direction > 0 ? interval.start >= start : interval.start <= start);
    return isBeyond && interval.id !== from?.id ? [interval] : [];
  });
}

/** The rows under the film: which there are, where they stand, and what lies at a place of them. Pixels from the top of the rows. */

import type { Channel, Clip, Interval, Moment, Person, Region, Snapshot, Step, Stretch, Tier } from "../data";
import { OBJECT_COLOURS } from "../design";
import type { Chosen } from "../state";
import { type Chain, chainsOf } from "../steps/chains";
import { MODALITY_WORDS, ROLE_DEEDS } from "../steps/words";
import { NOBODY, ROWS_AT_FIRST, type SoundLook, type TimelineLook } from "./look";

interface Place {
  readonly key: string;
  readonly top: number;
  readonly height: number;
  readonly label: string;
}

export type Row =
  | (Place & { readonly kind: "film" })
  | (Place & { readonly kind: "sound" })
  | (Place & {
      readonly kind: "tier";
      readonly tier: Tier;
      readonly person: Person | null;
      /** Whose rows these are, in words for folding them; the same for all rows of one person, and for those of nobody. */
      readonly group: string;
      readonly firstOfGroup: boolean;
    })
  | (Place & { readonly kind: "folded"; readonly tiers: readonly Tier[]; readonly person: Person | null; readonly group: string })
  | (Place & {
      readonly kind: "steps";
      readonly steps: readonly Step[];
      readonly actors: readonly Person[];
      readonly chains: readonly Chain[];
    })
  | (Place & { readonly kind: "figures"; readonly figures: readonly Laned<Region>[] })
  | (Place & { readonly kind: "moments"; readonly moments: readonly Laned<Moment>[] })
  | (Place & { readonly kind: "clips"; readonly clips: readonly Laned<Clip>[] });

/** Something with the lane it was put in so that it does not lie on another. */
export interface Laned<T> {
  readonly thing: T;
  readonly lane: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly height: number;
}

export const LANE_PX = 18;
const GAP_PX = 4;
const GROUP_GAP_PX = 10;
const STEP_LANE_PX = 20;
const SOUND_PX: Readonly<Record<SoundLook, number>> = { waveform: 32, spectrogram: 64 };
const FOLDED_PX = { least: 16, each: 3, most: 30 };
const BEADS_PX = 14;
const TIER_PX: Readonly<Record<Channel, number>> = { look: 16, voice: 14, words: 16, face: 14, turn: 14, other: 14 };
const CHANNEL_ORDER: readonly Channel[] = ["look", "voice", "words", "face", "turn", "other"];
const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  look: "look",
  voice: "voice",
  words: "words",
  face: "face",
  turn: "turn",
  other: "",
};

type Unplaced = { [K in Row["kind"]]: Omit<Extract<Row, { kind: K }>, "top"> & { readonly gap: number } }[Row["kind"]];

export function layoutRows(data: Snapshot, { folded, sound }: TimelineLook = ROWS_AT_FIRST): Rows {
  const unplaced: Unplaced[] = [{ kind: "film", key: "film", label: "film", height: 40, gap: 0 }];
  if (data.film?.hasSound) unplaced.push({ kind: "sound", key: "sound", label: "sound", height: SOUND_PX[sound], gap: GAP_PX });
  unplaced.push(...tierRows(data, folded), ...stepRows(data), ...figureRows(data));
  const moments = laned(data.moments);
  unplaced.push({ kind: "moments", key: "moments", label: "moments", moments, height: lanesHeight(moments), gap: GROUP_GAP_PX });
  const clips = laned((data.playlist?.clips ?? []).filter((clip) => clip.recordingId === data.film?.recordingId));
  unplaced.push({ kind: "clips", key: "clips", label: "clips", clips, height: lanesHeight(clips), gap: GAP_PX });
  let top = 0;
  const rows = unplaced.map(({ gap, ...row }): Row => {
    top += gap;
    const placed = { ...row, top } as Row;
    top += row.height;
    return placed;
  });
  return { rows, height: top };
}

function tierRows(data: Snapshot, folded: readonly string[]): Unplaced[] {
  const groups: (Person | null)[] = [...data.people, null];
  return groups.flatMap((person): Unplaced[] => {
    const isTheirs = ({ personId }: Tier): boolean => (person ? personId === person.id : !data.people.some((each) => each.id === personId));
    const tiers = data.tiers.filter(isTheirs).sort(byChannel);
    const group = person?.id ?? NOBODY;
    if (tiers.length === 0 || !folded.includes(group)) return tiers.map((tier, index) => tierRow(tier, person, group, index === 0));
    const height = Math.min(Math.max(tiers.length * FOLDED_PX.each, FOLDED_PX.least), FOLDED_PX.most);
    const label = tiers.length === 1 ? "1 row" : `${tiers.length} rows`;
    return [{ kind: "folded", key: `folded ${group}`, tiers, person, group, label, height, gap: GROUP_GAP_PX }];
  });
}

function tierRow(tier: Tier, person: Person | null, group: string, firstOfGroup: boolean): Unplaced {
  const words = person ? CHANNEL_WORDS[tier.channel] || tier.name : tier.name;
  const label = tier.origin === "candidate" ? `${words}?` : words;
  const gap = firstOfGroup ? GROUP_GAP_PX : 3;
  return { kind: "tier", key: tier.id, tier, person, group, firstOfGroup, label, height: TIER_PX[tier.channel], gap };
}

/** Where the tiers of a folded row stand in it: one under another, as high as there is room. */
export function foldedPlaces(
  row: Extract<Row, { kind: "folded" }>,
): { readonly tier: Tier; readonly top: number; readonly height: number }[] {
  const each = (row.height - 2) / row.tiers.length;
  return row.tiers.map((tier, index) => ({ tier, top: 1 + index * each, height: Math.max(each - (each > 3 ? 1 : 0), 1) }));
}

/** Channel by channel; in one channel what people marked stands above candidates. */
function byChannel(a: Tier, b: Tier): number {
  return (
    CHANNEL_ORDER.indexOf(a.channel) - CHANNEL_ORDER.indexOf(b.channel) ||
    Number(a.origin === "candidate") - Number(b.origin === "candidate") ||
    a.position - b.position
  );
}

function stepRows(data: Snapshot): Unplaced[] {
  if (data.steps.length === 0) return [];
  const actors = data.people.filter((person) => data.steps.some((step) => step.actorId === person.id));
  const chains = chainsOf(data.steps);
  const height = lanesOf(actors) + (chains.some((chain) => chain.kind === "take_five") ? BEADS_PX : 0);
  return [{ kind: "steps", key: "steps", label: "steps", steps: data.steps, actors, chains, height, gap: GROUP_GAP_PX }];
}

function figureRows({ regions }: Snapshot): Unplaced[] {
  if (regions.length === 0) return [];
  const figures = laned(regions);
  return [{ kind: "figures", key: "figures", label: "figures", figures, height: lanesHeight(figures), gap: GROUP_GAP_PX }];
}

function lanesHeight(things: readonly Laned<unknown>[]): number {
  return LANE_PX * (1 + things.reduce((most, each) => Math.max(most, each.lane), 0));
}

/** Each in the first of at most three lanes that is free when it starts; the third takes what is left. */
export function laned<T extends Stretch>(things: readonly T[]): Laned<T>[] {
  const freeFrom = [0, 0, 0];
  return [...things]
    .sort((a, b) => a.start - b.start)
    .map((thing) => {
      const free = freeFrom.findIndex((end) => end <= thing.start);
      const lane = free < 0 ? 2 : free;
      freeFrom[lane] = Math.max(freeFrom[lane] ?? 0, thing.end);
      return { thing, lane };
    });
}

/** Where a step's lane has its middle, from the top of the row. */
export function stepLaneMiddle(row: Extract<Row, { kind: "steps" }>, step: Step): number {
  const lane = Math.max(
    0,
    row.actors.findIndex((actor) => actor.id === step.actorId),
  );
  return STEP_LANE_PX * (lane + 0.5);
}

function lanesOf(actors: readonly Person[]): number {
  return Math.max(actors.length, 1) * STEP_LANE_PX;
}

/** Where the beads of take fives hang, below the lanes. */
export function beadsMiddle(row: Extract<Row, { kind: "steps" }>): number {
  return lanesOf(row.actors) + BEADS_PX / 2 - 1;
}

export interface Touched {
  readonly chosen: Chosen;
  readonly stretch: Stretch;
  readonly words: string;
}

/** What lies at a place of the rows; things narrower than the reach (in ticks) are still found. */
export function findAt(rows: Rows, ticks: number, y: number, reach: number, people: readonly Person[]): Touched | null {
  const row = rowAt(rows, y);
  if (!row) return null;
  const inRow = y - row.top;
  if (row.kind === "moments") return touched("moment", atInstant(inLane(row.moments, inRow), ticks, reach), momentWords);
  if (row.kind === "clips") return touched("clip", atInstant(inLane(row.clips, inRow), ticks, reach), clipWords);
  if (row.kind === "figures") return touched("region", atInstant(inLane(row.figures, inRow), ticks, reach), regionWords);
  if (row.kind === "steps" && inRow >= lanesOf(row.actors)) return touchedBead(row, ticks, reach, people);
  if (row.kind === "steps") {
    const lane = row.steps.filter((step) => Math.abs(stepLaneMiddle(row, step) - inRow) <= STEP_LANE_PX / 2);
    return touched("step", atInstant(lane, ticks, reach), (step) => stepWords(step, people));
  }
  if (row.kind === "folded") {
    const { tier } = foldedPlaces(row).findLast((each) => each.top <= inRow) ?? {};
    return tier ? touchedInterval(tier, tier.intervals.placeAt(ticks, reach), row) : null;
  }
  if (row.kind === "tier") return touchedInterval(row.tier, row.tier.intervals.placeAt(ticks, reach), row);
  return null;
}

function inLane<T>(things: readonly Laned<T>[], inRow: number): T[] {
  return things.filter((each) => each.lane === Math.floor(inRow / LANE_PX)).map((each) => each.thing);
}

function atInstant<T extends Stretch>(things: readonly T[], ticks: number, reach: number): T | undefined {
  return things.findLast((each) => each.start - reach <= ticks && ticks < Math.max(each.end, each.start + reach));
}

function touched<T extends Stretch & { readonly id: string }>(
  kind: Chosen["kind"],
  thing: T | undefined,
  words: (thing: T) => string,
): Touched | null {
  return thing ? { chosen: { kind, id: thing.id }, stretch: thing, words: words(thing) } : null;
}

/** A bead of a take five is the turn it stands for, walked in that take five. */
function touchedBead(row: Extract<Row, { kind: "steps" }>, ticks: number, reach: number, people: readonly Person[]): Touched | null {
  for (const chain of row.chains.filter((each) => each.kind === "take_five")) {
    const turn = chain.steps.find((step) => Math.abs(step.start - ticks) <= 2 * reach);
    const found = touched("step", turn, (step) => `take five on ${step.topic} · ${stepWords(step, people)}`);
    if (found) return { ...found, chosen: { kind: "step", id: turn?.id ?? "", chain: chain.key } };
  }
  return null;
}

function touchedInterval(tier: Tier, place: number, row: { readonly person: Person | null }): Touched | null {
  const interval = tier.intervals.at(place);
  if (!interval) return null;
  return { chosen: { kind: "interval", id: interval.id, tierId: tier.id }, stretch: interval, words: intervalWords(interval, tier, row) };
}

/** The row at a height, or none between rows. */
export function rowAt(rows: Rows, y: number): Row | undefined {
  return rows.rows.find((row) => y >= row.top && y < row.top + row.height);
}

/** The tiers of the rows that a height of them touches. */
export function tiersWithin(rows: Rows, top: number, bottom: number): readonly Tier[] {
  return rows.rows.flatMap((row) => (row.kind === "tier" && row.top < bottom && row.top + row.height > top ? [row.tier] : []));
}

export function momentWords(moment: Moment): string {
  return [moment.kind.replaceAll("_", " "), moment.principles.join(" · "), moment.why].filter(Boolean).join(" · ");
}

export function regionWords({ shape, label, purpose, keyframes }: Region): string {
  const nKeyframes = keyframes.length === 1 ? "1 keyframe" : `${keyframes.length} keyframes`;
  return [label || shape, purpose === "anonymise" ? "hides" : "points out", nKeyframes].join(" · ");
}

export function clipWords(clip: Clip): string {
  return `clip: ${clip.title || "no title yet"}`;
}

export function stepWords(step: Step, people: readonly Person[]): string {
  const actor = people.find((person) => person.id === step.actorId)?.shownName ?? "";
  const words = step.words ? `“${step.words}”` : "";
  return [`${actor} ${ROLE_DEEDS[step.role]}, with ${MODALITY_WORDS[step.modality]}`, step.principles.join(" · "), words]
    .filter(Boolean)
    .join(" · ");
}

export function intervalWords(interval: Interval, tier: Tier, { person }: { readonly person: Person | null }): string {
  const who = person ? `${person.shownName} ` : "";
  const what = person ? CHANNEL_WORDS[tier.channel] || tier.name : tier.name;
  const candidate = tier.origin === "candidate" ? " (a candidate to look at)" : "";
  return `${who}${what}: ${interval.label || "yes"}${candidate}`;
}

export type LookTarget = { readonly person: Person } | { readonly colour: string; readonly uncodable: boolean };

/** Who or what a look's label means: somebody by name, code or role, else a thing. */
export function lookTarget(label: string, people: readonly Person[]): LookTarget {
  const name = label.toLowerCase();
  const person =
    people.find((each) => [each.shownName, each.code].some((word) => word.toLowerCase() === name)) ??
    people.find((each) => each.role === name);
  if (person) return { person };
  return { colour: OBJECT_COLOURS[name] ?? OBJECT_COLOURS["elsewhere"] ?? "", uncodable: name === "uncodable" };
}

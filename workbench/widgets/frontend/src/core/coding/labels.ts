/** The labels of a pass and their keys: people and things to look at, kinds of sounds, whoever speaks; always a way to say that one cannot see it. */

import type { Channel, LabelKey, Person, Tier } from "../data";
import type { CodeState } from "./live_coding";

export const UNCODABLE = "uncodable";
const ELSEWHERE = "elsewhere";
const SOUNDS: readonly string[] = ["speech", "sound", "laugh"];
const MOST_LABELS = 12;
const KEYS: readonly string[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

/** A person's row, or of a voice pass everybody's at once. */
export const EVERYONE = "everyone";
export type Whose = string | null | typeof EVERYONE;

export interface Target {
  readonly whose: Whose;
  readonly channel: Channel;
}

export interface CodeLabel extends CodeState {
  readonly words: string;
  readonly chord: string;
  /** Whose sign stands beside it. */
  readonly person: Person | null;
}

/** A row of what people mark, by what it is of: `voice p1`. */
export function rowOf(channel: Channel, personId: string | null): string {
  return `${channel} ${personId ?? ""}`;
}

/** The row's tier, if there is one yet: of marks that people made here, the topmost. */
export function tierOf(tiers: readonly Tier[], row: string): Tier | undefined {
  return tiers
    .filter((tier) => tier.origin === "marked" && rowOf(tier.channel, tier.personId) === row)
    .sort((a, b) => a.position - b.position)[0];
}

export function labelsOf(
  target: Target,
  people: readonly Person[],
  tiers: readonly Tier[],
  own: readonly LabelKey[],
): readonly CodeLabel[] {
  const { whose, channel } = target;
  const mine = own.filter((each) => each.channel === channel);
  const unkeyed =
    whose === EVERYONE
      ? people.map((person) => ({ row: rowOf(channel, person.id), label: "speech", words: person.shownName, person }))
      : usualLabels(target, people, tiers, mine).map((label) => {
          const person = channel === "look" ? findPerson(label, people) : null;
          return { row: rowOf(channel, whose), label, words: person?.shownName ?? label, person };
        });
  return withKeys(unkeyed, mine, whose === EVERYONE);
}

function usualLabels(
  { whose, channel }: Target,
  people: readonly Person[],
  tiers: readonly Tier[],
  own: readonly LabelKey[],
): readonly string[] {
  const others = channel === "look" ? people.filter((person) => person.id !== whose).map((person) => nameOf(person, people)) : [];
  const used = channel === "words" ? [] : tiers.filter((tier) => tier.channel === channel).flatMap((tier) => tier.intervals.labels);
  const things = used.filter((label) => label !== "" && !(channel === "look" && findPerson(label, people)));
  const known = [...others, ...(channel === "voice" ? SOUNDS : []), ...own.map((each) => each.label), ...things];
  const last = channel === "look" ? [ELSEWHERE, UNCODABLE] : [UNCODABLE];
  const first = [...new Set(known)].filter((label) => !last.includes(label));
  return [...first.slice(0, MOST_LABELS - last.length), ...last];
}

/** Own keys first; then U for what cannot be coded, and numbers in order for the others. */
function withKeys(labels: readonly Omit<CodeLabel, "chord">[], own: readonly LabelKey[], byPerson: boolean): readonly CodeLabel[] {
  const chosen = new Map(byPerson ? [] : own.map((each) => [each.label, each.chord]));
  const taken = new Set([...chosen.values()]);
  const free = KEYS.filter((key) => !taken.has(key));
  return labels.map((label) => {
    const usual = label.label === UNCODABLE && !taken.has("U") ? "U" : undefined;
    return { ...label, chord: chosen.get(label.label) ?? usual ?? free.shift() ?? "" };
  });
}

/** What a person is called as a target: as shown, and by code where two are shown alike. */
function nameOf(person: Person, people: readonly Person[]): string {
  const name = person.shownName.toLowerCase();
  return people.some((other) => other !== person && other.shownName.toLowerCase() === name) ? person.code : name;
}

function findPerson(label: string, people: readonly Person[]): Person | null {
  const name = label.toLowerCase();
  return (
    people.find((each) => [each.shownName, each.code].some((word) => word.toLowerCase() === name)) ??
    people.find((each) => each.role === name) ??
    null
  );
}

/** The own keys after a label got another one; whoever had it gets the one that is free now. */
export function keysWith(
  labels: readonly CodeLabel[],
  own: readonly LabelKey[],
  channel: Channel,
  label: string,
  chord: string,
): readonly LabelKey[] {
  const before = labels.find((each) => each.label === label)?.chord ?? "";
  const holder = labels.find((each) => each.chord === chord && each.label !== label);
  const kept = own.filter((each) => each.channel !== channel || (each.label !== label && each.label !== holder?.label));
  const swapped = holder && before ? [{ channel, label: holder.label, chord: before }] : [];
  return [...kept, { channel, label, chord }, ...swapped];
}

/** Wire names and the page's names: snake_case on one side, camelCase on the other, and a proof at compile time that both say the same. */

import type { Snapshot, TierHeader } from "../core/data";
import { personMark } from "../core/design";
import type { Edit, Question, Questions, SendResult } from "../core/edits";
import type { WireReply } from "./model";
import type { Wire } from "./protocol";

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
export type Camelised<T> = T extends readonly [number, number]
  ? readonly [number, number]
  : T extends readonly (infer Item)[]
    ? readonly Camelised<Item>[]
    : T extends object
      ? { readonly [K in keyof T as K extends string ? Camel<K> : K]: Camelised<T[K]> }
      : T;

type WireSnapshot = Camelised<Wire["snapshot"]>;
type WirePerson = WireSnapshot["people"][number];

/** Compiles only while every edit of the page is one the protocol knows. */
type Known<T extends Camelised<Wire["edit"]>> = T;
export type KnownEdit = Known<Edit>;

/** Compiles only while every question of the page is one the protocol knows, and is answered as the page expects. */
type Asked<T extends Camelised<Wire["question"]>> = T;
export type KnownQuestion = Asked<Question>;
type Answers<T extends Questions> = T;
export type KnownAnswers = Answers<{
  read_history: { asked: Questions["read_history"]["asked"]; answer: Camelised<Wire["edits"]> };
  read_preview: { asked: Questions["read_preview"]["asked"]; answer: Camelised<Wire["preview"]> };
  read_faces: { asked: Questions["read_faces"]["asked"]; answer: Camelised<Wire["faces"]> };
  what_depends_on: { asked: Questions["what_depends_on"]["asked"]; answer: Camelised<Wire["depending"]> };
  what_may_go: { asked: Questions["what_may_go"]["asked"]; answer: Camelised<Wire["may_go"]> };
}>;

/** Compiles only while every trait has what the page expects of it. */
type Complete<T extends Omit<Snapshot, "people" | "tiers"> & { readonly tiers: readonly TierHeader[] }> = T;
export type CompleteSnapshot = Complete<WireSnapshot>;

/** A deep copy with keys in camelCase. */
export function camelised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toCamel(key), camelised(inner)]));
}

/** A deep copy with keys in snake_case. */
export function snaked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snaked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toSnake(key), snaked(inner)]));
}

export function editToWire(edit: KnownEdit): Record<string, unknown> {
  return snaked(edit) as Record<string, unknown>;
}

export function resultFromWire(reply: WireReply): SendResult {
  if (reply.ok) return { ok: true, result: camelised(reply.result) };
  const refusal = { ok: false, problem: reply.problem ?? "That did not work", nextStep: reply.next_step ?? "Try again" } as const;
  return reply.late ? { ...refusal, isUnanswered: true, late: reply.late.then(resultFromWire) } : refusal;
}

/** Traits that are parts of the snapshot as they come; tiers need their intervals first. */
export const TRAITS = [
  "film",
  "preparation",
  "checks",
  "publishing",
  "analysing",
  "analysis",
  "case",
  "casework",
  "people",
  "steps",
  "moments",
  "regions",
  "cameras",
  "playlist",
  "consent",
  "reviews",
  "supervision",
  "letters",
  "vocabulary",
  "history",
  "settings",
  "screen",
] as const satisfies readonly (keyof Wire["snapshot"])[];

export function headersFromWire(value: unknown): readonly TierHeader[] {
  return camelised(value) as WireSnapshot["tiers"];
}

/** One trait as the page has it; people get their marks by their place in the case's order. */
export function traitFromWire<K extends (typeof TRAITS)[number]>(name: K, value: unknown): Snapshot[K] {
  const plain: WireSnapshot[K] = camelised(value) as WireSnapshot[K];
  if (name !== "people") return plain as unknown as Snapshot[K] & WireSnapshot[K];
  const people = plain as readonly WirePerson[];
  return people.map((person, position) => ({ ...person, ...personMark(position) })) as unknown as Snapshot[K];
}

function toCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

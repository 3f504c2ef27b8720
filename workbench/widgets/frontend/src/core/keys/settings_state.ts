/** The settings sheet's own state: which keys are being asked for, what they would take from whom, and what can be put back. */

import type { KeyChoice } from "../data";
import { type BoundKey, type KeyBindings, whyReserved } from "./key_bindings";

/** The command whose keys are asked for; whether the new ones come beside the old. */
export interface Asking {
  readonly name: string;
  readonly beside: boolean;
}

export type KeysState =
  | { readonly at: "rest" }
  | { readonly at: "asking"; readonly asking: Asking; readonly said: string }
  | { readonly at: "conflict"; readonly asking: Asking; readonly chord: string; readonly holder: BoundKey };

export const AT_REST: KeysState = { at: "rest" };

/** What follows from keys pressed while they are asked for; `keep` where they can be kept at once. */
export type Heard = { readonly state: KeysState; readonly keep: readonly KeyChoice[] | null };

export function hear(keys: KeyBindings, asking: Asking, chord: string): Heard {
  if (chord === "Escape") return { state: AT_REST, keep: null };
  const reserved = whyReserved(chord);
  if (reserved) return { state: { at: "asking", asking, said: reserved }, keep: null };
  const holder = keys.holderOf(chord, keys.named(asking.name)?.inHand);
  if (holder && holder.name !== asking.name) return { state: { at: "conflict", asking, chord, holder }, keep: null };
  return { state: AT_REST, keep: choicesAfter(keys, asking, chord) };
}

/** The choices once a chord is given to the command asked for; whoever had it goes without it. */
export function choicesAfter(keys: KeyBindings, { name, beside }: Asking, chord: string): readonly KeyChoice[] {
  const before = beside ? (keys.named(name)?.chords ?? []).filter((each) => each !== chord) : [];
  return keys.choicesWith(name, [...before, chord]);
}

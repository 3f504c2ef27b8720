/** What is coded at the moment: whose row, by which keys, in a pass or naming marks. The page owns it; what was coded is Python's. */

import type { Channel, Person, Stretch } from "../data";
import { EVERYONE, type Target, type Whose } from "./labels";
import { type Coded, type LiveState, STANDING } from "./live_coding";
import type { Marks } from "./selection";

/** Going through the marks without a name, one after the other. */
export interface Naming {
  readonly intervalId: string;
  readonly stretch: Stretch;
  /** Named in this pass; the rows may not show it yet. */
  readonly named: ReadonlySet<string>;
  /** What was selected and repeated before, to be there again afterwards. */
  readonly before: { readonly marks: Marks; readonly looping: boolean };
}

export interface CodingState {
  readonly target: Target;
  /** The stretch of a pass under way; null while nothing is coded live. */
  readonly pass: Stretch | null;
  readonly live: LiveState;
  readonly naming: Naming | null;
  /** The label for which a key is asked. */
  readonly asking: string | null;
  /** What could not be kept, so that it can be tried again. */
  readonly unkept: readonly Coded[];
  readonly said: string;
}

export const NOTHING_CODED: CodingState = {
  target: { whose: null, channel: "look" },
  pass: null,
  live: STANDING,
  naming: null,
  asking: null,
  unkept: [],
  said: "",
};

export const CHANNELS: readonly { readonly channel: Channel; readonly words: string }[] = [
  { channel: "look", words: "Looks" },
  { channel: "voice", words: "Voice" },
  { channel: "turn", words: "Turns" },
  { channel: "face", words: "Face" },
  { channel: "other", words: "Other" },
];

/** The target as it can be: somebody of the case, everybody for voices only, nobody where there are no people. */
export function targetNow({ whose, channel }: Target, people: readonly Person[]): Target {
  const isThere = people.some((person) => person.id === whose) || (whose === EVERYONE && channel === "voice" && people.length > 0);
  return { whose: isThere ? whose : (people[0]?.id ?? null), channel };
}

/** Whose row a mark without a name goes into; null where there is no one row. */
export function rowPerson(whose: Whose): string | null | undefined {
  return whose === EVERYONE ? undefined : whose;
}

/** Taking things out of a case: the edit, and the words before and after. */

import type { Depending } from "./data";
import type { Edit, Removable, SendResult } from "./edits";

/** What has nothing hanging on it that would go along is never asked about. */
export const TAKES_ALONG: ReadonlySet<Removable> = new Set<Removable>(["tier", "person"]);

/** More than so many things going along are put to the person first. */
export const MOST_UNASKED = 3;

const NAMES: Readonly<Record<Removable, string>> = {
  moment: "The moment",
  step: "The step",
  region: "The figure",
  clip: "The clip",
  tier: "The row",
  interval: "The interval",
  person: "The person",
  goal: "The goal",
  cycle: "The cycle",
  review: "The review",
};

/** Null for what cannot be removed from the page. */
export function removalEdit(thing: Removable, id: string): Edit | null {
  if (thing === "interval") return { kind: "remove_intervals", ids: [id] };
  return thing === "person" ? null : { kind: `remove_${thing}`, id };
}

/** "Removing the row: 34 intervals go too" */
export function questionWords(thing: Removable, depending: Depending): string {
  return `Removing ${NAMES[thing].toLowerCase()}: ${depending.words.join(", ")}`;
}

/** "The moment is removed: 1 clip keeps its own times" */
export function removedWords(thing: Removable, answer: SendResult): string {
  return [`${NAMES[thing]} is removed`, ...alsoIn(answer)].join(": ");
}

/** What Python said of all that hung on a removed thing. */
export function alsoIn(answer: SendResult): readonly string[] {
  if (!answer.ok || typeof answer.result !== "object" || answer.result === null || !("also" in answer.result)) return [];
  const also: unknown = answer.result.also;
  return Array.isArray(also) && also.length > 0 ? [also.join(", ")] : [];
}

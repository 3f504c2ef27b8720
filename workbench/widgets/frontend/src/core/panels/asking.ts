/** Who still has to be asked, and what for: pure. */

import type { AskCause, Assent, ConsentScope, ConsentState, ToAsk } from "../consent";
import type { Person } from "../data";

/** The use that the next review waits for. */
export const MAIN_ASKED: ConsentScope = "shared_review";

/** What helps against something that stands against a use. */
export type AskWay = "consent" | "assent" | "hiding";

export function askWay(cause: AskCause): AskWay {
  if (cause === "not_hidden") return "hiding";
  return cause === "to_be_asked" || cause === "said_no" ? "assent" : "consent";
}

/** For each other use, who stands against it, once each. */
export function otherUses(toAsk: readonly ToAsk[]): readonly { readonly scope: ConsentScope; readonly personIds: readonly string[] }[] {
  const uses = new Map<ConsentScope, Set<string>>();
  for (const { scope, personId } of toAsk) {
    if (scope !== MAIN_ASKED) uses.set(scope, (uses.get(scope) ?? new Set()).add(personId));
  }
  return [...uses].map(([scope, ids]) => ({ scope, personIds: [...ids] }));
}

/** The children, by name, whose yes has counted for a package and who are asked anew for the next. */
export function askedForNext(consent: ConsentState | null, people: readonly Person[]): readonly string[] {
  if (!consent) return [];
  const asked = consent.toAsk.filter(({ scope, cause }) => scope === MAIN_ASKED && cause === "to_be_asked");
  const names = people.filter((person) => asked.some(({ personId }) => personId === person.id)).map((one) => one.shownName || one.code);
  return names.filter((name) => !consent.missing.includes(name));
}

const CHILDREN = new Set(["child", "sibling"]);

/** Whether somebody may be one who is asked each time. */
export function canBeAsked(person: Person): boolean {
  return person.askedEachTime || CHILDREN.has(person.role);
}

export function isBystander(person: Person): boolean {
  return person.role === "bystander";
}

const MOST_ANSWERS = 4;

/** What somebody answered lately, newest first. */
export function latestAnswers(assents: readonly Assent[], personId: string): readonly Assent[] {
  return assents
    .filter((one) => one.personId === personId)
    .slice(-MOST_ANSWERS)
    .reverse();
}

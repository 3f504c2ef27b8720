/** Where on the panels a next step is done. */

import type { NextStep } from "../casework";
import type { Tab } from "./panels_state";
import type { ReviewPart } from "./review_state";

/** What stands on the Case tab itself has the place to which the focus goes. */
const ON_CASE: Readonly<Record<string, string>> = {
  question: "case-question",
  cycle: "begin-cycle",
  close: "close-case",
  hold: "hold-case",
};

const TABS: Readonly<Partial<Record<NextStep["place"], Tab>>> = {
  people: "consent",
  moments: "moments",
  clips: "playlist",
  give: "playlist",
};

const REVIEW_PARTS: Readonly<Partial<Record<NextStep["place"], ReviewPart>>> = {
  review: "together",
  supervision: "supervision",
  letter: "letters",
};

export type Way =
  | { readonly kind: "tab"; readonly tab: Tab }
  | { readonly kind: "review"; readonly part: ReviewPart }
  | { readonly kind: "here"; readonly testid: string }
  | { readonly kind: "command"; readonly command: string };

/** A tab, a part of the Review tab, a field of the Case tab, or where no panel does it the command that does. */
export function wayTo(step: NextStep): Way {
  const testid = ON_CASE[step.key];
  if (step.place === "case" && testid) return { kind: "here", testid };
  if (step.key === "in_view") return { kind: "tab", tab: "consent" };
  const part = REVIEW_PARTS[step.place];
  if (part) return { kind: "review", part };
  const tab = TABS[step.place];
  return tab ? { kind: "tab", tab } : { kind: "command", command: step.command };
}

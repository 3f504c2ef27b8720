/** Where on the panels a next step is done. */

import type { NextStep } from "../data";
import type { Tab } from "./panels_state";

/** What stands on the Case tab itself has the place to which the focus goes. */
const ON_CASE: Readonly<Record<string, string>> = { question: "case-question", cycle: "begin-cycle" };

const TABS: Readonly<Partial<Record<NextStep["place"], Tab>>> = {
  people: "consent",
  moments: "moments",
  clips: "playlist",
  give: "playlist",
};

export type Way =
  | { readonly kind: "tab"; readonly tab: Tab }
  | { readonly kind: "here"; readonly testid: string }
  | { readonly kind: "command"; readonly command: string };

/** A tab, a field of the Case tab, or where no panel does it the command that does. */
export function wayTo(step: NextStep): Way {
  const testid = ON_CASE[step.key];
  if (step.place === "case" && testid) return { kind: "here", testid };
  if (step.key === "in_view") return { kind: "tab", tab: "consent" };
  const tab = TABS[step.place];
  return tab ? { kind: "tab", tab } : { kind: "command", command: step.command };
}

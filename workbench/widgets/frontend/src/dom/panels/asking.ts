/** Who still has to be asked what, with the way there: one line for each person and use that stands against something. */

import type { ToAsk } from "../../core/consent";
import type { Person } from "../../core/data";
import { type AskWay, askWay, MAIN_ASKED, otherUses } from "../../core/panels/asking";
import { button, paragraph, personSign } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function askingPart(view: View): Child {
  const { consent, people, vocabulary } = view.data;
  if (!view.data.film || !consent || consent.inView === null) return null;
  const first = consent.toAsk.filter((one) => one.scope === MAIN_ASKED);
  const names = new Map(people.map((person) => [person.id, person.shownName || person.code]));
  return node(
    "section",
    { class: "vp-part", key: "asking", attributes: { "aria-label": "Who still has to be asked", "data-testid": "asking" } },
    node("h3", {}, "Who still has to be asked"),
    consent.inView.length === 0
      ? paragraph("Nobody can be recognised, so nobody has to be asked.")
      : first.length === 0 && paragraph("To watch these clips together, everyone in view has agreed."),
    node(
      "ul",
      { class: "vp-asking", key: "rows" },
      first.map((one) =>
        askRow(
          view,
          one,
          people.find((person) => person.id === one.personId),
        ),
      ),
    ),
    otherUses(consent.toAsk).map(({ scope, personIds }) =>
      node(
        "p",
        { key: scope, class: "vp-quiet-text", attributes: { "data-testid": `asking-${scope}` } },
        `${vocabulary?.scopes.find((one) => one.scope === scope)?.words ?? scope}: not yet from ${personIds.map((id) => names.get(id) ?? "").join(", ")}.`,
      ),
    ),
  );
}

/** A quiet line about who has not said yes, with the way to the Consent tab. */
export function toConsent(view: View, words: string, testid: string): TreeNode {
  return node(
    "p",
    { class: "vp-notes-line", key: testid },
    words,
    button("Open Consent", () => view.acts.openTab("consent"), { look: "quiet", testid }),
  );
}

const WORDS: Readonly<Record<AskWay, string>> = { consent: "Ask", assent: "Ask now", hiding: "Hide them" };

function askRow(view: View, one: ToAsk, person: Person | undefined): Child {
  if (!person) return null;
  const way = askWay(one.cause);
  const act: Readonly<Record<AskWay, () => void>> = {
    consent: () => view.acts.ask(person.id, one.cause === "film_taken_back" ? "film" : one.scope, ""),
    assent: () => view.acts.startAssent(person.id, one.scope),
    hiding: () => view.acts.goToHiding(person.id),
  };
  return node(
    "li",
    { key: `${person.id} ${one.cause}`, attributes: { "data-testid": "to-ask" } },
    personSign(person),
    node("span", {}, node("b", {}, person.shownName || person.code), ` ${one.words}`),
    button(WORDS[way], act[way], { testid: `to-ask-${person.code}`, attributes: { "aria-label": `${WORDS[way]}: ${person.shownName}` } }),
  );
}

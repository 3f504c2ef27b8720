/** Assent: children who are asked each time anew, and what they answered. */

import type { Assent } from "../../core/consent";
import type { Person } from "../../core/data";
import { canBeAsked, latestAnswers } from "../../core/panels/asking";
import type { Assenting } from "../../core/panels/panels_state";
import { ASSENT_ANSWERS, formatDay, MAIN_SCOPES } from "../../core/panels/words";
import { entry, selectOne, tickBox } from "./entries";
import { button, refusalText } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function assentPart(view: View): Child {
  const children = view.data.people.filter(canBeAsked);
  if (children.length === 0) return null;
  return node(
    "section",
    { class: "vp-part", key: "assent", attributes: { "aria-label": "Asked each time" } },
    node("h3", {}, "Asked each time"),
    node(
      "p",
      { class: "vp-quiet-text" },
      "A yes of a child counts once, for one package, reel or letter. A no wins over everybody. Turning away is a no.",
    ),
    children.map((person) => childPart(view, person)),
  );
}

function childPart(view: View, person: Person): TreeNode {
  const { assenting } = view.state;
  return node(
    "div",
    { class: "vp-part vp-child", key: person.id, attributes: { "data-testid": "child" } },
    tickBox(
      `${person.shownName} is asked each time`,
      person.askedEachTime,
      (asked) => void view.acts.askEachTime(person.id, asked),
      `asked-each-time-${person.code}`,
    ),
    refusalText(view.state.refusals.get(`asked-each-time/${person.id}`)),
    person.askedEachTime && answers(view, person),
    person.askedEachTime &&
      (assenting?.personId === person.id
        ? answerForm(view, person, assenting)
        : button(`What did ${person.shownName} answer?`, () => view.acts.startAssent(person.id, "shared_review"), {
            testid: `assent-${person.code}`,
            key: "ask",
          })),
  );
}

function answers(view: View, person: Person): Child {
  const said = latestAnswers(view.data.consent?.assents ?? [], person.id);
  if (said.length === 0) return null;
  return node(
    "ol",
    { class: "vp-ratings", key: "answers", attributes: { "aria-label": `What ${person.shownName} answered, newest first` } },
    said.map((assent) => node("li", { key: assent.id, attributes: { "data-testid": "assent" } }, answerWords(view, assent))),
  );
}

function answerWords(view: View, assent: Assent): string {
  const use = usesOf(view).find((one) => one.value === assent.scope)?.words ?? assent.scope;
  const how = assent.shownBy ? ` (${assent.shownBy})` : "";
  const counted = assent.counted ? "; it has counted" : "";
  return `${formatDay(assent.on)}: ${assent.answer} to “${use}”${how}${counted}`;
}

function usesOf(view: View): { value: Assenting["scope"]; words: string }[] {
  return (view.data.vocabulary?.scopes ?? [])
    .filter((one) => MAIN_SCOPES.has(one.scope))
    .map(({ scope, words }) => ({ value: scope, words }));
}

function answerForm(view: View, person: Person, now: Assenting): TreeNode {
  return node(
    "div",
    { class: "vp-ask", key: "form", attributes: { role: "group", "aria-label": `What ${person.shownName} answered` } },
    selectOne(now.scope, (scope) => view.acts.changeAssent({ scope }), {
      label: `What was ${person.shownName} asked about?`,
      testid: "assent-scope",
      choices: usesOf(view),
    }),
    node(
      "div",
      { class: "vp-answers" },
      ASSENT_ANSWERS.map(({ answer, words }) =>
        button(words, () => view.acts.changeAssent({ answer }), {
          key: answer,
          testid: `assent-${answer}`,
          attributes: { "aria-pressed": now.answer === answer },
        }),
      ),
    ),
    entry(now.shownBy, (shownBy) => view.acts.changeAssent({ shownBy }), {
      label: "How was it shown?",
      testid: "assent-shown-by",
      hint: "In words, a nod, turning away",
      enter: () => void view.acts.keepAssent(),
    }),
    refusalText(view.state.refusals.get("assent")),
    node(
      "div",
      { class: "vp-acts" },
      button("Keep", () => void view.acts.keepAssent(), { look: "main", testid: "assent-keep" }),
      button("Cancel", view.acts.stopAssent, { look: "quiet" }),
    ),
  );
}

/** The Consent tab: who can be recognised in the film, and what each of them has said about each use. */

import type { Statement } from "../../core/consent";
import type { Person, ScopeWords } from "../../core/data";
import type { PersonRole } from "../../core/edits";
import { CONSENT_ANSWERS, MAIN_SCOPES, ROLES, statementWords } from "../../core/panels/words";
import { askingPart } from "./asking";
import { assentPart } from "./assent";
import { entry } from "./entries";
import { hidingPart } from "./hiding";
import { button, emptyState, paragraph, personSign, refusalText } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function consentTab(view: View): Child[] {
  const { people } = view.data;
  if (people.length === 0) return [view.state.newPerson ? null : noPeople(), personPart(view)];
  return [view.data.film && inViewPart(view), askingPart(view), tablePart(view), assentPart(view), hidingPart(view), personPart(view)];
}

function noPeople(): TreeNode {
  return emptyState(
    "Nobody is named yet",
    paragraph("Add everyone who can be recognised in the film. Until each of them has said yes, nothing can be shown."),
  );
}

function inViewPart(view: View): TreeNode {
  const { people, consent } = view.data;
  const inView = view.state.inView ?? consent?.inView ?? null;
  return node(
    "fieldset",
    { class: "vp-part vp-in-view", key: "in-view" },
    node("legend", { class: "vp-h3" }, "Who can be recognised in this film?"),
    inView === null && node("p", { class: "vp-quiet-text" }, "Nobody has said yet, so nothing can be shown."),
    node(
      "div",
      { class: "vp-people" },
      people.map((person) =>
        node(
          "label",
          { key: person.id, class: "vp-person" },
          node("input", {
            attributes: { type: "checkbox", "data-testid": `in-view-${person.code}` },
            checked: inView?.includes(person.id) ?? false,
            on: { change: (_event, element) => void view.acts.setInView(person.id, (element as HTMLInputElement).checked) },
          }),
          personSign(person),
          node("span", {}, person.shownName),
        ),
      ),
    ),
    refusalText(view.state.refusals.get("in-view")),
  );
}

function tablePart(view: View): TreeNode {
  const { people } = view.data;
  const { allScopes, asking } = view.state;
  const scopes = (view.data.vocabulary?.scopes ?? []).filter((one) => allScopes || MAIN_SCOPES.has(one.scope));
  return node(
    "section",
    { class: "vp-part", key: "table", attributes: { "aria-label": "What each person has said" } },
    node("h3", {}, "What each person has said"),
    node(
      "p",
      { class: "vp-quiet-text" },
      view.data.film
        ? "What nobody was asked is not allowed. A no can be said at any time and counts at once."
        : "Said for all films of this case. What nobody was asked is not allowed.",
    ),
    node(
      "div",
      { class: "vp-table-room" },
      node(
        "table",
        {
          class: "vp-table",
          attributes: { role: "table", "data-testid": "consent-table" },
          style: { "--vp-people": String(people.length) },
        },
        node(
          "thead",
          { attributes: { role: "rowgroup" } },
          node(
            "tr",
            { attributes: { role: "row" } },
            people.map((person) =>
              node(
                "th",
                { key: person.id, attributes: { role: "columnheader" } },
                node("span", { class: "vp-person-name" }, personSign(person), node("span", {}, person.shownName)),
              ),
            ),
          ),
        ),
        node(
          "tbody",
          { attributes: { role: "rowgroup" } },
          scopes.flatMap((scope) => [
            scopeRow(view, scope),
            asking?.scope === scope.scope &&
              questionRow(
                view,
                people.find((one) => one.id === asking.personId),
                scope,
              ),
          ]),
        ),
      ),
    ),
    button(allScopes ? "Show the main uses" : "Show all uses", () => view.acts.showAllScopes(!allScopes), {
      look: "quiet",
      testid: "all-scopes",
    }),
  );
}

function scopeRow(view: View, scope: ScopeWords): TreeNode {
  return node(
    "tr",
    { key: scope.scope, attributes: { role: "row" } },
    node("th", { class: "vp-scope", attributes: { role: "rowheader" } }, scope.words),
    view.data.people.map((person) => cell(view, person, scope)),
  );
}

function cell(view: View, person: Person, scope: ScopeWords): TreeNode {
  const statement = statementOf(view, person, scope);
  const said = statementWords(statement, view.today);
  const { asking } = view.state;
  const open = asking?.personId === person.id && asking.scope === scope.scope;
  return node(
    "td",
    { key: person.id, attributes: { role: "cell" } },
    node(
      "button",
      {
        class: `vp-cell vp-said-${said.look}${open ? " vp-open" : ""}`,
        attributes: {
          type: "button",
          "data-testid": `consent-${person.id}-${scope.scope}`,
          "aria-expanded": open,
          "aria-label": `${person.shownName}, ${scope.words}: ${said.words} ${said.detail}. Change`,
          title: statement?.givenBy ? `Said by ${statement.givenBy}` : null,
        },
        on: { click: () => (open ? view.acts.stopAsking() : view.acts.ask(person.id, scope.scope, whoUsuallySays(person))) },
      },
      node("span", { class: "vp-cell-words" }, said.words),
      " ",
      node("span", { class: "vp-cell-date" }, said.detail),
    ),
  );
}

/** The question under a row: what was said, and by whom. */
function questionRow(view: View, person: Person | undefined, scope: ScopeWords): Child {
  const { asking } = view.state;
  if (!asking || !person) return null;
  const id = `${view.uid}-given-by`;
  return node(
    "tr",
    { key: `ask-${asking.personId}-${scope.scope}`, attributes: { role: "row" } },
    node(
      "td",
      { class: "vp-question", attributes: { role: "cell" } },
      node(
        "div",
        {
          class: "vp-ask",
          attributes: { role: "group", "aria-label": `${person.shownName}: ${scope.words}`, "data-testid": "consent-question" },
        },
        node("p", {}, personSign(person), node("b", {}, person.shownName), ` · ${scope.words}`),
        node(
          "div",
          { class: "vp-answers" },
          CONSENT_ANSWERS.map(({ status, words }) =>
            button(words, () => view.acts.answer({ status }), {
              key: status,
              testid: `consent-answer-${status}`,
              attributes: { "aria-pressed": asking.status === status },
            }),
          ),
        ),
        node("label", { class: "vp-label", attributes: { for: id } }, "Who said it?"),
        node("input", {
          class: "vp-text",
          attributes: {
            id,
            type: "text",
            autocomplete: "off",
            maxlength: 300,
            "data-testid": "consent-given-by",
            placeholder: placeholder(person),
          },
          value: asking.givenBy,
          on: {
            input: (_event, element) => view.acts.answer({ givenBy: (element as HTMLInputElement).value }),
            keydown: (event) => (event as KeyboardEvent).key === "Enter" && void view.acts.sayConsent(),
          },
        }),
        asking.status === "granted" &&
          entry(asking.expires, (expires) => view.acts.answer({ expires }), {
            label: "The last day it holds (may stay empty)",
            testid: "consent-expires",
            type: "date",
            enter: () => void view.acts.sayConsent(),
            attributes: { min: view.today },
          }),
        refusalText(view.state.refusals.get("consent")),
        node(
          "div",
          { class: "vp-acts" },
          button("Keep", () => void view.acts.sayConsent(), { look: "main", testid: "consent-keep" }),
          button("Cancel", view.acts.stopAsking, { look: "quiet" }),
        ),
      ),
    ),
  );
}

function personPart(view: View): TreeNode {
  const { newPerson } = view.state;
  if (!newPerson) {
    return node(
      "div",
      { class: "vp-part", key: "add" },
      button("Add a person", view.acts.startPerson, { icon: "plus", testid: "add-person" }),
    );
  }
  return node(
    "section",
    { class: "vp-part vp-ask", key: "add", attributes: { "aria-label": "A new person" } },
    node("h3", {}, "A new person"),
    personText(view, "person-name", "Name the family uses", "Such as “Mum”", newPerson.shownName, (shownName) => ({ shownName })),
    personText(view, "person-code", "Code, never a real name", "Such as “P1”", newPerson.code, (code) => ({ code })),
    node(
      "label",
      { class: "vp-field" },
      node("span", { class: "vp-label" }, "Role"),
      node(
        "select",
        {
          class: "vp-text",
          attributes: { "data-testid": "person-role" },
          value: newPerson.role,
          on: { change: (_event, element) => view.acts.changePerson({ role: (element as HTMLSelectElement).value as PersonRole }) },
        },
        ROLES.map(({ role, words }) => node("option", { key: role, attributes: { value: role } }, words)),
      ),
    ),
    refusalText(view.state.refusals.get("person")),
    node(
      "div",
      { class: "vp-acts" },
      button("Add", () => void view.acts.addPerson(), { look: "main", testid: "person-keep" }),
      button("Cancel", view.acts.stopPerson, { look: "quiet" }),
    ),
  );
}

function personText(
  view: View,
  testid: string,
  label: string,
  hint: string,
  value: string,
  change: (words: string) => { shownName: string } | { code: string },
): TreeNode {
  return node(
    "label",
    { class: "vp-field" },
    node("span", { class: "vp-label" }, label),
    node("input", {
      class: "vp-text",
      attributes: { type: "text", autocomplete: "off", maxlength: 60, placeholder: hint, "data-testid": testid },
      value,
      on: {
        input: (_event, element) => view.acts.changePerson(change((element as HTMLInputElement).value)),
        keydown: (event) => (event as KeyboardEvent).key === "Enter" && void view.acts.addPerson(),
      },
    }),
  );
}

function statementOf(view: View, person: Person, scope: ScopeWords): Statement | undefined {
  return view.data.consent?.statements.find((one) => one.personId === person.id && one.scope === scope.scope);
}

const SAID_FOR = new Set(["child", "sibling"]);

function whoUsuallySays(person: Person): string {
  return SAID_FOR.has(person.role) ? "" : person.shownName;
}

function placeholder(person: Person): string {
  return SAID_FOR.has(person.role) ? `Who speaks for ${person.shownName}` : "Their name, or who spoke for them";
}

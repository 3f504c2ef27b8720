/** Who is in the case, and how each is spoken of and to; and with whom and where one works. */

import type { Casework } from "../../core/casework";
import type { CaseWords, Person } from "../../core/data";
import { languageChoices, languageName, pageSpeaks } from "../../core/panels/languages";
import { CASE_KINDS, ROLES } from "../../core/panels/words";
import { selectOne } from "./entries";
import { button, choose, fieldRefusal, paragraph, personSign, refusalText, textField } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { caseField, personField, type View } from "./view";
import { copied } from "./written";

export function settingPart(view: View, words: CaseWords, { kind }: Casework): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "setting", attributes: { "aria-label": "With whom and where" } },
    node("h3", {}, "With whom and where"),
    choose(view, {
      label: "One works with",
      name: "case-kind",
      testid: "case-kind",
      choices: CASE_KINDS.map((one) => ({ value: one.kind, words: one.words })),
      chosen: kind,
      act: (chosen) => void view.acts.sayCaseKind(chosen),
    }),
    kind === "professional" && node("p", { class: "vp-quiet-text", key: "professional" }, "A professional may choose the clips too."),
    refusalText(view.state.refusals.get("case-kind")),
    textField(view, caseField(view, words, "setting"), {
      label: "Setting",
      testid: "case-setting",
      oneLine: true,
      placeholder: "Such as “at home”, “nursery”, “ward”",
    }),
  );
}

export function peoplePart(view: View, { pageLanguages }: Casework): TreeNode {
  const { people } = view.data;
  return node(
    "section",
    { class: "vp-part", key: "people", attributes: { "aria-label": "People" } },
    node("h3", {}, "People"),
    people.length === 0 && paragraph("Nobody is named yet. Everyone who can be recognised in a film is added on the Consent tab."),
    node(
      "ul",
      { class: "vp-persons", key: "people" },
      people.map((person) => personRow(view, person, pageLanguages)),
    ),
    button(people.length === 0 ? "Add a person" : "Add somebody", () => view.acts.openTab("consent"), {
      look: "quiet",
      testid: "to-people",
    }),
  );
}

function personRow(view: View, person: Person, pageLanguages: readonly string[]): TreeNode {
  const language = personField(view, person, "language");
  const role = ROLES.find((one) => one.role === person.role)?.words ?? person.role;
  return node(
    "li",
    { key: person.id, class: "vp-part", attributes: { "data-testid": `person-${person.code}` } },
    node(
      "p",
      { class: "vp-person-name" },
      personSign(person),
      node("span", {}, person.shownName),
      node("span", { class: "vp-quiet-text" }, role),
    ),
    node(
      "div",
      { class: "vp-side-by-side", attributes: { role: "group", "aria-label": person.shownName } },
      textField(view, personField(view, person, "pronoun"), {
        label: "Pronoun",
        testid: `pronoun-${person.code}`,
        oneLine: true,
        placeholder: "Such as she, he, they",
      }),
      selectOne(language.value, (tag) => view.acts.choose(language.key, tag), {
        label: "Language",
        testid: `language-${person.code}`,
        choices: languageChoices(language.value, pageLanguages),
      }),
    ),
    fieldRefusal(view, language),
    ...(person.role === "client" ? readsIn(view, language.value, pageLanguages) : []),
  );
}

/** In which language the family's page speaks to the client. */
function readsIn(view: View, tag: string, pageLanguages: readonly string[]): Child[] {
  const name = languageName(tag);
  const isSpoken = pageSpeaks(tag, pageLanguages);
  const words = isSpoken
    ? `The family's page and letters speak ${name}.`
    : `There are no words for the family's page in ${name} yet, so its buttons are English. This makes a file to translate:`;
  return [
    node("p", { class: "vp-quiet-text", key: "reads", attributes: { "data-testid": "page-language" } }, words),
    !isSpoken && copied(view, `vig words --edit page --language ${tag}`, "page-command", "copy-page-command"),
  ];
}

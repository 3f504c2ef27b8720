/** Letters to the family: drafted from the client's own words, read and changed here, and written as a file. */

import { letterText } from "../../core/panels/reviews";
import { formatDay, LETTER_KINDS } from "../../core/panels/words";
import type { Letter } from "../../core/record";
import { tickBox } from "./entries";
import { letterStillsPart } from "./letter_stills";
import { button, choose, emptyState, paragraph, refusalText, textField } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { letterField, letterTextField, type View } from "./view";
import { writtenFile } from "./written";

export function lettersPart(view: View): Child[] {
  const { letterKind } = view.state.review;
  const letter = view.data.letters.filter((one) => one.kind === letterKind).at(-1);
  return [
    choose(view, {
      label: "Which letter",
      name: "letter-kind",
      testid: "letter-kind",
      choices: LETTER_KINDS.map(({ kind, words }) => ({ value: kind, words })),
      chosen: letterKind,
      act: view.acts.openLetter,
    }),
    letter ? letterPart(view, letter) : noLetter(view),
  ];
}

function noLetter(view: View): TreeNode {
  return emptyState(
    "Not drafted yet",
    paragraph(
      "The draft is made of the client's own words: their hope, what they said and named of clips worth showing again, and what they want to try. You change it here before it leaves.",
    ),
    ratingsBox(view),
    refusalText(view.state.refusals.get("letter")),
    button("Draft it", () => void view.acts.draftLetter(), { look: "main", testid: "draft-letter" }),
  );
}

function ratingsBox(view: View): TreeNode {
  return tickBox("Tell their own numbers, because they wish it", view.state.review.withRatings, view.acts.tellRatings, "with-ratings");
}

function letterPart(view: View, letter: Letter): TreeNode {
  return node(
    "div",
    { class: "vp-review-part", key: letter.id },
    node(
      "p",
      { class: "vp-quiet-text", key: "state", attributes: { "data-testid": "letter-state" } },
      letter.edited
        ? `Read and ready to leave; drafted on ${formatDay(letter.draftedOn)}.`
        : `A draft of ${formatDay(letter.draftedOn)}. Nobody has read it yet.`,
    ),
    node(
      "div",
      { class: "vp-letter", attributes: { lang: letter.language, dir: "auto" } },
      textField(view, letterField(view, letter, "heading"), { label: "Heading", testid: "letter-heading", oneLine: true }),
      textField(view, letterTextField(view, letter, letterText(letter)), {
        label: "The letter; a blank line begins a new paragraph",
        testid: "letter-text",
        rows: 12,
        most: 20_000,
      }),
    ),
    letterStillsPart(view, letter),
    refusalText(view.state.refusals.get("letter"), { testid: "letter-refusal" }),
    letter.edited ? writeActs(view, letter) : readActs(view, letter),
    writtenFile(view, `letter-${letter.id}`),
    node(
      "div",
      { class: "vp-part", key: "anew" },
      ratingsBox(view),
      button("Draft it anew", () => void view.acts.draftLetter(), { look: "quiet", testid: "draft-letter" }),
    ),
  );
}

function readActs(view: View, letter: Letter): TreeNode {
  return node(
    "div",
    { class: "vp-part", key: "read" },
    paragraph("Read it, and change what you like: then it can leave."),
    button("I have read it", () => void view.acts.approveLetter(letter.id), { look: "main", testid: "approve-letter" }),
  );
}

function writeActs(view: View, letter: Letter): TreeNode {
  return node(
    "div",
    { class: "vp-acts", key: "write" },
    button("Write it to print (PDF)", () => void view.acts.writeLetter(letter.id, "pdf"), { testid: "letter-pdf" }),
    button("For a word processor (DOCX)", () => void view.acts.writeLetter(letter.id, "docx"), { testid: "letter-docx" }),
  );
}

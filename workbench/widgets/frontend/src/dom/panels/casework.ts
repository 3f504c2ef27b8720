/** The Case tab, on which the notebook opens: what is next, the client's own words, goals, cycles. */

import { cyclesPart } from "./cycles";
import { endingPart } from "./ending";
import { filmChecksPart } from "./film_checks";
import { goalsPart } from "./goals";
import { removedNote } from "./moments";
import { nextStepsPart } from "./next_steps";
import { button, emptyState, paragraph, refusalText, textField } from "./parts";
import { peoplePart, settingPart } from "./people";
import { thisFilmPart } from "./this_film";
import { type Child, node, type TreeNode } from "./tree";
import { caseField, type View } from "./view";
import { writtenFile } from "./written";

export function caseTab(view: View): Child[] {
  const { case: words, casework } = view.data;
  if (!casework) return [emptyState("No case here", paragraph("This film is here to be looked at only."))];
  return [
    removedNote(view),
    node(
      "div",
      { class: "vp-editor vp-case", key: "case" },
      nextStepsPart(view, casework.nextSteps),
      words &&
        node(
          "section",
          { class: "vp-part", key: "words", attributes: { "aria-label": "In their own words" } },
          node("h3", {}, "In their own words"),
          textField(view, caseField(view, words, "helpingQuestion"), {
            label: "Helping question: what they would like help with",
            testid: "case-question",
            placeholder: "Such as “How can I get him to listen to me?”",
          }),
          textField(view, caseField(view, words, "hope"), {
            label: "Hope, as their page says it: “You hoped …”",
            testid: "case-own-hope",
            rows: 1,
            placeholder: "Such as “that he listens to me”",
          }),
        ),
      goalsPart(view, casework.goals),
      cyclesPart(view, casework),
      view.data.film && thisFilmPart(view, view.data.film, casework),
      filmChecksPart(view),
      words && settingPart(view, words, casework),
      peoplePart(view, casework),
      guidePart(view),
      endingPart(view, casework),
    ),
  ];
}

function guidePart(view: View): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "guide", attributes: { "aria-label": "Filming guide" } },
    node("h3", {}, "Before they film"),
    paragraph("One page in plain words on how to film at home, in the client's language, to give along."),
    refusalText(view.state.refusals.get("guide")),
    button("Filming guide to print (PDF)", () => void view.acts.writeFilmingGuide(), { testid: "filming-guide" }),
    writtenFile(view, "guide"),
  );
}

/** The Review tab: what follows the clips. The meeting itself, supervision, letters; one of them at a time. */

import { REVIEW_PARTS, type ReviewPart } from "../../core/panels/review_state";
import { REVIEW_PART_WORDS } from "../../core/panels/words";
import { lettersPart } from "./letters";
import { removedNote } from "./moments";
import { choose } from "./parts";
import { supervisionPart } from "./supervision";
import { togetherPart } from "./together";
import { type Child, node } from "./tree";
import type { View } from "./view";

const PARTS: Readonly<Record<ReviewPart, (view: View) => Child[]>> = {
  together: togetherPart,
  supervision: supervisionPart,
  letters: lettersPart,
};

export function reviewTab(view: View): Child[] {
  const { part } = view.state.review;
  return [
    removedNote(view),
    node(
      "div",
      { class: "vp-editor vp-review", key: "review" },
      choose(view, {
        label: "What follows the clips",
        name: "review-part",
        testid: "review-part",
        choices: REVIEW_PARTS.map((value) => ({ value, words: REVIEW_PART_WORDS[value] })),
        chosen: part,
        act: view.acts.openPart,
      }),
      node("div", { class: "vp-review-part", key: part }, PARTS[part](view)),
    ),
  ];
}

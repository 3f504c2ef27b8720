/** The guider's own look back on a review, point by point, in words and never a mark. */

import { fieldKey } from "../../core/panels/drafts";
import { chosenReview, lookBackOn, pointsToShow, wordsTo } from "../../core/panels/reviews";
import { formatDay } from "../../core/panels/words";
import type { ChecklistLine, Review, Supervising } from "../../core/record";
import { fold, foldOf } from "./folds";
import { icon, paragraph, textField } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { fieldOver, type View } from "./view";

export function lookBackFold(view: View, supervision: Supervising): TreeNode {
  const review = chosenReview(view.data.reviews, view.state.review.reviewId);
  const checklist = view.data.vocabulary?.checklists.find((one) => one.code === "self_reflection");
  const about = review ? `on the review of ${formatDay(review.heldOn)}` : "";
  return fold(
    { words: checklist?.title ?? "Looking back", about, ...foldOf(view, "look-back") },
    ...points(view, supervision, review, checklist?.points ?? []),
  );
}

function points(view: View, supervision: Supervising, review: Review | null, checklist: readonly ChecklistLine[]): Child[] {
  if (!review) return [paragraph("Write down a review first; then you can look back on your own part in it.")];
  const lookBack = lookBackOn(supervision, review.id);
  return [
    node("p", { class: "vp-quiet-text", key: "about" }, "Take what speaks to you, and leave the rest."),
    node(
      "ol",
      { class: "vp-rows", key: "points" },
      pointsToShow(checklist, lookBack).map((point) => pointRow(view, review, point, wordsTo(lookBack, point.code))),
    ),
  ];
}

function pointRow(view: View, review: Review, point: ChecklistLine, saved: string): TreeNode {
  const field = fieldOver(view, fieldKey("look_back", review.id, point.code), saved);
  const isOpen = view.state.review.openPoint === point.code;
  if (isOpen) {
    return node(
      "li",
      { key: point.code, class: "vp-row-body", attributes: { "data-testid": "point" } },
      textField(view, field, { label: point.words, testid: "point-words" }),
    );
  }
  return node(
    "li",
    { key: point.code, attributes: { "data-testid": "point" } },
    node(
      "button",
      {
        class: "vp-row-head",
        attributes: { type: "button", "aria-expanded": false, "data-testid": `point-${point.code}` },
        on: { click: () => view.acts.openPoint(point.code) },
      },
      icon("on"),
      node("span", {}, field.value ? node("b", {}, point.words) : point.words, field.value),
    ),
  );
}

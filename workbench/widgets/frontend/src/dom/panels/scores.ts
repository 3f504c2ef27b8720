/** Scores of published instruments as their raters gave them: logged, never worked out and never shown to a family. */

import type { NewMeasure } from "../../core/panels/review_state";
import { formatDay } from "../../core/panels/words";
import type { Measure } from "../../core/record";
import { entry } from "./entries";
import { fold, foldOf } from "./folds";
import { button, paragraph, refusalText } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function scoresFold(view: View, measures: readonly Measure[]): TreeNode {
  const { newMeasure } = view.state.review;
  return fold(
    { words: "Scores of published instruments", about: countWords(measures.length), ...foldOf(view, "scores") },
    measures.length === 0 && !newMeasure && paragraph("What a trained rater scored elsewhere can be noted here, as they gave it."),
    node(
      "ol",
      { class: "vp-rows", key: "rows" },
      measures.map((measure) => measureRow(view, measure)),
    ),
    newMeasure
      ? measureForm(view, newMeasure)
      : button("Note a score", () => view.acts.startMeasure(view.today), { icon: "plus", testid: "add-measure", key: "add" }),
  );
}

function countWords(n: number): string {
  return n === 0 ? "" : n === 1 ? "1 score" : `${n} scores`;
}

function measureRow(view: View, measure: Measure): TreeNode {
  const name = [measure.name, measure.version].filter(Boolean).join(" ");
  const about = [formatDay(measure.on), measure.rater && `rated by ${measure.rater}`].filter(Boolean).join(", ");
  return node(
    "li",
    { key: measure.id, class: "vp-score", attributes: { "data-testid": "measure" } },
    node("span", {}, node("b", {}, name), node("span", { class: "vp-quiet-text vp-number" }, about)),
    node("span", { class: "vp-number" }, measure.score),
    button(`Remove the score of ${name}`, () => void view.acts.removeMeasure(measure.id), {
      look: "icon",
      icon: "close",
      testid: "remove-measure",
    }),
  );
}

function measureForm(view: View, now: NewMeasure): TreeNode {
  const enter = (): void => void view.acts.keepMeasure();
  const line = (name: keyof NewMeasure, label: string, hint = ""): TreeNode =>
    entry(now[name], (value) => view.acts.changeMeasure({ [name]: value }), {
      label,
      testid: `measure-${name}`,
      most: 200,
      enter,
      ...(hint ? { hint } : {}),
      ...(name === "on" ? { type: "date" as const } : {}),
    });
  return node(
    "div",
    { class: "vp-ask", key: "new", attributes: { role: "group", "aria-label": "A score" } },
    node("div", { class: "vp-entries" }, line("name", "Instrument", "VIG-SDS"), line("version", "Version")),
    node("div", { class: "vp-entries" }, line("rater", "Who rated: initials or a code"), line("on", "The day")),
    line("score", "Score, as it was given"),
    refusalText(view.state.refusals.get("measure")),
    node(
      "div",
      { class: "vp-acts" },
      button("Keep", enter, { look: "main", testid: "measure-keep" }),
      button("Cancel", view.acts.stopMeasure, { look: "quiet" }),
    ),
  );
}

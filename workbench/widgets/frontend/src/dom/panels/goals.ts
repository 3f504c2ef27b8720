/** Goals in the client's words, and how near they feel to each: their own numbers with their days, never drawn and never compared. */

import type { Goal, Rating } from "../../core/casework";
import { formatDay } from "../../core/panels/words";
import { entry } from "./entries";
import { button, choose, paragraph, refusalText, textField } from "./parts";
import { node, type TreeNode } from "./tree";
import { goalField, type View } from "./view";

const FROM_0_TO_10 = Array.from({ length: 11 }, (_, value) => ({ value, words: String(value) }));

export function goalsPart(view: View, goals: readonly Goal[]): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "goals", attributes: { "aria-label": "Goals" } },
    node("h3", {}, "Goals"),
    goals.length === 0 && paragraph("No goal yet. Ask what would be a little different if this got better, and write it as they say it."),
    node(
      "ol",
      { class: "vp-goals", key: "goals" },
      goals.map((goal) => goalRow(view, goal)),
    ),
    view.state.newGoal === null
      ? button("Add a goal", view.acts.startGoal, { icon: "plus", testid: "add-goal", key: "add" })
      : newGoal(view, view.state.newGoal),
  );
}

function goalRow(view: View, goal: Goal): TreeNode {
  const { rating } = view.state;
  return node(
    "li",
    { key: goal.id, class: "vp-goal", attributes: { "data-testid": "goal" } },
    textField(view, goalField(view, goal), { label: `Goal since ${formatDay(goal.setOn)}`, testid: "goal-words", rows: 1 }),
    goal.ratings.length > 0 &&
      node(
        "ol",
        { class: "vp-ratings", key: "ratings", attributes: { "aria-label": "Their own ratings, oldest first" } },
        goal.ratings.map(ratingRow),
      ),
    rating?.goalId === goal.id
      ? ratingNow(view, rating.on, rating.value, rating.words)
      : node(
          "div",
          { class: "vp-acts", key: "acts" },
          button("Their number", () => view.acts.startRating(goal, view.today), { testid: "rate-goal" }),
          button("Remove this goal", () => void view.acts.removeGoal(goal.id), { look: "quiet", testid: "remove-goal" }),
        ),
    refusalText(view.state.refusals.get(`goal/${goal.id}`)),
  );
}

function ratingRow(rating: Rating): TreeNode {
  return node(
    "li",
    { key: rating.id, attributes: { "data-testid": "rating" } },
    node("span", { class: "vp-number" }, `${formatDay(rating.on)}: ${rating.value} of 10`),
    rating.words && node("q", {}, rating.words),
  );
}

function ratingNow(view: View, on: string, value: number | null, words: string): TreeNode {
  const enter = (): void => void view.acts.keepRating();
  return node(
    "div",
    { class: "vp-part vp-rating", key: "rating", attributes: { role: "group", "aria-label": "Their number" } },
    choose(view, {
      label: "How near do they feel? 0 not at all, 10 wholly there",
      name: "rating",
      testid: "rating-value",
      choices: FROM_0_TO_10,
      chosen: value,
      act: (chosen) => view.acts.changeRating({ value: chosen }),
    }),
    entry(words, (said) => view.acts.changeRating({ words: said }), {
      label: "What they said with it (may stay empty)",
      testid: "rating-words",
      enter,
    }),
    entry(on, (day) => view.acts.rateOn(day), { label: "The day they said it", testid: "rating-day", type: "date", enter }),
    node(
      "div",
      { class: "vp-acts" },
      button("Keep", enter, { look: "main", testid: "rating-keep" }),
      button("Cancel", view.acts.stopRating, { look: "quiet" }),
    ),
  );
}

function newGoal(view: View, words: string): TreeNode {
  return node(
    "div",
    { class: "vp-part", key: "new", attributes: { role: "group", "aria-label": "A new goal" } },
    node(
      "label",
      { class: "vp-field" },
      node("span", { class: "vp-label" }, "The goal, as the client says it"),
      node("textarea", {
        class: "vp-text",
        attributes: { rows: 2, maxlength: 4000, "data-testid": "new-goal", placeholder: "Such as “that we play together without a fight”" },
        value: words,
        on: { input: (_event, element) => view.acts.writeGoal((element as HTMLTextAreaElement).value) },
      }),
    ),
    refusalText(view.state.refusals.get("goal")),
    node(
      "div",
      { class: "vp-acts" },
      button("Add", () => void view.acts.addGoal(), { look: "main", testid: "goal-keep" }),
      button("Cancel", view.acts.stopGoal, { look: "quiet" }),
    ),
  );
}

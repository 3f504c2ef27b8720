/** What is next for this family: a quiet list; each line goes to where it can be done. */

import type { NextStep } from "../../core/casework";
import { wayTo } from "../../core/panels/next_steps";
import { button, icon, paragraph } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function nextStepsPart(view: View, steps: readonly NextStep[]): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "next", attributes: { "aria-label": "What is next for this family", "data-testid": "next-steps" } },
    node("h3", {}, "What is next for this family"),
    steps.length === 0
      ? paragraph("Nothing waits. What comes next shows here by itself.")
      : node(
          "ol",
          { class: "vp-next", key: "steps" },
          steps.map((step) => nextStep(view, step)),
        ),
  );
}

function nextStep(view: View, step: NextStep): TreeNode {
  const way = wayTo(step);
  const key = `${step.key} ${step.words}`;
  if (way.kind === "command") {
    return node(
      "li",
      { key, class: "vp-next-command", attributes: { "data-testid": `next-${step.key}` } },
      paragraph(step.words),
      node(
        "div",
        { class: "vp-command" },
        node("code", {}, way.command),
        button("Copy", () => void view.acts.copy(way.command), { attributes: { "aria-label": `Copy the command: ${way.command}` } }),
      ),
    );
  }
  return node(
    "li",
    { key },
    node(
      "button",
      {
        class: "vp-next-step",
        attributes: { type: "button", "data-testid": `next-${step.key}` },
        on: {
          click: () => {
            if (way.kind === "here") return view.acts.focus(way.testid);
            const tab = way.kind === "review" ? "review" : way.tab;
            if (way.kind === "review") view.acts.openPart(way.part);
            view.acts.openTab(tab);
            view.acts.focus(`tab-${tab}`);
          },
        },
      },
      node("span", {}, step.words),
      icon("on"),
    ),
  );
}

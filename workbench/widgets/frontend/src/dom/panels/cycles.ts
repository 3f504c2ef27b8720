/** The cycles of filming and review, and how far each has come. */

import type { Casework, Cycle } from "../../core/casework";
import { CYCLE_STATES } from "../../core/panels/words";
import { button, choose, paragraph, refusalText } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function cyclesPart(view: View, { cycles, plannedCycles }: Casework): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "cycles", attributes: { "aria-label": "Cycles" } },
    node(
      "div",
      { class: "vp-heading-row" },
      node("h3", {}, "Cycles"),
      node(
        "label",
        { class: "vp-planned vp-quiet-text" },
        `${cycles.length} begun of`,
        node("input", {
          class: "vp-text",
          attributes: { type: "number", min: 1, max: 50, step: 1, "data-testid": "planned-cycles", "aria-label": "Planned cycles" },
          value: String(plannedCycles),
          on: { change: (_event, element) => void view.acts.planCycles(Number((element as HTMLInputElement).value)) },
        }),
        "planned",
      ),
    ),
    cycles.length === 0 && paragraph("One cycle is a film, moments chosen from it, and a review together. Usually there are three."),
    node(
      "ol",
      { class: "vp-cycles", key: "cycles" },
      cycles.map((cycle) => cycleRow(view, cycle)),
    ),
    refusalText(view.state.refusals.get("cycle")),
    button(cycles.length === 0 ? "Begin the first cycle" : "Begin the next cycle", () => void view.acts.beginCycle(), {
      icon: "plus",
      testid: "begin-cycle",
    }),
  );
}

function cycleRow(view: View, cycle: Cycle): TreeNode {
  const isOpen = view.state.openCycle === cycle.id;
  const state = CYCLE_STATES.find((one) => one.state === cycle.state)?.words ?? cycle.state;
  const films = cycle.nFilms === 0 ? "no film yet" : cycle.nFilms === 1 ? "1 film" : `${cycle.nFilms} films`;
  return node(
    "li",
    { key: cycle.id, class: "vp-cycle", attributes: { "data-testid": "cycle" } },
    node(
      "button",
      {
        class: "vp-cycle-head",
        attributes: { type: "button", "aria-expanded": isOpen, "data-testid": `cycle-${cycle.number}` },
        on: { click: () => view.acts.openCycle(isOpen ? null : cycle.id) },
      },
      node("b", {}, `Cycle ${cycle.number}`),
      node("span", {}, state),
      node("span", { class: "vp-quiet-text" }, films),
    ),
    isOpen &&
      node(
        "div",
        { class: "vp-part", key: "open" },
        choose(view, {
          label: "How far it has come",
          name: `cycle-${cycle.id}`,
          testid: "cycle-state",
          choices: CYCLE_STATES.map((one) => ({ value: one.state, words: one.words })),
          chosen: cycle.state,
          act: (state) => void view.acts.moveCycle(cycle.id, state),
        }),
        button("Remove this cycle", () => void view.acts.removeCycle(cycle.id), { look: "quiet", testid: "remove-cycle" }),
      ),
  );
}

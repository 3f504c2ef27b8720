/** Choosing principles for a moment or a step: what is chosen as chips, and the levels to choose from. */

import type { Level, Principle } from "../../core/data";
import { PHASE_WORDS } from "../../core/panels/words";
import { button, fieldRefusal, icon } from "./parts";
import { node, type TreeNode } from "./tree";
import type { Field, View } from "./view";

export function principlesField(view: View, field: Field<readonly string[]>, testid: string): TreeNode {
  const toggle = (code: string): void => view.acts.choose(field.key, toggled(view, field.value, code));
  const { choosing } = view.state;
  return node(
    "div",
    { class: "vp-field" },
    node("span", { class: "vp-label" }, "Principles"),
    node(
      "div",
      { class: "vp-chips", attributes: { "data-testid": testid } },
      field.value.map((code) => chosenChip(view, code, toggle)),
      button(
        choosing ? "Close the list" : field.value.length ? "Choose more" : "Choose principles",
        () => view.acts.showChooser(!choosing),
        {
          key: "choose",
          look: "quiet",
          testid: "choose-principles",
          attributes: { "aria-expanded": choosing },
        },
      ),
    ),
    choosing &&
      node("div", { class: "vp-ladder" }, view.data.vocabulary?.levels.map((level) => levelPart(view, level, field.value, toggle)) ?? []),
    fieldRefusal(view, field),
  );
}

function chosenChip(view: View, code: string, toggle: (code: string) => void): TreeNode {
  const words = principleOf(view, code)?.behaviour ?? code;
  return node(
    "button",
    {
      key: code,
      class: "vp-chip vp-chosen",
      attributes: { type: "button", "aria-label": `${code} ${words}: take away`, title: "Take away" },
      on: { click: () => toggle(code) },
    },
    node("b", {}, code),
    ` ${words}`,
    icon("close"),
  );
}

function levelPart(view: View, level: Level, chosen: readonly string[], toggle: (code: string) => void): TreeNode {
  const open = view.state.openLevel === level.number;
  const n = level.principles.filter((one) => chosen.includes(one.code)).length;
  return node(
    "div",
    { key: String(level.number), class: "vp-level" },
    node(
      "button",
      {
        class: "vp-level-head",
        attributes: { type: "button", "aria-expanded": open, "data-testid": `level-${level.number}` },
        on: { click: () => view.acts.openLevel(open ? null : level.number) },
      },
      icon(open ? "down" : "on"),
      node("span", { class: "vp-level-name" }, level.name),
      n > 0 && node("span", { class: "vp-quiet-text" }, `${n} chosen`),
      node("span", { class: "vp-phase" }, PHASE_WORDS[level.phase]),
    ),
    open &&
      node(
        "div",
        { class: "vp-chips" },
        level.principles.map((one) => choiceChip(one, chosen.includes(one.code), toggle)),
      ),
  );
}

function choiceChip(principle: Principle, chosen: boolean, toggle: (code: string) => void): TreeNode {
  return node(
    "button",
    {
      key: principle.code,
      class: chosen ? "vp-chip vp-chosen" : "vp-chip",
      attributes: { type: "button", "aria-pressed": chosen, "data-testid": `principle-${principle.code}` },
      on: { click: () => toggle(principle.code) },
    },
    node("b", {}, principle.code),
    principle.behaviour,
  );
}

/** The codes with one added or taken away, in the order of the levels. */
function toggled(view: View, codes: readonly string[], code: string): readonly string[] {
  const wanted = codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];
  const ladder = (view.data.vocabulary?.levels ?? []).flatMap((level) => level.principles.map((one) => one.code));
  return [...wanted].sort((a, b) => ladder.indexOf(a) - ladder.indexOf(b));
}

export function principleOf(view: View, code: string): Principle | undefined {
  return view.data.vocabulary?.levels.flatMap((level) => level.principles).find((one) => one.code === code);
}

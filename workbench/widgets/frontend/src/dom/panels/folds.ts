/** Parts that fold: few things are on the screen at once. */

import type { Fold } from "../../core/panels/review_state";
import { icon } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

/** A part that folds: its heading opens it, and says beside it in a few words what is in it. */
export function fold(
  options: { words: string; about: string; isOpen: boolean; testid: string; act: () => void; key?: string },
  ...children: Child[]
): TreeNode {
  return node(
    "section",
    { key: options.key ?? options.testid, class: "vp-fold", attributes: { "aria-label": options.words } },
    node(
      "button",
      {
        class: "vp-fold-head",
        attributes: { type: "button", "aria-expanded": options.isOpen, "data-testid": options.testid },
        on: { click: options.act },
      },
      icon(options.isOpen ? "down" : "on"),
      node("b", {}, options.words),
      node("span", { class: "vp-quiet-text" }, options.about),
    ),
    options.isOpen && node("div", { class: "vp-fold-body", key: "body" }, ...children),
  );
}

/** What a fold of the part about supervision is told about itself; one of them is open at a time. */
export function foldOf(view: View, name: Fold): { isOpen: boolean; testid: string; act: () => void } {
  const isOpen = view.state.review.fold === name;
  return { isOpen, testid: `fold-${name}`, act: () => view.acts.openFold(isOpen ? null : name) };
}

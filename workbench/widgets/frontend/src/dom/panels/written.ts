/** Where a file was written, and other lines to be copied. */

import { button } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function writtenFile(view: View, place: string): Child {
  const path = view.state.written.get(place);
  if (!path) return null;
  return node(
    "div",
    { class: "vp-command", key: `written-${place}`, attributes: { "data-testid": `written-${place}` } },
    node("code", {}, path),
    button("Copy", () => void view.acts.copy(path), { attributes: { "aria-label": `Copy the place: ${path}` } }),
  );
}

/** A line with a button that copies it. */
export function copied(view: View, words: string, testid: string, copyTestid: string): TreeNode {
  return node(
    "div",
    { class: "vp-command", key: testid },
    node("code", { attributes: { "data-testid": testid } }, words),
    button("Copy", () => void view.acts.copy(words), { testid: copyTestid }),
  );
}

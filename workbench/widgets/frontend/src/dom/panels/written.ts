/** Where a file was written: its place, to be copied. */

import { button } from "./parts";
import { type Child, node } from "./tree";
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

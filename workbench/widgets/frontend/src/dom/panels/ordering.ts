/** A proposed order of the clips, from simpler to more complex, with the reasons; one press takes it, one undo gives the old one back. */

import type { Clip } from "../../core/data";
import { button } from "./parts";
import { type Child, node } from "./tree";
import { clipField, type View } from "./view";

export function orderingPart(view: View, clips: readonly Clip[]): Child {
  const proposed = view.data.playlist?.proposedOrder ?? [];
  if (proposed.length === 0 || view.state.order) return null;
  const titleOf = (id: string): string => {
    const clip = clips.find((one) => one.id === id);
    return (clip && clipField(view, clip, "title").value.trim()) || "No title yet";
  };
  return node(
    "section",
    { class: "vp-part vp-ordering", key: "ordering", attributes: { "aria-label": "A proposed order", "data-testid": "proposed-order" } },
    node("h3", {}, "From simpler to more complex, it would be"),
    node(
      "ol",
      { class: "vp-proposed" },
      proposed.map((placed, index) =>
        node(
          "li",
          { key: placed.clipId },
          node("span", { class: "vp-position" }, String(index + 1)),
          node("span", {}, node("b", {}, titleOf(placed.clipId)), " ", node("span", { class: "vp-quiet-text" }, placed.words)),
        ),
      ),
    ),
    button("Take this order", () => void view.acts.takeOrder(proposed.map((one) => one.clipId)), { testid: "take-order" }),
  );
}

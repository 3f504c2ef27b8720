/** Whom each figure that hides makes unknowable: a bystander who has not agreed may be in view only so. */

import type { Person, Region } from "../../core/data";
import { isBystander } from "../../core/panels/asking";
import { selectOne } from "./entries";
import { button, paragraph, refusalText, timeButton } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function hidingPart(view: View): Child {
  const { people, regions, consent, film } = view.data;
  const figures = regions.filter((one) => one.purpose === "anonymise");
  const bystanders = people.filter(isBystander);
  const inView = bystanders.some((person) => consent?.inView?.includes(person.id));
  if (!film || (figures.length === 0 && !inView)) return null;
  return node(
    "section",
    { class: "vp-part", key: "hiding", attributes: { "aria-label": "Hidden in the picture" } },
    node("h3", {}, "Hidden in the picture"),
    node(
      "p",
      { class: "vp-quiet-text" },
      "Somebody passing who has not agreed may stay in a clip if a figure hides them in every picture of it.",
    ),
    figures.length === 0 && paragraph("No figure hides anybody yet. Draw a blur over them, then say here whom it hides."),
    node(
      "ul",
      { class: "vp-hiding", key: "figures" },
      figures.map((figure) => figureRow(view, figure, bystanders)),
    ),
    button("Draw a blur", view.acts.drawBlur, { icon: "plus", testid: "draw-blur", key: "draw" }),
  );
}

function figureRow(view: View, figure: Region, bystanders: readonly Person[]): TreeNode {
  const hidden = view.data.people.filter((person) => isBystander(person) || person.id === figure.hides);
  const name = figure.label.trim() || `The ${figure.shape}`;
  const from = view.context.formatTime(figure.start);
  return node(
    "li",
    { key: figure.id, attributes: { "data-testid": "hiding-figure" } },
    timeButton(view, figure.start),
    node("span", {}, name, node("span", { class: "vp-quiet-text vp-number" }, `until ${view.context.formatTime(figure.end)}`)),
    bystanders.length === 0 && figure.hides === null
      ? node("span", { class: "vp-quiet-text" }, "hides nobody in this case")
      : selectOne(figure.hides ?? "", (id) => void view.acts.hide(figure.id, id || null), {
          label: `Whom ${name} at ${from} hides`,
          testid: `hides-${figure.id}`,
          isQuiet: true,
          choices: [
            { value: "", words: "Hides: not said" },
            ...hidden.map((one) => ({ value: one.id, words: `Hides ${one.shownName || one.code}` })),
          ],
        }),
    refusalText(view.state.refusals.get(`hiding/${figure.id}`)),
  );
}

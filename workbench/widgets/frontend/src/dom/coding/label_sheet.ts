/** A small field over the timeline for the label of what is picked: its key chooses at once, Enter takes the first label that begins so, or any other word. */

import { type CodeLabel, labelsOf } from "../../core/coding/labels";
import { Owner } from "../../core/disposal";
import { chordOf } from "../../core/keys/keys";
import { labelPicked } from "../commands/intervals";
import { pickedOf } from "../commands/picking";
import { element } from "../element";
import type { Part, PlayerContext } from "../player_context";

export function createLabelSheet(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot, dispatch, root } = context;
  const input = element("input", {
    type: "text",
    class: "vig-input",
    "data-testid": "label-input",
    "aria-label": "Label: its key, how it begins, or any word",
    placeholder: "key or word",
    maxlength: 300,
    autocomplete: "off",
  });
  const list = element("div", { class: "vig-label-list" });
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-label-sheet", "data-testid": "label-sheet", "aria-label": "Label" },
    element("div", { class: "vig-sheet-head" }, element("h2", {}, "Label"), input),
    list,
  );
  let offered: readonly CodeLabel[] = [];

  const close = (): void => {
    dispatch({ type: "opened", sheet: null });
    root.focus({ preventScroll: true });
  };
  const choose = (label: string | undefined): void => {
    close();
    if (label) void labelPicked(context, label);
  };
  const offer = (): void => {
    list.replaceChildren(...beginningWith(offered, input.value).map(labelButton));
  };
  const show = (): void => {
    const isWanted = state.get().sheet?.name === "label";
    const isOpening = isWanted && sheet.hidden;
    sheet.hidden = !isWanted;
    if (!isOpening) return;
    const tier = pickedOf(context).at(-1)?.tier ?? snapshot.get().tiers.find((each) => each.id === state.get().picking.tierId);
    const { tiers, people, settings } = snapshot.get();
    offered = tier ? labelsOf({ whose: tier.personId, channel: tier.channel }, people, tiers, settings.labelKeys) : [];
    input.value = "";
    offer();
    input.focus({ preventScroll: true });
  };
  owner.listen(input, "input", offer);
  owner.listen<KeyboardEvent>(sheet, "keydown", (event) => {
    const byKey = event.target === input && input.value === "" ? offered.find((each) => each.chord === chordOf(event)) : undefined;
    if (event.key === "Escape") close();
    else if (byKey) choose(byKey.label);
    else if (event.key === "Enter" && event.target === input) choose(beginningWith(offered, input.value)[0]?.label ?? input.value.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  owner.listen(list, "click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-label]") : null;
    if (button) choose(button.dataset["label"]);
  });
  owner.own(state.subscribe(show));
  sheet.hidden = true;
  return { element: sheet, owner };
}

function beginningWith(labels: readonly CodeLabel[], typed: string): readonly CodeLabel[] {
  const wanted = typed.trim().toLowerCase();
  return labels.filter(({ words, label }) => [words, label].some((each) => each.toLowerCase().startsWith(wanted)));
}

function labelButton({ label, words, chord }: CodeLabel): HTMLButtonElement {
  return element(
    "button",
    { type: "button", class: "vig-button vig-plain", "data-label": label },
    element("kbd", { "aria-hidden": "true" }, chord),
    element("span", {}, words),
  );
}

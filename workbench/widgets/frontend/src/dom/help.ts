/** The list of all keys, made from the one table. */

import { Owner } from "../core/disposal";
import { changesCase, chordWords, KEY_MAP, type KeyBinding } from "../core/keys";
import { CHANGING, isMac } from "./controls";
import { element } from "./element";
import type { Part, PlayerContext } from "./player_context";

export function createHelp(context: PlayerContext): Part {
  const owner = new Owner();
  const mac = isMac();
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "help-close" }, "Close");
  owner.listen(close, "click", () => context.act({ do: "toggleHelp" }));
  const groups = KEY_MAP.map((group) =>
    element(
      "section",
      { class: group.bindings.every(({ command }) => changesCase(command)) ? CHANGING : "" },
      element("h3", {}, group.title),
      element("dl", {}, ...group.bindings.filter((binding) => binding.shownAs !== "").flatMap((binding) => keyLine(binding, mac))),
    ),
  );
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-help", "data-testid": "help-sheet", "aria-label": "Keys" },
    element("div", { class: "vig-sheet-head" }, element("h2", {}, "Keys"), close),
    ...groups,
  );
  const show = (): void => {
    sheet.hidden = context.state.get().sheet?.name !== "help";
  };
  owner.own(context.state.subscribe(show));
  show();
  return { element: sheet, owner };
}

function keyLine(binding: KeyBinding, mac: boolean): HTMLElement[] {
  const keys = binding.shownAs ? [element("kbd", {}, binding.shownAs)] : binding.chords.map((chord) => chordElement(chord, mac));
  const shown = { class: changesCase(binding.command) ? CHANGING : "" };
  return [element("dt", shown, ...keys), element("dd", shown, binding.words)];
}

function chordElement(chord: string, mac: boolean): HTMLElement {
  return element("span", { class: "vig-chord" }, ...chordWords(chord, mac).map((key) => element("kbd", {}, key)));
}

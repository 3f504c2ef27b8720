/** The list of all keys as they are now. */

import { Owner } from "../../core/disposal";
import { type KeyLine, keyLines } from "../../core/keys/key_bindings";
import { changesCase, chordWords } from "../../core/keys/keys";
import { CHANGING, commandButton, isMac } from "../controls";
import { element } from "../element";
import type { Part, PlayerContext } from "../player_context";

export function createHelp(context: PlayerContext): Part {
  const owner = new Owner();
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "help-close" }, "Close");
  owner.listen(close, "click", () => context.act({ do: "toggleHelp" }));
  const change = commandButton(
    owner,
    context,
    { do: "toggleSettings" },
    { testId: "change-keys", words: "Change", icon: "settings", showsWords: true },
  );
  const groups = element("div", {});
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-help", "data-testid": "help-sheet", "aria-label": "Keys" },
    element("div", { class: "vig-sheet-head" }, element("h2", {}, "Keys"), element("span", { class: "vig-grow" }), change, close),
    groups,
  );
  const list = (): void => groups.replaceChildren(...context.keys.get().groups.map((group) => keyGroup(group.title, keyLines(group))));
  const show = (): void => {
    sheet.hidden = context.state.get().sheet?.name !== "help";
  };
  owner.own(context.state.subscribe(show));
  owner.own(context.keys.subscribe(list));
  list();
  show();
  return { element: sheet, owner };
}

function keyGroup(title: string, lines: readonly KeyLine[]): HTMLElement {
  return element(
    "section",
    { class: lines.every(({ command }) => changesCase(command)) ? CHANGING : "" },
    element("h3", {}, title),
    element("dl", {}, ...lines.filter((line) => line.chords.length > 0).flatMap(keyLine)),
  );
}

function keyLine({ command, chords, shownAs, words }: KeyLine): HTMLElement[] {
  const keys = shownAs ? [element("kbd", {}, shownAs)] : chords.map(chordElement);
  const shown = { class: changesCase(command) ? CHANGING : "" };
  return [element("dt", shown, ...keys), element("dd", shown, words)];
}

function chordElement(chord: string): HTMLElement {
  return element("span", { class: "vig-chord" }, ...chordWords(chord, isMac()).map((key) => element("kbd", {}, key)));
}

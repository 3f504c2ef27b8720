/** Every command with its keys: changed by pressing others, given back one by one or all. */

import type { BoundKey } from "../../core/keys/key_bindings";
import { changesCase, chordWords } from "../../core/keys/keys";
import { CHANGING, isMac } from "../controls";
import { type Child, node, type TreeNode } from "../panels/tree";
import type { SettingsView } from "./settings";
import { sheetButton } from "./sheet_button";

export function keyList(view: SettingsView): Child[] {
  const bindings = view.context.keys.get();
  return [
    node(
      "div",
      { class: "vig-sheet-head", key: "keys-head" },
      node("h3", {}, "Keys"),
      view.canPutBack
        ? sheetButton("Put mine back", view.putBack, "put-keys-back")
        : !bindings.isUsual && sheetButton("All as at first", view.resetAll, "reset-all-keys"),
    ),
    ...bindings.groups.map((group) =>
      node(
        "section",
        { key: `group-${group.title}`, class: group.keys.every(({ binding }) => changesCase(binding.command)) ? CHANGING : "" },
        node("h4", {}, group.title),
        node(
          "ul",
          { class: "vig-key-list" },
          group.keys.map((bound) => keyRow(view, bound)),
        ),
      ),
    ),
  ];
}

function keyRow(view: SettingsView, bound: BoundKey): TreeNode {
  const { binding, name } = bound;
  const asked = view.keys.at !== "rest" && view.keys.asking.name === name;
  return node(
    "li",
    {
      key: name,
      class: `vig-key-row ${changesCase(binding.command) ? CHANGING : ""}`.trim(),
      attributes: { "data-testid": `keys-${name}` },
    },
    node("span", { class: "vig-key-words" }, binding.words),
    binding.isFixed ? node("span", { class: "vig-key-change" }, bound.chords.map(chordSign)) : changeButton(view, bound),
    asked && question(view, bound),
  );
}

function changeButton(view: SettingsView, bound: BoundKey): TreeNode {
  const { name, binding, chords } = bound;
  const now = chords.length > 0 ? chords.map((chord) => chordWords(chord, isMac()).join(" ")).join(" or ") : "none";
  return node(
    "span",
    { class: "vig-key-acts" },
    !bound.isUsual &&
      node(
        "button",
        {
          class: "vig-button vig-quiet vig-key-reset",
          key: "reset",
          attributes: { type: "button", "data-testid": `reset-key-${name}`, "aria-label": `As at first: ${binding.words}` },
          on: { click: () => view.reset(name) },
        },
        "as at first",
      ),
    node(
      "button",
      {
        class: "vig-button vig-plain vig-key-change",
        key: "change",
        attributes: {
          type: "button",
          "data-testid": `change-key-${name}`,
          "aria-label": `Change the keys of: ${binding.words}. Now ${now}`,
        },
        on: { click: () => view.ask({ name, beside: false }) },
      },
      ...(chords.length > 0 ? chords.map(chordSign) : [node("span", { class: "vig-quiet" }, "no key")]),
    ),
    node(
      "button",
      {
        class: "vig-button vig-quiet vig-key-add",
        key: "add",
        attributes: {
          type: "button",
          "data-testid": `add-key-${name}`,
          "aria-label": `One more key for: ${binding.words}`,
          title: "One more key",
        },
        on: { click: () => view.ask({ name, beside: true }) },
      },
      "+",
    ),
  );
}

/** The keys are asked for, or the question who shall have them. */
function question(view: SettingsView, bound: BoundKey): TreeNode {
  const { keys } = view;
  if (keys.at !== "conflict") {
    const said = keys.at === "asking" && keys.said ? `${keys.said}. ` : "";
    return node(
      "p",
      { class: "vig-key-question", attributes: { role: "status", "data-testid": "press-keys" } },
      `${said}Press the new keys. Esc leaves all as it is.`,
    );
  }
  const chord = chordWords(keys.chord, isMac()).join(" ");
  return node(
    "div",
    { class: "vig-key-question", attributes: { role: "status", "data-testid": "key-conflict" } },
    node("p", {}, `${chord} is now “${keys.holder.binding.words}”. Shall it be “${bound.binding.words}” instead?`),
    sheetButton("Use it here", view.takeOver, "take-over"),
    sheetButton("Leave it", view.stopAsking, "leave-key"),
  );
}

function chordSign(chord: string): TreeNode {
  return node(
    "span",
    { class: "vig-chord", key: chord },
    chordWords(chord, isMac()).map((key) => node("kbd", {}, key)),
  );
}

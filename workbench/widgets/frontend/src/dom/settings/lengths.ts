/** How long and how far: playing around a place, and the film's waiting while one writes. */

import type { Settings } from "../../core/data";
import { type Child, node, type TreeNode } from "../panels/tree";
import type { SettingsView } from "./settings";
import { sheetButton } from "./sheet_button";

export function lengths(view: SettingsView): Child[] {
  const { settings } = view;
  const close = sheetButton("Close", view.close, "settings-close");
  return [
    node("div", { class: "vig-sheet-head", key: "head" }, node("h2", {}, "Settings"), close),
    settings.notice &&
      node("p", { class: "vig-notice", key: "notice", attributes: { "data-testid": "settings-notice" } }, `${settings.notice}.`),
    node(
      "section",
      { key: "around" },
      node("h3", {}, "Play around a place"),
      seconds(view, "aroundBeforeMs", "Seconds before"),
      seconds(view, "aroundAfterMs", "Seconds after"),
    ),
    view.context.snapshot.get().screen === "guider" && writing(view),
  ];
}

function writing(view: SettingsView): TreeNode {
  const { settings } = view;
  return node(
    "section",
    { key: "writing" },
    node("h3", {}, "While you write"),
    node(
      "label",
      { class: "vig-setting" },
      node("span", {}, "The film waits"),
      node("input", {
        attributes: { type: "checkbox", "data-testid": "setting-pausesWhileWriting" },
        checked: settings.pausesWhileWriting,
        on: { change: (_, input) => view.change({ pausesWhileWriting: (input as HTMLInputElement).checked }) },
      }),
    ),
    settings.pausesWhileWriting && seconds(view, "writingBackMs", "Seconds it goes back"),
    settings.pausesWhileWriting && seconds(view, "writingRestMs", "Seconds of rest until it goes on"),
    node("p", {}, "The first letter pauses a film that plays; when you rest it goes on by itself."),
  );
}

type Length = { [K in keyof Settings]: Settings[K] extends number ? K : never }[keyof Settings];

/** A length in seconds to a tenth, at most a minute; what is no length is put back. */
function seconds(view: SettingsView, name: Length, words: string): TreeNode {
  const milliseconds = view.settings[name];
  return node(
    "label",
    { class: "vig-setting", key: name },
    node("span", {}, words),
    node("input", {
      class: "vig-input vig-numbers",
      attributes: { type: "number", min: 0, max: 60, step: 0.1, "data-testid": `setting-${name}` },
      value: String(milliseconds / 1000),
      on: {
        change: (_, element) => {
          const input = element as HTMLInputElement;
          const wanted = Math.round(input.valueAsNumber * 1000);
          if (wanted >= 0 && wanted <= 60_000) view.change({ [name]: wanted });
          else input.value = String(milliseconds / 1000);
        },
      },
    }),
  );
}

/** The sheet of this person's own settings: how the film waits and plays around, and which keys do what. */

import type { KeyChoice, Settings } from "../../core/data";
import { Owner } from "../../core/disposal";
import { chordOf } from "../../core/keys/keys";
import { type Asking, AT_REST, choicesAfter, hear, type KeysState } from "../../core/keys/settings_state";
import { element } from "../element";
import { createTree } from "../panels/tree";
import type { Part, PlayerContext } from "../player_context";
import { keyList } from "./key_list";
import { lengths } from "./lengths";

/** What the lists of the sheet are drawn from, and what one can do in them. */
export interface SettingsView {
  readonly context: PlayerContext;
  readonly settings: Settings;
  readonly keys: KeysState;
  readonly canPutBack: boolean;
  ask(asking: Asking): void;
  stopAsking(): void;
  takeOver(): void;
  reset(name: string): void;
  resetAll(): void;
  putBack(): void;
  change(values: Partial<Omit<Settings, "notice">>): void;
  close(): void;
}

const LONE_MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Unidentified"]);

export function createSettings(context: PlayerContext): Part {
  const owner = new Owner();
  const sheet = element("aside", { class: "vig-sheet vig-help vig-settings", "data-testid": "settings-sheet", "aria-label": "Settings" });
  const tree = owner.own(createTree(sheet));
  let keys: KeysState = AT_REST;
  let before: readonly KeyChoice[] | null = null;

  const change = (values: Partial<Omit<Settings, "notice">>): void => void context.send({ kind: "change_settings", ...values });
  const keep = (choices: readonly KeyChoice[]): void => {
    before = null;
    change({ keys: choices });
  };
  const set = (next: KeysState): void => {
    const asked = keys.at === "rest" ? null : keys.asking;
    keys = next;
    show();
    if (next.at === "conflict") focus("take-over");
    else if (next.at === "rest" && asked) focus(`${asked.beside ? "add-key" : "change-key"}-${asked.name}`);
  };
  const focus = (testId: string): void => sheet.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.focus();
  const view = (): SettingsView => ({
    context,
    settings: context.snapshot.get().settings,
    keys,
    canPutBack: before !== null,
    ask: (asking) => set({ at: "asking", asking, said: "" }),
    stopAsking: () => set(AT_REST),
    takeOver: () => {
      if (keys.at !== "conflict") return;
      keep(choicesAfter(context.keys.get(), keys.asking, keys.chord));
      set(AT_REST);
    },
    reset: (name) => keep(context.keys.get().choicesWith(name, context.keys.get().named(name)?.binding.chords ?? [])),
    resetAll: () => {
      before = context.keys.get().choices;
      change({ keys: [] });
    },
    putBack: () => {
      if (before) keep(before);
    },
    change,
    close: () => {
      context.act({ do: "toggleSettings" });
      context.root.focus({ preventScroll: true });
    },
  });
  const show = (): void => {
    const isOpen = context.state.get().sheet?.name === "settings";
    if (!isOpen) keys = AT_REST;
    sheet.hidden = !isOpen;
    if (isOpen) tree.show([...lengths(view()), ...keyList(view())]);
  };

  // Before anyone else hears of them: the keys asked for do nothing but name themselves.
  owner.listen<KeyboardEvent>(
    sheet,
    "keydown",
    (event) => {
      if (keys.at !== "asking" || LONE_MODIFIERS.has(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      const heard = hear(context.keys.get(), keys.asking, chordOf(event));
      if (heard.keep) keep(heard.keep);
      set(heard.state);
    },
    { capture: true },
  );
  owner.listen(sheet, "focusout", () => {
    if (keys.at === "asking") set(AT_REST);
  });
  owner.own(
    context.state.subscribe((now, was) => {
      if (now.sheet === was.sheet) return;
      show();
      if (now.sheet?.name === "settings") focus("settings-close");
    }),
  );
  owner.own(
    context.snapshot.subscribe((now, was) => {
      if (now.settings !== was.settings) show();
    }),
  );
  owner.own(context.keys.subscribe(show));
  show();
  return { element: sheet, owner };
}

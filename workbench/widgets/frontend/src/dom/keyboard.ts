/** Keys act while the focus is inside the player, and never while somebody writes. */

import { type Disposable, Owner } from "../core/disposal";
import { inHandOf } from "../core/keys/figure_keys";
import { HeldKeys } from "../core/keys/held_keys";
import type { Command } from "../core/keys/keys";
import type { PlayerContext } from "./player_context";

/** Keys that a focused control uses itself. */
const CONTROL_KEYS: Readonly<Record<string, ReadonlySet<string>>> = {
  BUTTON: new Set([" ", "Enter"]),
  SELECT: new Set([" ", "Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]),
};

export function attachKeyboard(root: HTMLElement, context: Pick<PlayerContext, "act" | "keys" | "state" | "coding">): Disposable {
  const owner = new Owner();
  const held = new HeldKeys();
  const released = (command: Command | null): void => {
    if (command) context.act(command);
  };
  owner.listen<KeyboardEvent>(root, "keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof HTMLElement ? event.target : root;
    if (!isForWriting(target) && context.coding.press(event)) return swallow(event);
    if (isForWriting(target)) {
      if (event.key === "Escape") root.focus();
      else if (context.keys.get().find(event)?.do === "playWhileWriting") take(event, { do: "playWhileWriting" });
      return;
    }
    if (usesKey(target, event)) return;
    const command = context.keys.get().find(event, inHandOf(context.state.get()));
    if (command) take(event, held.press(event.code, command));
  });
  owner.listen<KeyboardEvent>(root, "keyup", (event) => {
    context.coding.release(event.code);
    released(held.release(event.code));
  });
  owner.listen(root, "focusout", (event) => {
    if (root.contains((event as FocusEvent).relatedTarget as Node | null)) return;
    context.coding.releaseAll();
    released(held.releaseAll());
  });

  const take = (event: KeyboardEvent, command: Command): void => {
    swallow(event);
    context.act(command, event.repeat);
  };
  return owner;
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

export function isForWriting(target: HTMLElement): boolean {
  if (target.closest('[contenteditable="true"], textarea')) return true;
  const input = target.closest("input");
  return input !== null && !["button", "checkbox", "radio", "range"].includes(input.type);
}

/** Whether the control with the focus has its own use for the key. */
function usesKey(target: HTMLElement, event: KeyboardEvent): boolean {
  const control = target.closest<HTMLElement>("button, select, [role=tab], [role=listbox], [role=option]");
  if (!control || event.ctrlKey || event.metaKey) return false;
  if (control.hasAttribute("role")) return event.key.startsWith("Arrow") || ["Home", "End", "Enter", " "].includes(event.key);
  return CONTROL_KEYS[control.tagName]?.has(event.key) ?? false;
}

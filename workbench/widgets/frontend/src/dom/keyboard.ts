/** Keys act while the focus is inside the player, and never while somebody writes. */

import { type Disposable, Owner } from "../core/disposal";
import { findCommand } from "../core/keys";
import type { PlayerContext } from "./player_context";

/** Keys that a focused control uses itself. */
const CONTROL_KEYS: Readonly<Record<string, ReadonlySet<string>>> = {
  BUTTON: new Set([" ", "Enter"]),
  SELECT: new Set([" ", "Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]),
};

export function attachKeyboard(root: HTMLElement, context: Pick<PlayerContext, "act">): Disposable {
  const owner = new Owner();
  owner.listen<KeyboardEvent>(root, "keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof HTMLElement ? event.target : root;
    if (isForWriting(target)) {
      if (event.key === "Escape") root.focus();
      return;
    }
    if (usesKey(target, event)) return;
    const command = findCommand(event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    context.act(command, event.repeat);
  });
  return owner;
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

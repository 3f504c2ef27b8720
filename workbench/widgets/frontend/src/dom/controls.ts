/** Buttons of the player: an icon with words, a key in the tooltip, and no hold on the focus when used with a pointer. */

import type { Owner } from "../core/disposal";
import { type Command, changesCase, chordFor, chordWords } from "../core/keys";
import { type AttributeMap, element } from "./element";
import { type IconName, icon } from "./icons";
import type { PlayerContext } from "./player_context";

/** The class of everything that changes the case: hidden where a film is only looked at. */
export const CHANGING = "vig-changing";

export interface ButtonLook {
  readonly testId: string;
  readonly words: string;
  readonly icon: IconName;
  /** Whether the words stand beside the icon; they are always in the tooltip. */
  readonly showsWords?: boolean;
  readonly class?: string;
}

export function commandButton(
  owner: Owner,
  context: Pick<PlayerContext, "act" | "root">,
  command: Command,
  look: ButtonLook,
): HTMLButtonElement {
  const keys = chordWords(chordFor(command), isMac()).join(" ");
  const attributes: AttributeMap = {
    type: "button",
    class: `vig-button ${look.class ?? ""} ${changesCase(command) ? CHANGING : ""}`.trim(),
    "data-testid": look.testId,
    title: keys ? `${look.words} (${keys})` : look.words,
    "aria-label": look.words,
  };
  const button = element("button", attributes, icon(look.icon));
  if (look.showsWords) button.append(element("span", {}, look.words));
  keepFocusOnRoot(owner, button, context.root);
  owner.listen(button, "click", () => context.act(command));
  return button;
}

/** A pointer leaves the focus with the player, so that Space goes on playing and does not press the last button again. */
export function keepFocusOnRoot(owner: Owner, control: HTMLElement, root: HTMLElement): void {
  owner.listen<PointerEvent>(control, "pointerdown", (event) => {
    event.preventDefault();
    root.focus({ preventScroll: true });
  });
}

export function setPressed(button: HTMLButtonElement, pressed: boolean): void {
  button.setAttribute("aria-pressed", String(pressed));
}

export function isMac(): boolean {
  return navigator.platform.startsWith("Mac");
}

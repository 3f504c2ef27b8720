/** Buttons of the player: an icon with words, a key in the tooltip, and no hold on the focus when used with a pointer. */

import type { Owner } from "../core/disposal";
import { type Command, changesCase, chordWords } from "../core/keys/keys";
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
  context: Pick<PlayerContext, "act" | "root" | "keys">,
  command: Command,
  look: ButtonLook,
): HTMLButtonElement {
  const attributes: AttributeMap = {
    type: "button",
    class: `vig-button ${look.class ?? ""} ${changesCase(command) ? CHANGING : ""}`.trim(),
    "data-testid": look.testId,
    title: withKey(context, look.words, command),
    "aria-label": look.words,
  };
  const button = element("button", attributes, icon(look.icon));
  if (look.showsWords) button.append(element("span", {}, look.words));
  keepFocusOnRoot(owner, button, context.root);
  owner.listen(button, "click", () => context.act(command));
  owner.own(context.keys.subscribe(() => button.setAttribute("title", withKey(context, look.words, command))));
  return button;
}

/** Words with the key that does the same, as a tooltip says it. */
export function withKey({ keys }: Pick<PlayerContext, "keys">, words: string, command: Command): string {
  const key = keyWords({ keys }, command);
  return key ? `${words} (${key})` : words;
}

/** The key of a command as it stands on the keyboard; empty where it has none. */
export function keyWords({ keys }: Pick<PlayerContext, "keys">, command: Command): string {
  return chordWords(keys.get().chordFor(command), isMac()).join(" ");
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

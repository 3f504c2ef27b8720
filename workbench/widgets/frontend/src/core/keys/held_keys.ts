/** Keys that mean something together: with the pause key held down, the keys that play go frame by frame, or slowly when held too. */

import type { Command } from "./keys";

export class HeldKeys {
  private readonly down = new Map<string, Command>();

  /** What a key going down means, given those that are down already. `code` names the key on the keyboard, whatever is written on it. */
  press(code: string, command: Command): Command {
    const meant = command.do === "shuttle" && this.holds("pause") ? ({ do: "creep", direction: command.direction } as const) : command;
    this.down.set(code, meant);
    return meant;
  }

  /** What a key going up means, if anything. */
  release(code: string): Command | null {
    const before = this.holds("creep");
    this.down.delete(code);
    return before && !(this.holds("creep") && this.holds("pause")) ? { do: "pause" } : null;
  }

  /** What it means that nobody will hear of keys going up any more. */
  releaseAll(): Command | null {
    const before = this.holds("creep");
    this.down.clear();
    return before ? { do: "pause" } : null;
  }

  private holds(kind: Command["do"]): boolean {
    return [...this.down.values()].some((command) => command.do === kind);
  }
}

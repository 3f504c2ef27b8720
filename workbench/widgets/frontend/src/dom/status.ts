/** The line below everything: a refusal with its next step, else what the pointer is on, else what one can do here. */

import { Owner } from "../core/disposal";
import { type Readable, Store } from "../core/store";
import { element, setText } from "./element";
import type { Part, PlayerContext } from "./player_context";

export function createStatus(context: PlayerContext, pointed: Readable<string>): Part {
  const owner = new Owner();
  const words = element("span", { class: "vig-status-words", "data-testid": "status" });
  const close = element("button", { type: "button", class: "vig-button vig-plain", "data-testid": "dismiss-problem" }, "Understood");
  owner.listen(close, "click", () => context.dispatch({ type: "refused", refusal: null }));
  const line = element("footer", { class: "vig-status", role: "status" }, words, close);
  const show = (): void => {
    const { refusal } = context.state.get();
    line.dataset["state"] = refusal ? "problem" : "calm";
    close.hidden = !refusal;
    setText(words, refusal ? `${refusal.problem}. ${refusal.nextStep}.` : pointed.get() || hint(context));
  };
  owner.own(context.state.subscribe(show));
  owner.own(context.snapshot.subscribe(show));
  owner.own(pointed.subscribe(show));
  show();
  return { element: line, owner };
}

export function createPointedWords(): Store<string> {
  return new Store("");
}

function hint({ state, snapshot }: PlayerContext): string {
  const { phase, tool, marks } = state.get();
  if (phase === "empty") return "No film is open. Choose a recording to begin.";
  if (phase === "loading") return "The film is on its way.";
  if (tool === "line") return "Draw on the picture with the pointer held down. Esc puts the tool away.";
  if (tool) return "Drag on the picture to draw. Esc puts the tool away.";
  if (snapshot.get().screen === "player") return "Space plays, the arrow keys go one frame, I and O choose a stretch, ? lists all keys.";
  if (snapshot.get().moments.length === 0) return "Press M where something is a little better than usual.";
  if (marks.start !== null && marks.end !== null) return "M marks the selection as a moment; ⇧L repeats it; X clears it.";
  return "I and O choose a stretch, M marks it, 1 to 6 give it principles, ? lists all keys.";
}

/** The line below everything: a refusal with its next step, else what the pointer is on, else what one can do here. */

import type { Shape } from "../core/data";
import { Owner } from "../core/disposal";
import type { Refusal } from "../core/edits";
import type { Comparison } from "../core/film/comparison";
import type { Command } from "../core/keys/keys";
import type { PlayerState } from "../core/state";
import { type Readable, Store } from "../core/store";
import { keyWords } from "./controls";
import { element, setText } from "./element";
import type { Part, PlayerContext } from "./player_context";
import { createPreparing } from "./preparing";
import { removeNow } from "./removing";

/** Said also while the pointer goes over other things on its way to the step. */
const LINKING = "Click the step it answers. Esc leaves it as it is.";

export function createStatus(context: PlayerContext, pointed: Readable<string>): Part {
  const owner = new Owner();
  const words = element("span", { class: "vig-status-words", "data-testid": "status" });
  const close = element("button", { type: "button", class: "vig-button vig-plain", "data-testid": "dismiss-problem" }, "Understood");
  owner.listen(close, "click", () => context.dispatch({ type: "refused", refusal: null }));
  const [back, remove, keep] = removalButtons(context, owner);
  const preparing = createPreparing(context);
  owner.own(preparing.owner);
  const line = element("div", { class: "vig-status", role: "status" }, words, back, remove, keep, close, preparing.element);
  const show = (): void => {
    const { refusal, trouble, removal, notice } = context.state.get();
    const said = refusal ?? silence(context.state.get()) ?? trouble;
    line.dataset["state"] = said || removal ? "problem" : "calm";
    close.hidden = !refusal || removal !== null;
    remove.hidden = keep.hidden = !removal;
    back.hidden = !notice || said !== null || removal !== null;
    if (removal) setText(words, `${removal.question}.`);
    else if (said) setText(words, `${said.problem}. ${said.nextStep}.`);
    else if (context.state.get().linking) setText(words, LINKING);
    else setText(words, notice ? `${notice}.` : pointed.get() || hint(context));
  };
  owner.own(context.state.subscribe(show));
  owner.own(context.snapshot.subscribe(show));
  owner.own(context.keys.subscribe(show));
  owner.own(pointed.subscribe(show));
  show();
  return { element: line, owner };
}

/** What a silent kernel means to who works here; null while it answers. Where the film does not come either, nothing here runs any more. */
function silence({ isKernelThere, nUnsent, trouble }: PlayerState): Refusal | null {
  if (isKernelThere) return null;
  const kept =
    nUnsent === 0 ? "What you do now is kept here" : nUnsent === 1 ? "One change is kept here" : `${nUnsent} changes are kept here`;
  if (trouble) {
    return {
      problem: "The workbench does not answer: neither the film nor the kernel can be reached",
      nextStep: `${kept}, and goes on by itself when the workbench runs again`,
    };
  }
  return {
    problem: "The notebook's kernel does not answer: it is busy, or it has stopped",
    nextStep: `${kept} and saved when it answers again; if it was restarted, run the cell above once more`,
  };
}

/** The way back from what was just done, and the answers to a removal that would take much along. */
function removalButtons(context: PlayerContext, owner: Owner): readonly [back: HTMLElement, remove: HTMLElement, keep: HTMLElement] {
  const button = (label: string, testId: string, act: () => void): HTMLElement => {
    const made = element("button", { type: "button", class: "vig-button vig-plain", "data-testid": testId }, label);
    owner.listen(made, "click", act);
    return made;
  };
  return [
    button("Bring it back", "notice-undo", () => context.act({ do: "undo" })),
    button("Remove", "removal-remove", () => {
      const { removal } = context.state.get();
      if (removal) void removeNow(context, removal.thing, removal.edit);
    }),
    button("Keep", "removal-keep", () => context.dispatch({ type: "doubted", removal: null })),
  ];
}

export function createPointedWords(): Store<string> {
  return new Store("");
}

function hint(context: PlayerContext): string {
  const { phase, tool, drawing, marks, looking } = context.state.get();
  const key = (command: Command): string => keyWords(context, command) || "the button";
  if (phase === "empty") return "No film is open. Choose a recording to begin.";
  if (phase === "preparing") return "The browser cannot play this film as it came. It is shown as soon as its working copy is ready.";
  if (phase === "loading") return "The film is on its way.";
  if (tool) return `${toolHint(tool)} By keys: arrows move the cross, Space sets a point, Enter finishes. Esc puts the tool away.`;
  if (drawing.hand) return handHint(drawing.hand.point);
  if (looking.comparison) return comparisonHint(looking.comparison, key);
  const [start, end, mark, keys] = [key({ do: "markIn" }), key({ do: "markOut" }), key({ do: "markMoment" }), key({ do: "toggleHelp" })];
  if (context.snapshot.get().screen === "player") {
    return `${key({ do: "togglePlay" })} plays, the arrow keys go one frame, ${start} and ${end} choose a stretch, ${keys} lists all keys.`;
  }
  if (context.snapshot.get().moments.length === 0) return `Press ${mark} where something is a little better than usual.`;
  if (marks.start !== null && marks.end !== null) {
    return `${mark} marks the selection as a moment; ${key({ do: "toggleLoop" })} repeats it; ${key({ do: "clearMarks" })} clears it.`;
  }
  return `${start} and ${end} choose a stretch, ${mark} marks it, ${key({ do: "openLevel", level: 1 })} to ${key({ do: "openLevel", level: 6 })} give it principles, ${keys} lists all keys.`;
}

function comparisonHint({ against }: Comparison, key: (command: Command) => string): string {
  if (against === null) return `This place is kept. Go to the other place and press ${key({ do: "compare" })} again; Esc lets it go.`;
  const [back, on] = [key({ do: "shiftOther", frames: -1 }), key({ do: "shiftOther", frames: 1 })];
  return `Both play and step together. ${back} and ${on} move the picture on the right by one frame; Esc leaves.`;
}

function toolHint(tool: Shape): string {
  if (tool === "polygon") return "Click corner after corner; a double click or Enter finishes.";
  return tool === "line" ? "Draw on the picture with the pointer held down." : "Drag on the picture to draw.";
}

function handHint(point: number | null): string {
  const what = point === null ? "Moving the figure" : `Moving point ${point + 1} of the figure`;
  return `${what}: arrows move it, with Alt they resize it, < and > turn it; . and , go frame by frame. Esc gives the arrows back to the film.`;
}

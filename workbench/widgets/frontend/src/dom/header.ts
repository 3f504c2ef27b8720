/** The line above: whose film it is, the client's question in their own words, when the last edit was saved, undo, redo, help. */

import { Owner } from "../core/disposal";
import { commandButton } from "./controls";
import { element, setAttributes, setText } from "./element";
import { icon } from "./icons";
import type { Part, PlayerContext } from "./player_context";

export function createHeader(context: PlayerContext): Part {
  const owner = new Owner();
  const code = element("strong", { class: "vig-case", "data-testid": "case-code" });
  const cycle = element("span", { class: "vig-quiet" });
  const question = element("q", { class: "vig-question", "data-testid": "helping-question" });
  const savedText = element("span", { class: "vig-numbers", "data-testid": "saved-at" });
  const saved = element("span", { class: "vig-saved vig-quiet", role: "status" }, icon("saved"), savedText);
  const undo = commandButton(owner, context, { do: "undo" }, { testId: "undo", words: "Undo", icon: "undo", showsWords: true });
  const redo = commandButton(owner, context, { do: "redo" }, { testId: "redo", words: "Redo", icon: "redo", showsWords: true });
  const help = commandButton(owner, context, { do: "toggleHelp" }, { testId: "help", words: "Keys", icon: "keys", showsWords: true });
  const line = element(
    "header",
    { class: "vig-header" },
    code,
    cycle,
    question,
    element("span", { class: "vig-grow" }),
    saved,
    undo,
    redo,
    help,
  );

  const show = (): void => {
    const { case: words, history } = context.snapshot.get();
    const nSaving = context.state.get().nSaving;
    setText(code, words?.code ?? "");
    setText(cycle, words?.cycle ? `cycle ${words.cycle}` : "");
    setText(question, words?.helpingQuestion ?? "");
    question.hidden = !words?.helpingQuestion;
    setText(savedText, nSaving > 0 ? "saving" : history.savedAt ? `saved ${history.savedAt}` : "");
    saved.hidden = nSaving === 0 && !history.savedAt;
    saved.dataset["state"] = nSaving > 0 ? "saving" : "saved";
    setAttributes(undo, { title: history.undo ? `Undo: ${history.undo}` : "Nothing to undo", disabled: !history.undo });
    setAttributes(redo, { title: history.redo ? `Redo: ${history.redo}` : "Nothing to redo", disabled: !history.redo });
  };
  owner.own(context.snapshot.subscribe(show));
  owner.own(context.state.subscribe(show));
  show();
  return { element: line, owner };
}

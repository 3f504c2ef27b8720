/** The box of own words: it belongs to the family, and nothing leaves it until they press its button. */

import type { Owner } from "../../core/disposal";
import type { FamilyWords } from "../../core/family/words";
import { element } from "../element";
import { button } from "./parts";

/** As many as the server takes. */
const MOST_CHARACTERS = 8000;

/** Whether words were kept; where nothing is ever kept, the guider's sentence that says so. */
export type Kept = boolean | { readonly instead: string };

/** Keeps the words beside the films, or takes them away where they are blank. */
export type KeepWords = (words: string, forGuider: boolean) => Promise<Kept>;

/** The box, with the button where words can be kept; without one it says that they go with the page. */
export function showWriting(owner: Owner, place: HTMLElement, words: FamilyWords, keep: KeepWords | null): void {
  const box = element("textarea", {
    class: "vig-family-words",
    rows: 4,
    autocomplete: "off",
    spellcheck: "false",
    maxlength: MOST_CHARACTERS,
    "aria-describedby": "vig-family-note",
  });
  const note = element("p", { class: "vig-family-note", id: "vig-family-note" }, keep ? words.staysHere : words.onlyHere);
  place.append(element("label", { class: "vig-family-label" }, element("span", {}, words.yourWords), box));
  if (keep) place.append(...keepingParts(owner, box, words, keep));
  place.append(note);
}

function keepingParts(owner: Owner, box: HTMLTextAreaElement, words: FamilyWords, keep: KeepWords): readonly HTMLElement[] {
  const forGuider = element("input", { type: "checkbox" });
  const keepButton = button("vig-family-keep-words", words.keepWords, "keep");
  const outcome = element("p", { class: "vig-family-kept-words", role: "status", dir: "auto" });
  owner.listen(box, "input", () => {
    outcome.textContent = "";
  });
  owner.listen(keepButton, "click", async () => {
    const [text, readable] = [box.value, forGuider.checked];
    keepButton.disabled = true;
    const kept = await keep(text, readable);
    keepButton.disabled = false;
    const done = text.trim() === "" ? words.wordsTakenAway : readable ? words.wordsKeptForGuider : words.wordsKept;
    outcome.textContent = typeof kept === "object" ? kept.instead : kept ? done : words.wordsNotKept;
  });
  const choice = element("label", { class: "vig-family-choice" }, forGuider, element("span", {}, words.forGuider));
  return [element("div", { class: "vig-family-keeping" }, keepButton, choice), outcome];
}

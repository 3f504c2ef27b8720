/** The stills a letter holds: taken in from clips, and taken out again. What is shown here is what stands in the letter, in that order. */

import type { Clip } from "../../core/data";
import { stillsOfClips } from "../../core/panels/letter_stills";
import type { Letter, LetterStill } from "../../core/record";
import { button, refusalText } from "./parts";
import { stillPicture } from "./stills";
import { type Child, node, type TreeNode } from "./tree";
import { clipsShown, type View } from "./view";

export function letterStillsPart(view: View, letter: Letter): TreeNode {
  const { addable, withoutStill } = stillsOfClips(letter, clipsShown(view));
  return node(
    "section",
    { class: "vp-part", key: "stills", attributes: { "aria-label": "Stills in the letter" } },
    node("h3", {}, "Stills in the letter"),
    node(
      "p",
      { class: "vp-quiet-text" },
      letter.stills.length === 0
        ? "None yet. They stand after the words, each with what the client said of it or the clip's title."
        : "They stand after the words, in this order. Everyone seen in them has to agree that the family keeps a copy.",
    ),
    node(
      "ol",
      { class: "vp-letter-stills", key: "held" },
      letter.stills.map((still) => heldStill(view, letter, still)),
    ),
    refusalText(view.state.refusals.get("letter-stills"), { testid: "letter-stills-refusal" }),
    addable.length > 0 && clipChoices(view, letter, addable),
    withoutStill > 0 &&
      node(
        "p",
        { class: "vp-quiet-text", key: "without" },
        `${withoutStill === 1 ? "1 clip has" : `${withoutStill} clips have`} no still yet. `,
        toSheets(view),
      ),
  );
}

function heldStill(view: View, letter: Letter, still: LetterStill): TreeNode {
  const { recordingId, at, words } = still;
  const time = view.context.formatTime(at);
  return node(
    "li",
    { key: `${recordingId}-${at}`, class: "vp-letter-still", attributes: { "data-testid": "letter-still" } },
    stillPicture(view, at, `The still at ${time}`, recordingId),
    node("span", { attributes: { dir: "auto" } }, words || "Without words", " ", node("span", { class: "vp-number vp-quiet-text" }, time)),
    button(`Take out the still at ${time}`, () => void view.acts.removeLetterStill(letter.id, still), {
      look: "icon",
      icon: "close",
      testid: "remove-letter-still",
    }),
  );
}

function clipChoices(view: View, letter: Letter, clips: readonly Clip[]): TreeNode {
  return node(
    "div",
    { class: "vp-acts", key: "add", attributes: { role: "group", "aria-label": "Add the still of a clip" } },
    node("span", { class: "vp-label", key: "label" }, "Add the still of"),
    clips.map((clip) =>
      button(clip.title.trim() || `Clip ${clip.position + 1}`, () => void view.acts.addLetterStill(letter.id, clip.id), {
        icon: "plus",
        key: clip.id,
        testid: `add-letter-still-${clip.id}`,
        attributes: { "aria-label": `Add the still of “${clip.title.trim() || `clip ${clip.position + 1}`}”` },
      }),
    ),
  );
}

function toSheets(view: View): Child {
  return button("Choose stills on the clip sheets", () => view.acts.openTab("clip-sheet"), { look: "quiet", testid: "letter-to-sheets" });
}

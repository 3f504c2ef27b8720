/**
 * The sealed package for the supervisor: what goes along and what stays here, and a passphrase, typed twice. The passphrase is read from
 * the page when the button is pressed, and stands nowhere else.
 */

import { chosenReview } from "../../core/panels/reviews";
import { formatDay } from "../../core/panels/words";
import type { MayGo } from "../../core/record";
import { entry } from "./entries";
import { fold, foldOf } from "./folds";
import { paragraph, quietNotes, refusalText } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";
import { writtenFile } from "./written";

export function sealedFold(view: View): TreeNode {
  const review = chosenReview(view.data.reviews, view.state.review.reviewId);
  const about = review ? `of the review of ${formatDay(review.heldOn)}` : "";
  return fold(
    { words: "A sealed package to take along", about, ...foldOf(view, "sealed") },
    ...(review ? inside(view, review.id) : [noReview()]),
  );
}

function noReview(): TreeNode {
  return paragraph("Write down a review first; then you can take it to your supervisor, with what everyone in it has agreed to.");
}

function inside(view: View, reviewId: string): Child[] {
  const { mayGo, sealing } = view.state.review;
  const known = mayGo?.reviewId === reviewId ? mayGo.answer : null;
  if (!known) return [node("p", { class: "vp-quiet-text", key: "asking" }, "Looking at what may go along …")];
  return [
    goesPart(known),
    known.measures.length > 0 && measuresPart(known.measures),
    known.leftOut.length > 0 && staysPart(known.leftOut),
    sealing.status === "done" && sealedDone(view, sealing.leftOut),
    known.isEmpty
      ? paragraph("Nothing may go along yet. Ask those named for their consent to supervision, or look back in your own words.")
      : sealForm(view, reviewId, sealing.forWhom, sealing.status === "busy"),
  ];
}

function goesPart({ nClips }: MayGo): TreeNode {
  const clips = nClips === 0 ? "no clip" : nClips === 1 ? "1 clip" : `${nClips} clips`;
  return node(
    "p",
    { key: "goes", attributes: { "data-testid": "goes-along" } },
    node("b", {}, "Goes along: "),
    `${clips}, and what you wrote. Names stand in it as roles.`,
  );
}

function measuresPart(measures: readonly string[]): TreeNode {
  return node(
    "div",
    { class: "vp-part", key: "measures" },
    node("p", {}, node("b", {}, "What the film of the review shows: "), "something to be curious about together; nothing here is a score."),
    quietNotes(measures, "review-measures"),
  );
}

function staysPart(leftOut: readonly string[]): TreeNode {
  return node("div", { class: "vp-part", key: "stays" }, node("p", {}, node("b", {}, "Stays here:")), quietNotes(leftOut, "stays-here"));
}

const ONCE = "seal-passphrase";
const AGAIN = "seal-again";

function sealForm(view: View, reviewId: string, forWhom: string, isBusy: boolean): TreeNode {
  const seal = (element: HTMLElement): void => {
    const form = element.closest<HTMLElement>("[data-testid=seal]");
    const typed = (testid: string): HTMLInputElement | null => form?.querySelector(`[data-testid=${testid}]`) ?? null;
    const [once, again] = [typed(ONCE), typed(AGAIN)];
    void view.acts.seal(reviewId, once?.value ?? "", again?.value ?? "").then((isSealed) => {
      if (isSealed) for (const input of [once, again]) if (input) input.value = "";
    });
  };
  return node(
    "div",
    { class: "vp-ask", key: "form", attributes: { role: "group", "aria-label": "Seal the package", "data-testid": "seal" } },
    entry(forWhom, view.acts.sealFor, { label: "For whom: initials or a code", testid: "seal-for", most: 60 }),
    passphrase("Passphrase: four words or more", ONCE, seal),
    passphrase("The same once more", AGAIN, seal),
    node("p", { class: "vp-quiet-text" }, "It is kept nowhere: without it nobody can open the file. Tell it by another way than the file."),
    refusalText(view.state.refusals.get("seal"), { testid: "seal-refusal" }),
    node("div", { class: isBusy ? "vp-busy" : "vp-busy vp-idle", attributes: { "aria-hidden": true } }),
    node(
      "button",
      {
        class: "vp-button vp-main",
        attributes: { type: "button", "data-testid": "seal-write", "aria-busy": isBusy, "aria-disabled": isBusy },
        on: { click: (_event, element) => seal(element) },
      },
      node("span", {}, isBusy ? "Sealing" : "Write the sealed package"),
    ),
  );
}

function passphrase(label: string, testid: string, seal: (element: HTMLElement) => void): TreeNode {
  return node(
    "label",
    { class: "vp-field", key: testid },
    node("span", { class: "vp-label" }, label),
    node("input", {
      class: "vp-text",
      attributes: { type: "password", autocomplete: "new-password", maxlength: 300, "data-testid": testid },
      on: { keydown: (event, element) => (event as KeyboardEvent).key === "Enter" && seal(element) },
    }),
  );
}

function sealedDone(view: View, leftOut: readonly string[]): TreeNode {
  return node(
    "div",
    { class: "vp-published", key: "done", attributes: { "data-testid": "sealed" } },
    node("p", {}, node("b", {}, "The package is sealed. "), leftOut.length > 0 && "What stays here is listed above."),
    writtenFile(view, "sealed"),
  );
}

/** The record of a shared review: who was there, what the client said of each clip, and of the whole; in their own words. */

import { responseId } from "../../core/panels/fields";
import { chosenReview, responseLine } from "../../core/panels/reviews";
import { formatDay } from "../../core/panels/words";
import type { Response, Review } from "../../core/record";
import { dayField, selectOne, tickBox } from "./entries";
import { fold } from "./folds";
import { button, emptyState, icon, paragraph, personSign, privatePart, refusalText, textField } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { type Field, responseField, reviewField, type View } from "./view";

export function togetherPart(view: View): Child[] {
  const review = chosenReview(view.data.reviews, view.state.review.reviewId);
  if (!review) return [nothingYet(view)];
  return [
    headPart(view, review),
    presentPart(view, review),
    clipsPart(view, review),
    wholePart(view, review),
    checklistPart(view, review),
    privatePart(textField(view, reviewField(view, review, "note"), { label: "Note for yourself", testid: "review-note" })),
    filmPart(view, review),
    button("Remove this review", () => void view.acts.removeReview(review.id), { look: "quiet", testid: "remove-review", key: "remove" }),
  ];
}

function nothingYet(view: View): TreeNode {
  return emptyState(
    "Nothing is written down yet",
    paragraph("When you have looked at the clips together, write down what they said first: word for word, before anything else."),
    refusalText(view.state.refusals.get("review")),
    button("Write down a review", () => void view.acts.addReview(), { look: "main", testid: "add-review" }),
  );
}

function headPart(view: View, review: Review): TreeNode {
  const { reviews } = view.data;
  return node(
    "section",
    { class: "vp-part", key: "head", attributes: { "aria-label": "The review" } },
    node(
      "div",
      { class: "vp-side-by-side" },
      reviews.length > 1
        ? selectOne(review.id, view.acts.openReview, {
            label: "Review",
            testid: "which-review",
            choices: reviews.map((one) => ({ value: one.id, words: `Review of ${formatDay(one.heldOn)}` })),
          })
        : node("h3", {}, "The review"),
      button("Another review", () => void view.acts.addReview(), { icon: "plus", look: "quiet", testid: "add-review" }),
    ),
    refusalText(view.state.refusals.get("review")),
    dayField(view, reviewField(view, review, "heldOn"), "The day", "review-day"),
  );
}

function presentPart(view: View, review: Review): TreeNode {
  const field = reviewField(view, review, "present");
  return node(
    "fieldset",
    { class: "vp-part vp-in-view", key: "present" },
    node("legend", { class: "vp-h3" }, "Who was there?"),
    node(
      "div",
      { class: "vp-people" },
      view.data.people.map((person) =>
        node(
          "label",
          { key: person.id, class: "vp-person" },
          node("input", {
            attributes: { type: "checkbox", "data-testid": `present-${person.code}` },
            checked: field.value.includes(person.id),
            on: { change: (_event, element) => view.acts.choose(field.key, ticked(field, person.id, element)) },
          }),
          personSign(person),
          node("span", {}, person.shownName),
        ),
      ),
    ),
    view.data.people.length === 0 && paragraph("Nobody is named in this case yet."),
  );
}

function ticked(field: Field<readonly string[]>, name: string, element: HTMLElement): readonly string[] {
  const rest = field.value.filter((one) => one !== name);
  return (element as HTMLInputElement).checked ? [...rest, name] : rest;
}

function clipsPart(view: View, review: Review): TreeNode {
  const { playlist } = view.data;
  return node(
    "section",
    { class: "vp-part", key: "clips", attributes: { "aria-label": "What they said of each clip" } },
    node("h3", {}, "What they said of each clip"),
    review.clips.length === 0 &&
      (review.playlistId || !playlist
        ? paragraph("No clip was watched in this review.")
        : button(`The clips of “${playlist.title}” were watched`, () => view.acts.watched(review.id, playlist.id), {
            testid: "watched",
          })),
    node(
      "ol",
      { class: "vp-rows", key: "rows" },
      review.clips.map((response, index) => responseRow(view, review, response, index + 1)),
    ),
  );
}

function responseRow(view: View, review: Review, response: Response, number: number): TreeNode {
  const { clipId } = response;
  const title = response.title.trim() || "Clip without a title";
  const line = responseLine(response);
  const said = node("span", { class: line ? "" : "vp-untold" }, line || "nothing written yet");
  if (clipId === null) {
    return node(
      "li",
      { key: `gone-${number}`, class: "vp-row-gone" },
      node("b", {}, title),
      said,
      node("span", { class: "vp-quiet-text" }, "the clip is gone"),
    );
  }
  const isOpen = view.state.review.openClip === clipId;
  return node(
    "li",
    { key: clipId, attributes: { "data-testid": "response" } },
    node(
      "button",
      {
        class: "vp-row-head",
        attributes: { type: "button", "aria-expanded": isOpen, "data-testid": `response-${number}` },
        on: { click: () => view.acts.openResponse(isOpen ? null : clipId) },
      },
      icon(isOpen ? "down" : "on"),
      node("span", {}, node("b", {}, `${number} ${title}`), !isOpen && said),
      response.kept && node("span", { class: "vp-kept" }, icon("star"), "kept"),
    ),
    isOpen && responseFields(view, review, response, clipId),
  );
}

function responseFields(view: View, review: Review, response: Response, clipId: string): TreeNode {
  const of = <K extends keyof Response & string>(name: K): Field<Response[K]> =>
    responseField(view, responseId(review.id, clipId), response, name);
  const kept = of("kept");
  return node(
    "div",
    { class: "vp-part vp-row-body", key: "open" },
    textField(view, of("saidFirst"), { label: "What they said first, word for word", testid: "said-first" }),
    textField(view, of("named"), { label: "What they named", testid: "named", rows: 1 }),
    textField(view, of("feeling"), { label: "Their word for the feeling", testid: "feeling", oneLine: true }),
    textField(view, of("workingPoint"), { label: "What they want to try after this clip", testid: "clip-working-point", rows: 1 }),
    tickBox("Worth showing again", kept.value, (value) => view.acts.choose(kept.key, value), "kept"),
  );
}

function wholePart(view: View, review: Review): TreeNode {
  return node(
    "section",
    { class: "vp-part", key: "whole", attributes: { "aria-label": "Of the whole meeting" } },
    node("h3", {}, "Of the whole meeting"),
    textField(view, reviewField(view, review, "workingPoint"), {
      label: "Working point: the one small thing they want to try",
      testid: "review-working-point",
      rows: 1,
    }),
    textField(view, reviewField(view, review, "howItWas"), { label: "How it was to watch, in their words", testid: "how-it-was", rows: 1 }),
  );
}

function checklistPart(view: View, review: Review): Child {
  const checklist = view.data.vocabulary?.checklists.find((one) => one.code === "shared_review");
  if (!checklist) return null;
  const done = reviewField(view, review, "done");
  return fold(
    {
      words: checklist.title,
      about: "to have in mind; nothing is counted",
      isOpen: view.state.review.showsChecklist,
      testid: "checklist",
      act: view.acts.showChecklist,
    },
    node(
      "ul",
      { class: "vp-checklist" },
      checklist.points.map((point) => {
        const toggle = (isDone: boolean): void => {
          const rest = done.value.filter((code) => code !== point.code);
          view.acts.choose(done.key, isDone ? [...rest, point.code] : rest);
        };
        return node("li", { key: point.code }, tickBox(point.words, done.value.includes(point.code), toggle, `done-${point.code}`));
      }),
    ),
  );
}

/** Which film is that of the meeting itself, where the case has more than one film. */
function filmPart(view: View, review: Review): Child {
  const { film, cameras } = view.data;
  const films = [...(film ? [film] : []), ...cameras.map((camera) => camera.film)];
  const field = reviewField(view, review, "recordingId");
  if (films.length < 2 && !field.value) return null;
  return node(
    "section",
    { class: "vp-part", key: "film", attributes: { "aria-label": "The film of this meeting" } },
    selectOne(field.value ?? "", (value) => view.acts.choose(field.key, value || null), {
      label: "The film of this meeting, where there is one",
      testid: "review-film",
      choices: [{ value: "", words: "Not filmed" }, ...films.map((one) => ({ value: one.recordingId, words: one.title }))],
    }),
  );
}

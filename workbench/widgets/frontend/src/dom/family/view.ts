/** Makes the family's page show a state; reads nothing back from it. */

import { clipOn, type FamilyClip, type FamilyReview, type FamilyState, isStill, questionOf } from "../../core/family/family";
import type { FamilyParts } from "./parts";

export function showState(parts: FamilyParts, review: FamilyReview, state: FamilyState, poster: (clipId: string) => string): void {
  const clip = clipOn(review, state);
  parts.root.setAttribute("data-phase", state.phase);
  parts.root.setAttribute("data-stopped", String(state.stopped));
  parts.content.inert = state.stopped;
  parts.plainScreen.hidden = !state.stopped;
  parts.plainWords.textContent = state.stopped ? parts.words.stopped : "";
  for (const each of [parts.stage, parts.title, parts.controls, parts.asking]) each.hidden = clip === null;
  parts.lastPage.hidden = clip !== null;
  parts.stillFigure.hidden = state.kept === null;
  if (clip) showClip(parts, clip, state, poster);
  showQuestion(parts, review, state);
  showButtons(parts, clip, review, state);
  showPlaces(parts, clip, state);
}

function showClip(parts: FamilyParts, clip: FamilyClip, state: FamilyState, poster: (clipId: string) => string): void {
  parts.frame.style.setProperty("--vig-family-ratio", `${clip.width} / ${clip.height}`);
  parts.frame.style.setProperty("--vig-family-width", String(clip.width / clip.height));
  parts.title.textContent = clip.title;
  parts.card.hidden = state.phase !== "card" || state.failed;
  parts.poster.hidden = !clip.hasPoster;
  const address = clip.hasPoster ? poster(clip.id) : "";
  if (address && parts.poster.getAttribute("src") !== address) parts.poster.src = address;
  parts.introduction.textContent = clip.introduction;
  parts.introduction.hidden = !clip.introduction;
  parts.failure.textContent = state.failed ? parts.words.failed : "";
  parts.light.hidden = state.light === null;
  if (state.light) {
    parts.light.style.setProperty("--vig-family-light-x", `${100 * state.light.x}%`);
    parts.light.style.setProperty("--vig-family-light-y", `${100 * state.light.y}%`);
  }
}

function showQuestion(parts: FamilyParts, review: FamilyReview, state: FamilyState): void {
  const shown = state.questionShown ? questionOf(review, state) : "";
  if (parts.question.textContent !== shown) parts.question.textContent = shown;
}

function showButtons(parts: FamilyParts, clip: FamilyClip | null, review: FamilyReview, state: FamilyState): void {
  const { buttons, words } = parts;
  const playing = state.phase === "playing";
  setWord(buttons.play_or_pause, playing ? words.pause : words.play);
  buttons.play_or_pause.setAttribute("data-on", String(playing));
  for (const each of [buttons.play_or_pause, buttons.again, buttons.slower]) each.disabled = state.failed;
  buttons.slower.setAttribute("aria-pressed", String(state.slower));
  buttons.still.disabled = !playing;
  const kept = state.kept !== null && state.kept.clipId === clip?.id && isStill(state);
  buttons.keep.style.visibility = isStill(state) ? "" : "hidden";
  setWord(buttons.keep, kept ? words.kept : words.keep);
  buttons.keep.setAttribute("data-on", String(kept));
  buttons.question.style.visibility = questionOf(review, state) ? "" : "hidden";
  buttons.question.setAttribute("aria-pressed", String(state.questionShown));
}

function showPlaces(parts: FamilyParts, clip: FamilyClip | null, state: FamilyState): void {
  const dots = [...parts.dots.children];
  dots.forEach((dot, n) => {
    dot.classList.toggle("vig-family-here", n === state.screen);
  });
  parts.dots.setAttribute("aria-label", clip ? clip.title || parts.words.clip : parts.words.lastPage);
  parts.buttons.previous.disabled = state.screen === 0;
  parts.buttons.next.disabled = clip === null;
}

function setWord(button: HTMLElement, word: string): void {
  const place = button.querySelector(".vig-family-word");
  if (place && place.textContent !== word) place.textContent = word;
}

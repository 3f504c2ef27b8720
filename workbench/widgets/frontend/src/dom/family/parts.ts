/** The elements of the family's page, made once; `view` makes them show a state. */

import type { FamilyReview } from "../../core/family/family";
import type { FamilyWords } from "../../core/family/words";
import { type IconName, icon } from "./icons";

/** The page's buttons, named after what they do. */
export const BUTTONS = ["play_or_pause", "again", "slower", "still", "stop", "previous", "next", "question", "keep"] as const;

type ButtonName = (typeof BUTTONS)[number];

export interface FamilyParts {
  readonly words: FamilyWords;
  readonly root: HTMLElement;
  readonly content: HTMLElement;
  readonly stage: HTMLElement;
  readonly lastPage: HTMLElement;
  readonly frame: HTMLElement;
  readonly video: HTMLVideoElement;
  readonly drawn: HTMLCanvasElement;
  readonly card: HTMLElement;
  readonly poster: HTMLImageElement;
  readonly introduction: HTMLElement;
  readonly failure: HTMLElement;
  readonly light: HTMLElement;
  readonly title: HTMLElement;
  readonly dots: HTMLElement;
  readonly controls: HTMLElement;
  readonly asking: HTMLElement;
  readonly question: HTMLElement;
  readonly stillFigure: HTMLElement;
  readonly stillPicture: HTMLCanvasElement;
  /** Where the page of own words is; filled by `writing`. */
  readonly writing: HTMLElement;
  readonly plainScreen: HTMLElement;
  readonly plainWords: HTMLElement;
  readonly wayBack: HTMLButtonElement;
  readonly buttons: Readonly<Record<ButtonName, HTMLButtonElement>>;
}

export function buildFamilyParts(words: FamilyWords, review: FamilyReview): FamilyParts {
  const buttons = makeButtons(words);
  const stage = makeStage(review.language);
  const last = makeLastPage(words, review);
  const title = text("h2", "vig-family-title", "", review.language);
  const question = text("p", "vig-family-question", "", review.language);
  question.setAttribute("aria-live", "polite");
  const dots = element("div", "vig-family-dots");
  dots.setAttribute("role", "img");
  for (let n = 0; n <= review.clips.length; n++) dots.append(element("span", "vig-family-dot"));
  const asking = element("div", "vig-family-asking", buttons.keep, question, buttons.question);
  const controls = element("div", "vig-family-controls", buttons.play_or_pause, buttons.again, buttons.slower, buttons.still);
  const bar = element("div", "vig-family-bar", controls, buttons.stop);
  const here = element("div", "vig-family-where", title, dots);
  const places = element("nav", "vig-family-places", buttons.previous, here, buttons.next);
  places.setAttribute("aria-label", words.places);
  const hope = makeHope(words, review);
  const content = element("main", "vig-family-content", hope, stage.stage, last.lastPage, places, bar, asking);
  const wayBack = element("button", "vig-family-way-back");
  wayBack.type = "button";
  wayBack.setAttribute("aria-label", words.goOn);
  const plainWords = text("p", "vig-family-unseen", "");
  plainWords.setAttribute("role", "status");
  const plainScreen = element("div", "vig-family-plain", wayBack);
  const root = element("div", "vig-family", content, plainScreen, plainWords);
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  return { words, root, content, title, dots, controls, asking, question, plainScreen, plainWords, wayBack, buttons, ...stage, ...last };
}

function makeHope(words: FamilyWords, review: FamilyReview): HTMLElement {
  const hope = text("h1", "vig-family-hope", "");
  const hoped = text("span", "vig-family-hoped", words.hoped);
  hoped.dir = "auto";
  if (review.hope) hope.append(hoped, " ", text("q", "", review.hope, review.language));
  hope.hidden = !review.hope;
  return hope;
}

function makeButtons(words: FamilyWords): FamilyParts["buttons"] {
  return {
    play_or_pause: button("vig-family-main", words.play, "play", "pause"),
    again: button("", words.again, "again"),
    slower: button("", words.slower, "slower"),
    still: button("", words.still, "still"),
    stop: button("vig-family-stop", words.stop, "stop"),
    previous: button("vig-family-quiet", words.back, "back"),
    next: button("vig-family-quiet", words.next, "next"),
    question: button("vig-family-quiet", words.question, "question"),
    keep: button("vig-family-quiet", words.keep, "keep", "kept"),
  };
}

function makeStage(language: string) {
  const video = element("video", "vig-family-video");
  video.preload = "auto";
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.disableRemotePlayback = true;
  video.tabIndex = -1;
  const poster = element("img", "vig-family-poster");
  poster.alt = "";
  const introduction = text("p", "vig-family-introduction", "", language);
  const card = element("div", "vig-family-card", poster, introduction);
  const failure = text("p", "vig-family-failure", "");
  failure.setAttribute("role", "status");
  const drawn = element("canvas", "vig-family-drawn");
  const light = element("div", "vig-family-light");
  light.hidden = true;
  const frame = element("div", "vig-family-frame", video, drawn, light, card, failure);
  return { stage: element("section", "vig-family-stage", frame), frame, video, drawn, light, card, poster, introduction, failure };
}

function makeLastPage(words: FamilyWords, review: FamilyReview) {
  const stillPicture = element("canvas", "vig-family-still");
  stillPicture.setAttribute("role", "img");
  stillPicture.setAttribute("aria-label", words.yourPicture);
  const stillFigure = element("figure", "vig-family-figure", stillPicture);
  const writing = element("div", "vig-family-writing");
  const closing = text("h2", "vig-family-closing", review.closingQuestion, review.language);
  const own = element("div", "vig-family-own", stillFigure, writing);
  return { lastPage: element("section", "vig-family-last", closing, own), stillFigure, stillPicture, writing };
}

export function button(extra: string, words: string, ...icons: readonly IconName[]): HTMLButtonElement {
  const made = element("button", `vig-family-button ${extra}`.trim(), ...icons.map(icon), text("span", "vig-family-word", words));
  made.type = "button";
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, ...inside: readonly Node[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

/** Text of the package stands in the family's language, whatever the page's own words are in. */
function text<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, words: string, language?: string): HTMLElementTagNameMap[K] {
  const made = element(tag, name);
  made.textContent = words;
  if (language) {
    made.lang = language;
    made.dir = "auto";
  }
  return made;
}

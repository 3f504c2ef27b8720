/**
 * The family's page as one plain state and one step function: what a press of a button or an event of the film leads to.
 * Times are ticks of 1/90000 s from the start of the clip; frames count from 0.
 * What does not live here: words (`words`), the film element and the page (`dom/family`).
 */

import type { FrameTable } from "../film/frames";
import type { FamilyWords } from "./words";

export interface FamilyPause {
  readonly at: number;
  readonly question: string;
}

export interface FamilyClip {
  readonly id: string;
  readonly title: string;
  readonly introduction: string;
  readonly question: string;
  readonly slowRate: number;
  readonly pauses: readonly FamilyPause[];
  readonly table: FrameTable;
  readonly width: number;
  readonly height: number;
  readonly hasPoster: boolean;
}

/** Where a clip's film and its still are fetched. */
export interface MediaAddresses {
  clip(id: string): string;
  poster(id: string): string;
  /** Where a clip is no file of its own: the stretch of its film that it is. */
  stretch?(id: string): FilmStretch;
}

/** A clip as it lies in a longer film. */
export interface FilmStretch {
  /** The frames of the film. */
  readonly table: FrameTable;
  /** Which of them is the clip's first. */
  readonly first: number;
  /** What is done to each picture of the film before it is seen. */
  readonly retouch?: Retouch;
}

export type Retouch = (context: CanvasRenderingContext2D, frame: number) => void;

export interface FamilyReview {
  readonly language: string;
  readonly words: FamilyWords;
  readonly hope: string;
  readonly closingQuestion: string;
  readonly clips: readonly FamilyClip[];
}

/**
 * `card`: the picture is covered, by the poster the guider chose or a plain card. `held`: a picture stands still.
 * `ended`: the last picture stands still.
 */
export type Phase = "card" | "playing" | "held" | "ended";

export interface KeptStill {
  readonly clipId: string;
  readonly frame: number;
}

/** A place on the picture, as fractions of its width and height from the top left. */
export interface LightPlace {
  readonly x: number;
  readonly y: number;
}

export interface FamilyState {
  /** The clip shown, or the number of clips: the last page. */
  readonly screen: number;
  readonly phase: Phase;
  /** Which pause point the picture is held at. */
  readonly pause: number | null;
  readonly slower: boolean;
  readonly questionShown: boolean;
  readonly stopped: boolean;
  readonly failed: boolean;
  readonly kept: KeptStill | null;
  /** Where a soft light lies on a picture that stands still. */
  readonly light: LightPlace | null;
}

/** What people do, by a button or a key. */
export type FamilyWish = "play_or_pause" | "again" | "slower" | "still" | "keep" | "question" | "stop" | "go_on" | "next" | "previous";

export type FamilyAction =
  | { readonly kind: FamilyWish | "reached_end" | "failed" }
  | { readonly kind: "kept"; readonly still: KeptStill }
  | { readonly kind: "light"; readonly at: LightPlace | null }
  | { readonly kind: "reached_pause"; readonly pause: number };

/** What the film has to do, in order. */
export type FilmOrder = "load" | "play" | "play_from_start" | "hold" | "silence" | "set_rate" | "keep_picture";

export interface Outcome {
  readonly state: FamilyState;
  readonly orders: readonly FilmOrder[];
}

export const FIRST_STATE: FamilyState = {
  screen: 0,
  phase: "card",
  pause: null,
  slower: false,
  questionShown: false,
  stopped: false,
  failed: false,
  kept: null,
  light: null,
};

export function clipOn(review: FamilyReview, state: FamilyState): FamilyClip | null {
  return review.clips[state.screen] ?? null;
}

/** The question of the pause point at hand where it has one, otherwise the clip's; empty where there is none. */
export function questionOf(review: FamilyReview, state: FamilyState): string {
  const clip = clipOn(review, state);
  const own = state.pause === null ? "" : (stopsOf(clip)[state.pause]?.question ?? "");
  return own || (clip?.question ?? "");
}

/** What follows an action; the same state where it has no place. */
export function step(review: FamilyReview, state: FamilyState, action: FamilyAction): Outcome {
  if (state.stopped) return action.kind === "go_on" ? uncovered(state) : unchanged(state);
  switch (action.kind) {
    case "stop":
      return { state: { ...state, stopped: true, phase: rest(state.phase), questionShown: false, light: null }, orders: ["silence"] };
    case "next":
      return turned(review, state, state.screen + 1);
    case "previous":
      return turned(review, state, state.screen - 1);
    case "kept":
      return { state: { ...state, kept: action.still }, orders: [] };
    default:
      return clipOn(review, state) && !state.failed ? stepOfClip(review, state, action) : unchanged(state);
  }
}

function stepOfClip(review: FamilyReview, state: FamilyState, action: FamilyAction): Outcome {
  const playing = state.phase === "playing";
  switch (action.kind) {
    case "play_or_pause":
      if (playing) return { state: { ...state, phase: "held" }, orders: ["hold"] };
      return { state: moving(state), orders: [state.phase === "ended" ? "play_from_start" : "play"] };
    case "again":
      return { state: moving(state), orders: ["play_from_start"] };
    case "slower":
      return { state: { ...state, slower: !state.slower }, orders: ["set_rate"] };
    case "still":
      return playing ? { state: { ...state, phase: "held" }, orders: ["hold"] } : unchanged(state);
    case "keep":
      return isStill(state) ? { state, orders: ["keep_picture"] } : unchanged(state);
    case "question":
      return questionOf(review, state) ? { state: { ...state, questionShown: !state.questionShown }, orders: [] } : unchanged(state);
    case "light":
      return isStill(state) ? { state: { ...state, light: action.at }, orders: [] } : unchanged(state);
    case "reached_pause":
      return playing ? { state: { ...state, phase: "held", pause: action.pause }, orders: [] } : unchanged(state);
    case "reached_end":
      return playing ? { state: { ...state, phase: "ended" }, orders: [] } : unchanged(state);
    case "failed":
      return { state: { ...state, failed: true, phase: "card", light: null }, orders: [] };
    default:
      return unchanged(state);
  }
}

/** Whether a picture of the film stands still in view. */
export function isStill(state: FamilyState): boolean {
  return state.phase === "held" || state.phase === "ended";
}

function unchanged(state: FamilyState): Outcome {
  return { state, orders: [] };
}

function rest(phase: Phase): Phase {
  return phase === "playing" ? "held" : phase;
}

function moving(state: FamilyState): FamilyState {
  return { ...state, phase: "playing", pause: null, questionShown: false, light: null };
}

/** Back from the plain screen: the picture stays covered until somebody plays. */
function uncovered(state: FamilyState): Outcome {
  return { state: { ...state, stopped: false, phase: "card" }, orders: [] };
}

function turned(review: FamilyReview, state: FamilyState, screen: number): Outcome {
  if (screen < 0 || screen > review.clips.length) return unchanged(state);
  return { state: { ...FIRST_STATE, screen, kept: state.kept }, orders: ["load"] };
}

/** A place where the film holds: the frame that stands at a pause point. */
export interface Stop {
  readonly frame: number;
  readonly question: string;
}

/** The pause points of a clip as frames, in order; two that fall on one frame are one, with the first question there is. */
export function stopsOf(clip: FamilyClip | null): readonly Stop[] {
  if (!clip) return [];
  const stops: Stop[] = [];
  for (const { at, question } of clip.pauses) {
    const frame = clip.table.frameAt(at);
    const last = stops.at(-1);
    if (last?.frame === frame) stops[stops.length - 1] = { frame, question: last.question || question };
    else stops.push({ frame, question });
  }
  return stops;
}

const FADE_S = 0.12;

/** Volume from 0 to 1 so that sound neither starts nor breaks off suddenly; `untilHold_s` is Infinity where nothing holds the film. */
export function loudness(sinceStart_s: number, untilHold_s: number): number {
  return Math.max(0, Math.min(1, sinceStart_s / FADE_S, untilHold_s / FADE_S));
}

/**
 * What a key means; arrows point the way the page is read. While somebody writes, only Escape is heard. A presenter remote sends the keys
 * of a slide show: page down and up, a full stop or B for a dark screen, and F5 and Escape in turn from one button to begin and to end.
 */
export function actionOfKey(key: string, isWriting: boolean, isRightToLeft: boolean, isStopped: boolean): FamilyWish | null {
  if (key === "Escape") return "stop";
  if (isWriting) return null;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case " ":
      return "play_or_pause";
    case "ArrowRight":
      return isRightToLeft ? "previous" : "next";
    case "ArrowLeft":
      return isRightToLeft ? "next" : "previous";
    case "r":
      return "again";
    case "s":
      return "slower";
    case "f":
      return "still";
    case "k":
      return "keep";
    case "q":
      return "question";
    case "PageDown":
      return "next";
    case "PageUp":
      return "previous";
    case "F5":
      return isStopped ? "go_on" : "play_or_pause";
    case "b":
    case ".":
      return isStopped ? "go_on" : "stop";
    default:
      return null;
  }
}

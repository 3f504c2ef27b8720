/**
 * What the page owns: the frame drawn, the marks, what is chosen, which tool is in hand, which part of the timeline is seen.
 * One plain value, one reducer. What Python owns (moments, clips, figures) is in `data` and never copied here.
 */

import { NO_PICKS, type Picking, type PickingAction, pickOne, reducePicking } from "./coding/picking";
import { type Marks, NO_MARKS, withEnd, withStart } from "./coding/selection";
import type { Shape, Stretch } from "./data";
import type { Edit, Refusal, Removable } from "./edits";
import { type Drawing, type DrawingAction, NOTHING_DRAWN, reduceDrawing } from "./figures/drawing";
import { AT_FIRST, type Looking, type LookingAction, reduceLooking } from "./film/looking";
import type { Place } from "./place";
import { ROWS_AT_FIRST, reduceTimelineLook, type TimelineAction, type TimelineLook } from "./timeline/look";

export type Motion = "still" | "forward" | "backward";
export type ChosenKind = "moment" | "clip" | "region" | "step" | "interval";

export interface Chosen {
  readonly kind: ChosenKind;
  readonly id: string;
  /** The chain a chosen step is walked in, where one was chosen; a step may be in several. */
  readonly chain?: string | null;
  /** The tier of an interval. */
  readonly tierId?: string | null;
}

/** A removal that takes much along, put to the person first. */
export interface Removal {
  readonly thing: Removable;
  readonly edit: Edit;
  readonly question: string;
}

export interface StepDraft extends Stretch {
  readonly id: string;
}

export type Sheet =
  | { readonly name: "help" | "settings" | "history" | "label" | "row" | "figures" | "preview" }
  | { readonly name: "level"; readonly level: number }
  | null;

export interface PlayerState {
  /** While `preparing`, the browser cannot play the film as it came, and its working copy is not there yet. */
  readonly phase: "empty" | "loading" | "ready" | "failed" | "preparing";
  /** The frame drawn on the screen, read from the picture. */
  readonly frame: number;
  readonly motion: Motion;
  /** The speed chosen. */
  readonly rate: number;
  /** The speed of playing on by J and L, until the film stands again. */
  readonly shuttle: number | null;
  readonly looping: boolean;
  readonly marks: Marks;
  readonly chosen: Chosen | null;
  /** Intervals may be several; the last one picked is the one chosen. */
  readonly picking: Picking;
  readonly tool: Shape | null;
  readonly drawing: Drawing;
  readonly sheet: Sheet;
  /** The part of the film the timeline shows in detail. */
  readonly view: Stretch;
  readonly length: number;
  readonly looking: Looking;
  readonly rows: TimelineLook;
  readonly refusal: Refusal | null;
  /** What was just done, where that needs saying, with the way back beside it. */
  readonly notice: string | null;
  readonly removal: Removal | null;
  /** Where a step is while it is being dragged. */
  readonly stepDraft: StepDraft | null;
  /** The step that waits for the step it answers to be clicked. */
  readonly linking: string | null;
  readonly nSaving: number;
  /** What keeps the film from coming just now; the picture that was there last stays. */
  readonly trouble: Refusal | null;
  /** Whether the kernel answers. */
  readonly isKernelThere: boolean;
  /** Edits kept here until the kernel answers again. */
  readonly nUnsent: number;
}

export const RATES: readonly number[] = [0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4, 8];
/** The speeds that J and L go up through when pressed again and again. */
const SHUTTLES: readonly number[] = [1, 2, 4, 8];
/** How fast the film creeps while the pause key is held down with J or L. */
export const CREEP = 0.25;
export const SHAPES: readonly Shape[] = ["box", "ellipse", "polygon", "line", "arrow", "spotlight", "blur"];

export const INITIAL_STATE: PlayerState = {
  phase: "empty",
  frame: 0,
  motion: "still",
  rate: 1,
  shuttle: null,
  looping: false,
  marks: NO_MARKS,
  chosen: null,
  picking: NO_PICKS,
  tool: null,
  drawing: NOTHING_DRAWN,
  sheet: null,
  view: { start: 0, end: 1 },
  length: 1,
  looking: AT_FIRST,
  rows: ROWS_AT_FIRST,
  refusal: null,
  notice: null,
  removal: null,
  stepDraft: null,
  linking: null,
  nSaving: 0,
  trouble: null,
  isKernelThere: true,
  nUnsent: 0,
};

export type Action =
  | PickingAction
  | DrawingAction
  | LookingAction
  | TimelineAction
  | { readonly type: "filmAwaited" }
  | { readonly type: "filmReady"; readonly length: number }
  | { readonly type: "filmFailed"; readonly refusal: Refusal }
  | { readonly type: "filmPrepared" }
  | { readonly type: "restored"; readonly place: Place }
  | { readonly type: "filmGone" }
  | { readonly type: "troubled"; readonly trouble: Refusal | null }
  | { readonly type: "kernelHeard"; readonly isThere: boolean }
  | { readonly type: "kept"; readonly nUnsent: number }
  | { readonly type: "drawn"; readonly frame: number }
  | { readonly type: "moved"; readonly motion: Motion }
  | { readonly type: "rateSet"; readonly rate: number }
  | { readonly type: "shuttled"; readonly rate: number | null }
  | { readonly type: "loopToggled" }
  | { readonly type: "startMarked"; readonly ticks: number }
  | { readonly type: "endMarked"; readonly ticks: number }
  | { readonly type: "marked"; readonly marks: Marks }
  | { readonly type: "chose"; readonly chosen: Chosen | null }
  | { readonly type: "tookTool"; readonly tool: Shape | null }
  | { readonly type: "opened"; readonly sheet: Sheet }
  | { readonly type: "viewed"; readonly view: Stretch }
  | { readonly type: "refused"; readonly refusal: Refusal | null }
  | { readonly type: "noticed"; readonly words: string | null }
  | { readonly type: "doubted"; readonly removal: Removal | null }
  | { readonly type: "stepDrafted"; readonly draft: StepDraft | null }
  | { readonly type: "linking"; readonly id: string | null }
  | { readonly type: "asked" }
  | { readonly type: "answered"; readonly refusal: Refusal | null };

export function reduce(state: PlayerState, action: Action): PlayerState {
  switch (action.type) {
    case "filmAwaited":
      return { ...withoutFilm(state), phase: "loading" };
    case "filmReady":
      return { ...state, phase: "ready", length: action.length, view: { start: 0, end: action.length } };
    case "filmFailed":
      return { ...state, phase: "failed", refusal: action.refusal };
    case "restored":
      return { ...state, ...action.place, frame: state.frame };
    case "filmPrepared":
      return { ...state, phase: "preparing" };
    case "troubled":
      return action.trouble?.problem === state.trouble?.problem ? state : { ...state, trouble: action.trouble };
    case "kernelHeard":
      return action.isThere === state.isKernelThere ? state : { ...state, isKernelThere: action.isThere };
    case "kept":
      return { ...state, nUnsent: action.nUnsent };
    case "filmGone":
      return withoutFilm(state);
    case "drawn":
      return action.frame === state.frame ? state : { ...state, frame: action.frame };
    case "moved":
      if (action.motion === state.motion) return state;
      return { ...state, motion: action.motion, shuttle: action.motion === "still" ? null : state.shuttle };
    case "rateSet":
      return { ...state, rate: action.rate, shuttle: null };
    case "shuttled":
      return { ...state, shuttle: action.rate };
    case "loopToggled":
      return { ...state, looping: !state.looping };
    case "startMarked":
      return { ...state, marks: withStart(state.marks, action.ticks) };
    case "endMarked":
      return { ...state, marks: withEnd(state.marks, action.ticks) };
    case "marked":
      return { ...state, marks: action.marks };
    case "chose":
      return choosing(state, action.chosen, picksOf(action.chosen));
    case "picked":
      return choosing(state, lastOf(action.picked), action.picked);
    case "workedIn":
    case "copied":
      return { ...state, picking: reducePicking(state.picking, action) };
    case "tookTool":
      return { ...state, tool: action.tool, drawing: NOTHING_DRAWN };
    case "opened":
      return { ...state, sheet: action.sheet };
    case "viewed":
      return sameStretch(state.view, action.view) ? state : { ...state, view: action.view };
    case "refused":
      return { ...state, refusal: action.refusal };
    case "noticed":
      return { ...state, notice: action.words };
    case "doubted":
      return { ...state, removal: action.removal };
    case "stepDrafted":
      return { ...state, stepDraft: action.draft };
    case "linking":
      return { ...state, linking: action.id };
    case "asked":
      return { ...state, nSaving: state.nSaving + 1, notice: null };
    case "answered":
      return { ...state, nSaving: state.nSaving - 1, refusal: action.refusal };
    case "foldToggled":
    case "soundToggled":
      return { ...state, rows: reduceTimelineLook(state.rows, action) };
    default: {
      const [looking, drawing] = [reduceLooking(state.looking, action), reduceDrawing(state.drawing, action)];
      return looking === state.looking && drawing === state.drawing ? state : { ...state, looking, drawing };
    }
  }
}

/** What does not go with a film. */
function withoutFilm({ rate, rows, nSaving, isKernelThere, nUnsent }: PlayerState): PlayerState {
  return { ...INITIAL_STATE, rate, rows, nSaving, isKernelThere, nUnsent };
}

/** With something else chosen; sheets that belonged to what was chosen before are closed. */
function choosing(state: PlayerState, chosen: Chosen | null, picked: Picking["picked"]): PlayerState {
  const belongs = state.sheet?.name === "level" || state.sheet?.name === "label";
  const picking = reducePicking(state.picking, { type: "picked", picked });
  return {
    ...state,
    chosen,
    picking,
    drawing: { ...state.drawing, hand: null },
    linking: null,
    removal: null,
    sheet: belongs ? null : state.sheet,
  };
}

function picksOf(chosen: Chosen | null): Picking["picked"] {
  return chosen?.kind === "interval" && chosen.tierId ? pickOne(chosen.id, chosen.tierId) : NO_PICKS.picked;
}

function lastOf(picked: Picking["picked"]): Chosen | null {
  const [id, tierId] = [...picked].at(-1) ?? [];
  return id && tierId ? { kind: "interval", id, tierId } : null;
}

/** The next speed in the list; stays at its ends. */
export function rateBeside(rate: number, direction: 1 | -1): number {
  const further = direction > 0 ? RATES.find((each) => each > rate) : RATES.findLast((each) => each < rate);
  return further ?? rate;
}

/** How fast the film plays, or would. */
export function speedOf({ shuttle, rate }: Pick<PlayerState, "shuttle" | "rate">): number {
  return shuttle ?? rate;
}

/** The next faster speed of J and L; the fastest stays. */
export function shuttleAfter(speed: number): number {
  return SHUTTLES.find((each) => each > speed) ?? speed;
}

/** The tool after this one; after the last, none. */
export function toolAfter(tool: Shape | null): Shape | null {
  return tool === null ? "box" : (SHAPES[SHAPES.indexOf(tool) + 1] ?? null);
}

function sameStretch(a: Stretch, b: Stretch): boolean {
  return a.start === b.start && a.end === b.end;
}

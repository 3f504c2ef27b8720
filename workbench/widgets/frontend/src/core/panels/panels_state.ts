/** The panels' own state and its one reducer: what is open, typed, lifted or waiting. Nothing here is saved; Python owns the case. */

import type { AssentAnswer, ConsentScope, ConsentStatus } from "../consent";
import type { Clip, GivenWay, HistoryWords, Snapshot } from "../data";
import type { PersonRole, Refusal } from "../edits";
import {
  acceptDraft,
  type Drafts,
  dropDraft,
  editDraft,
  type FieldKey,
  leaveDraft,
  NO_DRAFTS,
  refuseDraft,
  sameValue,
  sendDraft,
  settleDrafts,
} from "./drafts";
import { savedField } from "./fields";
import { inOrder, type Slot } from "./order";
import { FIRST_REVIEW, type ReviewState } from "./review_state";
import type { Training } from "./training";

export const TABS = ["case", "moments", "steps", "clip-sheet", "playlist", "consent", "review", "notes", "code"] as const;
export type Tab = (typeof TABS)[number];

const WITHOUT_FILM: readonly Tab[] = ["case", "consent", "review"];

/** The tabs there are: before the first film those of the case itself. */
export function tabsOf(data: Snapshot): readonly Tab[] {
  return data.film ? TABS : WITHOUT_FILM;
}

/** A card in the hand: lifted from one place, hovering over another, `dy` pixels from where it was grabbed at `grabbedAt`. */
export interface Lifted {
  readonly clipId: string;
  readonly from: number;
  readonly to: number;
  readonly dy: number;
  readonly grabbedAt: number;
  readonly slots: readonly Slot[];
}

/** The question "what did this person say about this use, and who said it?" */
export interface Asking {
  readonly personId: string;
  readonly scope: ConsentScope;
  readonly status: ConsentStatus | null;
  readonly givenBy: string;
  /** The last day a yes holds; empty without an end. */
  readonly expires: string;
}

export interface NewPerson {
  readonly code: string;
  readonly shownName: string;
  readonly role: PersonRole;
}

/** What somebody who is asked each time answered, as it is being written down. */
export interface Assenting {
  readonly personId: string;
  readonly scope: ConsentScope;
  readonly answer: AssentAnswer | null;
  readonly shownBy: string;
}

/** What is to become of the case: being closed on a day, or held for a reason until somebody looks again. */
export type Ending =
  | { readonly kind: "close"; readonly on: string }
  | { readonly kind: "hold"; readonly reason: string; readonly reviewOn: string };

/** A goal as the client rates it on a day; `value` is null until they have said a number. */
export interface RatingNow {
  readonly goalId: string;
  readonly on: string;
  readonly value: number | null;
  readonly words: string;
}

/** What a package was made of, to see whether anything has changed since. */
export interface Given {
  readonly hope: string;
  readonly closingQuestion: string;
  readonly clips: readonly Clip[];
}

export function givenNow(data: Snapshot, clips: readonly Clip[]): Given {
  return { hope: data.case?.hope ?? "", closingQuestion: data.playlist?.closingQuestion ?? "", clips };
}

export type Publishing =
  | { readonly status: "idle" }
  | { readonly status: "busy" }
  | {
      readonly status: "done";
      readonly way: GivenWay;
      readonly folder: string;
      /** What shows a package; empty for everything else. */
      readonly command: string;
      /** The last day an export for training may be used; empty for everything else. */
      readonly lastDay: string;
      readonly given: Given;
    };

export interface PanelsState {
  readonly tab: Tab;
  readonly momentId: string | null;
  readonly clipId: string | null;
  readonly stepId: string | null;
  /** The chain that is walked, where one was chosen. */
  readonly chainKey: string | null;
  readonly drafts: Drafts;
  readonly choosing: boolean;
  readonly openLevel: number | null;
  /** What is open of what the computer found. */
  readonly found: "places" | "who" | null;
  /** The order asked for and not shown back yet. */
  readonly order: readonly string[] | null;
  readonly lifted: Lifted | null;
  /** Who was ticked as in view and not shown back yet. */
  readonly inView: readonly string[] | null;
  readonly asking: Asking | null;
  readonly allScopes: boolean;
  readonly assenting: Assenting | null;
  readonly newPerson: NewPerson | null;
  /** The words of a goal that is being written; null where nobody writes one. */
  readonly newGoal: string | null;
  readonly rating: RatingNow | null;
  /** The cycle whose states are shown to choose from. */
  readonly openCycle: string | null;
  readonly ending: Ending | null;
  readonly review: ReviewState;
  /** Files that were written, by the place in the panel where they were asked for. */
  readonly written: ReadonlyMap<string, string>;
  readonly publishing: Publishing;
  /** An export for training that is being filled in. */
  readonly training: Training | null;
  /** What was taken away last, so that it can be brought back here until something else is edited. */
  readonly removed: { readonly words: string; readonly history: HistoryWords } | null;
  /** What was refused, by the place in the panel it belongs to. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** The latest sentence for screen readers. */
  readonly said: string;
}

export const FIRST_STATE: PanelsState = {
  tab: "moments",
  momentId: null,
  clipId: null,
  stepId: null,
  chainKey: null,
  drafts: NO_DRAFTS,
  choosing: false,
  openLevel: null,
  found: null,
  order: null,
  lifted: null,
  inView: null,
  asking: null,
  allScopes: false,
  assenting: null,
  newPerson: null,
  newGoal: null,
  rating: null,
  openCycle: null,
  ending: null,
  review: FIRST_REVIEW,
  written: new Map(),
  publishing: { status: "idle" },
  training: null,
  removed: null,
  refusals: new Map(),
  said: "",
};

export type PanelsAction =
  | { readonly type: "set"; readonly values: Partial<Omit<PanelsState, "drafts" | "refusals">> }
  | { readonly type: "edit"; readonly key: FieldKey; readonly value: unknown; readonly saved: unknown; readonly isOpen: boolean }
  | { readonly type: "leave"; readonly key: FieldKey; readonly saved: unknown }
  | { readonly type: "send"; readonly key: FieldKey; readonly saved: unknown }
  | { readonly type: "accept"; readonly key: FieldKey; readonly saved: unknown }
  | { readonly type: "refuse_field"; readonly key: FieldKey; readonly refusal: Refusal }
  | { readonly type: "put_back"; readonly key: FieldKey }
  | { readonly type: "refuse"; readonly place: string; readonly refusal: Refusal | null }
  | { readonly type: "show"; readonly data: Snapshot };

/** The state after one action. */
export function reduce(state: PanelsState, action: PanelsAction): PanelsState {
  switch (action.type) {
    case "set":
      return { ...state, ...action.values };
    case "edit":
      return { ...state, drafts: editDraft(state.drafts, action.key, action.value, action.saved, action.isOpen) };
    case "leave":
      return { ...state, drafts: leaveDraft(state.drafts, action.key, action.saved) };
    case "send":
      return { ...state, drafts: sendDraft(state.drafts, action.key, action.saved) };
    case "accept":
      return { ...state, drafts: acceptDraft(state.drafts, action.key, action.saved) };
    case "refuse_field":
      return { ...state, drafts: refuseDraft(state.drafts, action.key, action.refusal), said: inWords(action.refusal) };
    case "put_back":
      return { ...state, drafts: dropDraft(state.drafts, action.key) };
    case "refuse":
      return refusedAt(state, action.place, action.refusal);
    case "show":
      return shown(state, action.data);
  }
}

function shown(state: PanelsState, data: Snapshot): PanelsState {
  const clips = data.playlist?.clips ?? [];
  const ids = clips.map((clip) => clip.id);
  return {
    ...state,
    tab: tabsOf(data).includes(state.tab) ? state.tab : "case",
    drafts: settleDrafts(state.drafts, (key) => savedField(data, key)),
    momentId: data.moments.some((one) => one.id === state.momentId) ? state.momentId : null,
    stepId: data.steps.some((one) => one.id === state.stepId) ? state.stepId : null,
    clipId: ids.includes(state.clipId ?? "") ? state.clipId : (ids[0] ?? null),
    order: state.order && sameValue(state.order, ids) ? null : state.order,
    inView: state.inView && sameValue([...state.inView].sort(), [...(data.consent?.inView ?? [])].sort()) ? null : state.inView,
    removed: state.removed && sameValue(state.removed.history, data.history) ? state.removed : null,
    lifted: state.lifted && inOrder(clips, state.order)[state.lifted.from]?.id === state.lifted.clipId ? state.lifted : null,
  };
}

function refusedAt(state: PanelsState, place: string, refusal: Refusal | null): PanelsState {
  const refusals = new Map(state.refusals);
  if (refusal) refusals.set(place, refusal);
  else refusals.delete(place);
  return { ...state, refusals, said: refusal ? inWords(refusal) : state.said };
}

/** A refusal as one reads it aloud. */
export function inWords(refusal: Refusal): string {
  return `${refusal.problem}. ${refusal.nextStep}.`;
}

/** What is open on the Review tab and what is being filled in there, not saved yet. A passphrase is never in it. */

import type { LetterKind, MayGo } from "../record";

export const REVIEW_PARTS = ["together", "supervision", "letters"] as const;
export type ReviewPart = (typeof REVIEW_PARTS)[number];

/** What folds open on the part about supervision, one at a time. */
export type Fold = "meetings" | "look-back" | "sealed" | "scores";

/** A meeting with a supervisor that is being written down; hours as they are typed. */
export interface NewMeeting {
  readonly heldOn: string;
  readonly hours: string;
  readonly supervisor: string;
}

/** A score that is being logged. */
export interface NewMeasure {
  readonly name: string;
  readonly version: string;
  readonly rater: string;
  readonly on: string;
  readonly score: string;
}

/** The sealed package for the supervisor: filled in, written, there. */
export type Sealing =
  | { readonly status: "idle" | "busy"; readonly forWhom: string }
  | { readonly status: "done"; readonly forWhom: string; readonly place: string; readonly leftOut: readonly string[] };

export interface ReviewState {
  readonly part: ReviewPart;
  /** The review that was chosen; null for the latest. */
  readonly reviewId: string | null;
  /** The clip whose words are open. */
  readonly openClip: string | null;
  readonly showsChecklist: boolean;
  readonly fold: Fold | null;
  readonly newMeeting: NewMeeting | null;
  readonly openMeeting: string | null;
  /** The point of the checklist that one writes to. */
  readonly openPoint: string | null;
  readonly newMeasure: NewMeasure | null;
  /** What may go to the supervisor of a review, as it was when last asked. */
  readonly mayGo: { readonly reviewId: string; readonly answer: MayGo } | null;
  readonly sealing: Sealing;
  readonly letterKind: LetterKind;
  readonly withRatings: boolean;
}

export const FIRST_REVIEW: ReviewState = {
  part: "together",
  reviewId: null,
  openClip: null,
  showsChecklist: false,
  fold: "meetings",
  newMeeting: null,
  openMeeting: null,
  openPoint: null,
  newMeasure: null,
  mayGo: null,
  sealing: { status: "idle", forWhom: "" },
  letterKind: "closing",
  withRatings: false,
};

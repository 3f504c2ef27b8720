/**
 * What follows a review as Python tells it: its record, supervision, letters, checklists.
 * All of it is for guider and supervisor, except a letter's words, which leave only by the gate. Days are `YYYY-MM-DD`.
 */

/** A clip of a review and what the client said of it; `clipId` is null for a clip that is gone. */
export interface Response {
  readonly clipId: string | null;
  readonly title: string;
  readonly saidFirst: string;
  readonly named: string;
  readonly feeling: string;
  readonly workingPoint: string;
  readonly kept: boolean;
}

/** One meeting in which clips were looked at together. */
export interface Review {
  readonly id: string;
  readonly heldOn: string;
  readonly cycleId: string | null;
  readonly playlistId: string | null;
  readonly recordingId: string | null;
  readonly present: readonly string[];
  /** Points of the house checklist that were kept in mind. */
  readonly done: readonly string[];
  readonly workingPoint: string;
  readonly howItWas: string;
  readonly note: string;
  readonly clips: readonly Response[];
}

/** A meeting with a supervisor. */
export interface Meeting {
  readonly id: string;
  readonly heldOn: string;
  readonly hours: number;
  readonly supervisor: string;
  readonly reviewId: string | null;
  readonly focus: string;
  readonly agreed: string;
}

/** A line of a checklist; in a look back, the guider's words to it. */
export interface ChecklistLine {
  readonly code: string;
  readonly words: string;
}

export interface Checklist {
  readonly code: string;
  readonly title: string;
  readonly points: readonly ChecklistLine[];
}

/** The guider's own look at a review. */
export interface LookBack {
  readonly id: string;
  readonly on: string;
  readonly reviewId: string | null;
  readonly points: readonly ChecklistLine[];
}

/** A score of a published instrument, as its rater gave it. */
export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly rater: string;
  readonly on: string;
  readonly score: string;
}

/** What a guider learns by, for guider and supervisor only; oldest first, each. */
export interface Supervising {
  readonly meetings: readonly Meeting[];
  readonly lookBacks: readonly LookBack[];
  readonly measures: readonly Measure[];
}

export type LetterKind = "closing" | "strengths";

/** A still in a letter: the picture of a film at an instant, and the line below it. */
export interface LetterStill {
  readonly recordingId: string;
  readonly at: number;
  readonly words: string;
}

/** A letter as it stands; `edited` says that somebody has read it. */
export interface Letter {
  readonly id: string;
  readonly kind: LetterKind;
  readonly draftedOn: string;
  readonly language: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly stills: readonly LetterStill[];
  readonly edited: boolean;
}

/** What may go to a supervisor of a review, and what stays here. */
export interface MayGo {
  readonly nClips: number;
  /** What the film of the review shows, in words. */
  readonly measures: readonly string[];
  readonly leftOut: readonly string[];
  readonly isEmpty: boolean;
}

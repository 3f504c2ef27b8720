/** Consent as Python tells it: who is in view, what decides, what was answered, who still has to be asked what. */

export type ConsentScope =
  | "film"
  | "shared_review"
  | "film_review"
  | "supervision"
  | "intervision"
  | "accreditation"
  | "keep_copy_family"
  | "training_internal"
  | "training_external"
  | "research_numeric"
  | "research_video"
  | "publication";

export type ConsentStatus = "granted" | "refused" | "withdrawn";

/** The statement that decides for one person and use; Python has chosen it. */
export interface Statement {
  readonly personId: string;
  readonly scope: string;
  readonly status: ConsentStatus;
  readonly on: string;
  readonly expires: string | null;
  readonly givenBy: string;
  readonly forThisFilm: boolean;
}

export type AssentAnswer = "yes" | "no";

/** What somebody who is asked each time answered; `counted` once something left that rests on it. */
export interface Assent {
  readonly id: string;
  readonly personId: string;
  readonly scope: ConsentScope;
  readonly answer: AssentAnswer;
  readonly on: string;
  readonly shownBy: string;
  readonly counted: boolean;
}

export type AskCause =
  | "no_film"
  | "gone"
  | "unsaid"
  | "unknown"
  | "film_taken_back"
  | "silent"
  | "refused"
  | "withdrawn"
  | "expired"
  | "said_no"
  | "to_be_asked"
  | "not_hidden";

/** Who stands against a use of this film as it is; the words follow the name. */
export interface ToAsk {
  readonly scope: ConsentScope;
  readonly personId: string;
  readonly cause: AskCause;
  readonly words: string;
}

export interface ConsentState {
  readonly inView: readonly string[] | null;
  readonly statements: readonly Statement[];
  /** Oldest first. */
  readonly assents: readonly Assent[];
  readonly toAsk: readonly ToAsk[];
  /** Whose consent to the shared review is missing, by name. */
  readonly missing: readonly string[];
}

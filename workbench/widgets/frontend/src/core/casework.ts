/** The case beyond its films as Python tells it: what is next, goals, cycles, its end. */

/** Where something is done, as Python names it. */
export type Place = "case" | "people" | "films" | "moments" | "clips" | "give" | "review" | "supervision" | "letter";

export interface NextStep {
  readonly key: string;
  readonly words: string;
  readonly place: Place;
  readonly command: string;
}

/** How near the client felt to a goal on a day `YYYY-MM-DD`, 0 to 10; theirs alone. */
export interface Rating {
  readonly id: string;
  readonly on: string;
  readonly value: number;
  readonly words: string;
}

export interface Goal {
  readonly id: string;
  readonly words: string;
  readonly setOn: string;
  /** Oldest first. */
  readonly ratings: readonly Rating[];
}

export type CycleState = "planned" | "filmed" | "analysed" | "reviewed" | "supervised" | "closed";

export interface Cycle {
  readonly id: string;
  readonly number: number;
  readonly state: CycleState;
  readonly nFilms: number;
}

/** With whom one works. */
export type CaseKind = "family" | "professional";

/** The case beyond its films. */
export interface Casework {
  readonly kind: CaseKind;
  readonly plannedCycles: number;
  readonly opened: string;
  readonly closedOn: string | null;
  /** How many days films are kept once the case is closed. */
  readonly retentionDays: number;
  /** When the films of a closed case are to be deleted; null while it is open or held. */
  readonly deletedOn: string | null;
  /** Why nothing may be deleted for its age, with the day on which somebody looks again; empty where nothing holds. */
  readonly holdReason: string;
  readonly holdReviewOn: string | null;
  /** Most urgent first. */
  readonly nextSteps: readonly NextStep[];
  readonly goals: readonly Goal[];
  readonly cycles: readonly Cycle[];
  /** The languages in which the family's page has words of its own. */
  readonly pageLanguages: readonly string[];
}

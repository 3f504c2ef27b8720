/** The panels' own words as data: kinds, speeds, answers, roles. What a translation changes comes from the vocabulary file instead. */

import type { CaseKind, CycleState } from "../casework";
import type { AssentAnswer, ConsentScope, ConsentStatus, Statement } from "../consent";
import type { FilmKind, GivenWay, Level, MomentKind, Playlist, Reach, Viewing } from "../data";
import type { PersonRole } from "../edits";
import type { LetterKind } from "../record";
import type { ReviewPart } from "./review_state";

export const MOMENT_KINDS: readonly { readonly kind: MomentKind; readonly words: string }[] = [
  { kind: "better_than_usual", words: "Better than usual" },
  { kind: "repair", words: "Repair" },
  { kind: "first_time", words: "First time" },
  { kind: "everyday", words: "Everyday" },
];

export const SLOW_RATES: readonly { readonly rate: number; readonly words: string }[] = [
  { rate: 0.25, words: "Quarter speed" },
  { rate: 0.5, words: "Half speed" },
  { rate: 0.75, words: "Three quarters" },
];

/** How far what a clip shows is from what the client sees already. */
export const REACHES: readonly { readonly reach: Reach | null; readonly words: string }[] = [
  { reach: null, words: "Not said" },
  { reach: "seen", words: "Already seen" },
  { reach: "within_reach", words: "Within reach" },
  { reach: "stretch", words: "A stretch" },
];

export const VIEWINGS: readonly { readonly viewing: Viewing; readonly words: string }[] = [
  { viewing: "whole", words: "Whole" },
  { viewing: "slow", words: "Slow" },
  { viewing: "frame_by_frame", words: "Frame by frame" },
  { viewing: "still", words: "Still" },
];

export const CASE_KINDS: readonly { readonly kind: CaseKind; readonly words: string }[] = [
  { kind: "family", words: "A family" },
  { kind: "professional", words: "A professional (VERP)" },
];

/** What is written when clips are given away, as a sentence begins. */
export const GIVEN_WORDS: Readonly<Record<GivenWay, string>> = {
  package: "The package",
  offline_page: "The page for a stick",
  training_internal: "The export for training",
  training_external: "The export for training elsewhere",
};

export const CYCLE_STATES: readonly { readonly state: CycleState; readonly words: string }[] = [
  { state: "planned", words: "Planned" },
  { state: "filmed", words: "Filmed" },
  { state: "analysed", words: "Analysed" },
  { state: "reviewed", words: "Reviewed" },
  { state: "supervised", words: "Supervised" },
  { state: "closed", words: "Closed" },
];

export const FILM_KINDS: readonly { readonly kind: FilmKind; readonly words: string }[] = [
  { kind: "family_film", words: "The family's film" },
  { kind: "shared_review", words: "A review, filmed" },
  { kind: "training", words: "Training" },
];

export const REVIEW_PART_WORDS: Readonly<Record<ReviewPart, string>> = {
  together: "Together",
  supervision: "Supervision",
  letters: "Letters",
};

export const LETTER_KINDS: readonly { readonly kind: LetterKind; readonly words: string }[] = [
  { kind: "closing", words: "Closing letter" },
  { kind: "strengths", words: "Record of strengths" },
];

/** The uses everybody is asked about; the others are there when somebody wants them. */
export const MAIN_SCOPES: ReadonlySet<ConsentScope> = new Set<ConsentScope>([
  "film",
  "shared_review",
  "supervision",
  "keep_copy_family",
  "training_internal",
]);

export const LENGTH_PROFILES: readonly { readonly profile: Playlist["profile"]; readonly words: string }[] = [
  { profile: "clip", words: "20 to 90 seconds" },
  { profile: "micro", words: "3 to 10 seconds" },
];

export const CONSENT_ANSWERS: readonly { readonly status: ConsentStatus; readonly words: string }[] = [
  { status: "granted", words: "Yes, granted" },
  { status: "refused", words: "No, refused" },
  { status: "withdrawn", words: "Taken back" },
];

export const ASSENT_ANSWERS: readonly { readonly answer: AssentAnswer; readonly words: string }[] = [
  { answer: "yes", words: "Yes" },
  { answer: "no", words: "No" },
];

export const PHASE_WORDS: Readonly<Record<Level["phase"], string>> = { love: "Love", play: "Play", work: "Work" };

export const ROLES: readonly { readonly role: PersonRole; readonly words: string }[] = [
  { role: "client", words: "Client" },
  { role: "child", words: "Child" },
  { role: "carer", words: "Carer" },
  { role: "sibling", words: "Brother or sister" },
  { role: "professional", words: "Professional" },
  { role: "guider", words: "Guider" },
  { role: "bystander", words: "Somebody passing" },
];

export function kindWords(kind: MomentKind): string {
  return MOMENT_KINDS.find((one) => one.kind === kind)?.words ?? kind;
}

/** How a statement reads in the table, and whether it is a yes, a no, or nothing yet. */
export interface StatementWords {
  readonly words: string;
  readonly detail: string;
  readonly look: "yes" | "no" | "unasked";
}

/** What stands in the table for a statement, `today` as `YYYY-MM-DD`; the day of expiry itself still counts. */
export function statementWords(statement: Statement | undefined, today: string): StatementWords {
  if (!statement) return { words: "Not asked", detail: "counts as no", look: "unasked" };
  if (statement.status === "refused") return { words: "Refused", detail: formatDay(statement.on), look: "no" };
  if (statement.status === "withdrawn") return { words: "Withdrawn", detail: formatDay(statement.on), look: "no" };
  const { expires } = statement;
  if (expires !== null && expires < today) return { words: "Ended", detail: formatDay(expires), look: "no" };
  return { words: "Granted", detail: expires === null ? formatDay(statement.on) : `until ${formatDay(expires)}`, look: "yes" };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day `YYYY-MM-DD` as people read it: `3 Mar 2026`. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** A day as `YYYY-MM-DD` where the browser is. */
export function localDay(now: Date): string {
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

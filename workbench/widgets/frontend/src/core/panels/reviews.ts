/** The record of reviews, supervision and letters as the panels think of them: pure functions. */

import type { Refusal } from "../edits";
import type { ChecklistLine, Letter, LookBack, Meeting, Response, Review, Supervising } from "../record";

/** The review that was chosen, else the latest; null where none is written down. */
export function chosenReview(reviews: readonly Review[], id: string | null): Review | null {
  return reviews.find((one) => one.id === id) ?? reviews.at(-1) ?? null;
}

/** What a closed row says of a clip: the first words, else whatever else is written. */
export function responseLine(response: Pick<Response, "saidFirst" | "named" | "feeling" | "workingPoint">): string {
  const first = response.saidFirst.trim();
  return first ? `“${first}”` : response.named.trim() || response.feeling.trim() || response.workingPoint.trim();
}

/** The guider's latest look at a review. */
export function lookBackOn(supervision: Supervising | null, reviewId: string): LookBack | null {
  return supervision?.lookBacks.filter((one) => one.reviewId === reviewId).at(-1) ?? null;
}

/** The guider's words to one point. */
export function wordsTo(lookBack: LookBack | null, code: string): string {
  return lookBack?.points.find((one) => one.code === code)?.words ?? "";
}

/** Points that are written to but stand in no checklist any more, after those that do. */
export function pointsToShow(checklist: readonly ChecklistLine[], lookBack: LookBack | null): readonly ChecklistLine[] {
  const known = new Set(checklist.map((one) => one.code));
  const others = (lookBack?.points ?? []).filter((one) => !known.has(one.code));
  return [...checklist, ...others.map(({ code }) => ({ code, words: code }))];
}

/** Hours as people type them ("1.5", "1,5"); null for what is no length of a meeting. */
export function hoursIn(typed: string): number | null {
  const hours = Number(typed.trim().replace(",", "."));
  return typed.trim() !== "" && hours > 0 && hours <= 24 ? hours : null;
}

/** How long all meetings were together: "2 meetings, 2.5 hours". */
export function meetingsLine(meetings: readonly Meeting[]): string {
  const hours = meetings.reduce((sum, one) => sum + one.hours, 0);
  return `${meetings.length} ${meetings.length === 1 ? "meeting" : "meetings"}, ${Math.round(hours * 100) / 100} ${hours === 1 ? "hour" : "hours"}`;
}

const FEWEST_CHARACTERS = 12;

/** Why a passphrase that was typed twice cannot be taken; null where it can. */
export function passphraseRefusal(once: string, again: string): Refusal | null {
  if (once.trim().length < FEWEST_CHARACTERS) {
    return { problem: "A short passphrase can be guessed", nextStep: `Take four words or more, ${FEWEST_CHARACTERS} characters at least` };
  }
  return once === again ? null : { problem: "The two passphrases are not the same", nextStep: "Type it once more in both" };
}

/** A letter's words as one text, a blank line between paragraphs. */
export function letterText(letter: Letter): string {
  return letter.paragraphs.join("\n\n");
}

/** The paragraphs of a text. */
export function paragraphsIn(text: string): readonly string[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

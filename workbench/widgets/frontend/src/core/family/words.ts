/** What the family's page says of its own, in the language it says it in; the words themselves come from Python's data files. */

export interface FamilyWords {
  /** The language they are in, which may be another than the review's. */
  readonly language: string;
  readonly title: string;
  readonly unavailable: string;
  readonly overSince: string;
  readonly hoped: string;
  readonly clip: string;
  readonly lastPage: string;
  readonly places: string;
  readonly goOn: string;
  readonly stopped: string;
  readonly failed: string;
  readonly play: string;
  readonly pause: string;
  readonly again: string;
  readonly slower: string;
  readonly still: string;
  readonly stop: string;
  readonly back: string;
  readonly next: string;
  readonly question: string;
  readonly keep: string;
  readonly kept: string;
  readonly yourPicture: string;
  readonly yourWords: string;
  readonly staysHere: string;
  readonly onlyHere: string;
  readonly forGuider: string;
  readonly keepWords: string;
  readonly wordsKept: string;
  readonly wordsKeptForGuider: string;
  readonly wordsTakenAway: string;
  readonly wordsNotKept: string;
}

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** Which way a language is read. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Every word the family's page says of its own, one table a language; what a family's package says is in the package. */

export interface FamilyWords {
  readonly hoped: string;
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
  readonly clip: string;
  readonly lastPage: string;
  readonly places: string;
  readonly goOn: string;
  readonly stopped: string;
  readonly failed: string;
  readonly unavailable: string;
}

const ENGLISH: FamilyWords = {
  hoped: "You hoped:",
  play: "Play",
  pause: "Pause",
  again: "Again",
  slower: "Slower",
  still: "Still",
  stop: "Stop for now",
  back: "Back",
  next: "Next",
  question: "Question",
  keep: "Keep this picture",
  kept: "Picture kept",
  yourPicture: "The picture you kept",
  yourWords: "Your own words",
  clip: "Film",
  lastPage: "Last page",
  places: "Where you are",
  goOn: "Go on: press and hold",
  stopped: "Stopped for now.",
  failed: "This film cannot be shown just now.",
  unavailable: "There is nothing to watch here just now. Please ask the person who invited you.",
};

const DUTCH: FamilyWords = {
  hoped: "Je hoopte:",
  play: "Afspelen",
  pause: "Pauze",
  again: "Nog eens",
  slower: "Trager",
  still: "Stilbeeld",
  stop: "Stop even",
  back: "Terug",
  next: "Verder",
  question: "Vraag",
  keep: "Bewaar dit beeld",
  kept: "Beeld bewaard",
  yourPicture: "Het beeld dat je hebt bewaard",
  yourWords: "Je eigen woorden",
  clip: "Film",
  lastPage: "Laatste pagina",
  places: "Waar je bent",
  goOn: "Ga verder: druk en houd vast",
  stopped: "Even gestopt.",
  failed: "Deze film is nu even niet te zien.",
  unavailable: "Er is nu even niets te zien. Vraag het aan wie je de link gaf.",
};

const WORDS: Readonly<Record<string, FamilyWords>> = { en: ENGLISH, nl: DUTCH };

/** The languages the page has words of its own in. */
export const FAMILY_LANGUAGES: readonly string[] = Object.keys(WORDS);

/** The page's words in a language, and the language they are in: English where there is no table for it yet. */
export function familyWords(language: string): { readonly words: FamilyWords; readonly language: string } {
  const primary = language.toLowerCase().split("-")[0] ?? "";
  const words = WORDS[primary];
  return words ? { words, language } : { words: ENGLISH, language: "en" };
}

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** Which way a language is read. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

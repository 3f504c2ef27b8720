/** Languages as a guider chooses one for somebody: their names, and whether the family's page has words in one. */

export interface LanguageChoice {
  readonly value: string;
  readonly words: string;
}

const NAMES = new Intl.DisplayNames(["en"], { type: "language" });

/** What a language is called in English; its tag where nothing is known of it. */
export function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const choiceOf = (value: string): LanguageChoice => ({ value, words: languageName(value) });

/** Offered to everybody, by name. Tags as BCP 47 has them. */
const OFFERED: readonly LanguageChoice[] = [
  ...["ar", "bg", "ckb", "cs", "de", "el", "en", "es", "fa", "fr", "hi", "hu", "it", "ja", "nl", "pa", "pl", "ps", "pt"],
  ...["ro", "ru", "so", "sq", "sr", "ta", "ti", "tr", "uk", "ur", "vi", "zh"],
]
  .map(choiceOf)
  .sort((a, b) => a.words.localeCompare(b.words, "en"));

/** The languages to choose from; `said` is the one that is chosen, `known` are others that words were written in. */
export function languageChoices(said: string, known: readonly string[]): readonly LanguageChoice[] {
  const more = [...new Set([...known, said])].filter((tag) => !OFFERED.some((one) => one.value === tag));
  return more.length > 0 ? [...OFFERED, ...more.map(choiceOf)] : OFFERED;
}

/** Whether the family's page has words of its own in a language; else they are English. */
export function pageSpeaks(tag: string, pageLanguages: readonly string[]): boolean {
  return pageLanguages.includes(tag.toLowerCase().split("-")[0] ?? "");
}

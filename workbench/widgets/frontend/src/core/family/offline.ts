/** A page that lies on a stick: the last day on which it may be watched, and what it says of its own. */

export interface OfflineWords {
  readonly title: string;
  /** In which country's way days are written. */
  readonly days: string;
  /** `{day}` stands for the last day. */
  readonly over: string;
}

const ENGLISH: OfflineWords = {
  title: "Watching together",
  days: "en-GB",
  over: "These films could be watched until {day}. If you would like to see them again, please ask the person who gave them to you.",
};

const DUTCH: OfflineWords = {
  title: "Samen kijken",
  days: "nl-NL",
  over: "Deze films waren te zien tot en met {day}. Wil je ze nog eens zien? Vraag het aan wie ze je gaf.",
};

/** In the language the page's other words are in. */
export function offlineWords(language: string): OfflineWords {
  return language.toLowerCase().split("-")[0] === "nl" ? DUTCH : ENGLISH;
}

/** Whether a last day (as 2027-01-19) is over where the page is watched; that day itself is not. */
export function isOver(lastDay: string, now: Date): boolean {
  const [year, month, day] = lastDay.split("-").map(Number);
  return now >= new Date(year ?? 0, (month ?? 1) - 1, (day ?? 0) + 1);
}

/** The sentence once it is over. */
export function overSentence(lastDay: string, words: OfflineWords): string {
  const day = new Intl.DateTimeFormat(words.days, { dateStyle: "long", timeZone: "UTC" }).format(new Date(lastDay));
  return words.over.replace("{day}", day);
}

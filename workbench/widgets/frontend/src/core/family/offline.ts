/** A page that lies on a stick: the last day on which it may be watched, and what it says then. */

import type { FamilyWords } from "./words";

/** Whether a last day (as 2027-01-19) is over where the page is watched; that day itself is not. */
export function isOver(lastDay: string, now: Date): boolean {
  const [year, month, day] = lastDay.split("-").map(Number);
  return now >= new Date(year ?? 0, (month ?? 1) - 1, (day ?? 0) + 1);
}

/** The sentence once it is over, with the day as its language writes it. */
export function overSentence(lastDay: string, { language, overSince }: FamilyWords): string {
  const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
  return overSince.replace("{day}", written.format(new Date(lastDay)));
}

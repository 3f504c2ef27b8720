/** What the page says around the family's own words: where they stay, and who may read them. */

export interface KeepingWords {
  readonly staysHere: string;
  readonly forGuider: string;
  readonly keepWords: string;
  readonly kept: string;
  readonly keptForGuider: string;
  readonly takenAway: string;
  readonly notKept: string;
}

const ENGLISH: KeepingWords = {
  staysHere:
    "What you write is only on this screen, and goes when the page closes. “Keep my words here” puts it into a file on the computer " +
    "that shows these films, beside them, and nowhere else. Whoever uses that computer can open the file.",
  forGuider: "Our guider may read it too",
  keepWords: "Keep my words here",
  kept: "Your words are kept. You can change them and keep them again.",
  keptForGuider: "Your words are kept, and your guider may read them. You can change both and keep them again.",
  takenAway: "Nothing is kept now.",
  notKept: "Your words could not be kept just now. They are still here on the screen.",
};

const DUTCH: KeepingWords = {
  staysHere:
    "Wat u schrijft staat alleen op dit scherm en is weg als de pagina sluit. Met ‘Mijn woorden hier bewaren’ komt het in een bestand " +
    "op de computer die deze films laat zien, naast de films en nergens anders. Wie die computer gebruikt, kan het bestand openen.",
  forGuider: "Onze begeleider mag het ook lezen",
  keepWords: "Mijn woorden hier bewaren",
  kept: "Uw woorden zijn bewaard. U kunt ze veranderen en opnieuw bewaren.",
  keptForGuider: "Uw woorden zijn bewaard en uw begeleider mag ze lezen. U kunt dat veranderen en opnieuw bewaren.",
  takenAway: "Er is nu niets bewaard.",
  notKept: "Uw woorden konden nu niet bewaard worden. Ze staan nog op het scherm.",
};

/** In the language the page's other words are in. */
export function keepingWords(language: string): KeepingWords {
  return language.toLowerCase().split("-")[0] === "nl" ? DUTCH : ENGLISH;
}

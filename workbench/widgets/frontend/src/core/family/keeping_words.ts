/** What the page says around the family's own words: where they stay, and who may read them. */

export interface KeepingWords {
  /** Where words can be kept, and where they cannot. */
  readonly staysHere: string;
  readonly onlyHere: string;
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
  onlyHere: "What you write is only on this screen, and goes when the page closes.",
  forGuider: "Our guider may read it too",
  keepWords: "Keep my words here",
  kept: "Your words are kept. You can change them and keep them again.",
  keptForGuider: "Your words are kept, and your guider may read them. You can change both and keep them again.",
  takenAway: "Nothing is kept now.",
  notKept: "Your words could not be kept just now. They are still here on the screen.",
};

const DUTCH: KeepingWords = {
  staysHere:
    "Wat je schrijft, staat alleen op dit scherm en is weg als de pagina sluit. Met ‘Bewaar mijn woorden hier’ komt het in een bestand " +
    "op de computer die deze films laat zien, naast de films en nergens anders. Wie die computer gebruikt, kan het bestand openen.",
  onlyHere: "Wat je schrijft, staat alleen op dit scherm en is weg als de pagina sluit.",
  forGuider: "Onze begeleider mag het ook lezen",
  keepWords: "Bewaar mijn woorden hier",
  kept: "Je woorden zijn bewaard. Je kunt ze veranderen en opnieuw bewaren.",
  keptForGuider: "Je woorden zijn bewaard en je begeleider mag ze lezen. Je kunt dat veranderen en opnieuw bewaren.",
  takenAway: "Er is nu niets bewaard.",
  notKept: "Je woorden konden nu niet bewaard worden. Ze staan nog op het scherm.",
};

/** In the language the page's other words are in. */
export function keepingWords(language: string): KeepingWords {
  return language.toLowerCase().split("-")[0] === "nl" ? DUTCH : ENGLISH;
}

/** The words of the presenter's view, one table a language. */

import type { Whereabouts } from "./presenter";

export interface PresenterWords {
  readonly title: string;
  readonly enterCode: string;
  readonly whereCode: string;
  readonly open: string;
  readonly noAnswer: string;
  readonly where: Readonly<Record<Whereabouts, string>>;
  readonly quiet: string;
  readonly away: string;
  readonly otherCode: string;
  readonly severalPages: string;
  readonly needsTouch: string;
  readonly question: string;
  readonly shown: string;
  readonly hidden: string;
  readonly noQuestion: string;
  readonly reveal: string;
  readonly cover: string;
  readonly play: string;
  readonly pause: string;
  readonly again: string;
  readonly slower: string;
  readonly blank: string;
  readonly goOn: string;
  readonly back: string;
  readonly next: string;
  readonly point: string;
  readonly pointHint: string;
  readonly pauseToPoint: string;
  readonly lightOff: string;
  readonly atNextPause: string;
  readonly followUps: string;
  readonly hope: string;
  readonly hard: string;
  readonly begins: string;
  readonly note: string;
  readonly plan: string;
  readonly noNotes: string;
  readonly comesNext: string;
  readonly lastPage: string;
  readonly unnamed: string;
  readonly theirWords: string;
  readonly ways: Readonly<Record<string, string>>;
}

const ENGLISH: PresenterWords = {
  title: "Your own view",
  enterCode: "The code",
  whereCode: "It stands where vig present was started. It works once.",
  open: "Open",
  noAnswer: "There is no answer. Is the family's page still open on the computer?",
  where: {
    nobody: "The family's page is not open",
    stopped: "Plain screen",
    failed: "The film cannot be shown",
    last: "Last page",
    card: "Before the film",
    playing: "Playing",
    held: "Held",
    ended: "At the end",
  },
  quiet: "quiet for",
  away: "The connection is gone. Trying again.",
  otherCode: "Enter another code",
  severalPages: "The family's page is open more than once. The one opened last is led from here.",
  needsTouch: "Touch the family's screen once, or press a key there. Until then its browser plays no film from here.",
  question: "The question",
  shown: "The family sees it",
  hidden: "Not shown yet",
  noQuestion: "No question here",
  reveal: "Show the question",
  cover: "Hide the question",
  play: "Play",
  pause: "Pause",
  again: "Again",
  slower: "Slower",
  blank: "Plain screen",
  goOn: "Go on",
  back: "Back",
  next: "Next",
  point: "What the family sees. Touch it to point with a soft light.",
  pointHint: "Touch the picture to point.",
  pauseToPoint: "To point with a light, pause first.",
  lightOff: "Light off",
  atNextPause: "At the next pause",
  followUps: "To ask further",
  hope: "What I hope they notice",
  hard: "What may be hard",
  begins: "Who begins, and how it is received",
  note: "My note",
  plan: "How to look",
  noNotes: "There are no notes beside this film here.",
  comesNext: "Then",
  lastPage: "The last page",
  unnamed: "A film without a name",
  theirWords: "The family's own words, for you to read",
  ways: { whole: "whole", slow: "slowly", frame_by_frame: "frame by frame", still: "a still picture" },
};

const DUTCH: PresenterWords = {
  title: "Uw eigen scherm",
  enterCode: "De code",
  whereCode: "Die staat waar vig present is gestart. Ze werkt één keer.",
  open: "Openen",
  noAnswer: "Er komt geen antwoord. Staat de pagina van het gezin nog open op de computer?",
  where: {
    nobody: "De pagina van het gezin is niet open",
    stopped: "Leeg scherm",
    failed: "De film kan niet getoond worden",
    last: "Laatste pagina",
    card: "Voor de film",
    playing: "Speelt",
    held: "Staat stil",
    ended: "Aan het eind",
  },
  quiet: "stil sinds",
  away: "De verbinding is weg. We proberen het opnieuw.",
  otherCode: "Een andere code invoeren",
  severalPages: "De pagina van het gezin is vaker open. De laatst geopende wordt van hieruit geleid.",
  needsTouch: "Raak het scherm van het gezin één keer aan of druk daar op een toets. Tot dan speelt de browser daar geen film van hieruit.",
  question: "De vraag",
  shown: "Het gezin ziet haar",
  hidden: "Nog niet getoond",
  noQuestion: "Hier is geen vraag",
  reveal: "Vraag tonen",
  cover: "Vraag verbergen",
  play: "Afspelen",
  pause: "Pauze",
  again: "Nog eens",
  slower: "Langzamer",
  blank: "Leeg scherm",
  goOn: "Verder",
  back: "Terug",
  next: "Volgende",
  point: "Wat het gezin ziet. Raak het aan om met een zacht licht te wijzen.",
  pointHint: "Raak het beeld aan om te wijzen.",
  pauseToPoint: "Zet de film stil om met een licht te wijzen.",
  lightOff: "Licht uit",
  atNextPause: "Bij de volgende pauze",
  followUps: "Om door te vragen",
  hope: "Wat ik hoop dat ze zien",
  hard: "Wat moeilijk kan zijn",
  begins: "Wie begint, en hoe het ontvangen wordt",
  note: "Mijn notitie",
  plan: "Hoe te kijken",
  noNotes: "Hier zijn geen notities bij deze film.",
  comesNext: "Daarna",
  lastPage: "De laatste pagina",
  unnamed: "Een film zonder naam",
  theirWords: "De eigen woorden van het gezin, voor u om te lezen",
  ways: { whole: "in zijn geheel", slow: "langzaam", frame_by_frame: "beeld voor beeld", still: "een stilstaand beeld" },
};

/** In the first of somebody's languages there is a table for. */
export function presenterWords(languages: readonly string[]): { readonly words: PresenterWords; readonly language: string } {
  for (const each of languages) {
    const primary = each.toLowerCase().split("-")[0];
    if (primary === "nl") return { words: DUTCH, language: "nl" };
    if (primary === "en") break;
  }
  return { words: ENGLISH, language: "en" };
}

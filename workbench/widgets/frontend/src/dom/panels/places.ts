/** What the computer found, under the moments: places to look with their reasons, and who is who. Candidates, never a verdict. */

import type { Analysis, FoundVoice, PlaceToLook } from "../../core/analysis";
import { formatSeconds } from "../../core/format";
import { fold } from "./folds";
import { button, paragraph, personSign, progressRow, refusalText, timeButton } from "./parts";
import { walkRows } from "./rows";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

export function placesPart(view: View): Child[] {
  const { analysis } = view.data;
  return analysis ? [node("div", { class: "vp-found", key: "found" }, placesFold(view, analysis), whoFold(view, analysis))] : [];
}

function placesFold(view: View, analysis: Analysis): TreeNode {
  const { analysing } = view.data;
  const isOpen = view.state.found === "places";
  const about = analysing ? `${Math.round(analysing.part * 100)} %` : placesWords(analysis);
  return fold(
    { words: "Places to look", about, isOpen, testid: "places", act: () => view.acts.openFound(isOpen ? null : "places") },
    refusalText(view.state.refusals.get("analysis"), { testid: "places-refusal" }),
    ...(analysis.places.length > 0 ? [placeList(view, analysis.places)] : []),
    ...quietWords(analysis),
    working(view, analysis),
  );
}

function placesWords({ isLookedThrough, places }: Analysis): string {
  if (places.length > 0) return places.length === 1 ? "one place" : `${places.length} places`;
  return isLookedThrough ? "none" : "not looked for yet";
}

function placeList(view: View, places: readonly PlaceToLook[]): TreeNode {
  return node(
    "ol",
    { class: "vp-place-list", key: "list", attributes: { "aria-label": "Places to look, the first one first" } },
    places.map((place) =>
      node(
        "li",
        { key: place.id, class: "vp-place" },
        node(
          "button",
          {
            class: "vp-place-go",
            attributes: { type: "button", "data-testid": "place", "data-row": place.id, title: "Go there" },
            on: { click: () => view.context.seek(place.start), keydown: (event, element) => walkRows(event as KeyboardEvent, element) },
          },
          node("span", { class: "vp-number" }, `${view.context.formatTime(place.start)}, ${formatSeconds(place.end - place.start)}`),
          ...place.reasons.map((words) => node("span", { key: words, class: "vp-place-reason" }, words)),
        ),
        node(
          "span",
          { class: "vp-place-acts" },
          button("Mark as a moment", () => void view.acts.markPlace(place), { look: "icon", icon: "star", testid: "mark-place" }),
          button("Out of the list", () => void view.acts.dismissPlace(place), { look: "icon", icon: "close", testid: "dismiss-place" }),
        ),
      ),
    ),
  );
}

function quietWords(analysis: Analysis): Child[] {
  if (!analysis.isLookedThrough)
    return [
      paragraph(
        "The computer can look this film through for stretches where two people are to and fro with one another. " +
          "It happens here and leaves nothing elsewhere; what it finds are candidates that only you see.",
      ),
    ];
  if (analysis.places.length > 0) return [];
  const missing = analysis.hasVoices ? "" : " No voice could be heard in it.";
  return [paragraph(`Nothing in it stood out to the computer, which says nothing about the film.${missing}`)];
}

function working(view: View, analysis: Analysis): TreeNode {
  const { analysing } = view.data;
  if (analysing)
    return progressRow(analysing.words, analysing.part, analysing.leftS, () => void view.acts.stopLooking(), {
      row: "looking",
      stop: "stop-looking",
    });
  const words = analysis.isLookedThrough ? "Look again" : "Look for places";
  return button(words, () => void view.acts.lookForPlaces(), {
    look: analysis.isLookedThrough ? "quiet" : "plain",
    testid: "look-for-places",
    key: "look",
  });
}

function whoFold(view: View, analysis: Analysis): Child {
  if (!analysis.hasFaces && !analysis.hasVoices) return null;
  const isOpen = view.state.found === "who";
  const isProposed = analysis.voices.some((voice) => voice.isProposed);
  return fold(
    {
      words: "Who is who",
      about: isProposed ? "a first guess, to be put right" : "",
      isOpen,
      testid: "who",
      act: () => view.acts.openFound(isOpen ? null : "who"),
    },
    refusalText(view.state.refusals.get("analysis"), { testid: "who-refusal" }),
    analysis.hasFaces &&
      paragraph("Faces have frames on the picture while the film stands. Choose one to say who it is, or where somebody else begins."),
    ...analysis.ahead.map(({ personId, at }) => aheadRow(view, personId, at)),
    analysis.voices.length > 0 && node("h4", { class: "vp-label", key: "voices-head" }, "Voices"),
    analysis.voices.length > 0 &&
      node(
        "ul",
        { class: "vp-voices", key: "voices" },
        analysis.voices.map((voice, index) => voiceRow(view, voice, index + 1)),
      ),
    analysis.voices.length > 0 && learnPart(view, analysis),
  );
}

function aheadRow(view: View, personId: string, at: number): Child {
  const person = view.data.people.find((one) => one.id === personId);
  if (!person) return null;
  return node(
    "div",
    { class: "vp-ahead", key: `ahead-${personId}` },
    personSign(person),
    node("span", {}, `${person.shownName} looks straight ahead at`),
    timeButton(view, at, "ahead-time"),
    button("Forget it", () => void view.acts.forgetAhead(personId), { look: "icon", icon: "close", testid: "forget-ahead" }),
  );
}

function voiceRow(view: View, voice: FoundVoice, number: number): TreeNode {
  const inView = new Set(view.data.consent?.inView ?? []);
  const people = view.data.people.filter((person) => inView.has(person.id));
  const chosen = people.find((person) => person.id === voice.personId);
  return node(
    "li",
    { key: String(voice.speaker), class: "vp-voice" },
    chosen ? personSign(chosen) : node("span", { class: "vp-sign" }),
    node("span", {}, `Voice ${number}`),
    node("span", { class: "vp-number vp-quiet-text" }, `${Math.round(voice.seconds)} s`),
    timeButton(view, voice.listenAt, "listen"),
    node(
      "select",
      {
        class: "vp-text vp-who",
        attributes: { "aria-label": `Whose voice ${number} is`, "data-testid": `voice-${number}` },
        value: voice.personId ?? "?",
        on: { change: (_event, element) => void view.acts.nameVoice(voice.speaker, (element as HTMLSelectElement).value) },
      },
      voice.personId === null && node("option", { key: "?", attributes: { value: "?" } }, "not said"),
      people.map((person) =>
        node(
          "option",
          { key: person.id, attributes: { value: person.id } },
          person.id === voice.personId && voice.isProposed ? `${person.shownName}, a guess` : person.shownName,
        ),
      ),
      node("option", { key: "nobody", attributes: { value: "" } }, "nobody in view"),
    ),
  );
}

function learnPart(view: View, analysis: Analysis): TreeNode {
  if (view.data.analysing) return node("p", { key: "learn" }, "The film is being looked through.");
  return analysis.canLearn
    ? button("Learn again from my corrections", () => void view.acts.learnVoices(), { testid: "learn-voices", key: "learn" })
    : node(
        "p",
        { class: "vp-quiet-text", key: "learn" },
        "Where voices are mixed up, mark some of each person in their own row under the film; then they can be learned again from your marks.",
      );
}

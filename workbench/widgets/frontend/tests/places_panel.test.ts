/** What the computer found, under the moments: places to look, and who is who. */

import { describe, expect, it } from "vitest";
import type { Analysis } from "../src/core/analysis";
import type { Snapshot } from "../src/core/data";
import { aCase, seconds } from "./panels_case";
import { panelsPage } from "./panels_page";

const NOTHING: Analysis = { isLookedThrough: false, hasFaces: false, hasVoices: false, canLearn: false, places: [], voices: [], ahead: [] };
const [MUM, NOAH] = aCase().people;
const FOUND: Analysis = {
  isLookedThrough: true,
  hasFaces: true,
  hasVoices: true,
  canLearn: true,
  places: [
    { id: "a".repeat(16), start: seconds(10), end: seconds(18), reasons: ["Both are in view", "A look comes back twice"] },
    { id: "b".repeat(16), start: seconds(40), end: seconds(44), reasons: ["Their voices change to and fro 4 times"] },
  ],
  voices: [
    { speaker: 1, seconds: 31.4, listenAt: seconds(12), personId: MUM?.id ?? "", isProposed: true },
    { speaker: 0, seconds: 9, listenAt: seconds(20), personId: null, isProposed: false },
  ],
  ahead: [{ personId: NOAH?.id ?? "", at: seconds(7) }],
};

function withEverybodyInView(): Snapshot {
  const { consent, people } = aCase();
  return aCase({ analysis: NOTHING, consent: consent && { ...consent, inView: people.map((person) => person.id) } });
}

const page = panelsPage(withEverybodyInView);
const { all, one, click, answered } = page;

describe("before a film is looked through", () => {
  it("a fold says so, and in it is the one quiet button", async () => {
    expect(one("places").textContent).toContain("not looked for yet");
    expect(all("look-for-places")).toEqual([]);
    click("places");
    click("look-for-places");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "look_for_places", learn: false }]);
    expect(all("who")).toEqual([]);
  });

  it("how far it is stands in place of the button, with Stop", async () => {
    click("places");
    page.python.data.set({ ...page.python.data.get(), analysing: { words: "Looking for faces", part: 0.4, leftS: 30 } });
    expect(one("places").textContent).toContain("40 %");
    expect(one("looking").textContent).toContain("Looking for faces, about 30 s left");
    expect(all("look-for-places")).toEqual([]);
    click("stop-looking");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "stop_looking" }]);
  });

  it("why it may not be is said there", async () => {
    page.python.answer = () => ({ ok: false, problem: "Not everyone in view has agreed", nextStep: "Ask them" });
    click("places");
    click("look-for-places");
    await answered();
    expect(one("places-refusal").textContent).toBe("Not everyone in view has agreed. Ask them.");
    page.python.answer = null;
  });
});

describe("what was found", () => {
  const withFound = (found: Analysis = FOUND): void => page.python.data.set({ ...page.python.data.get(), analysis: found });

  it("are places with their reasons; a click sends the film there", () => {
    withFound();
    expect(one("places").textContent).toContain("2 places");
    click("places");
    const [first, second] = all("place");
    expect(first?.textContent).toContain("A look comes back twice");
    second?.click();
    expect(page.python.sought).toEqual([seconds(40)]);
  });

  it("can be marked as a moment or taken out of the list", async () => {
    withFound();
    click("places");
    all("mark-place")[0]?.click();
    await answered();
    all("dismiss-place")[1]?.click();
    await answered();
    expect(page.python.sent).toEqual([
      { kind: "mark_moment", start: seconds(10), end: seconds(18) },
      { kind: "dismiss_candidates", ids: ["b".repeat(16)] },
    ]);
  });

  it("says without a verdict that nothing stood out", () => {
    withFound({ ...FOUND, places: [], hasVoices: false, voices: [] });
    click("places");
    expect(page.root.textContent).toContain("which says nothing about the film. No voice could be heard in it.");
    expect(one("look-for-places").textContent).toBe("Look again");
  });

  it("voices are named, called a guess where they are one, and learned again from marks", async () => {
    withFound();
    click("who");
    const select = one("voice-1") as HTMLSelectElement;
    expect(select.selectedOptions[0]?.textContent).toBe(`${MUM?.shownName}, a guess`);
    expect((one("voice-2") as HTMLSelectElement).selectedOptions[0]?.textContent).toBe("not said");
    select.value = NOAH?.id ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await answered();
    click("learn-voices");
    await answered();
    click("forget-ahead");
    await answered();
    expect(page.python.sent).toEqual([
      { kind: "name_voice", speaker: 1, personId: NOAH?.id },
      { kind: "look_for_places", learn: true },
      { kind: "look_ahead", personId: NOAH?.id, at: null },
    ]);
  });

  it("shows the faces on the picture only while who is who is open", () => {
    withFound();
    click("who");
    click("tab-consent");
    click("tab-moments");
    click("who");
    expect(page.python.seen).toEqual([true, false, true, false]);
  });
});

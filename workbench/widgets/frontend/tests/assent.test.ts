/** Who still has to be asked what, children who are asked each time, and whom a figure hides. */

import { describe, expect, it } from "vitest";
import type { ConsentState, ToAsk } from "../src/core/consent";
import type { Region, Snapshot } from "../src/core/data";
import type { SendResult } from "../src/core/edits";
import { askWay, latestAnswers, otherUses } from "../src/core/panels/asking";
import { aCase } from "./panels_case";
import { panelsPage } from "./panels_page";

const [MUM, NOAH, PASSER] = ["a".repeat(16), "b".repeat(16), "e".repeat(16)];

function toAsk(personId: string, cause: ToAsk["cause"], words: string, scope: ToAsk["scope"] = "shared_review"): ToAsk {
  return { scope, personId, cause, words };
}

const BLUR: Region = {
  id: "8".repeat(16),
  start: 0,
  end: 90_000,
  shape: "blur",
  keyframes: [],
  label: "",
  purpose: "anonymise",
  hides: null,
};

function asked(change: Partial<ConsentState> = {}, more: Partial<Snapshot> = {}): Snapshot {
  const before = aCase(more);
  const passer = { id: PASSER, code: "B1", role: "bystander", shownName: "A neighbour", pronoun: "", language: "en", askedEachTime: false };
  const people = before.people.map((person) => ({ ...person, askedEachTime: person.id === NOAH }));
  const consent = before.consent && {
    ...before.consent,
    inView: [MUM, NOAH, PASSER],
    toAsk: [toAsk(NOAH, "to_be_asked", "has to be asked"), toAsk(PASSER, "not_hidden", "has not agreed and is not hidden all the time")],
    ...change,
  };
  return { ...before, people: [...people, { ...passer, colour: "#8d5a99", shape: "diamond" as const }], consent };
}

describe("what helps against what stands against a use", () => {
  it("is asking for consent, asking the child, or hiding", () => {
    expect(askWay("silent")).toBe("consent");
    expect(askWay("expired")).toBe("consent");
    expect(askWay("said_no")).toBe("assent");
    expect(askWay("not_hidden")).toBe("hiding");
  });

  it("names for each other use everybody once", () => {
    const all = [
      toAsk(MUM, "silent", ""),
      toAsk(MUM, "silent", "", "supervision"),
      toAsk(NOAH, "silent", "", "supervision"),
      toAsk(NOAH, "to_be_asked", "", "supervision"),
    ];
    expect(otherUses(all)).toEqual([{ scope: "supervision", personIds: [MUM, NOAH] }]);
  });

  it("shows somebody's latest answers first, and not all that were ever given", () => {
    const said = [1, 2, 3, 4, 5].map((n) => ({
      id: String(n),
      personId: NOAH,
      scope: "film" as const,
      answer: "yes" as const,
      on: "",
      shownBy: "",
      counted: false,
    }));
    expect(latestAnswers(said, NOAH).map((one) => one.id)).toEqual(["5", "4", "3", "2"]);
    expect(latestAnswers(said, MUM)).toEqual([]);
  });
});

describe("the Consent tab", () => {
  const page = panelsPage(asked, "tab-consent");
  const { all, one, click, type, choose, settled, start } = page;

  it("says who still has to be asked what, and leads there", async () => {
    expect(all("to-ask").map((row) => row.querySelector("span")?.textContent)).toEqual([
      "Noah has to be asked",
      "A neighbour has not agreed and is not hidden all the time",
    ]);
    click("to-ask-C1");
    expect(document.activeElement).toBe(one("assent-yes"));
    click("to-ask-B1");
    expect(document.activeElement).toBe(one("draw-blur"));
    start(asked({ toAsk: [toAsk(MUM, "film_taken_back", "does not want the film to be used")] }));
    click("to-ask-P1");
    expect(one("consent-question").textContent).toContain("Being filmed");
  });

  it("says so where everybody has agreed, and stays silent until somebody said who is in view", () => {
    start(asked({ toAsk: [] }));
    expect(one("asking").textContent).toContain("everyone in view has agreed");
    start(asked({ toAsk: [toAsk(MUM, "silent", "", "supervision")] }));
    expect(one("asking-supervision").textContent).toBe("Supervision: not yet from Mum.");
    start(asked({ inView: null }));
    expect(all("asking")).toEqual([]);
  });

  it("writes an answer down with how it was shown, once something is chosen", async () => {
    click("assent-C1");
    click("assent-keep");
    expect(one("refusal").textContent).toContain("Nothing is chosen yet");
    click("assent-no");
    type("assent-shown-by", "turned away");
    click("assent-keep");
    await settled();
    expect(page.python.sent).toEqual([
      { kind: "say_assent", personId: NOAH, scope: "shared_review", answer: "no", shownBy: "turned away" },
    ]);
    expect(document.activeElement).toBe(one("assent-C1"));
  });

  it("leaves the focus to who has put it somewhere else before the answer was on the disk", async () => {
    let answer: (result: SendResult) => void = () => {};
    page.python.answer = () => new Promise((resolve) => (answer = resolve));
    click("assent-C1");
    click("assent-yes");
    one("assent-keep").focus();
    click("assent-keep");
    click("to-ask-B1");
    answer({ ok: true, result: {} });
    await settled();
    expect(all("assent-keep")).toEqual([]);
    expect(document.activeElement).toBe(one("draw-blur"));
  });

  it("shows which answers have counted, and says who is asked each time", async () => {
    const said = {
      id: "1",
      personId: NOAH,
      scope: "shared_review",
      answer: "yes",
      on: "2026-03-03",
      shownBy: "a nod",
      counted: true,
    } as const;
    start(asked({ assents: [said] }));
    expect(one("assent").textContent).toBe("3 Mar 2026: yes to “Watching clips together” (a nod); it has counted");
    click("asked-each-time-C1");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "change_person", id: NOAH, askedEachTime: false }]);
  });

  it("asks for the next package those whose yes has counted, and says nobody is missing", () => {
    start(asked({ missing: ["Mum"], toAsk: [toAsk(MUM, "silent", ""), toAsk(NOAH, "to_be_asked", "has to be asked again")] }));
    click("tab-playlist");
    expect(one("open-consent").parentElement?.textContent).toContain("No consent to watching clips yet: Mum.");
    expect(one("open-consent-next").parentElement?.textContent).toContain("Before another package is made, ask again: Noah.");
    start(asked({ missing: ["Noah"], toAsk: [toAsk(NOAH, "to_be_asked", "has to be asked")] }));
    click("tab-playlist");
    expect(all("open-consent-next")).toEqual([]);
  });

  it("says whom a figure hides", async () => {
    start(asked({}, { regions: [BLUR] }));
    click("to-ask-B1");
    expect(document.activeElement).toBe(one(`hides-${BLUR.id}`));
    choose(`hides-${BLUR.id}`, PASSER);
    await settled();
    expect(page.python.sent).toEqual([{ kind: "change_region", id: BLUR.id, hides: PASSER }]);
    click("draw-blur");
    expect(page.python.acted).toEqual([{ do: "useTool", tool: "blur" }]);
  });
});

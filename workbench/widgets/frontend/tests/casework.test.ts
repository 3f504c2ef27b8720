/** The Case tab, a clip's private preparation, what is proposed for clips. */

import { describe, expect, it } from "vitest";
import type { Casework, NextStep } from "../src/core/casework";
import type { SendResult } from "../src/core/edits";
import { languageChoices, languageName, pageSpeaks } from "../src/core/panels/languages";
import { wayTo } from "../src/core/panels/next_steps";
import { handlesOf, trimWords } from "../src/core/panels/trimming";
import { aCase, seconds } from "./panels_case";
import { panelsPage } from "./panels_page";

const GOAL = "e".repeat(16);
const CYCLE = "d".repeat(16);

function step(key: string, place: NextStep["place"], words = `Do ${key}`): NextStep {
  return { key, words, place, command: `vig ${key}` };
}

const CASEWORK: Casework = {
  kind: "family",
  plannedCycles: 3,
  opened: "2026-03-01",
  closedOn: null,
  retentionDays: 60,
  deletedOn: null,
  holdReason: "",
  holdReviewOn: null,
  nextSteps: [step("in_view", "films"), step("question", "case"), step("supervision", "supervision")],
  goals: [
    { id: GOAL, words: "that we play", setOn: "2026-03-03", ratings: [{ id: "r", on: "2026-03-03", value: 4, words: "on good days" }] },
  ],
  cycles: [{ id: CYCLE, number: 1, state: "filmed", nFilms: 1 }],
  pageLanguages: ["en", "nl"],
};

describe("a next step", () => {
  it("leads to the tab where it is done, to a field of the Case tab, or to a command", () => {
    expect(wayTo(step("clips", "clips"))).toEqual({ kind: "tab", tab: "playlist" });
    expect(wayTo(step("publish", "give"))).toEqual({ kind: "tab", tab: "playlist" });
    expect(wayTo(step("in_view", "films"))).toEqual({ kind: "tab", tab: "consent" });
    expect(wayTo(step("cycle", "case"))).toEqual({ kind: "here", testid: "begin-cycle" });
    expect(wayTo(step("film", "films"))).toEqual({ kind: "command", command: "vig film" });
    expect(wayTo(step("retention", "case"))).toEqual({ kind: "command", command: "vig retention" });
    expect(wayTo(step("hold", "case"))).toEqual({ kind: "here", testid: "hold-case" });
    expect(wayTo(step("close", "case"))).toEqual({ kind: "here", testid: "close-case" });
  });

  it("leads to what follows a review", () => {
    expect(wayTo(step("said", "review"))).toEqual({ kind: "review", part: "together" });
    expect(wayTo(step("supervision", "supervision"))).toEqual({ kind: "review", part: "supervision" });
    expect(wayTo(step("letter", "letter"))).toEqual({ kind: "review", part: "letters" });
  });
});

describe("handles", () => {
  it("are the film before and after a clip, and never less than none", () => {
    expect(handlesOf({ start: 10, end: 30 }, 100)).toEqual({ before: 10, after: 70 });
    expect(handlesOf({ start: 0, end: 30 }, 0)).toEqual({ before: 0, after: 0 });
  });

  it("say how a proposed edge changes the length", () => {
    const clip = { start: seconds(10), end: seconds(30) };
    expect(trimWords(clip, "start", seconds(8))).toBe("2.0 s longer");
    expect(trimWords(clip, "start", seconds(11))).toBe("1.0 s shorter");
    expect(trimWords(clip, "end", seconds(31))).toBe("1.0 s longer");
  });
});

describe("a language", () => {
  it("is offered by its name, also one that is not usual here, once each", () => {
    const tags = languageChoices("nl-BE", ["en", "gd"]).map((one) => one.value);
    expect(tags).toEqual(expect.arrayContaining(["en", "nl", "nl-BE", "gd", "ar"]));
    expect(new Set(tags).size).toBe(tags.length);
    expect(languageName("nl")).toBe("Dutch");
    expect(languageName("no tag!")).toBe("no tag!");
  });

  it("is one the page speaks if there are words in it, whatever the region", () => {
    expect([pageSpeaks("nl-BE", ["en", "nl"]), pageSpeaks("ar", ["en", "nl"])]).toEqual([true, false]);
  });
});

describe("on the page", () => {
  const page = panelsPage(() => aCase({ casework: CASEWORK }));
  const { all, one, click, type, choose, settled, start } = page;

  it("opens on what is next, and a line goes where it is done", () => {
    expect(one("tab-case").getAttribute("aria-selected")).toBe("true");
    click("next-question");
    expect(document.activeElement).toBe(one("case-question"));
    click("next-in_view");
    expect(one("tab-consent").getAttribute("aria-selected")).toBe("true");
    expect(document.activeElement).toBe(one("tab-consent"));
    click("tab-case");
    click("next-supervision");
    expect(one("tab-review").getAttribute("aria-selected")).toBe("true");
    expect((one("review-part-supervision") as HTMLInputElement).checked).toBe(true);
  });

  it("writes a goal down, refuses an empty one, and keeps the client's number of today", async () => {
    click("add-goal");
    click("goal-keep");
    expect(one("refusal").textContent).toContain("The goal has no words yet");
    type("new-goal", " that he comes to me ");
    click("goal-keep");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "add_goal", words: "that he comes to me" }]);
    expect(all("new-goal")).toHaveLength(0);
    expect(one("rating").textContent).toContain("3 Mar 2026: 4 of 10");
    click("rate-goal");
    click("rating-keep");
    expect(one("refusal").textContent).toContain("There is no number yet");
    click("rating-value-6");
    type("rating-words", "since we wait");
    click("rating-keep");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "rate_goal", goalId: GOAL, value: 6, words: "since we wait", on: "2026-05-01" });
    expect(all("rating-keep")).toHaveLength(0);
  });

  it("shows what was said of a goal on an earlier day, so that it can be changed", async () => {
    click("rate-goal");
    type("rating-day", "2026-03-03");
    expect((one("rating-words") as HTMLInputElement).value).toBe("on good days");
    click("rating-value-5");
    click("rating-keep");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "rate_goal", goalId: GOAL, value: 5, words: "on good days", on: "2026-03-03" });
  });

  it("closes the case on a day, and holds its films for a reason until a day", async () => {
    click("close-case");
    type("closed-on", "2026-04-30");
    click("ending-keep");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "close_case", on: "2026-04-30" });
    click("hold-case");
    type("hold-reason", "asked by the court");
    click("ending-keep");
    expect(one("refusal").textContent).toContain("There is no day yet");
    type("hold-review-on", "2026-09-01");
    click("ending-keep");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "hold_case", reason: "asked by the court", reviewOn: "2026-09-01" });
    expect(all("ending-keep")).toHaveLength(0);
  });

  it("says when a closed case's films are deleted and what holds them, and opens it again", async () => {
    const closed = {
      ...CASEWORK,
      closedOn: "2026-04-30",
      deletedOn: "2026-06-29",
      holdReason: "asked by the court",
      holdReviewOn: "2026-09-01",
    };
    start(aCase({ casework: closed }));
    const words = page.root.querySelector('[aria-label="The end of this case"]')?.textContent;
    expect(words).toContain("Closed on 30 Apr 2026, and its films are to be deleted on 29 Jun 2026.");
    expect(one("hold").textContent).toContain("asked by the court");
    click("end-hold");
    await settled();
    click("reopen-case");
    await settled();
    expect(page.python.sent.map((edit) => edit.kind)).toEqual(["end_hold", "reopen_case"]);
  });

  it("says of a film what it is and to which cycle it belongs, and plans cycles", async () => {
    click("film-kind-shared_review");
    choose("film-cycle", CYCLE);
    choose("planned-cycles", "4");
    await settled();
    expect(page.python.sent).toEqual([
      { kind: "change_film", filmKind: "shared_review" },
      { kind: "change_film", cycleId: CYCLE },
      { kind: "change_case", plannedCycles: 4 },
    ]);
  });

  it("says of the film's picture and sound what helps, with the way there; of a good film one quiet line", () => {
    const good = "Picture and sound are good to work with.";
    const fact = { check: "variable_rate", weight: "know", words: "Its frame rate varies.", nextStep: "", spans: [] } as const;
    const spans = [1, 5, 9, 13].map((s): [number, number] => [seconds(s), seconds(s + 2)]);
    const dark = { check: "backlight", weight: "helps", words: "The light comes from behind.", nextStep: "Turn.", spans } as const;
    expect(all("film-checks")).toEqual([]);
    start(aCase({ casework: CASEWORK, checks: { good, know: "Good to know", findings: [fact] } }));
    expect(one("film-checks").querySelector("p")?.textContent).toBe(good);
    expect(one("finding").closest("details")?.open).toBe(false);
    start(aCase({ casework: CASEWORK, checks: { good, know: "Good to know", findings: [dark, fact] } }));
    expect(one("film-checks").textContent).not.toContain(good);
    expect(one("finding").textContent).toContain("The light comes from behind.Turn.");
    expect(one("finding").textContent).toContain("and 1 more");
    all("finding-place")[1]?.click();
    expect(page.python.sought).toEqual([seconds(5)]);
  });

  it("stands alone before the first film, with what needs none", () => {
    start(aCase({ casework: CASEWORK, film: null, moments: [], playlist: null }));
    expect(all("tab-case")).toHaveLength(1);
    expect(["tab-consent", "tab-review"].flatMap(all)).toHaveLength(2);
    expect(["tab-moments", "tab-playlist", "film-kind"].flatMap(all)).toEqual([]);
    expect(all("add-goal")).toHaveLength(1);
    click("tab-consent");
    expect(all("consent-table")).toHaveLength(1);
    expect(all("asking")).toEqual([]);
  });

  it("moves a cycle on, and says what came of removing it", async () => {
    click("cycle-1");
    click("cycle-state-analysed");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "move_cycle", id: CYCLE, state: "analysed" }]);
    page.python.answer = () => ({ ok: true, result: { also: ["1 film forgets it"] } });
    click("remove-cycle");
    await settled();
    expect(one("removed").textContent).toContain("The cycle is removed: 1 film forgets it");
  });

  it("keeps a clip's follow-up questions row by row, and an emptied one goes", async () => {
    click("tab-clip-sheet");
    type("follow-up-1", "And then?");
    type("follow-up-2", "How was that for you?");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({
      kind: "change_clip",
      id: "c111111111111111",
      followUps: ["And then?", "How was that for you?"],
    });
    type("follow-up-1", "").dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await settled();
    expect(page.python.sent.at(-1)).toMatchObject({ followUps: ["How was that for you?"] });
    expect((one("follow-up-1") as HTMLInputElement).value).toBe("How was that for you?");
  });

  it("plans the ways of looking in order", async () => {
    click("tab-clip-sheet");
    for (const viewing of ["whole", "slow", "still"]) click(`plan-${viewing}`);
    await settled();
    expect(page.python.sent.at(-1)).toMatchObject({ playPlan: ["whole", "slow", "still"] });
    one("play-plan").querySelectorAll("button")[1]?.click();
    await settled();
    expect(page.python.sent.at(-1)).toMatchObject({ playPlan: ["whole", "still"] });
  });

  it("plays around an edge without changing the clip, and takes a proposed edge with one press", async () => {
    const { playlist } = aCase();
    const trim = { clipId: "c111111111111111", edge: "start", at: seconds(8), words: "Just before the initiative." } as const;
    start(aCase({ playlist: playlist && { ...playlist, trims: [trim] } }));
    click("tab-clip-sheet");
    click("around-start");
    click("around-end");
    expect(page.python.acted).toEqual([
      { do: "playAround", at: seconds(10) },
      { do: "playAround", at: seconds(31.2) - 3600 },
    ]);
    expect(page.python.sent).toEqual([]);
    click("take-start");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "change_clip", id: "c111111111111111", start: seconds(8), end: seconds(31.2) }]);
  });

  it("takes a proposed order in one edit", async () => {
    const { playlist } = aCase();
    const ids = ["c333333333333333", "c111111111111111", "c222222222222222"];
    const proposedOrder = ids.map((clipId) => ({ clipId, words: "level 1" }));
    start(aCase({ playlist: playlist && { ...playlist, proposedOrder } }));
    click("tab-playlist");
    click("take-order");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "order_clips", clipIds: ids }]);
    expect(document.activeElement).toBe(one("open-clip-sheet"));
  });

  it.each([
    ["is refused", { ok: false, problem: "The clips have changed", nextStep: "Look again" } as const],
    ["is taken late", { ok: true, result: {} } as const],
  ])("leaves the focus where somebody has put it when a proposed order %s", async (_, answer) => {
    const { playlist } = aCase();
    const proposedOrder = ["c333333333333333", "c111111111111111", "c222222222222222"].map((clipId) => ({ clipId, words: "level 1" }));
    start(aCase({ playlist: playlist && { ...playlist, proposedOrder } }));
    click("tab-playlist");
    let answerNow: (answer: SendResult) => void = () => undefined;
    page.python.answer = () =>
      new Promise((resolve) => {
        answerNow = resolve;
      });
    click("take-order");
    one("closing-question").focus();
    answerNow(answer);
    await settled();
    expect(document.activeElement).toBe(one("closing-question"));
  });

  it("says with whom and where one works", async () => {
    type("case-setting", "nursery");
    click("case-kind-professional");
    await settled();
    expect(page.python.sent).toEqual([
      { kind: "change_case", caseKind: "professional" },
      { kind: "change_case", setting: "nursery" },
    ]);
  });

  it("says how each person is spoken of and to, and whether the family's page speaks the client's language", async () => {
    expect(one("page-language").textContent).toBe("The family's page and letters speak English.");
    type("pronoun-C1", "he");
    choose("language-P1", "ar");
    await settled();
    expect(page.python.sent).toEqual([
      { kind: "change_person", id: "a".repeat(16), language: "ar" },
      { kind: "change_person", id: "b".repeat(16), pronoun: "he" },
    ]);
    expect(one("page-language").textContent).toContain("no words for the family's page in Arabic yet, so its buttons are English");
    expect(one("page-command").textContent).toBe("vig words --edit page --language ar");
  });
});

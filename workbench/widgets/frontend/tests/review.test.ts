/** The Review tab: the record in the client's words, supervision, the sealed package, letters; and what the core thinks of them. */

import { describe, expect, it } from "vitest";
import type { Snapshot } from "../src/core/data";
import { changeEdit, savedField } from "../src/core/panels/fields";
import {
  chosenReview,
  hoursIn,
  meetingsLine,
  paragraphsIn,
  passphraseRefusal,
  pointsToShow,
  responseLine,
} from "../src/core/panels/reviews";
import type { Letter, Response, Review } from "../src/core/record";
import { aCase, seconds } from "./panels_case";
import { panelsPage } from "./panels_page";

const REVIEW = "1".repeat(16);
const CLIP = "c111111111111111";
const LETTER = "5".repeat(16);
const MEETING = "6".repeat(16);
const PASSPHRASE = "four plain words here";

function aResponse(change: Partial<Response> = {}): Response {
  return { clipId: CLIP, title: "Side by side", saidFirst: "", named: "", feeling: "", workingPoint: "", kept: false, ...change };
}

function aReview(change: Partial<Review> = {}): Review {
  return {
    id: REVIEW,
    heldOn: "2026-03-03",
    cycleId: null,
    playlistId: "9".repeat(16),
    recordingId: null,
    present: [],
    done: [],
    workingPoint: "",
    howItWas: "",
    note: "",
    clips: [aResponse(), aResponse({ clipId: "c222222222222222", title: "Waiting for Noah", saidFirst: "He looks at me!", kept: true })],
    ...change,
  };
}

const DRAFT: Letter = {
  id: LETTER,
  kind: "closing",
  draftedOn: "2026-03-09",
  language: "en",
  heading: "What we saw",
  paragraphs: ["Dear Mum,", "You said: “He looks at me!”"],
  stills: [],
  edited: false,
};

function reviewed(change: Partial<Snapshot> = {}): Snapshot {
  const meeting = { id: MEETING, heldOn: "2026-03-05", hours: 1.5, supervisor: "AB", reviewId: REVIEW, focus: "my waiting", agreed: "" };
  const lookBack = { id: "7".repeat(16), on: "2026-03-04", reviewId: REVIEW, points: [{ code: "receiving", words: "I answered at once" }] };
  return aCase({
    reviews: [aReview()],
    letters: [DRAFT],
    supervision: { meetings: [meeting], lookBacks: [lookBack], measures: [] },
    ...change,
  });
}

describe("what the core thinks of reviews", () => {
  it("shows the latest review until another is chosen", () => {
    const [first, second] = [aReview(), aReview({ id: "2".repeat(16) })];
    expect(chosenReview([first, second], null)).toBe(second);
    expect(chosenReview([first, second], REVIEW)).toBe(first);
    expect(chosenReview([first], "gone")).toBe(first);
    expect(chosenReview([], REVIEW)).toBeNull();
  });

  it("says of a clip its first words, else what else is written", () => {
    expect(responseLine(aResponse({ saidFirst: " He looks! ", named: "waiting" }))).toBe("“He looks!”");
    expect(responseLine(aResponse({ named: "waiting" }))).toBe("waiting");
    expect(responseLine(aResponse())).toBe("");
  });

  it.each([
    ["1.5", 1.5],
    [" 1,5 ", 1.5],
    ["24", 24],
    ["0", null],
    ["25", null],
    ["", null],
    ["an hour", null],
  ])("reads %s as hours", (typed, hours) => {
    expect(hoursIn(typed)).toBe(hours);
  });

  it("adds meetings up", () => {
    const meeting = { id: "", heldOn: "", hours: 0.1, supervisor: "", reviewId: null, focus: "", agreed: "" };
    expect(meetingsLine([meeting, { ...meeting, hours: 0.2 }])).toBe("2 meetings, 0.3 hours");
    expect(meetingsLine([{ ...meeting, hours: 1 }])).toBe("1 meeting, 1 hour");
  });

  it("takes a passphrase only when it is long and twice the same", () => {
    expect(passphraseRefusal("short", "short")?.problem).toContain("guessed");
    expect(passphraseRefusal(`  ${"a".repeat(11)}  `, `  ${"a".repeat(11)}  `)).not.toBeNull();
    expect(passphraseRefusal(PASSPHRASE, `${PASSPHRASE}.`)?.problem).toContain("not the same");
    expect(passphraseRefusal(PASSPHRASE, PASSPHRASE)).toBeNull();
  });

  it("parts a letter at blank lines and keeps lines within a paragraph", () => {
    expect(paragraphsIn("Dear Mum,\n \n• waiting\n• smiling\n\n\n")).toEqual(["Dear Mum,", "• waiting\n• smiling"]);
  });

  it("shows points that the checklist has no more, so that no word is lost", () => {
    const lookBack = { id: "", on: "", reviewId: REVIEW, points: [{ code: "older", words: "still here" }] };
    expect(pointsToShow([{ code: "power", words: "Power?" }], lookBack).map((one) => one.code)).toEqual(["power", "older"]);
  });

  it("finds each field and the edit that sets it", () => {
    const data = reviewed();
    const key = `response/${REVIEW}.${CLIP}/saidFirst` as const;
    expect(savedField(data, key)).toBe("");
    expect(changeEdit(key, "He waits")).toEqual({ kind: "note_response", reviewId: REVIEW, clipId: CLIP, saidFirst: "He waits" });
    expect(savedField(data, `look_back/${REVIEW}/receiving`)).toBe("I answered at once");
    expect(savedField(data, `look_back/${REVIEW}/attentive`)).toBe("");
    expect(savedField(data, "look_back/gone/attentive")).toBeUndefined();
    expect(savedField(data, `letter/${LETTER}/text`)).toBe("Dear Mum,\n\nYou said: “He looks at me!”");
    expect(savedField(data, `meeting/${MEETING}/hours`)).toBe(1.5);
    expect(changeEdit(`meeting/${MEETING}/hours`, 2)).toEqual({ kind: "change_supervision", id: MEETING, hours: 2 });
    expect(savedField(data, `review/${REVIEW}/done`)).toEqual([]);
  });
});

describe("the Review tab", () => {
  const page = panelsPage(reviewed, "tab-review");
  const { all, one, click, type, settled, start } = page;

  it("teaches what to write first where nothing is written, and begins a review of the playlist", async () => {
    start(aCase());
    expect(one("empty").textContent).toContain("word for word");
    page.python.answer = () => ({ ok: true, result: { id: REVIEW } });
    click("add-review");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "add_review", playlistId: "9".repeat(16) }]);
  });

  it("keeps what the client said first of a clip as it is typed, and one clip is open at a time", async () => {
    expect(all("said-first")).toEqual([]);
    expect(one("response-2").textContent).toContain("“He looks at me!”");
    click("response-1");
    expect(document.activeElement).toBe(one("said-first"));
    type("said-first", "We are together");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "note_response", reviewId: REVIEW, clipId: CLIP, saidFirst: "We are together" });
    click("kept");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "note_response", reviewId: REVIEW, clipId: CLIP, kept: true });
    click("response-2");
    expect((one("said-first") as HTMLTextAreaElement).value).toBe("He looks at me!");
  });

  it("keeps who was there, the day and the points one had in mind, which are folded away", async () => {
    click("present-P1");
    await settled();
    type("review-day", "2026-03-02");
    await settled();
    expect(all("done-wait")).toEqual([]);
    click("checklist");
    click("done-wait");
    await settled();
    expect(page.python.sent).toEqual([
      { kind: "change_review", id: REVIEW, present: ["a".repeat(16)] },
      { kind: "change_review", id: REVIEW, heldOn: "2026-03-02" },
      { kind: "change_review", id: REVIEW, done: ["wait"] },
    ]);
  });

  it("says what went with a removed review, with the way back", async () => {
    page.python.answer = () => ({ ok: true, result: { also: ["2 responses go too"] } });
    click("remove-review");
    await settled();
    expect(one("removed").textContent).toContain("The review is removed: 2 responses go too");
  });

  it("still shows what was said of a clip that is gone", () => {
    const gone = aResponse({ clipId: null, title: "An older clip", saidFirst: "Oh!" });
    start(reviewed({ reviews: [aReview({ clips: [gone] })] }));
    expect(page.root.querySelector(".vp-row-gone")?.textContent).toBe("An older clip“Oh!”the clip is gone");
  });

  it("writes a meeting down once it has a length, with the review it was about", async () => {
    click("review-part-supervision");
    expect(one("meeting").textContent).toContain("my waiting");
    click("add-meeting");
    click("meeting-keep");
    expect(one("refusal").textContent).toContain("no length yet");
    type("new-meeting-hours", "1,5");
    type("new-meeting-with", "AB ");
    click("meeting-keep");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "add_supervision", hours: 1.5, reviewId: REVIEW, supervisor: "AB", heldOn: "2026-05-01" }]);
  });

  it("looks back point by point, one open at a time", async () => {
    click("review-part-supervision");
    click("fold-look-back");
    expect(all("meeting")).toEqual([]);
    expect(one("point-receiving").textContent).toContain("I answered at once");
    click("point-attentive");
    type("point-words", "when he hummed ");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "look_back", reviewId: REVIEW, point: "attentive", words: "when he hummed " }]);
    expect(all("point-words")).toHaveLength(1);
  });

  it("shows what stays here before sealing, and asks for the passphrase twice", async () => {
    start(reviewed());
    page.python.tell = {
      nClips: 2,
      measures: [],
      leftOut: ["the clip “Side by side” (Noah has not said anything about it)"],
      isEmpty: false,
    };
    click("review-part-supervision");
    click("fold-sealed");
    await settled();
    expect(page.python.asked).toEqual([{ kind: "what_may_go", reviewId: REVIEW }]);
    expect(one("goes-along").textContent).toContain("2 clips");
    expect(one("stays-here").textContent).toContain("Noah");
    type("seal-for", "AB");
    type("seal-passphrase", PASSPHRASE);
    type("seal-again", "four other words here");
    click("seal-write");
    await settled();
    expect(one("seal-refusal").textContent).toContain("not the same");
    expect(page.python.sent).toEqual([]);
    type("seal-again", PASSPHRASE);
    page.python.answer = () => ({ ok: true, result: { place: "/ws/supervision/HAZEL.age", leftOut: [] } });
    click("seal-write");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "seal_for_supervision", reviewId: REVIEW, passphrase: PASSPHRASE, forWhom: "AB" }]);
    expect(one("written-sealed").textContent).toContain("/ws/supervision/HAZEL.age");
    expect((one("seal-passphrase") as HTMLInputElement).value).toBe("");
    expect((one("seal-again") as HTMLInputElement).value).toBe("");
    expect(page.root.innerHTML).not.toContain(PASSPHRASE);
  });

  it("offers no seal where nothing may go along", async () => {
    start(reviewed());
    page.python.tell = { nClips: 0, measures: [], leftOut: ["everything"], isEmpty: true };
    click("review-part-supervision");
    click("fold-sealed");
    await settled();
    expect(all("seal-write")).toEqual([]);
  });

  it("logs a score as it was given, and refuses half of one", async () => {
    click("review-part-supervision");
    click("fold-scores");
    click("add-measure");
    type("measure-name", "VIG-SDS");
    click("measure-keep");
    expect(one("refusal").textContent).toContain("its score are needed");
    type("measure-score", "31");
    type("measure-rater", "AB");
    click("measure-keep");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "log_measure", name: "VIG-SDS", version: "", rater: "AB", score: "31", on: "2026-05-01" }]);
  });

  it("lets a letter leave only once it was read, and keeps its paragraphs", async () => {
    click("review-part-letters");
    expect(all("letter-pdf")).toEqual([]);
    type("letter-text", "Dear Mum,\n\nYou wait.\n\n");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "change_letter", id: LETTER, paragraphs: ["Dear Mum,", "You wait."] });
    page.python.data.set(reviewed({ letters: [{ ...DRAFT, paragraphs: ["Dear Mum,", "You wait."], edited: true }] }));
    expect((one("letter-text") as HTMLTextAreaElement).value, "what is being typed stays").toBe("Dear Mum,\n\nYou wait.\n\n");
    one("letter-text").dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await settled();
    expect((one("letter-text") as HTMLTextAreaElement).value).toBe("Dear Mum,\n\nYou wait.");
    page.python.answer = () => ({ ok: true, result: { place: "/ws/letters/HAZEL-closing.pdf" } });
    click("letter-pdf");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "write_letter", id: LETTER, form: "pdf" });
    expect(one(`written-letter-${LETTER}`).textContent).toContain("HAZEL-closing.pdf");
  });

  it("shows the stills a letter holds, adds those of clips, and takes any out again", async () => {
    const held = { recordingId: "f".repeat(16), at: seconds(44.2), words: "“He looks at me!”" };
    const elsewhere = { recordingId: "e".repeat(16), at: seconds(3), words: "" };
    click("review-part-letters");
    expect(all("letter-still")).toEqual([]);
    click("add-letter-still-c222222222222222");
    await settled();
    expect(page.python.sent.at(-1)).toEqual({ kind: "add_letter_still", id: LETTER, clipId: "c222222222222222" });
    page.python.data.set(reviewed({ letters: [{ ...DRAFT, stills: [held, elsewhere] }] }));
    expect(all("letter-still").map((row) => [row.textContent, row.querySelectorAll("img").length])).toEqual([
      ["“He looks at me!” 00:44.200", 1],
      ["Without words 00:03.000", 0],
    ]);
    expect(all("add-letter-still-c222222222222222"), "it is in the letter already").toEqual([]);
    all("remove-letter-still")[1]?.click();
    await settled();
    expect(page.python.sent.at(-1)).toEqual({
      kind: "remove_letter_still",
      id: LETTER,
      recordingId: elsewhere.recordingId,
      at: elsewhere.at,
    });
    click("letter-to-sheets");
    expect(one("tab-clip-sheet").getAttribute("aria-selected")).toBe("true");
  });

  it("writes what is still being typed before the letter leaves", async () => {
    start(reviewed({ letters: [{ ...DRAFT, edited: true }] }));
    click("review-part-letters");
    type("letter-text", "Dear Mum, at last");
    click("letter-docx");
    await settled();
    expect(page.python.sent.map((edit) => edit.kind)).toEqual(["change_letter", "write_letter"]);
  });

  it("drafts a letter of the client's own words, with their numbers only if they wish", async () => {
    click("review-part-letters");
    click("letter-kind-strengths");
    expect(one("empty").textContent).toContain("own words");
    click("with-ratings");
    click("draft-letter");
    await settled();
    expect(page.python.sent).toEqual([{ kind: "draft_letter", letterKind: "strengths", withRatings: true }]);
  });
});

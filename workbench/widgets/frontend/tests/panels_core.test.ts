import { describe, expect, it } from "vitest";
import { formatTime } from "../src/core/format";
import { planPause, planPoster, planStretch } from "../src/core/panels/clip";
import {
  acceptDraft,
  editDraft,
  fieldKey,
  isUnsent,
  leaveDraft,
  NO_DRAFTS,
  refuseDraft,
  sendDraft,
  settleDrafts,
} from "../src/core/panels/drafts";
import { changeEdit, savedField } from "../src/core/panels/fields";
import { privateNotes } from "../src/core/panels/notes";
import { giveWay, inOrder, landing, moved } from "../src/core/panels/order";
import { FIRST_STATE, inWords, reduce } from "../src/core/panels/panels_state";
import { formatDay, statementWords } from "../src/core/panels/words";
import { aCase, aClip, aStatement, seconds } from "./panels_case";

const KEY = fieldKey("clip", "c1", "title");
const REFUSAL = { problem: "The title is too long", nextStep: "Shorten it" };

describe("drafts", () => {
  const typed = editDraft(NO_DRAFTS, KEY, "Waiting", "");
  const sending = sendDraft(typed, KEY, "");

  it("a draft goes once Python shows the value that was sent", () => {
    const accepted = acceptDraft(sending, KEY, "");
    expect(settleDrafts(accepted, () => "").has(KEY)).toBe(true);
    expect(settleDrafts(accepted, () => "Waiting").has(KEY)).toBe(false);
    expect(acceptDraft(sending, KEY, "Waiting").has(KEY)).toBe(false);
  });

  it("a draft that Python kept in another form gives way to that form", () => {
    expect(settleDrafts(acceptDraft(editDraftAndSend("Waiting "), KEY, ""), () => "Waiting").has(KEY)).toBe(false);
  });

  it("a draft that somebody still writes in keeps its own form until they leave it", () => {
    const open = acceptDraft(sendDraft(editDraft(NO_DRAFTS, KEY, "I waited ", "", true), KEY, ""), KEY, "I waited");
    expect(open.get(KEY)).toMatchObject({ value: "I waited ", status: "saved" });
    expect(settleDrafts(open, () => "I waited").get(KEY)?.value).toBe("I waited ");
    expect(leaveDraft(open, KEY, "I waited").has(KEY)).toBe(false);
    const unsent = editDraft(NO_DRAFTS, KEY, "I waited ", "", true);
    expect(leaveDraft(unsent, KEY, "").get(KEY)).toMatchObject({ value: "I waited ", status: "edited", isOpen: false });
  });

  it("what is typed while a message is under way is not sent yet, whether that message is accepted or refused", () => {
    const more = editDraft(sending, KEY, "Waiting together", "");
    expect(more.get(KEY)?.status).toBe("sending");
    expect(isUnsent(more.get(KEY) ?? expect.fail())).toBe(true);
    expect(acceptDraft(more, KEY, "Waiting").get(KEY)?.status).toBe("edited");
    expect(refuseDraft(more, KEY, REFUSAL).get(KEY)?.status).toBe("edited");
  });

  it("a refused draft keeps its value and outlives every update", () => {
    const refused = refuseDraft(sending, KEY, REFUSAL);
    const later = settleDrafts(refused, () => "something else");
    expect(later.get(KEY)).toMatchObject({ value: "Waiting", status: "refused", refusal: REFUSAL });
  });

  it("a draft that is still being typed outlives every update", () => {
    expect(settleDrafts(typed, () => "something else").get(KEY)?.value).toBe("Waiting");
    expect(settleDrafts(sending, () => "something else").get(KEY)?.value).toBe("Waiting");
  });

  function editDraftAndSend(value: string) {
    return sendDraft(editDraft(NO_DRAFTS, KEY, value, ""), KEY, "");
  }
});

describe("order", () => {
  const slots = [0, 70, 140, 210].map((top) => ({ top, height: 60 }));

  it("moves one item and keeps the others in order", () => {
    expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
    expect(moved(["a", "b", "c", "d"], 3, 1)).toEqual(["a", "d", "b", "c"]);
  });

  it("a place outside the list changes nothing", () => {
    const items = ["a", "b"];
    for (const [from, to] of [
      [0, -1],
      [1, 2],
      [5, 0],
      [1, 1],
    ] as const)
      expect(moved(items, from, to)).toBe(items);
  });

  it("a lifted card passes a neighbour when its leading edge passes the neighbour's middle", () => {
    expect(landing(slots, 0, 39)).toBe(0);
    expect(landing(slots, 0, 41)).toBe(1);
    expect(landing(slots, 3, -41)).toBe(2);
    expect(landing(slots, 3, -500)).toBe(0);
    expect(landing(slots, 1, 500)).toBe(3);
  });

  it("the cards between make room by a card and a gap, the others stay", () => {
    expect([0, 1, 2, 3].map((index) => giveWay(slots, index, 0, 2))).toEqual([0, -70, -70, 0]);
    expect([0, 1, 2, 3].map((index) => giveWay(slots, index, 3, 1))).toEqual([0, 70, 70, 0]);
  });

  it("an asked-for order shows new things last and forgets things that are gone", () => {
    const items = [{ id: "a" }, { id: "b" }, { id: "new" }];
    expect(inOrder(items, ["gone", "b", "a"]).map((one) => one.id)).toEqual(["b", "a", "new"]);
  });
});

describe("a clip sheet", () => {
  const clip = aClip("c1", 10, 20, { pauses: [{ at: seconds(12), question: "" }], posterAt: seconds(18) });

  it("puts a new pause point in order of time", () => {
    const planned = planPause(clip, clip.pauses, seconds(11), formatTime);
    expect(planned).toEqual({ ok: true, value: [{ at: seconds(11), question: "" }, clip.pauses[0]] });
  });

  it("refuses a pause point outside the clip, at its end, or where one is", () => {
    for (const at of [seconds(9), clip.end, seconds(12)]) expect(planPause(clip, clip.pauses, at, formatTime).ok).toBe(false);
    expect(planPause(clip, clip.pauses, clip.end - 1, formatTime).ok).toBe(true);
  });

  it("takes a still inside the clip only", () => {
    expect(planPoster(clip, clip.start, formatTime)).toEqual({ ok: true, value: clip.start });
    expect(planPoster(clip, clip.end, formatTime).ok).toBe(false);
  });

  it("names the pause point or still that another stretch would leave outside", () => {
    const film = seconds(120);
    expect(planStretch(clip, { start: seconds(12), end: seconds(19) }, film, formatTime).ok).toBe(true);
    expect(planStretch(clip, { start: seconds(13), end: seconds(19) }, film, formatTime)).toMatchObject({
      refusal: { problem: "The pause point at 00:12.000 would lie outside" },
    });
    expect(planStretch(clip, { start: seconds(11), end: seconds(18) }, film, formatTime)).toMatchObject({
      refusal: { problem: "The still at 00:18.000 would lie outside" },
    });
  });

  it("refuses a stretch that is empty or leaves the film", () => {
    const bare = { pauses: [], posterAt: null };
    expect(planStretch(bare, { start: 5, end: 5 }, 10, formatTime).ok).toBe(false);
    expect(planStretch(bare, { start: 5, end: 11 }, 10, formatTime).ok).toBe(false);
    expect(planStretch(bare, { start: 5, end: 10 }, 10, formatTime).ok).toBe(true);
  });
});

describe("fields", () => {
  it("a clip's start and end are one field and one edit", () => {
    const key = fieldKey("clip", "c222222222222222", "times");
    expect(savedField(aCase(), key)).toEqual({ start: seconds(38), end: seconds(62.3) });
    expect(changeEdit(key, { start: 1, end: 2 })).toEqual({ kind: "change_clip", id: "c222222222222222", start: 1, end: 2 });
  });

  it("a moment's kind is not mistaken for the kind of the edit", () => {
    expect(changeEdit(fieldKey("moment", "m1", "kind"), "repair")).toEqual({ kind: "change_moment", id: "m1", momentKind: "repair" });
  });

  it("a thing that is gone has no value", () => {
    expect(savedField(aCase(), fieldKey("moment", "gone", "why"))).toBeUndefined();
    expect(savedField(aCase({ playlist: null }), fieldKey("clip", "gone", "title"))).toBeUndefined();
  });
});

describe("the panels' state", () => {
  it("a refusal is also said aloud, with its next step", () => {
    const state = reduce(FIRST_STATE, { type: "refuse", place: "publish", refusal: REFUSAL });
    expect(state.said).toBe("The title is too long. Shorten it.");
    expect(state.said).toBe(inWords(REFUSAL));
  });

  it("a chosen thing that is gone is not chosen any more, and a clip gives way to the first", () => {
    const state = { ...FIRST_STATE, momentId: "gone", clipId: "gone" };
    expect(reduce(state, { type: "show", data: aCase() })).toMatchObject({ momentId: null, clipId: "c111111111111111" });
  });

  it("an order is kept until Python shows it", () => {
    const order = ["c222222222222222", "c111111111111111", "c333333333333333"];
    const state = { ...FIRST_STATE, order };
    const clips = aCase().playlist?.clips ?? [];
    expect(reduce(state, { type: "show", data: aCase() }).order).toBe(order);
    const playlist = aCase().playlist;
    const reordered = aCase({ playlist: playlist && { ...playlist, clips: inOrder(clips, order) } });
    expect(reduce(state, { type: "show", data: reordered }).order).toBeNull();
  });

  it("a card in the hand is put back when the list changes under it", () => {
    const lifted = { clipId: "c222222222222222", from: 1, to: 1, dy: 0, grabbedAt: 0, slots: [] };
    const playlist = aCase().playlist;
    const shorter = aCase({ playlist: playlist && { ...playlist, clips: playlist.clips.slice(1) } });
    expect(reduce({ ...FIRST_STATE, lifted }, { type: "show", data: aCase() }).lifted).toBe(lifted);
    expect(reduce({ ...FIRST_STATE, lifted }, { type: "show", data: shorter }).lifted).toBeNull();
  });
});

describe("consent in words", () => {
  it("what nobody was asked counts as no", () => {
    expect(statementWords(undefined, "2026-05-01")).toMatchObject({ words: "Not asked", look: "unasked" });
  });

  it("a yes still counts on its last day and has ended the day after", () => {
    const yes = aStatement("p", "film", { expires: "2026-05-01" });
    expect(statementWords(yes, "2026-05-01")).toEqual({ words: "Granted", detail: "until 1 May 2026", look: "yes" });
    expect(statementWords(yes, "2026-05-02")).toEqual({ words: "Ended", detail: "1 May 2026", look: "no" });
  });

  it("a no never reads as a yes", () => {
    for (const status of ["refused", "withdrawn"] as const)
      expect(statementWords(aStatement("p", "film", { status }), "2026-05-01").look).toBe("no");
  });

  it("writes days as people do", () => {
    expect(formatDay("2026-12-09")).toBe("9 Dec 2026");
  });
});

describe("private notes", () => {
  it("stand in order of time and leave out what has no word", () => {
    expect(privateNotes(aCase()).map((note) => [note.at, note.heading])).toEqual([
      [seconds(12.4), "Better than usual"],
      [seconds(38), "Clip 2: Waiting for Noah"],
      [seconds(41.2), "Better than usual"],
      [seconds(72.04), "First time"],
      [seconds(104), "Everyday"],
    ]);
  });

  it("a clip of another film comes last and leads nowhere", () => {
    const playlist = aCase().playlist;
    const clip = aClip("c9", 1, 2, { recordingId: "e".repeat(16), mayBeHard: "The noise" });
    const notes = privateNotes(aCase({ playlist: playlist && { ...playlist, clips: [clip] } }));
    expect(notes.at(-1)).toMatchObject({ id: "c9", at: null });
  });
});

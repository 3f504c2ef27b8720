/** The sheet of a clip, and its still to keep. */

import { beforeEach, describe, expect, it } from "vitest";
import type { Playlist } from "../src/core/data";
import { aCase, aClip, seconds } from "./panels_case";
import { panelsPage } from "./panels_page";

const page = panelsPage(() => aCase());
const { all, one, field, click, type, openSheet, answered } = page;

describe("a clip sheet", () => {
  beforeEach(() => openSheet());

  it("puts a pause point where the film stands and takes the question at once", async () => {
    page.python.playhead = seconds(45) + 100;
    click("add-pause");
    expect(document.activeElement).toBe(one(`pause-question-${seconds(45)}`));
    type(`pause-question-${seconds(45)}`, "And now?").blur();
    await answered();
    expect(page.python.data.get().playlist?.clips[1]?.pauses).toEqual([
      { at: seconds(43.12), question: "What is he telling you with his eyes?" },
      { at: seconds(45), question: "And now?" },
      { at: seconds(49.6), question: "" },
    ]);
  });

  it("says why no pause point fits, and asks Python nothing", () => {
    page.python.playhead = seconds(5);
    click("add-pause");
    expect(one("refusal").textContent).toContain("outside this clip. Go to a place inside the clip first; it starts at 00:38.000.");
    expect(page.python.sent).toEqual([]);
  });

  it("sets start and end to the frame shown, and by single frames", async () => {
    page.python.playhead = seconds(40);
    click("set-start");
    await answered();
    click("end-earlier");
    click("end-earlier");
    await answered();
    page.python.playhead = seconds(60);
    click("set-end");
    await answered();
    expect(page.python.sent).toEqual([
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) - 3600 },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) - 7200 },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(60) + 3600 },
    ]);
  });

  it("shows no still until one is chosen", async () => {
    openSheet("c111111111111111");
    expect(one("poster").textContent).toContain("No still chosen");
    page.python.playhead = seconds(20);
    click("set-poster");
    await answered();
    expect(one("poster-time").textContent).toBe("00:20.000");
    click("clear-poster");
    await answered();
    expect(page.python.data.get().playlist?.clips[0]?.posterAt).toBeNull();
  });

  it("offers the vocabulary's own opening questions, whatever their language", () => {
    const { vocabulary } = page.python.data.get();
    page.python.data.set({ ...page.python.data.get(), vocabulary: vocabulary && { ...vocabulary, questions: ["Was fällt Ihnen auf?"] } });
    expect(one("suggestion-1").textContent).toBe("“Was fällt Ihnen auf?”");
    expect(all("suggestion-2")).toEqual([]);
  });

  it("offers three opening questions", async () => {
    openSheet("c333333333333333");
    click("suggestion-3");
    await answered();
    expect(field("clip-question").value).toBe("What do you think the child was experiencing right then?");
  });

  it("has the live checks beside what they are about", () => {
    openSheet("c333333333333333");
    expect(one("clip-sheet").textContent).toContain("No opening question yet.");
    openSheet();
    expect(one("clip-notes").textContent).toBe("No consent to show this yet: Grandma.");
  });
});

describe("a still to keep", () => {
  const CLIP = "c222222222222222";

  beforeEach(() => openSheet());

  it("is the clip's chosen one or the frame on the screen, and the place it was written to is shown", async () => {
    page.python.answer = () => ({ ok: true, result: { place: "stills/HAZEL-ffffffff-00.44.200.png" } });
    click("write-still");
    await answered();
    expect(one(`written-still-${CLIP}`).textContent).toContain("HAZEL-ffffffff-00.44.200.png");
    page.python.playhead = seconds(45) + 7;
    click("write-still-here");
    await answered();
    expect(page.python.sent).toEqual([
      { kind: "write_still", recordingId: "f".repeat(16), at: seconds(44.2) },
      { kind: "write_still", recordingId: "f".repeat(16), at: seconds(45) },
    ]);
  });

  it("is not written where somebody does not agree, and then no place is shown", async () => {
    page.python.answer = () => ({ ok: true, result: { place: "stills/before.png" } });
    click("write-still");
    await answered();
    page.python.answer = () => ({ ok: false, problem: "Grandma has not said anything about it", nextStep: "Ask her" });
    click("write-still");
    await answered();
    expect(one("still-refusal").textContent).toContain("Grandma has not said anything about it. Ask her.");
    expect(all(`written-still-${CLIP}`)).toEqual([]);
  });

  it("is only the frame on the screen where the clip has none chosen", () => {
    page.python.data.set({
      ...page.python.data.get(),
      playlist: { ...(page.python.data.get().playlist as Playlist), clips: [aClip(CLIP, 38, 62.3)] },
    });
    expect([all("write-still").length, all("write-still-here").length]).toEqual([0, 1]);
  });
});

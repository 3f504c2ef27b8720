/** What is typed into the panels is never lost; what is refused can be mended. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SendResult } from "../src/core/edits";
import { TYPING_PAUSE_MS } from "../src/dom/panels/saving";
import { aCase, aMoment } from "./panels_case";
import { panelsPage } from "./panels_page";

const REFUSAL = { ok: false, problem: "The title has 301 letters, 300 are the most", nextStep: "Shorten it" } as const;

const page = panelsPage(() => aCase());
const { all, one, field, click, type, openSheet, answered } = page;

describe("typing", () => {
  it("is not lost, and the caret stays, when the case changes meanwhile", () => {
    openSheet();
    const field = type("clip-title", "Waiting for each other");
    field.setSelectionRange(7, 7);
    page.python.data.set(aCase({ moments: [aMoment("6".repeat(16), 1, 2)] }));
    expect(one("clip-title")).toBe(field);
    expect(field.value).toBe("Waiting for each other");
    expect(field.selectionStart).toBe(7);
    expect(document.activeElement).toBe(field);
  });

  it("is sent once, a while after the last key", async () => {
    openSheet();
    type("clip-title", "Wait");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS - 1);
    type("clip-title", "Waiting");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS - 1);
    expect(page.python.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.python.sent).toEqual([{ kind: "change_clip", id: "c222222222222222", title: "Waiting" }]);
  });

  it("is sent at once when the field is left, and not again", async () => {
    openSheet();
    type("clip-title", "Waiting").blur();
    expect(page.python.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10 * TYPING_PAUSE_MS);
    expect(page.python.sent).toHaveLength(1);
  });

  it("goes on while a message is under way, and the rest follows in the next one", async () => {
    openSheet();
    let answer: (result: SendResult) => void = () => {};
    page.python.answer = () => new Promise((resolve) => (answer = resolve));
    type("clip-title", "Waiting").blur();
    type("clip-title", "Waiting together").blur();
    expect(page.python.sent).toHaveLength(1);
    answer({ ok: true, result: {} });
    await answered();
    expect(page.python.sent.at(-1)).toMatchObject({ title: "Waiting together" });
    expect(field("clip-title").value).toBe("Waiting together");
  });

  it("shows what Python has kept when that differs from what was typed", async () => {
    openSheet();
    page.python.answer = () => {
      const playlist = aCase().playlist;
      const clips = playlist?.clips.map((clip) => ({ ...clip, title: "Waiting" })) ?? [];
      page.python.data.set(aCase({ playlist: playlist && { ...playlist, clips } }));
      return { ok: true, result: {} };
    };
    type("clip-title", "  Waiting ").blur();
    await answered();
    expect(field("clip-title").value).toBe("Waiting");
  });

  it("is sent when the panels go, also the part typed after the last message", () => {
    openSheet();
    page.python.answer = () => new Promise(() => {});
    type("clip-title", "Waiting").blur();
    type("clip-title", "Waiting together");
    type("clip-introduction", "At the table");
    page.leave();
    expect(page.python.sent.slice(1)).toEqual([
      { kind: "change_clip", id: "c222222222222222", title: "Waiting together" },
      { kind: "change_clip", id: "c222222222222222", introduction: "At the table" },
    ]);
  });

  it("is sent when the page is put away", () => {
    openSheet();
    type("clip-title", "Waiting");
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(page.python.sent).toHaveLength(1);
  });

  it("in one clip does not show in another", () => {
    openSheet();
    type("clip-title", "Waiting together");
    openSheet("c111111111111111");
    expect(field("clip-title").value).toBe("Side by side");
  });
});

describe("a refused edit", () => {
  beforeEach(async () => {
    openSheet();
    page.python.answer = () => REFUSAL;
    type("clip-title", "Too long").blur();
    await answered();
  });

  it("keeps the text and says why beside the field", () => {
    expect(field("clip-title").value).toBe("Too long");
    const said = document.getElementById(field("clip-title").getAttribute("aria-describedby") ?? "");
    expect(said?.textContent).toContain("The title has 301 letters, 300 are the most. Shorten it.");
    expect(one("said").textContent).toContain("Shorten it");
  });

  it("stays through an update, and is sent again once it is mended", async () => {
    page.python.data.set({ ...page.python.data.get() });
    expect(field("clip-title").value).toBe("Too long");
    page.python.answer = null;
    type("clip-title", "Short").blur();
    await answered();
    expect(page.python.data.get().playlist?.clips[1]?.title).toBe("Short");
    expect(all("refusal")).toHaveLength(0);
  });

  it("can be put back to what was saved", () => {
    click("put-back");
    expect(field("clip-title").value).toBe("Waiting for Noah");
  });
});

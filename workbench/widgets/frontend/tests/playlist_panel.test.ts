/** The Playlist tab, and the ways out of it. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { TYPING_PAUSE_MS } from "../src/dom/panels/saving";
import { aCase } from "./panels_case";
import { panelsPage } from "./panels_page";

const REFUSAL = { ok: false, problem: "The title has 301 letters, 300 are the most", nextStep: "Shorten it" } as const;

const page = panelsPage(() => aCase());
const { all, one, field, click, type, press, openSheet, answered } = page;

describe("the playlist", () => {
  const order = (): (string | undefined)[] => all("clip-card").map((card) => card.dataset["clip"]);

  beforeEach(() => click("tab-playlist"));

  function grab(index: number): HTMLElement {
    all("clip-card").forEach((card, at) => {
      card.getBoundingClientRect = () => new DOMRect(0, at * 70, 380, 60);
    });
    const handle = all("drag-handle")[index];
    if (!handle) throw new Error(`no card ${index}`);
    point(handle, "pointerdown", index * 70);
    return handle;
  }

  function point(element: Element, name: string, clientY: number): void {
    element.dispatchEvent(new MouseEvent(name, { bubbles: true, button: 0, clientY }));
  }

  it("is put in another order by dragging", async () => {
    const handle = grab(0);
    point(handle, "pointermove", 100);
    expect(all("clip-card")[1]?.style.transform).toBe("translateY(-70px)");
    point(handle, "pointerup", 100);
    const wanted = ["c222222222222222", "c111111111111111", "c333333333333333"];
    expect(order()).toEqual(wanted);
    await answered();
    expect(page.python.sent).toEqual([{ kind: "order_clips", clipIds: wanted }]);
    expect(all("clip-card").map((card) => card.style.transform)).toEqual(["", "", ""]);
  });

  it("stays as it was when a drag is given up", async () => {
    const handle = grab(0);
    point(handle, "pointermove", 160);
    press(handle, "Escape");
    point(handle, "pointerup", 160);
    await answered();
    expect(page.python.sent).toEqual([]);
    expect(order()[0]).toBe("c111111111111111");
  });

  it("is put in another order by keys, says so, and keeps the focus on the card", () => {
    const handle = all("drag-handle")[0];
    handle?.focus();
    if (handle) press(handle, "ArrowDown", { altKey: true });
    expect(order()).toEqual(["c222222222222222", "c111111111111111", "c333333333333333"]);
    expect(one("said").textContent).toBe("Side by side is now 2 of 3");
    expect(document.activeElement).toBe(handle);
  });

  it("keeps the focus on a card that moves up too", () => {
    const handle = all("drag-handle")[2];
    handle?.focus();
    if (handle) press(handle, "ArrowUp", { altKey: true });
    expect(order()[1]).toBe("c333333333333333");
    expect(document.activeElement).toBe(handle);
  });

  it("sends every order, the last one last, also while an earlier one is under way", async () => {
    page.python.answer = async () => ({ ok: true, result: {} });
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await answered();
    expect(page.python.sent.at(-1)).toEqual({
      kind: "order_clips",
      clipIds: ["c222222222222222", "c333333333333333", "c111111111111111"],
    });
  });

  it("goes back to the saved order when Python refuses", async () => {
    page.python.answer = () => REFUSAL;
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await answered();
    expect(order()[0]).toBe("c111111111111111");
    expect(one("refusal").textContent).toContain("Shorten it");
  });

  it("opens the preview after what was typed has been sent, by its button and not by publishing", async () => {
    type("case-hope", "that we laugh together");
    click("preview");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "change_case", hope: "that we laugh together" }]);
    expect(page.python.acted).toEqual([{ do: "togglePreview" }]);
  });

  it("has the family's hope and the closing question, saved while they are typed", async () => {
    type("case-hope", "that we laugh together");
    type("closing-question", "What stays with you?");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(page.python.sent).toEqual([
      { kind: "change_case", hope: "that we laugh together" },
      { kind: "change_playlist", closingQuestion: "What stays with you?" },
    ]);
    expect(page.python.data.get().case?.hope).toBe("that we laugh together");
    expect(field("closing-question").value).toBe("What stays with you?");
  });

  it("says which length is usual for its clips", async () => {
    click("length-profile-micro");
    await vi.advanceTimersByTimeAsync(0);
    expect(page.python.sent).toEqual([{ kind: "change_playlist", profile: "micro" }]);
    expect((one("length-profile-micro") as HTMLInputElement).checked).toBe(true);
  });

  it("has changed since it was published when the hope has", async () => {
    click("publish");
    await vi.advanceTimersByTimeAsync(0);
    expect(one("publish-result").textContent).toContain("The package is ready");
    type("case-hope", "that we laugh together");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(one("publish-result").textContent).toContain("Changed since it was published");
  });

  it("is published after what was typed has been sent, and says how to present it", async () => {
    openSheet();
    click("tab-clip-sheet");
    type("clip-title", "Waiting");
    click("tab-playlist");
    click("publish");
    expect(all("publish")).toEqual([]);
    await answered();
    expect(page.python.sent.map((edit) => edit.kind)).toEqual(["change_clip", "publish"]);
    expect(one("publish-result").textContent).toContain("vig-packages/second-review");
    expect(one("present-command").textContent).toBe("vig present vig-packages/second-review");
  });

  it("is published for a stick, and says what to do with the folder and what nobody can undo", async () => {
    click("publish-offline");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "publish", offline: true }]);
    const said = one("publish-result").textContent;
    for (const words of ["The page for a stick is ready", "Copy the whole folder to a stick", "cannot be taken back"])
      expect(said).toContain(words);
    expect(one("offline-folder").textContent).toBe("vig-packages/second-review");
    expect(all("present-command")).toEqual([]);
  });

  it("shows how far publishing is, whoever began it, and stops it", async () => {
    page.python.data.set({
      ...page.python.data.get(),
      publishing: { words: "Cutting clip 1 of 3", part: 0.25, leftS: 100, way: "offline_page" },
    });
    expect(one("publish-progress").textContent).toContain("The page for a stick: Cutting clip 1 of 3, about 2 min left");
    expect(all("publish")).toEqual([]);
    click("stop-publishing");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "stop_publishing" }]);
    page.python.data.set({ ...page.python.data.get(), publishing: null });
    expect([all("publish-progress").length, all("publish").length]).toEqual([0, 1]);
  });

  it("says when it has changed since it was published", async () => {
    click("publish");
    await answered();
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await answered();
    expect(one("publish-result").textContent).toContain("Changed since it was published");
  });

  it("says who has not consented when publishing is refused", async () => {
    page.python.answer = () => ({ ok: false, problem: "Grandma has not consented", nextStep: "Ask her, or leave the clip out" });
    click("publish");
    await answered();
    expect(one("publish-refusal").textContent).toContain("Grandma has not consented. Ask her, or leave the clip out.");
    expect(all("publish-progress")).toEqual([]);
  });
});

describe("an export for training", () => {
  beforeEach(() => {
    click("tab-playlist");
    click("training");
  });

  it("stands in the place of the ways to the family, and is left without a trace", () => {
    expect(document.activeElement).toBe(one("training-for"));
    expect(all("publish")).toEqual([]);
    click("training-way-training_external");
    one("training-form").querySelectorAll("button")[1]?.click();
    expect([all("training-form").length, all("publish").length, page.python.sent.length]).toEqual([0, 1, 0]);
    expect(document.activeElement).toBe(one("training"));
  });

  it("is asked for only with somebody who gets it and a number of days", async () => {
    click("training-write");
    expect(one("publish-refusal").textContent).toContain("Write their initials or a code");
    type("training-for", " AB ");
    for (const days of ["", "0", "1.5", "soon", "3651"]) {
      type("training-days", days);
      click("training-write");
      expect(one("publish-refusal").textContent, days).toContain("a whole number from 1 to 3650");
    }
    type("training-days", "90");
    page.python.answer = () => ({ ok: true, result: { folder: "training/training-2026-05-01-1234", lastDay: "2026-07-30" } });
    click("training-write");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "export_for_training", way: "training_internal", forWhom: "AB", days: 90 }]);
    const said = one("publish-result").textContent;
    for (const words of ["The export for training is ready", "names are heard", "until 30 Jul 2026"]) expect(said).toContain(words);
    expect(one("training-folder").textContent).toBe("training/training-2026-05-01-1234");
    expect(all("training-form")).toEqual([]);
  });

  it("stays filled in where somebody does not agree, with their names", async () => {
    page.python.answer = () => ({ ok: false, problem: "Noah has not said anything about it", nextStep: "Ask him" });
    type("training-for", "AB");
    click("training-write");
    await answered();
    expect(one("publish-refusal").textContent).toContain("Noah has not said anything about it. Ask him.");
    expect((one("training-for") as HTMLInputElement).value).toBe("AB");
  });

  it("shows how far it is and can be stopped while it is written", async () => {
    page.python.answer = () => new Promise(() => undefined);
    type("training-for", "AB");
    click("training-write");
    page.python.data.set({
      ...page.python.data.get(),
      publishing: { words: "Cutting clip 1 of 3", part: 0.25, leftS: null, way: "training_internal" },
    });
    expect(one("publish-progress").textContent).toContain("The export for training: Cutting clip 1 of 3");
    expect(all("training-form")).toEqual([]);
    click("stop-publishing");
    expect(page.python.sent.at(-1)).toEqual({ kind: "stop_publishing" });
  });
});

import { describe, expect, it, vi } from "vitest";
import { type Moment, USUAL_SETTINGS } from "../src/core/data";
import { data, FRAME, find, frameIs, playerPage, press } from "./player_page";

const page = playerPage();

const noted: Moment = { id: "m1", start: 0, end: 20 * FRAME, kind: "everyday", principles: [], why: "", note: "" };

describe("a film that plays", () => {
  it("plays, pauses, and repeats the selection", async () => {
    const root = await page.open();
    find(root, "play").click();
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    expect(find(root, "play").getAttribute("aria-label")).toBe("Pause");
    press(root, "k");
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("still"));
    press(root, "L", { shiftKey: true });
    expect(find(root, "loop").getAttribute("aria-pressed")).toBe("true");
    press(root, "[");
    expect(find<HTMLSelectElement>(root, "rate").value).toBe("0.75");
  });

  it("goes up through the speeds with L pressed again and again, and is at the chosen speed after a pause", async () => {
    const root = await page.open();
    press(root, "[");
    const rate = (): string => find<HTMLSelectElement>(root, "rate").value;
    press(root, "l");
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    expect(rate()).toBe("0.75");
    for (const speed of ["1", "2", "4", "8", "8"]) {
      press(root, "l");
      expect(rate()).toBe(speed);
    }
    press(root, "k");
    await vi.waitFor(() => expect(rate()).toBe("0.75"));
    expect(root.dataset["motion"]).toBe("still");
  });

  it("creeps with K held: a tap of L is a frame, L held is slow, and letting go stands", async () => {
    const root = await page.open();
    const release = (code: string): boolean => root.dispatchEvent(new KeyboardEvent("keyup", { code, bubbles: true }));
    press(root, "k", { code: "KeyK" });
    press(root, "l", { code: "KeyL" });
    await frameIs(root, 1);
    release("KeyL");
    press(root, "j", { code: "KeyJ" });
    await frameIs(root, 0);
    release("KeyJ");
    press(root, "l", { code: "KeyL" });
    press(root, "l", { code: "KeyL", repeat: true });
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    expect(find<HTMLSelectElement>(root, "rate").value).toBe("0.25");
    release("KeyL");
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("still"));
  });

  it("pauses and goes back while a note is written, and goes on after a rest", async () => {
    page.snapshot.set({ ...data, moments: [noted], settings: { ...USUAL_SETTINGS, writingBackMs: 400, writingRestMs: 300 } });
    const root = await page.open();
    find(root, "moment-item").click();
    page.seek(100 * FRAME);
    await frameIs(root, 100);
    find(root, "play").click();
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    const note = find<HTMLTextAreaElement>(root, "moment-why");
    note.value = "she w";
    note.dispatchEvent(new Event("input", { bubbles: true }));
    await frameIs(root, 90);
    expect(root.dataset["motion"]).toBe("still");
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    find(root, "play").click();
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("still"));
  });

  it("lets the film run on while one writes where that is wished, and Ctrl+Enter plays from within the text", async () => {
    page.snapshot.set({ ...data, moments: [noted], settings: { ...USUAL_SETTINGS, pausesWhileWriting: false } });
    const root = await page.open();
    find(root, "moment-item").click();
    const note = find<HTMLTextAreaElement>(root, "moment-why");
    press(note, "Enter", { ctrlKey: true });
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("forward"));
    note.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(root.dataset["motion"]).toBe("forward");
    press(note, "Enter", { ctrlKey: true });
    await vi.waitFor(() => expect(root.dataset["motion"]).toBe("still"));
  });
});

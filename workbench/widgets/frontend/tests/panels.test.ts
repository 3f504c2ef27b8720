/** The panels together: their tabs, and that nothing of them stays. */

import { describe, expect, it, vi } from "vitest";
import { createPanels } from "../src/dom/panels/panels";
import { TYPING_PAUSE_MS } from "../src/dom/panels/saving";
import { aCase } from "./panels_case";
import { panelsPage } from "./panels_page";

const page = panelsPage(() => aCase());
const { all, one, click, type, press, openSheet } = page;

describe("tabs", () => {
  it("are walked through with arrow keys, round and round", () => {
    const first = one("tab-case");
    first.focus();
    press(first, "ArrowLeft");
    expect(document.activeElement).toBe(one("tab-code"));
    expect(one("tab-code").getAttribute("aria-selected")).toBe("true");
    press(one("tab-code"), "ArrowRight");
    expect(document.activeElement).toBe(one("tab-case"));
  });

  it("each name the panel they show", () => {
    for (const tab of all("tab-moments")[0]?.parentElement?.children ?? []) {
      (tab as HTMLElement).click();
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      expect(panel?.getAttribute("aria-labelledby")).toBe(tab.id);
    }
  });
});

describe("disposing", () => {
  it("removes every listener and subscription, ten times over", () => {
    const added = vi.spyOn(EventTarget.prototype, "addEventListener");
    const removed = vi.spyOn(EventTarget.prototype, "removeEventListener");
    page.leave();
    const nBefore = page.python.data.nListeners;
    added.mockClear();
    removed.mockClear();
    for (let times = 0; times < 10; times++) {
      const made = createPanels(page.root, page.python.context);
      click("tab-playlist");
      made.dispose();
    }
    expect(added.mock.calls.length).toBeGreaterThan(0);
    const names = (calls: unknown[][]): unknown[] => calls.map(([name]) => name).sort();
    expect(names(removed.mock.calls)).toEqual(names(added.mock.calls));
    expect(page.python.data.nListeners).toBe(nBefore);
    expect(page.python.selection.nListeners).toBe(0);
  });

  it("leaves an empty place that does not answer", async () => {
    openSheet();
    type("clip-title", "Waiting");
    page.leave();
    const nSent = page.python.sent.length;
    await vi.advanceTimersByTimeAsync(10 * TYPING_PAUSE_MS);
    page.python.data.set(aCase());
    expect(page.root.childNodes).toHaveLength(0);
    expect(page.root.classList).toHaveLength(0);
    expect(page.python.sent).toHaveLength(nSent);
  });
});

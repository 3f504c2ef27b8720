/** The panels on a page, under a test's hands: found by test ids, typed into, waited for. Call it inside a `describe`. */

import { afterEach, beforeEach, vi } from "vitest";
import type { Snapshot } from "../src/core/data";
import type { Disposable } from "../src/core/disposal";
import { createPanels } from "../src/dom/panels/panels";
import { TYPING_PAUSE_MS } from "../src/dom/panels/saving";
import { type FakePython, fakePython } from "./panels_case";

export interface PanelsPage {
  readonly root: HTMLElement;
  readonly python: FakePython;
  /** Shows another case; the panels before are gone. */
  start(snapshot: Snapshot): void;
  /** The panels go. */
  leave(): void;
  all(testid: string): HTMLElement[];
  one(testid: string): HTMLElement;
  field(testid: string): HTMLInputElement;
  click(testid: string): void;
  press(element: Element, key: string, more?: KeyboardEventInit): void;
  type(testid: string, value: string): HTMLInputElement;
  choose(testid: string, value: string): void;
  openSheet(clipId?: string): void;
  /** Waits until what was sent is answered. */
  answered(): Promise<void>;
  /** Waits until what was typed is sent. */
  settled(): Promise<void>;
}

/** Before each test a page on 1 May 2026 with the panels of this case, with `tab` open where one is named. */
export function panelsPage(snapshot: () => Snapshot, tab?: string): PanelsPage {
  let root: HTMLElement;
  let python: FakePython;
  let panels: Disposable | null = null;

  const say = (field: HTMLInputElement, value: string, event: string): void => {
    field.value = value;
    field.dispatchEvent(new Event(event, { bubbles: true }));
  };
  const page: PanelsPage = {
    get root() {
      return root;
    },
    get python() {
      return python;
    },
    start: (shown) => {
      panels?.dispose();
      python = fakePython(shown);
      panels = createPanels(root, python.context);
      if (tab) page.click(tab);
    },
    leave: () => panels?.dispose(),
    all: (testid) => [...root.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)],
    one: (testid) => {
      const [found] = page.all(testid);
      if (!found) throw new Error(`nothing with the test id ${testid}`);
      return found;
    },
    field: (testid) => page.one(testid) as HTMLInputElement,
    click: (testid) => page.one(testid).click(),
    press: (element, key, more = {}) => {
      element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    },
    type: (testid, value) => {
      const field = page.field(testid);
      field.focus();
      say(field, value, "input");
      return field;
    },
    choose: (testid, value) => say(page.field(testid), value, "change"),
    openSheet: (id = "c222222222222222") => python.selection.set({ kind: "clip", id }),
    answered: async () => void (await vi.advanceTimersByTimeAsync(0)),
    settled: async () => void (await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS)),
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(2026, 4, 1, 12) });
    root = document.createElement("div");
    document.body.append(root);
    page.start(snapshot());
  });
  afterEach(() => {
    panels?.dispose();
    panels = null;
    root.remove();
    vi.useRealTimers();
  });
  return page;
}

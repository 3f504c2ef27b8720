import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tier } from "../src/core/data";
import type { Edit } from "../src/core/edits";
import { Intervals } from "../src/core/timeline/intervals";
import { data, FRAME, find, frameIs, playerPage, press } from "./player_page";

const page = playerPage();

describe("coding in the rows", () => {
  const idOf = (number: number): string => number.toString(16).padStart(16, "0");
  const tierOf = (id: string, more: Partial<Tier>, ...spans: readonly (readonly [number, number, number])[]): Tier => ({
    id,
    name: id,
    channel: "look",
    origin: "marked",
    personId: null,
    position: 0,
    revision: 0,
    awaited: false,
    intervals: Intervals.of(
      spans.map(([number, start, end]) => ({
        id: idOf(number),
        start: start * FRAME,
        end: end * FRAME,
        label: "child",
        confidence: null,
        note: "",
      })),
    ),
    ...more,
  });
  const own = tierOf("own", {}, [1, 10, 30], [2, 30, 50]);
  const found = tierOf("found", { origin: "candidate" }, [3, 60, 70]);
  const last = (): Edit | undefined => page.asked.at(-1);

  beforeEach(() => page.snapshot.set({ ...data, tiers: [own, found] }));

  it("codes the selection in the row, asks for its label at once, and takes its key for an answer", async () => {
    const root = await page.open();
    page.answer = { ok: true, result: { ids: [idOf(2)] } };
    press(root, "B", { shiftKey: true });
    await vi.waitFor(() => expect(document.activeElement).toBe(find(root, "label-input")));
    expect(page.asked).toEqual([{ kind: "add_intervals", tierId: "own", intervals: [{ start: 0, end: 10 * FRAME }] }]);
    press(find(root, "label-input"), "u");
    expect(last()).toEqual({ kind: "change_intervals", intervals: [{ id: idOf(2), label: "uncodable" }] });
    expect(find(root, "label-sheet").hidden).toBe(true);
    expect(document.activeElement).toBe(root);
  });

  it("walks the row, nudges what it finds, splits inside it only, and says what is missing", async () => {
    const root = await page.open();
    press(root, "s");
    expect(find(root, "status").textContent).toContain("Nothing is chosen in the rows");
    press(root, "n");
    await frameIs(root, 10);
    press(root, "s");
    expect(find(root, "status").textContent).toContain("can be split here");
    press(root, ",", { altKey: true });
    expect(last()).toEqual({ kind: "change_intervals", intervals: [{ id: idOf(1), start: 9 * FRAME, end: 30 * FRAME }] });
    const before = page.asked.length;
    press(root, ">", { altKey: true, shiftKey: true });
    expect(page.asked.length).toBe(before);
    press(root, ".");
    await frameIs(root, 11);
    press(root, "s");
    expect(last()).toEqual({ kind: "split_intervals", ids: [idOf(1)], at: 11 * FRAME });
  });

  it("offers for candidates only what can be done with candidates", async () => {
    const root = await page.open();
    press(root, "ArrowRight", { ctrlKey: true });
    await frameIs(root, 60);
    expect(find(root, "accept").hidden).toBe(false);
    expect(find(root, "split-picked").hidden).toBe(true);
    press(root, "Delete");
    expect(find(root, "status").textContent).toContain("Candidates are only to be looked at");
    press(root, "D", { shiftKey: true });
    expect(last()).toEqual({ kind: "dismiss_candidates", tierId: "found" });
    await vi.waitFor(() => expect(find(root, "accept").hidden).toBe(true));
    expect(find(root, "open-rows").hidden).toBe(false);
  });
});

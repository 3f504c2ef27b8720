import { describe, expect, it, vi } from "vitest";
import { type Moment, type Region, USUAL_SETTINGS } from "../src/core/data";
import { data, FRAME, find, frameIs, N, playerPage, press } from "./player_page";

const page = playerPage();

describe("the player", () => {
  it("says whose film it is, where it stands, and that JupyterLab's keys are not wanted", async () => {
    const root = await page.open();
    expect(root.getAttribute("data-lm-suppress-shortcuts")).toBe("true");
    expect(find(root, "case-code").textContent).toBe("HAZEL");
    expect(find(root, "helping-question").textContent).toBe("I wish he would listen to me");
    expect(find(root, "frame-time").textContent).toBe("00:00.000");
    expect(find(root, "exactness").textContent).toBe("exact (variable rate)");
  });

  it("steps, skips and jumps by keys and by buttons, and tells the kernel where it is", async () => {
    const root = await page.open();
    press(root, ".");
    await frameIs(root, 1);
    press(root, "ArrowRight", { shiftKey: true });
    await frameIs(root, 26);
    find(root, "step-back").click();
    await frameIs(root, 25);
    press(root, "End");
    await frameIs(root, N - 1);
    press(root, "Home");
    await frameIs(root, 0);
    page.seek(100 * FRAME + 5);
    await frameIs(root, 100);
    expect(find(root, "frame-time").textContent).toBe("00:04.000");
    expect(page.playheads.at(-1)).toMatchObject({ frame: 100, ticks: 100 * FRAME, playing: false });
  });

  it("marks in and out on whole frames, the moment of the selection, and shows it chosen when it is saved", async () => {
    const root = await page.open();
    page.seek(50 * FRAME);
    press(root, "i");
    press(root, "ArrowRight", { shiftKey: true });
    press(root, "o");
    press(root, "m");
    await vi.waitFor(() => expect(page.asked).toEqual([{ kind: "mark_moment", start: 50 * FRAME, end: 76 * FRAME }]));
    expect(find(root, "selection").textContent).toContain("00:02.000 – 00:03.040");
    press(root, "x");
    expect(find(root, "selection").textContent).toBe("");
  });

  it("shows a refusal with its next step, calmly, until it is understood", async () => {
    const root = await page.open();
    page.answer = { ok: false, problem: "The moment is too long", nextStep: "Mark a shorter one" };
    press(root, "m");
    await vi.waitFor(() => expect(find(root, "status").textContent).toBe("The moment is too long. Mark a shorter one."));
    expect(root.querySelector<HTMLElement>(".vig-status")?.dataset["state"]).toBe("problem");
    find(root, "dismiss-problem").click();
    expect(find(root, "status").textContent).not.toContain("too long");
  });

  it("asks for undo and redo only where there is something, and says what", async () => {
    const root = await page.open();
    expect(find<HTMLButtonElement>(root, "undo").disabled).toBe(true);
    page.snapshot.set({ ...data, history: { undo: "Mark a moment", redo: null, savedAt: "14:02:11" } });
    expect(find(root, "undo").title).toBe("Undo: Mark a moment");
    expect(find(root, "saved-at").textContent).toBe("saved 14:02:11");
    find(root, "undo").click();
    press(root, "z", { ctrlKey: true, shiftKey: true });
    expect(page.asked.map((edit) => edit.kind)).toEqual(["undo", "redo"]);
  });

  it("leaves keys alone where somebody writes and where the browser needs them", async () => {
    const root = await page.open();
    const field = document.createElement("textarea");
    root.append(field);
    expect(press(field, "m").defaultPrevented).toBe(false);
    expect(press(field, " ").defaultPrevented).toBe(false);
    expect(press(root, "r", { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press(root, "m").defaultPrevented).toBe(true);
    expect(press(document.body, ".").defaultPrevented).toBe(false);
    expect(page.asked.length).toBe(1);
  });

  it("lists its keys, and Escape closes the list, then gives the focus back to the notebook", async () => {
    const cell = document.createElement("div");
    cell.tabIndex = 0;
    document.body.append(cell);
    const root = await page.open();
    cell.append(root.parentElement as HTMLElement);
    root.focus();
    press(root, "?", { shiftKey: true });
    expect(find(root, "help-sheet").hidden).toBe(false);
    expect(find(root, "help-sheet").textContent).toContain("one frame on");
    press(root, "Escape");
    expect(find(root, "help-sheet").hidden).toBe(true);
    expect(document.activeElement).toBe(root);
    press(root, "Escape");
    expect(document.activeElement).toBe(cell);
  });

  it("gives the moment at the playhead principles of a level, and asks for a moment where there is none", async () => {
    const root = await page.open();
    press(root, "2");
    expect(find(root, "status").textContent).toContain("Press M to mark one here");
    const moment: Moment = { id: "m1", start: 0, end: 10 * FRAME, kind: "repair", principles: ["R3"], why: "", note: "" };
    page.snapshot.set({ ...data, moments: [moment] });
    press(root, "2");
    const box = find<HTMLInputElement>(root, "principle-E1");
    expect(box.checked).toBe(false);
    expect(document.activeElement).toBe(box);
    box.click();
    expect(page.asked).toEqual([{ kind: "change_moment", id: "m1", principles: ["R3", "E1"] }]);
    press(box, "Escape");
    expect(find(root, "level-sheet").hidden).toBe(true);
    expect(document.activeElement).toBe(root);
    press(root, "Delete");
    expect(page.asked.at(-1)).toEqual({ kind: "remove_moment", id: "m1" });
  });

  it("takes a tool in hand and puts it away", async () => {
    const root = await page.open();
    press(root, "r");
    press(root, "r");
    expect(find(root, "region-ellipse").getAttribute("aria-pressed")).toBe("true");
    expect(find(root, "regions").dataset["tool"]).toBe("ellipse");
    press(root, "Escape");
    expect(find(root, "region-ellipse").getAttribute("aria-pressed")).toBe("false");
  });

  it("shows a figure in its time only", async () => {
    const region: Region = {
      id: "g1",
      start: FRAME,
      end: 3 * FRAME,
      shape: "arrow",
      keyframes: [
        {
          at: FRAME,
          points: [
            [0.1, 0.1],
            [0.5, 0.5],
          ],
          turnDeg: 0,
        },
      ],
      label: "his hand",
      purpose: "point_out",
      hides: null,
    };
    page.snapshot.set({ ...data, regions: [region] });
    const root = await page.open();
    const visible = (): number => root.querySelectorAll('[data-region="g1"]').length;
    expect(visible()).toBe(0);
    press(root, ".");
    await frameIs(root, 1);
    expect(visible()).toBe(1);
    page.seek(3 * FRAME);
    await frameIs(root, 3);
    expect(visible()).toBe(0);
  });

  it("gives a command other keys when they are pressed, asks where they are taken, and can put all back", async () => {
    const root = await page.open();
    const keep = (): void => {
      const last = page.asked.at(-1);
      if (last?.kind === "change_settings") page.snapshot.set({ ...data, settings: { ...USUAL_SETTINGS, keys: last.keys ?? [] } });
    };
    press(root, ",", { ctrlKey: true });
    const sheet = find(root, "settings-sheet");
    expect(sheet.hidden).toBe(false);
    const button = find(root, "change-key-step 1");
    button.focus();
    button.click();
    press(button, "Tab");
    expect(find(root, "press-keys").textContent).toContain("Tab goes from one control to the next");
    press(button, "m");
    expect(find(root, "key-conflict").textContent).toContain("M is now “mark a moment");
    expect(page.asked).toEqual([]);
    find(root, "take-over").click();
    expect(page.asked).toEqual([
      {
        kind: "change_settings",
        keys: [
          { command: "step 1", chords: ["M"] },
          { command: "markMoment", chords: [] },
        ],
      },
    ]);
    keep();
    expect(find(root, "step-forward").title).toBe("One frame on (M)");
    expect(find(root, "mark-moment").title).toBe("Mark moment");
    find(root, "settings-close").click();
    press(root, "m");
    await frameIs(root, 1);
    press(root, "?", { shiftKey: true });
    expect(find(root, "help-sheet").textContent).toContain("Mone frame on");
    find(root, "change-keys").click();
    find(root, "reset-all-keys").click();
    keep();
    expect(find(root, "step-forward").title).toBe("One frame on (.)");
    find(root, "put-keys-back").click();
    keep();
    expect(find(root, "step-forward").title).toBe("One frame on (M)");
    find(root, "reset-key-step 1").click();
    keep();
    expect(find(root, "step-forward").title).toBe("One frame on (.)");
  });

  it("keeps lengths of time in milliseconds and no others", async () => {
    const root = await page.open();
    press(root, ",", { ctrlKey: true });
    const after = find<HTMLInputElement>(root, "setting-aroundAfterMs");
    for (const value of ["1.5", "-1", "61", ""]) {
      after.value = value;
      after.dispatchEvent(new Event("change", { bubbles: true }));
    }
    expect(page.asked).toEqual([{ kind: "change_settings", aroundAfterMs: 1500 }]);
    expect(after.value).toBe("2");
  });

  it("has neither header nor panels on the trainer's screen", async () => {
    page.snapshot.set({ ...data, screen: "player" });
    const root = await page.open();
    expect(root.dataset["screen"]).toBe("player");
    expect(root.querySelector(".vig-panels")).toBeNull();
    page.snapshot.set({ ...data, screen: "guider" });
    expect(root.querySelector(".vig-panels")).not.toBeNull();
  });

  it("changes nothing on the trainer's screen: neither keys nor buttons nor figures, and its list of keys says so", async () => {
    const figure: Region = {
      id: "g",
      start: 0,
      end: N * FRAME,
      shape: "box",
      keyframes: [
        {
          at: 0,
          points: [
            [0.1, 0.1],
            [0.9, 0.9],
          ],
          turnDeg: 0,
        },
      ],
      label: "",
      purpose: "point_out",
      hides: null,
    };
    page.snapshot.set({ ...data, screen: "player", regions: [figure] });
    const root = await page.open();
    for (const key of ["m", "2", "r", "Delete"]) press(root, key);
    press(root, "z", { ctrlKey: true });
    find(root, "region").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    press(root, "Delete");
    expect(page.asked).toEqual([]);
    expect(root.querySelector("[aria-pressed=true]")).toBeNull();
    for (const id of ["mark-moment", "region-box", "undo"]) expect(find(root, id).closest(".vig-changing")).not.toBeNull();
    for (const id of ["mark-in", "mark-out", "play"]) expect(find(root, id).closest(".vig-changing")).toBeNull();
    const help = find(root, "help-sheet");
    const hidden = [...help.querySelectorAll("dd.vig-changing")].map((line) => line.textContent);
    expect(hidden).toContain("undo");
    expect(hidden).not.toContain("play or pause");
    expect(find(root, "status").textContent).not.toContain("M marks");
  });

  it("says calmly when the film cannot be shown, and when there is none", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "load").mockImplementation(function (this: HTMLMediaElement) {
      queueMicrotask(() => this.dispatchEvent(new Event("error")));
    });
    const root = page.start();
    await vi.waitFor(() => expect(root.dataset["state"]).toBe("failed"));
    expect(find(root, "status").textContent).toContain("tried again");
    page.snapshot.set({ ...data, film: null });
    expect(root.dataset["state"]).toBe("empty");
    expect(find(root, "status").textContent).toContain("No film is open");
  });
});

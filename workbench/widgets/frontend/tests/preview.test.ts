import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Preview } from "../src/core/data";
import { Owner } from "../src/core/disposal";
import { type HidingFigure, hiddenArea } from "../src/core/preview/hiding";
import { fitted } from "../src/core/preview/screens";
import type { Action, PlayerState } from "../src/core/state";
import { INITIAL_STATE, reduce } from "../src/core/state";
import { Store } from "../src/core/store";
import type { PlayerContext } from "../src/dom/player_context";
import { createPreview } from "../src/dom/preview/preview";

const [WIDTH, HEIGHT] = [1000, 500];
const SHOWN = { start: 3600, end: 7200 };
const blur: HidingFigure = {
  shape: "blur",
  start: 0,
  end: 90_000,
  keyframes: [
    {
      at: 0,
      points: [
        [0.2, 0.2],
        [0.3, 0.6],
      ],
      turnDeg: 0,
    },
  ],
};

describe("what is hidden in a picture", () => {
  it("is the figure's area and a fiftieth of the picture around it, in four cells each way", () => {
    const area = hiddenArea(blur, SHOWN, WIDTH, HEIGHT);
    expect(area).toMatchObject({ left: 180, top: 80, width: 140, height: 240, across: 4, down: 4, margin: 20 });
  });

  it("is nothing outside the figure's time, whose end is not in it, and nothing beyond the picture", () => {
    expect(hiddenArea({ ...blur, start: 7200 }, SHOWN, WIDTH, HEIGHT)).toBeNull();
    expect(hiddenArea({ ...blur, end: 3600 }, SHOWN, WIDTH, HEIGHT)).toBeNull();
    expect(hiddenArea({ ...blur, start: 7199 }, SHOWN, WIDTH, HEIGHT)).not.toBeNull();
    expect(
      hiddenArea(
        {
          ...blur,
          keyframes: [
            {
              at: 0,
              points: [
                [1.2, 0],
                [1.3, 1],
              ],
              turnDeg: 0,
            },
          ],
        },
        SHOWN,
        WIDTH,
        HEIGHT,
      ),
    ).toBeNull();
  });

  it("reaches over all places of a figure that moves while the picture stands", () => {
    const moving = {
      ...blur,
      keyframes: [
        ...blur.keyframes,
        {
          at: 7200,
          points: [
            [0.6, 0.2],
            [0.7, 0.6],
          ] as const,
          turnDeg: 0,
        },
      ],
    };
    const area = hiddenArea(moving, SHOWN, WIDTH, HEIGHT);
    expect(area?.left).toBe(380);
    expect((area?.left ?? 0) + (area?.width ?? 0)).toBe(720);
    const lefts = area?.outlines.map((outline) => Math.min(...outline.map(([x]) => x))) ?? [];
    const steps = lefts.slice(1).map((left, n) => left - (lefts[n] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(20);
  });

  it("is a small thing's one cell", () => {
    const small = {
      ...blur,
      keyframes: [
        {
          at: 0,
          points: [
            [0, 0],
            [0.001, 0.001],
          ] as const,
          turnDeg: 0,
        },
      ],
    };
    expect(hiddenArea(small, SHOWN, 100, 50)).toMatchObject({ left: 0, top: 0, across: 1, down: 1 });
  });

  it("is round where the figure is, turned with it, and the box around a line", () => {
    const points = [
      [0.4, 0.4],
      [0.6, 0.5],
    ] as const;
    const reach = (shape: HidingFigure["shape"], turnDeg: number): number | undefined =>
      hiddenArea({ ...blur, shape, keyframes: [{ at: 0, points, turnDeg }] }, SHOWN, WIDTH, HEIGHT)?.height;
    expect([reach("box", 0), reach("box", 90), reach("ellipse", 90), reach("line", 0)]).toEqual([90, 240, 240, 90]);
    expect(reach("ellipse", 45)).toBeLessThan(reach("box", 45) ?? 0);
  });
});

describe("a screen in the room there is", () => {
  it("fills it where none is chosen", () => {
    expect(fitted(null, 900, 500)).toEqual({ width: 900, height: 500, scale: 1, left: 0, top: 0 });
  });

  it("is as large as it fits and in the middle, and never larger than it is", () => {
    expect(fitted([1920, 1080], 960, 700)).toEqual({ width: 1920, height: 1080, scale: 0.5, left: 0, top: 80 });
    expect(fitted([768, 1024], 1768, 1024)).toMatchObject({ scale: 1, left: 500, top: 0 });
  });
});

describe("the preview over the player", () => {
  let owner: Owner;
  let state: Store<PlayerState>;
  let answer: Preview | null;
  let acted: string[];
  let sheet: HTMLElement;
  let root: HTMLElement;
  const find = (testid: string): HTMLElement | null => sheet.querySelector(`[data-testid="${testid}"]`);
  const open = async (): Promise<void> => {
    state.set(reduce(state.get(), { type: "opened", sheet: { name: "preview" } }));
    await vi.waitFor(() => expect(find("preview-notes")?.textContent).not.toContain("One moment"));
  };

  beforeEach(() => {
    vi.stubGlobal(
      "ResizeObserver",
      class {
        observe(): void {}
        disconnect(): void {}
      },
    );
    owner = new Owner();
    state = new Store<PlayerState>(INITIAL_STATE);
    acted = [];
    answer = { page: "<!DOCTYPE html><p>the page</p>", notes: ["It cannot be published yet.", "Sound is as filmed."] };
    root = document.createElement("div");
    root.tabIndex = 0;
    const context = {
      root,
      state,
      dispatch: (action: Action) => state.set(reduce(state.get(), action)),
      act: (command: { do: string }) => acted.push(command.do),
      ask: async () => answer,
    } as unknown as PlayerContext;
    const part = createPreview(context);
    owner.own(part.owner);
    sheet = part.element;
    root.append(sheet);
    document.body.append(root);
  });
  afterEach(() => {
    owner.dispose();
    root.remove();
    vi.unstubAllGlobals();
  });

  it("holds the film, shows the page in a frame of its own and says what there is to say", async () => {
    expect([sheet.hidden, find("preview-page")]).toEqual([true, null]);
    await open();
    expect([sheet.hidden, acted, find("preview-page")?.getAttribute("srcdoc")]).toEqual([false, ["pause"], answer?.page]);
    expect(find("preview-notes")?.textContent).toBe("It cannot be published yet.Sound is as filmed.");
  });

  it("is gone with its page when it is closed, and the player has the keys again", async () => {
    await open();
    find("preview-close")?.click();
    expect([sheet.hidden, find("preview-page"), document.activeElement, state.get().sheet]).toEqual([true, null, root, null]);
  });

  it("keeps keys from the player, and Esc leads back", async () => {
    await open();
    const heard: string[] = [];
    root.addEventListener("keydown", ({ key }) => heard.push(key));
    for (const key of ["i", " ", "Escape"]) find("preview-close")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    expect([heard, sheet.hidden]).toEqual([[], true]);
  });

  it("says in words why there is no page, also where nobody answers", async () => {
    answer = { page: null, notes: ["This playlist has no clips yet. Make a clip of a moment first, then publish."] };
    await open();
    expect([find("preview-page"), document.activeElement]).toEqual([null, find("preview-close")]);
    find("preview-close")?.click();
    answer = null;
    await open();
    expect(find("preview-notes")?.textContent).toContain("The kernel has not answered");
  });

  it("leaves the focus where somebody has put it before the answer came", async () => {
    answer = { page: null, notes: ["This playlist has no clips yet."] };
    const opening = open();
    find("preview-screen")?.focus();
    await opening;
    expect(find("preview-notes")?.textContent).toBe("This playlist has no clips yet.");
    expect(document.activeElement).toBe(find("preview-screen"));
  });

  it("shows no page that comes after it was closed", async () => {
    let answerNow: (preview: Preview) => void = () => undefined;
    const waiting = new Promise<Preview>((resolve) => {
      answerNow = resolve;
    });
    owner.dispose();
    owner = new Owner();
    const context = {
      root,
      state,
      dispatch: () => undefined,
      act: () => undefined,
      ask: () => waiting,
    } as unknown as PlayerContext;
    const part = createPreview(context);
    owner.own(part.owner);
    sheet = part.element;
    state.set(reduce(state.get(), { type: "opened", sheet: { name: "preview" } }));
    state.set(reduce(state.get(), { type: "opened", sheet: null }));
    answerNow({ page: "late", notes: [] });
    await waiting;
    expect(find("preview-page")).toBeNull();
  });
});

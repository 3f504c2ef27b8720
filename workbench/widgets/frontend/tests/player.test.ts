import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_SNAPSHOT, type Film, type Moment, type Region, type Snapshot, type Tier, USUAL_SETTINGS } from "../src/core/data";
import type { Disposable } from "../src/core/disposal";
import type { Edit, SendResult } from "../src/core/edits";
import { FrameTable } from "../src/core/film/frames";
import { Store } from "../src/core/store";
import { Intervals } from "../src/core/timeline/intervals";
import { createPlayer } from "../src/dom/player";
import type { PlayerPorts, Playhead } from "../src/dom/player_context";

const FRAME = 3600;
const N = 500;
const table = new FrameTable(
  Float64Array.from({ length: N }, (_, frame) => frame * FRAME),
  N * FRAME,
);
const film: Film = {
  recordingId: "r",
  title: "a film",
  nFrames: N,
  length: N * FRAME,
  width: 1280,
  height: 720,
  hasSound: true,
  nChannels: 2,
  variableRate: true,
  media: {
    film: "f",
    stills: "",
    isOriginal: false,
    startsAt: 0,
    frames: "t",
    packets: null,
    peaks: null,
    spectrogram: null,
    thumbnails: null,
  },
  thumbnails: null,
};
const level = {
  number: 2,
  name: "Encouraging initiatives",
  phase: "love",
  principles: [{ code: "E1", behaviour: "waits", family: "You wait" }],
} as const;
const noted: Moment = { id: "m1", start: 0, end: 20 * FRAME, kind: "everyday", principles: [], why: "", note: "" };
const data: Snapshot = {
  ...EMPTY_SNAPSHOT,
  film,
  case: {
    code: "HAZEL",
    cycle: 2,
    cycleId: null,
    filmKind: "family_film",
    helpingQuestion: "I wish he would listen to me",
    hope: "",
    setting: "",
  },
  consent: { inView: null, statements: [], assents: [], toAsk: [], missing: [] },
  vocabulary: { title: "", source: "", levels: [level], questions: [], scopes: [], checklists: [] },
};

let snapshot: Store<Snapshot>;
let asked: Edit[];
let answer: SendResult;
let playheads: Playhead[];
let told: Store<Playhead | null>;
let seek: (ticks: number) => void;
let observers: Set<object>;
let player: Disposable | null;

beforeEach(() => {
  snapshot = new Store(data);
  asked = [];
  answer = { ok: true, result: { id: "new" } };
  playheads = [];
  told = new Store<Playhead | null>(null);
  observers = new Set();
  vi.stubGlobal("ResizeObserver", observing(observers));
  vi.stubGlobal("MutationObserver", observing(observers));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  pretendFilms();
});
afterEach(() => {
  player?.dispose();
  player = null;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function observing(living: Set<object>) {
  return class {
    observe(): void {
      living.add(this);
    }
    disconnect(): void {
      living.delete(this);
    }
  };
}

/** A film that shows at once what is sought: the element of a very fast computer. */
function pretendFilms(): void {
  const media = HTMLMediaElement.prototype;
  let soughtS = 0;
  let paused = true;
  vi.spyOn(media, "load").mockImplementation(function (this: HTMLMediaElement) {
    if (this.getAttribute("src")) queueMicrotask(() => this.dispatchEvent(new Event("loadeddata")));
  });
  vi.spyOn(media, "play").mockImplementation(async function (this: HTMLMediaElement) {
    paused = false;
    this.dispatchEvent(new Event("play"));
  });
  vi.spyOn(media, "pause").mockImplementation(function (this: HTMLMediaElement) {
    paused = true;
    this.dispatchEvent(new Event("pause"));
  });
  vi.spyOn(media, "paused", "get").mockImplementation(() => paused);
  vi.spyOn(media, "readyState", "get").mockReturnValue(4);
  vi.spyOn(HTMLVideoElement.prototype, "videoWidth", "get").mockReturnValue(1280);
  vi.spyOn(media, "currentTime", "set").mockImplementation(function (this: HTMLMediaElement, seconds: number) {
    soughtS = seconds;
    queueMicrotask(() => this.dispatchEvent(new Event("seeked")));
  });
  vi.stubGlobal(
    "VideoFrame",
    class {
      readonly timestamp = (table.startOf(table.frameNear(soughtS * 90_000)) * 1_000_000) / 90_000;
      close(): void {}
    },
  );
}

const ports = (): PlayerPorts => ({
  snapshot,
  send: async (edit) => {
    asked.push(edit);
    return answer;
  },
  ask: async () => null,
  stillUrl: (stills, frame) => `http://film.test/${stills}/${frame}`,
  kernel: new Store({ isThere: true, nUnsent: 0, refusal: null }),
  place: { find: () => null, keep: () => undefined },
  fetchFilm: async () => ({
    url: "http://film",
    isOriginal: false,
    startsAt: 0,
    table,
    packets: null,
    peaks: null,
    thumbnailsUrl: null,
    fetchSpectrogram: null,
  }),
  tellPlayhead: (playhead) => {
    playheads.push(playhead);
    told.set(playhead);
  },
  playhead: told,
  onSeek: (listener) => {
    seek = listener;
    return { dispose: () => {} };
  },
});

async function open(): Promise<HTMLElement> {
  const host = document.createElement("div");
  document.body.append(host);
  player = createPlayer(host, ports());
  const root = host.querySelector<HTMLElement>("[data-testid=player-root]");
  if (!root) throw new Error("no player");
  await vi.waitFor(() => expect(root.dataset["state"]).toBe("ready"));
  root.focus();
  return root;
}

function find<T extends HTMLElement = HTMLElement>(root: HTMLElement, testId: string): T {
  const found = root.querySelector<T>(`[data-testid="${testId}"]`);
  if (!found) throw new Error(`no ${testId}`);
  return found;
}

function press(target: HTMLElement, key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers });
  target.dispatchEvent(event);
  return event;
}

async function frameIs(root: HTMLElement, frame: number): Promise<void> {
  await vi.waitFor(() => expect(find(root, "frame-number").dataset["frame"]).toBe(String(frame)));
}

describe("the player", () => {
  it("says whose film it is, where it stands, and that JupyterLab's keys are not wanted", async () => {
    const root = await open();
    expect(root.getAttribute("data-lm-suppress-shortcuts")).toBe("true");
    expect(find(root, "case-code").textContent).toBe("HAZEL");
    expect(find(root, "helping-question").textContent).toBe("I wish he would listen to me");
    expect(find(root, "frame-time").textContent).toBe("00:00.000");
    expect(find(root, "exactness").textContent).toBe("exact (variable rate)");
  });

  it("steps, skips and jumps by keys and by buttons, and tells the kernel where it is", async () => {
    const root = await open();
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
    seek(100 * FRAME + 5);
    await frameIs(root, 100);
    expect(find(root, "frame-time").textContent).toBe("00:04.000");
    expect(playheads.at(-1)).toMatchObject({ frame: 100, ticks: 100 * FRAME, playing: false });
  });

  it("marks in and out on whole frames, the moment of the selection, and shows it chosen when it is saved", async () => {
    const root = await open();
    seek(50 * FRAME);
    press(root, "i");
    press(root, "ArrowRight", { shiftKey: true });
    press(root, "o");
    press(root, "m");
    await vi.waitFor(() => expect(asked).toEqual([{ kind: "mark_moment", start: 50 * FRAME, end: 76 * FRAME }]));
    expect(find(root, "selection").textContent).toContain("00:02.000 – 00:03.040");
    press(root, "x");
    expect(find(root, "selection").textContent).toBe("");
  });

  it("shows a refusal with its next step, calmly, until it is understood", async () => {
    const root = await open();
    answer = { ok: false, problem: "The moment is too long", nextStep: "Mark a shorter one" };
    press(root, "m");
    await vi.waitFor(() => expect(find(root, "status").textContent).toBe("The moment is too long. Mark a shorter one."));
    expect(root.querySelector<HTMLElement>(".vig-status")?.dataset["state"]).toBe("problem");
    find(root, "dismiss-problem").click();
    expect(find(root, "status").textContent).not.toContain("too long");
  });

  it("asks for undo and redo only where there is something, and says what", async () => {
    const root = await open();
    expect(find<HTMLButtonElement>(root, "undo").disabled).toBe(true);
    snapshot.set({ ...data, history: { undo: "Mark a moment", redo: null, savedAt: "14:02:11" } });
    expect(find(root, "undo").title).toBe("Undo: Mark a moment");
    expect(find(root, "saved-at").textContent).toBe("saved 14:02:11");
    find(root, "undo").click();
    press(root, "z", { ctrlKey: true, shiftKey: true });
    expect(asked.map((edit) => edit.kind)).toEqual(["undo", "redo"]);
  });

  it("leaves keys alone where somebody writes and where the browser needs them", async () => {
    const root = await open();
    const field = document.createElement("textarea");
    root.append(field);
    expect(press(field, "m").defaultPrevented).toBe(false);
    expect(press(field, " ").defaultPrevented).toBe(false);
    expect(press(root, "r", { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press(root, "m").defaultPrevented).toBe(true);
    expect(press(document.body, ".").defaultPrevented).toBe(false);
    expect(asked.length).toBe(1);
  });

  it("lists its keys, and Escape closes the list, then gives the focus back to the notebook", async () => {
    const cell = document.createElement("div");
    cell.tabIndex = 0;
    document.body.append(cell);
    const root = await open();
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
    const root = await open();
    press(root, "2");
    expect(find(root, "status").textContent).toContain("Press M to mark one here");
    const moment: Moment = { id: "m1", start: 0, end: 10 * FRAME, kind: "repair", principles: ["R3"], why: "", note: "" };
    snapshot.set({ ...data, moments: [moment] });
    press(root, "2");
    const box = find<HTMLInputElement>(root, "principle-E1");
    expect(box.checked).toBe(false);
    expect(document.activeElement).toBe(box);
    box.click();
    expect(asked).toEqual([{ kind: "change_moment", id: "m1", principles: ["R3", "E1"] }]);
    press(box, "Escape");
    expect(find(root, "level-sheet").hidden).toBe(true);
    expect(document.activeElement).toBe(root);
    press(root, "Delete");
    expect(asked.at(-1)).toEqual({ kind: "remove_moment", id: "m1" });
  });

  it("takes a tool in hand and puts it away", async () => {
    const root = await open();
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
    snapshot.set({ ...data, regions: [region] });
    const root = await open();
    const visible = (): number => root.querySelectorAll('[data-region="g1"]').length;
    expect(visible()).toBe(0);
    press(root, ".");
    await frameIs(root, 1);
    expect(visible()).toBe(1);
    seek(3 * FRAME);
    await frameIs(root, 3);
    expect(visible()).toBe(0);
  });

  it("plays, pauses, and repeats the selection", async () => {
    const root = await open();
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
    const root = await open();
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
    const root = await open();
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
    snapshot.set({ ...data, moments: [noted], settings: { ...USUAL_SETTINGS, writingBackMs: 400, writingRestMs: 300 } });
    const root = await open();
    find(root, "moment-item").click();
    seek(100 * FRAME);
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
    snapshot.set({ ...data, moments: [noted], settings: { ...USUAL_SETTINGS, pausesWhileWriting: false } });
    const root = await open();
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

  it("gives a command other keys when they are pressed, asks where they are taken, and can put all back", async () => {
    const root = await open();
    const keep = (): void => {
      const last = asked.at(-1);
      if (last?.kind === "change_settings") snapshot.set({ ...data, settings: { ...USUAL_SETTINGS, keys: last.keys ?? [] } });
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
    expect(asked).toEqual([]);
    find(root, "take-over").click();
    expect(asked).toEqual([
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
    const root = await open();
    press(root, ",", { ctrlKey: true });
    const after = find<HTMLInputElement>(root, "setting-aroundAfterMs");
    for (const value of ["1.5", "-1", "61", ""]) {
      after.value = value;
      after.dispatchEvent(new Event("change", { bubbles: true }));
    }
    expect(asked).toEqual([{ kind: "change_settings", aroundAfterMs: 1500 }]);
    expect(after.value).toBe("2");
  });

  it("has neither header nor panels on the trainer's screen", async () => {
    snapshot.set({ ...data, screen: "player" });
    const root = await open();
    expect(root.dataset["screen"]).toBe("player");
    expect(root.querySelector(".vig-panels")).toBeNull();
    snapshot.set({ ...data, screen: "guider" });
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
    snapshot.set({ ...data, screen: "player", regions: [figure] });
    const root = await open();
    for (const key of ["m", "2", "r", "Delete"]) press(root, key);
    press(root, "z", { ctrlKey: true });
    find(root, "region").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    press(root, "Delete");
    expect(asked).toEqual([]);
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
    const host = document.createElement("div");
    player = createPlayer(host, ports());
    const root = host.querySelector<HTMLElement>("[data-testid=player-root]") as HTMLElement;
    await vi.waitFor(() => expect(root.dataset["state"]).toBe("failed"));
    expect(find(root, "status").textContent).toContain("tried again");
    snapshot.set({ ...data, film: null });
    expect(root.dataset["state"]).toBe("empty");
    expect(find(root, "status").textContent).toContain("No film is open");
  });
});

describe("a player that is made and disposed ten times", () => {
  it("leaves no listener, observer, subscription or element behind", async () => {
    const counted = new Map<string, number>();
    const count =
      (by: 1 | -1) =>
      (type: string): void => {
        counted.set(type, (counted.get(type) ?? 0) + by);
      };
    countCalls("addEventListener", count(1));
    countCalls("removeEventListener", count(-1));
    for (let time = 0; time < 10; time++) {
      const root = await open();
      press(root, "r");
      player?.dispose();
      player = null;
      document.body.replaceChildren();
    }
    expect(counted.size).toBeGreaterThan(10);
    expect([...counted].filter(([, n]) => n !== 0)).toEqual([]);
    expect(observers.size).toBe(0);
    expect(snapshot.nListeners).toBe(0);
  });
});

type Listening = Parameters<EventTarget["addEventListener"]>;

function countCalls(name: "addEventListener" | "removeEventListener", count: (type: string) => void): void {
  const original = EventTarget.prototype[name];
  vi.spyOn(EventTarget.prototype, name).mockImplementation(function (this: EventTarget, ...received: Listening) {
    count(received[0]);
    Reflect.apply(original, this, received);
  });
}

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
  const last = (): Edit | undefined => asked.at(-1);

  beforeEach(() => snapshot.set({ ...data, tiers: [own, found] }));

  it("codes the selection in the row, asks for its label at once, and takes its key for an answer", async () => {
    const root = await open();
    answer = { ok: true, result: { ids: [idOf(2)] } };
    press(root, "B", { shiftKey: true });
    await vi.waitFor(() => expect(document.activeElement).toBe(find(root, "label-input")));
    expect(asked).toEqual([{ kind: "add_intervals", tierId: "own", intervals: [{ start: 0, end: 10 * FRAME }] }]);
    press(find(root, "label-input"), "u");
    expect(last()).toEqual({ kind: "change_intervals", intervals: [{ id: idOf(2), label: "uncodable" }] });
    expect(find(root, "label-sheet").hidden).toBe(true);
    expect(document.activeElement).toBe(root);
  });

  it("walks the row, nudges what it finds, splits inside it only, and says what is missing", async () => {
    const root = await open();
    press(root, "s");
    expect(find(root, "status").textContent).toContain("Nothing is chosen in the rows");
    press(root, "n");
    await frameIs(root, 10);
    press(root, "s");
    expect(find(root, "status").textContent).toContain("can be split here");
    press(root, ",", { altKey: true });
    expect(last()).toEqual({ kind: "change_intervals", intervals: [{ id: idOf(1), start: 9 * FRAME, end: 30 * FRAME }] });
    const before = asked.length;
    press(root, ">", { altKey: true, shiftKey: true });
    expect(asked.length).toBe(before);
    press(root, ".");
    await frameIs(root, 11);
    press(root, "s");
    expect(last()).toEqual({ kind: "split_intervals", ids: [idOf(1)], at: 11 * FRAME });
  });

  it("offers for candidates only what can be done with candidates", async () => {
    const root = await open();
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

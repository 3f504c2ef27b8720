/** The guider's screen on a page, under a test's hands: a film that shows at once what is sought, a kernel that hears and answers. */

import { afterEach, beforeEach, expect, vi } from "vitest";
import { EMPTY_SNAPSHOT, type Film, type Snapshot } from "../src/core/data";
import type { Disposable } from "../src/core/disposal";
import type { Edit, SendResult } from "../src/core/edits";
import { FrameTable } from "../src/core/film/frames";
import { Store } from "../src/core/store";
import { createPlayer } from "../src/dom/player";
import type { PlayerPorts, Playhead } from "../src/dom/player_context";

export const FRAME = 3600;
export const N = 500;
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
export const data: Snapshot = {
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

export interface PlayerPage {
  readonly snapshot: Store<Snapshot>;
  /** What the kernel was asked for, and what it says to that. */
  readonly asked: Edit[];
  answer: SendResult;
  readonly playheads: Playhead[];
  /** Observers of the page that live. */
  readonly observers: Set<object>;
  /** The kernel sends the film elsewhere. */
  seek(ticks: number): void;
  /** Puts a player on the page, whatever becomes of its film. */
  start(): HTMLElement;
  /** The same, and waits until the film is there. */
  open(): Promise<HTMLElement>;
  /** The player goes. */
  leave(): void;
}

/** Before each test an empty page, and a kernel that shows `data`. Call it once at the head of a file. */
export function playerPage(): PlayerPage {
  let told: Store<Playhead | null>;
  let player: Disposable | null = null;

  const start = (): HTMLElement => {
    const host = document.createElement("div");
    document.body.append(host);
    player = createPlayer(host, ports());
    const root = host.querySelector<HTMLElement>("[data-testid=player-root]");
    if (!root) throw new Error("no player");
    return root;
  };
  const fresh = (): Pick<PlayerPage, "snapshot" | "asked" | "answer" | "playheads" | "observers"> => ({
    snapshot: new Store(data),
    asked: [],
    answer: { ok: true, result: { id: "new" } },
    playheads: [],
    observers: new Set(),
  });
  const page: PlayerPage = {
    ...fresh(),
    seek: () => undefined,
    start,
    open: async () => {
      const root = start();
      await vi.waitFor(() => expect(root.dataset["state"]).toBe("ready"));
      root.focus();
      return root;
    },
    leave: () => {
      player?.dispose();
      player = null;
      document.body.replaceChildren();
    },
  };
  const ports = (): PlayerPorts => ({
    snapshot: page.snapshot,
    send: async (edit) => {
      page.asked.push(edit);
      return page.answer;
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
      page.playheads.push(playhead);
      told.set(playhead);
    },
    playhead: told,
    onSeek: (listener) => {
      page.seek = listener;
      return { dispose: () => {} };
    },
  });

  beforeEach(() => {
    Object.assign(page, fresh());
    told = new Store<Playhead | null>(null);
    vi.stubGlobal("ResizeObserver", observing(page.observers));
    vi.stubGlobal("MutationObserver", observing(page.observers));
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    pretendFilms();
  });
  afterEach(() => {
    page.leave();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  return page;
}

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

export function find<T extends HTMLElement = HTMLElement>(root: HTMLElement, testId: string): T {
  const found = root.querySelector<T>(`[data-testid="${testId}"]`);
  if (!found) throw new Error(`no ${testId}`);
  return found;
}

export function press(target: HTMLElement, key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers });
  target.dispatchEvent(event);
  return event;
}

export async function frameIs(root: HTMLElement, frame: number): Promise<void> {
  await vi.waitFor(() => expect(find(root, "frame-number").dataset["frame"]).toBe(String(frame)));
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_SNAPSHOT, type Film, type Snapshot } from "../src/core/data";
import type { FrameSource } from "../src/core/film/frame_source";
import { placeOf } from "../src/core/place";
import { type Action, INITIAL_STATE, type PlayerState, reduce } from "../src/core/state";
import { Store } from "../src/core/store";
import { FilmAtHand } from "../src/dom/film/film_at_hand";
import type { FilmMaterial, LoadedFilm } from "../src/dom/player_context";
import { table } from "./fake_decoder";

const { opening } = vi.hoisted(() => ({ opening: { make: (): unknown => undefined } }));
vi.mock("../src/dom/film/frame_sources", () => ({ openFrameSource: async () => opening.make() }));

const wanted = { recordingId: "r", media: { isOriginal: false } } as Film;
const original = { recordingId: "r", media: { isOriginal: true } } as Film;

/** Shows every frame at once, but those that it breaks at. */
class Source implements FrameSource {
  static living = new Set<Source>();
  readonly shown = new Store(0);
  readonly playing = new Store(false);
  readonly broken = new Store(false);
  readonly exact = true;
  constructor() {
    Source.living.add(this);
  }
  async show(frame: number): Promise<number> {
    if (unreadable.has(frame)) this.broken.set(true);
    else if (!damaged.has(frame)) this.shown.set(frame);
    return this.shown.get();
  }
  async prepare(): Promise<void> {}
  async play(): Promise<void> {
    this.playing.set(true);
  }
  async pause(): Promise<number> {
    this.playing.set(false);
    return this.shown.get();
  }
  setRate(): void {}
  async painted(): Promise<void> {}
  dispose(): void {
    Source.living.delete(this);
  }
}

let state: Store<PlayerState>;
let film: Store<LoadedFilm | null>;
let atHand: FilmAtHand;
let unreadable: Set<number>;
/** Frames of which no picture comes, without an error. */
let damaged: Set<number>;
let isThere: boolean;
let nFetched: number;
let sources: Source[];

function begin(first: Film, left: number | null = null): void {
  const place = left === null ? null : { ...placeOf(state.get()), frame: left };
  atHand = new FilmAtHand(
    {
      ports: {
        snapshot: new Store<Snapshot>(EMPTY_SNAPSHOT),
        place: { find: () => place, keep: () => undefined },
        fetchFilm: async () => {
          nFetched++;
          if (!isThere) throw new Error("gone");
          return { table } as FilmMaterial;
        },
      },
      state,
      film,
      dispatch: (action: Action) => state.set(reduce(state.get(), action)),
    },
    first,
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (tell: () => void) => setTimeout(tell, 16));
  state = new Store<PlayerState>({ ...INITIAL_STATE, phase: "loading" });
  film = new Store<LoadedFilm | null>(null);
  unreadable = new Set();
  damaged = new Set();
  isThere = true;
  nFetched = 0;
  sources = [];
  Source.living.clear();
  opening.make = () => {
    const source = new Source();
    sources.push(source);
    return { source, element: document.createElement("div") };
  };
});
afterEach(() => {
  atHand.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const frame = (): number => state.get().frame;

describe("a film at hand", () => {
  it("begins where it was left", async () => {
    begin(wanted, 42);
    await wait(100);
    expect([state.get().phase, frame()]).toEqual(["ready", 42]);
  });

  it("that does not come is said, asked for less and less often, and shown when it comes", async () => {
    isThere = false;
    begin(wanted);
    await wait(0);
    expect([state.get().phase, state.get().refusal?.problem]).toEqual(["failed", "The film cannot be shown here"]);
    await wait(60_000);
    const asked = nFetched;
    expect(asked).toBeLessThan(14);
    isThere = true;
    await wait(8000);
    expect([state.get().phase, nFetched]).toEqual(["ready", asked + 1]);
  });

  it("is exchanged under the same frame once it stands, and the one before is let go", async () => {
    begin(original);
    await wait(100);
    await film.get()?.playback.goTo(30);
    await film.get()?.playback.play();
    atHand.change(wanted);
    await wait(100);
    expect(film.get()?.film).toBe(original);
    await film.get()?.playback.stop();
    await wait(100);
    expect([film.get()?.film, frame(), Source.living.size]).toEqual([wanted, 30, 1]);
    expect(Source.living.has(sources[1] as Source)).toBe(true);
  });

  it("that breaks is said, its last picture stays, and it goes on where one was going", async () => {
    begin(wanted);
    await wait(100);
    await film.get()?.playback.goTo(10);
    isThere = false;
    unreadable.add(60);
    void film.get()?.playback.goTo(60);
    await wait(100);
    expect([frame(), state.get().phase, state.get().trouble?.problem]).toEqual([
      10,
      "ready",
      "The film cannot be reached or read just now",
    ]);
    isThere = true;
    unreadable.clear();
    await wait(2000);
    expect([frame(), state.get().trouble, Source.living.size]).toEqual([60, null, 1]);
  });

  it.each([
    ["breaks there", () => unreadable],
    ["has no picture there", () => damaged],
  ])("that %s whenever it is opened again is shown where it was seen last, after a few tries", async (_, frames) => {
    begin(wanted);
    await wait(100);
    await film.get()?.playback.goTo(10);
    unreadable.add(60);
    void film.get()?.playback.goTo(60);
    await wait(100);
    unreadable.clear();
    frames().add(60);
    await wait(60_000);
    expect([frame(), state.get().trouble, Source.living.size]).toEqual([10, null, 1]);
  });

  it("that the browser cannot play as it came waits for its working copy", async () => {
    opening.make = () => {
      throw new Error("cannot be decoded");
    };
    begin(original);
    await wait(0);
    expect([state.get().phase, state.get().refusal]).toEqual(["preparing", null]);
  });

  it("that is opened but never shows a picture counts as one that cannot be played, and is let go", async () => {
    opening.make = () => {
      const source = new Source();
      source.show = () => new Promise(() => undefined);
      return { source, element: document.createElement("div") };
    };
    begin(original);
    await wait(9000);
    expect(state.get().phase).toBe("loading");
    await wait(1200);
    expect([state.get().phase, Source.living.size]).toEqual(["preparing", 0]);
  });

  it("lets go of everything with its owner, be it shown, on its way or waiting to be asked for again", async () => {
    begin(wanted);
    await wait(100);
    atHand.change(original);
    atHand.dispose();
    await wait(100);
    isThere = false;
    begin(wanted);
    await wait(0);
    atHand.dispose();
    const asked = nFetched;
    await wait(60_000);
    expect([Source.living.size, nFetched, vi.getTimerCount(), state.nListeners]).toEqual([0, asked, 0, 0]);
  });
});

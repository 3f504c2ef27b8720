import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Disposable } from "../src/core/disposal";
import type { FrameSource } from "../src/core/film/frame_source";
import type { Playback } from "../src/core/film/playback";
import type { Motion } from "../src/core/state";
import { Store } from "../src/core/store";
import { watchPatiently } from "../src/dom/film/patience";

let shown: Store<number>;
let motion: Store<Motion>;
let standing: number;
let said: string[];
let watching: Disposable;

beforeEach(() => {
  vi.useFakeTimers();
  shown = new Store(0);
  motion = new Store<Motion>("still");
  standing = 0;
  said = [];
  const playback = {
    motion,
    get standing() {
      return standing;
    },
  };
  const tell = (word: string) => () => void said.push(word);
  watching = watchPatiently({ shown } as unknown as FrameSource, playback as unknown as Playback, {
    onSlow: tell("slow"),
    onWell: tell("well"),
    onGone: tell("gone"),
  });
});
afterEach(() => {
  watching.dispose();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const wait = (ms: number): unknown => vi.advanceTimersByTime(ms);

describe("waiting for pictures", () => {
  it("says nothing while the film stands where it was sent", () => {
    wait(60_000);
    expect(said).toEqual([]);
  });

  it("says once that a picture is slow, and that it came after all", () => {
    standing = 7;
    wait(2900);
    expect(said).toEqual([]);
    wait(3000);
    expect(said).toEqual(["slow"]);
    shown.set(7);
    wait(600);
    expect(said).toEqual(["slow", "well"]);
    wait(60_000);
    expect(said).toEqual(["slow", "well"]);
  });

  it("gives a picture up once that does not come", () => {
    standing = 7;
    wait(60_000);
    expect(said).toEqual(["slow", "gone"]);
  });

  it("takes a film that plays for well as long as its pictures move, and for slow when they stop", () => {
    motion.set("forward");
    for (let frame = 1; frame < 30; frame++) {
      shown.set(frame);
      wait(400);
    }
    expect(said).toEqual([]);
    wait(4000);
    expect(said).toEqual(["slow"]);
  });

  it("waits for nothing on a page that nobody sees", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    standing = 7;
    wait(60_000);
    expect(said).toEqual([]);
    hidden.mockReturnValue(false);
    wait(3500);
    expect(said).toEqual(["slow"]);
  });

  it("ends with whoever began it", () => {
    watching.dispose();
    standing = 7;
    wait(60_000);
    expect([said, vi.getTimerCount(), shown.nListeners]).toEqual([[], 0, 0]);
  });
});

// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { FrameSource } from "../src/core/film/frame_source";
import { FrameTable } from "../src/core/film/frames";
import { Playback } from "../src/core/film/playback";
import { Store } from "../src/core/store";

const FRAME = 3600;
const LAST = 99;
const table = new FrameTable(
  Float64Array.from({ length: LAST + 1 }, (_, frame) => frame * FRAME),
  (LAST + 1) * FRAME,
);

/** A film that draws when told to: what a slow computer does, step by step. */
class SlowFilm implements FrameSource {
  readonly broken = new Store(false);
  readonly shown = new Store(0);
  readonly playing = new Store(false);
  readonly exact = true;
  readonly drawn: number[] = [];
  rate = 1;
  private wanted = 0;
  private waiting: ((frame: number) => void)[] = [];
  private painting: (() => void)[] = [];

  show(frame: number): Promise<number> {
    this.wanted = frame;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async draw(): Promise<void> {
    this.drawn.push(this.wanted);
    const waiting = this.waiting;
    this.waiting = [];
    this.shown.set(this.wanted);
    for (const tell of waiting) tell(this.wanted);
    await settle();
  }

  get isAsked(): boolean {
    return this.waiting.length > 0;
  }

  async prepare(): Promise<void> {}
  async play(): Promise<void> {
    this.playing.set(true);
  }

  async pause(): Promise<number> {
    this.playing.set(false);
    return this.shown.get();
  }

  setRate(rate: number): void {
    this.rate = rate;
  }

  painted(): Promise<void> {
    return new Promise((resolve) => this.painting.push(resolve));
  }

  async paint(): Promise<void> {
    for (const tell of this.painting.splice(0)) tell();
    await settle();
  }

  dispose(): void {}
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

function setUp(at = 0): { film: SlowFilm; playback: Playback; clock: { ms: number } } {
  const film = new SlowFilm();
  film.shown.set(at);
  const clock = { ms: 0 };
  return { film, playback: new Playback(film, table, () => clock.ms), clock };
}

describe("stepping", () => {
  it("adds up taps that come faster than the film draws, and goes to the newest only", async () => {
    const { film, playback } = setUp(10);
    for (let tap = 0; tap < 5; tap++) {
      void playback.step(1);
      await settle();
    }
    expect(playback.standing).toBe(15);
    await film.draw();
    expect(film.drawn).toEqual([15]);
    expect(playback.standing).toBe(15);
  });

  it("drops repeats of a held key while a frame is on its way, and never runs on after it is let go", async () => {
    const { film, playback } = setUp(10);
    for (let repeat = 0; repeat < 20; repeat++) {
      void playback.step(1, repeat > 0);
      await settle();
    }
    await film.draw();
    expect(film.shown.get()).toBe(11);
    expect(film.isAsked).toBe(false);
  });

  it("stops at the first and the last frame", async () => {
    const { film, playback } = setUp(0);
    void playback.step(-1);
    await settle();
    await film.draw();
    void playback.goTo(1000);
    await settle();
    await film.draw();
    expect(film.drawn).toEqual([0, LAST]);
  });

  it("pauses a film that plays, and steps from the frame that stands", async () => {
    const { film, playback } = setUp(10);
    await playback.play();
    film.shown.set(42);
    void playback.step(1);
    await settle();
    expect(film.playing.get()).toBe(false);
    await film.draw();
    expect(film.drawn).toEqual([43]);
  });

  it("skips by time, not by counting frames", async () => {
    const { film, playback } = setUp(10);
    void playback.skip(1);
    await settle();
    await film.draw();
    expect(film.drawn).toEqual([35]);
  });
});

describe("playing", () => {
  it("says whether it moves", async () => {
    const { playback, film } = setUp(10);
    await playback.toggle();
    expect(playback.motion.get()).toBe("forward");
    await playback.toggle();
    expect(playback.motion.get()).toBe("still");
    await playback.play();
    film.playing.set(false);
    expect(playback.motion.get()).toBe("still");
  });

  it("from the last frame starts anew", async () => {
    const { film, playback } = setUp(LAST);
    void playback.play();
    await settle();
    await film.draw();
    expect(film.drawn).toEqual([0]);
    expect(film.playing.get()).toBe(true);
  });

  it("repeats a stretch: enters it when outside, and goes back from its last frame", async () => {
    const { film, playback } = setUp(50);
    playback.setLoop({ start: 10 * FRAME, end: 20 * FRAME });
    void playback.play();
    await settle();
    await film.draw();
    expect(film.drawn).toEqual([10]);
    film.shown.set(18);
    expect(film.isAsked).toBe(false);
    film.shown.set(19);
    await film.draw();
    expect(film.drawn).toEqual([10, 10]);
    playback.setLoop(null);
    film.shown.set(19);
    expect(film.isAsked).toBe(false);
  });

  it("backwards shows earlier frames as time passes, faster with the speed, and stands at the first", async () => {
    const { film, playback, clock } = setUp(20);
    playback.setRate(2);
    expect(film.rate).toBe(2);
    void playback.playBackward();
    await settle();
    expect(playback.motion.get()).toBe("backward");
    clock.ms = 100;
    await film.paint();
    await film.draw();
    expect(film.drawn).toEqual([15]);
    clock.ms = 2000;
    await film.paint();
    await film.draw();
    expect(film.drawn).toEqual([15, 0]);
    expect(playback.motion.get()).toBe("still");
  });

  it("backwards ends with a pause, a step or the end of the player", async () => {
    for (const end of ["stop", "step", "dispose"] as const) {
      const { film, playback, clock } = setUp(20);
      void playback.playBackward();
      await settle();
      if (end === "stop") void playback.stop();
      else if (end === "step") void playback.step(0);
      else playback.dispose();
      await settle();
      if (film.isAsked) await film.draw();
      film.drawn.length = 0;
      clock.ms = 1000;
      await film.paint();
      expect(film.isAsked, end).toBe(false);
    }
  });
});

describe("a stretch played once", () => {
  it("stands on its last frame, and says whether it came to that", async () => {
    const { film, playback } = setUp(50);
    const whole = playback.playOnce({ start: 10 * FRAME, end: 20 * FRAME });
    await settle();
    await film.draw();
    expect(playback.motion.get()).toBe("forward");
    for (let frame = 11; frame < 19; frame++) film.shown.set(frame);
    expect(playback.motion.get()).toBe("forward");
    film.shown.set(19);
    await settle();
    expect(await whole).toBe(true);
    expect(playback.motion.get()).toBe("still");

    const broken = playback.playOnce({ start: 10 * FRAME, end: 20 * FRAME });
    await settle();
    await film.draw();
    await playback.stop();
    expect(await broken).toBe(false);
    expect(film.shown.nListeners).toBe(1);
  });
});

describe("a playback that is disposed", () => {
  it("hears its film no more", () => {
    const { film, playback } = setUp();
    playback.dispose();
    expect(film.shown.nListeners).toBe(0);
    expect(film.playing.nListeners).toBe(0);
  });
});

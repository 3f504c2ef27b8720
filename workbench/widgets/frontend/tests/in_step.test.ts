// @vitest-environment node
import { afterEach, describe, expect, it } from "vitest";
import { comparedStart } from "../src/core/film/comparison";
import { Ensemble } from "../src/core/film/ensemble";
import type { FrameSource } from "../src/core/film/frame_source";
import { FrameTable } from "../src/core/film/frames";
import { correctionOf, Following, frameInStep } from "../src/core/film/in_step";
import { Store } from "../src/core/store";

function table(step: number, n: number): FrameTable {
  return new FrameTable(
    Float64Array.from({ length: n }, (_, frame) => frame * step),
    n * step,
  );
}
const AT_25 = table(3600, 250);
const AT_30 = table(3000, 300);
const UNEVEN = new FrameTable(Float64Array.from([0, 1500, 9000, 10000, 20000]), 24000);

/** A film that shows at once what it is asked for, is ready when a test lets it be, and plays only as a test tells it to. */
class QuickSource implements FrameSource {
  readonly broken = new Store(false);
  readonly shown = new Store(0);
  readonly playing = new Store(false);
  readonly exact = true;
  readonly asked: number[] = [];
  rate = 1;
  private waiting: (() => void)[] = [];
  constructor(private isReady = true) {}
  async show(frame: number): Promise<number> {
    this.asked.push(frame);
    this.shown.set(frame);
    return frame;
  }
  async prepare(): Promise<void> {
    if (!this.isReady) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
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
  async painted(): Promise<void> {}
  dispose(): void {}
  async becomeReady(): Promise<void> {
    this.isReady = true;
    for (const tell of this.waiting.splice(0)) tell();
    await settled();
  }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
};

/** The screen is painted, often enough for all patience to be over. */
const patienceIsOver = async (): Promise<void> => {
  for (let turn = 0; turn < 400; turn++) await Promise.resolve();
};

const made: { dispose(): void }[] = [];
afterEach(() => {
  for (const each of made.splice(0)) each.dispose();
});

function together({ startsAt = 0, leading = AT_25, other = AT_25, isReady = true } = {}): {
  lead: QuickSource;
  ensemble: Ensemble;
  source: QuickSource;
  along: Following;
} {
  const lead = new QuickSource();
  const source = new QuickSource(isReady);
  const ensemble = new Ensemble(lead);
  const along = new Following(source, ensemble, leading, other, startsAt);
  made.push(along, ensemble);
  return { lead, ensemble, source, along };
}

describe("the frame at the same instant", () => {
  it("is the film's own frame, whatever the rates of the two", () => {
    expect(frameInStep(AT_25, 50, AT_30, 0)).toBe(60);
    expect(frameInStep(AT_25, 50, AT_30, 90_000)).toBe(30);
    expect(frameInStep(AT_25, 0, AT_30, -90_000)).toBe(30);
    expect(frameInStep(AT_25, 1, UNEVEN, 0)).toBe(1);
    expect(frameInStep(UNEVEN, 2, AT_25, 0)).toBe(2);
  });

  it("is none before the other film begins and from its end on", () => {
    expect(frameInStep(AT_25, 0, AT_30, 3000)).toBeNull();
    expect(frameInStep(AT_25, 249, AT_25, -3600)).toBeNull();
    expect(frameInStep(AT_25, 248, AT_25, -3600)).toBe(249);
  });

  it("is exact where ticks are rounded: every frame of 59.94 against itself, moved by whole frames", () => {
    const starts = Float64Array.from({ length: 3000 }, (_, frame) => Math.floor(frame * 1501.5 + 0.5));
    const fast = new FrameTable(starts, Math.floor(3000 * 1501.5));
    for (const shift of [0, 7, 8]) {
      const startsAt = comparedStart({ kept: 0, against: fast.startOf(100), shift }, fast) ?? 0;
      for (let frame = 100; frame < 1000; frame++) expect(frameInStep(fast, frame, fast, startsAt)).toBe(frame - 100 + shift);
    }
  });

  it("puts two places of one film together frame on frame, moved by as many frames as asked", () => {
    const comparison = { kept: AT_25.startOf(40) + 5, against: AT_25.startOf(90), shift: 0 };
    expect(frameInStep(AT_25, 90, AT_25, comparedStart(comparison, AT_25) ?? 0)).toBe(40);
    expect(frameInStep(AT_25, 95, AT_25, comparedStart({ ...comparison, shift: -3 }, AT_25) ?? 0)).toBe(42);
    expect(comparedStart({ ...comparison, against: null }, AT_25)).toBeNull();
  });
});

describe("beginning together", () => {
  it("waits until all stand on their frames and are ready, and is under way meanwhile", async () => {
    const { lead, ensemble, source } = together({ isReady: false });
    await ensemble.show(30);
    void ensemble.play();
    await settled();
    expect([ensemble.playing.get(), lead.playing.get(), source.playing.get()]).toEqual([true, false, false]);
    expect(source.shown.get()).toBe(30);
    const began: string[] = [];
    lead.playing.subscribe(() => began.push("lead", String(source.playing.get())));
    source.playing.subscribe(() => began.push("other", String(lead.playing.get())));
    await source.becomeReady();
    expect(began).toEqual(["lead", "false", "other", "true"]);
  });

  it("begins all in one task", async () => {
    const { lead, ensemble, source } = together();
    let nTasks = 0;
    const counting = (): void => {
      if (!source.playing.get()) nTasks++;
    };
    lead.playing.subscribe(() => queueMicrotask(counting));
    await ensemble.play();
    expect([source.playing.get(), nTasks]).toEqual([true, 0]);
  });

  it("does not wait for ever: who is late meets the others further on", async () => {
    const { lead, ensemble, source, along } = together({ isReady: false });
    await ensemble.show(30);
    void ensemble.play();
    await patienceIsOver();
    expect([lead.playing.get(), source.playing.get(), along.late.get()]).toEqual([true, false, true]);
    lead.shown.set(34);
    await source.becomeReady();
    const met = source.shown.get();
    expect(met).toBeGreaterThan(40);
    lead.shown.set(met - 1);
    await settled();
    expect(source.playing.get()).toBe(false);
    lead.shown.set(met);
    expect([source.playing.get(), source.shown.get(), along.late.get()]).toEqual([true, met, false]);
  });

  it("who was overtaken before it was ready goes further ahead", async () => {
    const { lead, ensemble, source } = together({ isReady: false });
    void ensemble.play();
    await patienceIsOver();
    lead.shown.set(100);
    await source.becomeReady();
    const first = source.shown.get();
    expect(first - 100).toBeGreaterThan(12);
    lead.shown.set(first + 5);
    await settled();
    expect(source.playing.get()).toBe(false);
    expect(source.shown.get() - lead.shown.get()).toBeGreaterThan(first - 100);
  });

  it("goes for a jump while playing as well, and for one after the other only the last counts", async () => {
    const { lead, ensemble, source } = together();
    await ensemble.play();
    await settled();
    const jumps = [ensemble.show(50), ensemble.show(80)];
    expect([ensemble.playing.get(), lead.playing.get()]).toEqual([true, false]);
    await Promise.all(jumps);
    await settled();
    expect([lead.shown.get(), source.shown.get()]).toEqual([80, 80]);
    expect([lead.playing.get(), source.playing.get()]).toEqual([true, true]);
  });

  it("ends where one jumped to, stopped before all stood there", async () => {
    const { lead, ensemble, source } = together();
    await ensemble.play();
    const jump = ensemble.show(50);
    await ensemble.pause();
    await jump;
    await settled();
    expect([lead.shown.get(), source.shown.get(), lead.playing.get(), ensemble.playing.get()]).toEqual([50, 50, false, false]);
  });

  it("is called off by a stop while one is waited for", async () => {
    const { lead, ensemble, source } = together({ isReady: false });
    void ensemble.play();
    await settled();
    await ensemble.pause();
    await source.becomeReady();
    await patienceIsOver();
    expect([ensemble.playing.get(), lead.playing.get(), source.playing.get()]).toEqual([false, false, false]);
  });

  it("changes the speed of all at once", async () => {
    const { lead, ensemble, source } = together();
    ensemble.setRate(2);
    expect([lead.rate, source.rate]).toEqual([2, 2]);
  });

  it("is nothing but the leading film where that is alone, or alone again", async () => {
    const { lead, ensemble, along } = together({ isReady: false });
    along.dispose();
    void ensemble.play();
    expect(lead.playing.get()).toBe(true);
    void ensemble.show(60);
    expect([lead.playing.get(), lead.shown.get()]).toEqual([true, 60]);
    lead.playing.set(false);
    expect(ensemble.playing.get()).toBe(false);
  });
});

describe("going along", () => {
  it("shows its own frame for every frame of the leading film", async () => {
    const { lead, source } = together({ other: AT_30 });
    for (const frame of [3, 4, 120, 0]) {
      lead.shown.set(frame);
      await settled();
      expect(source.shown.get()).toBe(frameInStep(AT_25, frame, AT_30, 0));
    }
  });

  it("is absent where it has no picture, and back where it has", async () => {
    const { lead, source, along } = together({ startsAt: 90_000, other: AT_30 });
    lead.shown.set(10);
    await settled();
    expect(along.present.get()).toBe(false);
    expect(source.asked).toEqual([]);
    along.moveTo(0);
    await settled();
    expect(along.present.get()).toBe(true);
    expect(source.shown.get()).toBe(12);
  });

  it("plays and stops with the leading film and ends on its frame", async () => {
    const { lead, ensemble, source, along } = together({ other: AT_30 });
    ensemble.setRate(0.5);
    await ensemble.play();
    expect([source.playing.get(), source.rate]).toEqual([true, 0.5]);
    lead.shown.set(20);
    await ensemble.pause();
    await settled();
    expect([source.playing.get(), source.shown.get(), along.drift.get()]).toEqual([false, 24, 0]);
  });

  it("stops in the same task, and goes to the frame on which the leading film comes to stand", async () => {
    const { lead, ensemble, source } = together();
    await ensemble.play();
    lead.shown.set(20);
    source.shown.set(20);
    await settled();
    lead.pause = async () => {
      await settled();
      lead.shown.set(21);
      lead.playing.set(false);
      return 21;
    };
    const stopping = ensemble.pause();
    expect([source.playing.get(), lead.playing.get(), ensemble.playing.get()]).toEqual([false, true, true]);
    await stopping;
    await settled();
    expect([source.shown.get(), ensemble.playing.get()]).toEqual([21, false]);
  });

  it("stops where the leading film ends", async () => {
    const { lead, ensemble, source } = together();
    await ensemble.play();
    lead.shown.set(249);
    lead.playing.set(false);
    await settled();
    expect([ensemble.playing.get(), source.playing.get(), source.shown.get()]).toEqual([false, false, 249]);
  });

  it("is hurried when it falls behind, held back when it runs ahead, and brought there when it is lost", async () => {
    const { lead, ensemble, source, along } = together();
    await ensemble.show(10);
    await ensemble.play();
    source.shown.set(14);
    await settled();
    expect(along.drift.get()).toBe(4);
    expect(source.rate).toBeCloseTo(0.6);
    lead.shown.set(17);
    await settled();
    expect(source.rate).toBeCloseTo(1.3);
    lead.shown.set(15);
    await settled();
    expect(source.rate).toBe(1);
    lead.shown.set(100);
    await settled();
    expect([source.playing.get(), source.rate]).toEqual([false, 1]);
    lead.shown.set(source.shown.get());
    expect([source.playing.get(), source.shown.get() > 100]).toEqual([true, true]);
  });

  it("stands on its first frame until the leading film reaches it", async () => {
    const { lead, ensemble, source, along } = together({ startsAt: 3600 * 50 });
    await ensemble.show(40);
    await ensemble.play();
    await settled();
    expect([source.playing.get(), source.asked, along.late.get()]).toEqual([false, [0], false]);
    lead.shown.set(50);
    expect([source.playing.get(), source.shown.get()]).toEqual([true, 0]);
  });

  it("is silent about being late where its picture is over", async () => {
    const { lead, ensemble, along, source } = together({ other: table(3600, 60) });
    await ensemble.play();
    lead.shown.set(59);
    source.playing.set(false);
    await settled();
    expect(along.late.get()).toBe(false);
    lead.shown.set(60);
    await settled();
    expect([along.present.get(), along.late.get()]).toEqual([false, false]);
  });

  it("does nothing more once it is disposed", async () => {
    const { lead, ensemble, source, along } = together();
    await settled();
    source.asked.length = 0;
    along.dispose();
    await ensemble.show(10);
    await ensemble.play();
    await settled();
    expect([source.asked, source.playing.get(), source.shown.nListeners]).toEqual([[], false, 0]);
    ensemble.dispose();
    expect([lead.shown.nListeners, lead.playing.nListeners]).toEqual([0, 0]);
  });

  it("leaves a frame more or less alone, and never changes the rate by more than a half", () => {
    expect([-1, 0, 1].map(correctionOf)).toEqual([1, 1, 1]);
    expect(correctionOf(-12)).toBe(1.5);
    expect(correctionOf(12)).toBe(0.5);
    expect(correctionOf(13)).toBe("go there");
  });
});

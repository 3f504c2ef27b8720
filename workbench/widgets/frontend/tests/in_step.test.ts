// @vitest-environment node
import { afterEach, describe, expect, it } from "vitest";
import { comparedStart } from "../src/core/film/comparison";
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

/** A film that shows at once what it is asked for, and plays only as a test tells it to. */
class QuickSource implements FrameSource {
  readonly broken = new Store(false);
  readonly shown = new Store(0);
  readonly playing = new Store(false);
  readonly exact = true;
  readonly asked: number[] = [];
  rate = 1;
  async show(frame: number): Promise<number> {
    this.asked.push(frame);
    this.shown.set(frame);
    return frame;
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
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
let along: Following | null = null;
afterEach(() => along?.dispose());

function following(startsAt: number, leading = AT_25, other = AT_30): { source: QuickSource; along: Following } {
  const source = new QuickSource();
  along = new Following(source, leading, other, startsAt);
  return { source, along };
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

describe("going along", () => {
  it("shows its own frame for every frame of the leading film", async () => {
    const { source } = following(0);
    for (const frame of [3, 4, 120, 0]) {
      along?.follow({ frame, motion: "still", rate: 1 });
      await settled();
      expect(source.shown.get()).toBe(frameInStep(AT_25, frame, AT_30, 0));
    }
  });

  it("is absent where it has no picture, and back where it has", async () => {
    const { source } = following(90_000);
    along?.follow({ frame: 10, motion: "still", rate: 1 });
    await settled();
    expect(along?.present.get()).toBe(false);
    expect(source.asked).toEqual([]);
    along?.moveTo(0);
    await settled();
    expect(along?.present.get()).toBe(true);
    expect(source.shown.get()).toBe(12);
  });

  it("plays and stops with the leading film and ends on its frame", async () => {
    const { source } = following(0);
    along?.follow({ frame: 10, motion: "forward", rate: 0.5 });
    await settled();
    expect(source.playing.get()).toBe(true);
    expect(source.rate).toBe(0.5);
    along?.follow({ frame: 20, motion: "still", rate: 0.5 });
    await settled();
    expect(source.playing.get()).toBe(false);
    expect(source.shown.get()).toBe(24);
    expect(along?.drift.get()).toBe(0);
  });

  it("is hurried when it falls behind, held back when it runs ahead, and goes there when it is lost", async () => {
    const { source } = following(0, AT_25, AT_25);
    along?.follow({ frame: 10, motion: "forward", rate: 1 });
    await settled();
    source.shown.set(14);
    await settled();
    expect(along?.drift.get()).toBe(4);
    expect(source.rate).toBeCloseTo(0.6);
    along?.follow({ frame: 17, motion: "forward", rate: 1 });
    await settled();
    expect(source.rate).toBeCloseTo(1.3);
    along?.follow({ frame: 15, motion: "forward", rate: 1 });
    await settled();
    expect(source.rate).toBe(1);
    along?.follow({ frame: 100, motion: "forward", rate: 1 });
    await settled();
    expect(source.asked.at(-1)).toBe(100);
    expect(source.playing.get()).toBe(true);
  });

  it("begins to play when the leading film reaches where it begins", async () => {
    const { source } = following(3600 * 50, AT_25, AT_25);
    along?.follow({ frame: 40, motion: "forward", rate: 1 });
    await settled();
    expect(source.playing.get()).toBe(false);
    along?.follow({ frame: 50, motion: "forward", rate: 1 });
    await settled();
    expect(source.playing.get()).toBe(true);
    expect(source.shown.get()).toBe(0);
  });

  it("does nothing more once it is disposed", async () => {
    const { source } = following(0);
    along?.dispose();
    along?.follow({ frame: 10, motion: "still", rate: 1 });
    await settled();
    expect(source.asked).toEqual([]);
    expect(source.shown.nListeners).toBe(0);
  });

  it("leaves a frame more or less alone, and never changes the rate by more than a half", () => {
    expect([-1, 0, 1].map(correctionOf)).toEqual([1, 1, 1]);
    expect(correctionOf(-12)).toBe(1.5);
    expect(correctionOf(12)).toBe(0.5);
    expect(correctionOf(13)).toBe("go there");
  });
});

// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { WireReply } from "../src/adapter/model";
import { TierShelf } from "../src/adapter/tiers";
import type { Tier, TierHeader } from "../src/core/data";

function header(id: string, revision: number, name = id): TierHeader {
  return { id, name, channel: "look", origin: "marked", personId: null, position: 0, revision };
}

/** Columns as they lie in a message: one after another, at odd places. */
function columns(starts: number[]): DataView<ArrayBuffer>[] {
  const ids = starts.flatMap((_, place) => [0, 0, 0, 0, 0, 0, 0, place]);
  const numbers = [new Float64Array(starts), new Float64Array(starts.map((start) => start + 5)), new Uint8Array(ids)];
  const rest = [new Uint32Array(starts.map(() => 0)), new Float32Array(starts.map(() => Number.NaN))];
  return [...numbers, ...rest].map((column) => {
    const message = new Uint8Array(column.byteLength + 3);
    message.set(new Uint8Array(column.buffer), 3);
    return new DataView(message.buffer, 3);
  });
}

function answer(revision: number, starts: number[]): WireReply {
  return { reply: 0, ok: true, result: { revision, n: starts.length, labels: ["puzzle"], notes: [] }, buffers: columns(starts) };
}

class Kernel {
  readonly asked: string[] = [];
  readonly seen: (readonly Tier[])[] = [];
  private readonly waiting: ((reply: WireReply) => void)[] = [];
  readonly shelf = new TierShelf(
    (id) => {
      this.asked.push(id);
      return new Promise((resolve) => this.waiting.push(resolve));
    },
    (tiers) => this.seen.push(tiers),
  );

  /** Answers the oldest question. */
  async answer(reply: WireReply): Promise<void> {
    this.waiting.shift()?.(reply);
    await new Promise((resolve) => setTimeout(resolve));
  }

  get newest(): readonly Tier[] {
    return this.seen.at(-1) ?? [];
  }
}

const REFUSED: WireReply = { reply: 0, ok: false, problem: "no", next_step: "yes" };

describe("the shelf of tiers", () => {
  it("shows headers at once and intervals when they have come", async () => {
    const kernel = new Kernel();
    const [first] = kernel.shelf.show([header("a", 0)]);
    expect([first?.awaited, first?.intervals.n]).toEqual([true, 0]);
    await kernel.answer(answer(0, [7, 90]));
    expect(kernel.newest[0]?.awaited).toBe(false);
    expect(kernel.newest[0]?.intervals.at(1)).toEqual({
      id: `${"0".repeat(15)}1`,
      start: 90,
      end: 95,
      label: "puzzle",
      confidence: null,
      note: "",
    });
  });

  it("keeps the very tiers about which nothing is new, and shows old intervals until the new ones come", async () => {
    const kernel = new Kernel();
    kernel.shelf.show([header("a", 0), header("b", 0)]);
    await kernel.answer(answer(0, [1]));
    await kernel.answer(answer(0, [2]));
    const [a, b] = kernel.newest;
    const [aNow, bNow] = kernel.shelf.show([header("a", 1), header("b", 0)]);
    expect(bNow).toBe(b);
    expect([aNow?.awaited, aNow?.intervals]).toEqual([true, a?.intervals]);
    await kernel.answer(answer(1, [1, 3]));
    expect(kernel.newest.map((tier) => tier.intervals.n)).toEqual([2, 1]);
    expect(kernel.newest[1]).toBe(b);
    expect(kernel.asked).toEqual(["a", "b", "a"]);
  });

  it("asks for two tiers at a time, so that an edit gets between", async () => {
    const kernel = new Kernel();
    kernel.shelf.show(["a", "b", "c", "d"].map((id) => header(id, 0)));
    expect(kernel.asked).toEqual(["a", "b"]);
    await kernel.answer(answer(0, [1]));
    expect(kernel.asked).toEqual(["a", "b", "c"]);
  });

  it("asks again where the header has gone on meanwhile, and not where the answer was ahead of it", async () => {
    const kernel = new Kernel();
    kernel.shelf.show([header("a", 1)]);
    kernel.shelf.show([header("a", 2)]);
    await kernel.answer(answer(1, [1]));
    expect(kernel.newest[0]?.awaited).toBe(true);
    await kernel.answer(answer(3, [1, 2]));
    expect(kernel.shelf.show([header("a", 3)])[0]?.awaited).toBe(false);
    expect(kernel.asked).toEqual(["a", "a"]);
  });

  it("leaves what was refused until the kernel tells of tiers again, and goes on with the others", async () => {
    const kernel = new Kernel();
    kernel.shelf.show(["a", "b", "c"].map((id) => header(id, 0)));
    await kernel.answer(REFUSED);
    expect(kernel.asked).toEqual(["a", "b", "c"]);
    await kernel.answer(answer(0, [1]));
    await kernel.answer(answer(0, [1]));
    expect(kernel.asked).toEqual(["a", "b", "c"]);
    kernel.shelf.show(["a", "b", "c"].map((id) => header(id, 0)));
    expect(kernel.asked).toEqual(["a", "b", "c", "a"]);
  });

  it("forgets a tier that is gone, and after the view is gone shows nothing more", async () => {
    const kernel = new Kernel();
    kernel.shelf.show([header("a", 0), header("b", 0)]);
    kernel.shelf.show([header("b", 0)]);
    await kernel.answer(answer(0, [1]));
    expect(kernel.seen).toEqual([]);
    kernel.shelf.dispose();
    await kernel.answer(answer(0, [1]));
    expect(kernel.seen).toEqual([]);
    expect(kernel.asked).toEqual(["a", "b"]);
  });
});

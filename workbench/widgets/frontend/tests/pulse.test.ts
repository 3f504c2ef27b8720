import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Conversation } from "../src/adapter/model";
import { connectPlayer } from "../src/adapter/player";
import { Pulse } from "../src/adapter/pulse";
import { FakeModel } from "./fake_model";

let model: FakeModel;
let conversation: Conversation;
let pulse: Pulse;
let nHeard: number;

beforeEach(() => {
  vi.useFakeTimers();
  model = new FakeModel();
  conversation = new Conversation(model);
  nHeard = 0;
  pulse = new Pulse(conversation, () => void nHeard++);
});
afterEach(() => {
  pulse.dispose();
  conversation.dispose();
  vi.useRealTimers();
});

const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const done = { ok: true, result: {} };

async function answered(): Promise<void> {
  model.answer(done);
  await wait(0);
}

describe("the kernel's pulse", () => {
  it("asks every two seconds after an answer, never twice at once, and tells each answer", async () => {
    await wait(2000);
    expect(model.sent.map(({ kind }) => kind)).toEqual(["look"]);
    await wait(4000);
    expect(model.sent.length).toBe(1);
    await answered();
    await wait(2000);
    expect([model.sent.length, nHeard, pulse.isThere.get()]).toEqual([2, 1, true]);
  });

  it("counts a kernel as gone that is silent for six seconds, and as there with its next answer", async () => {
    await wait(8000);
    expect([pulse.isThere.get(), nHeard]).toEqual([false, 0]);
    await wait(2000);
    expect(model.sent.length).toBe(2);
    await answered();
    expect([pulse.isThere.get(), nHeard]).toEqual([true, 1]);
  });

  it("counts a refusal as a sign of life", async () => {
    await wait(2000);
    model.answer({ ok: false, problem: "No", next_step: "Go on" });
    await wait(0);
    expect([pulse.isThere.get(), nHeard]).toEqual([true, 1]);
  });

  it("ends with its owner, also while it waits for an answer", async () => {
    await wait(2000);
    pulse.dispose();
    await answered();
    await wait(60_000);
    expect([model.sent.length, nHeard, vi.getTimerCount()]).toEqual([1, 0, 0]);
  });
});

describe("a screen whose kernel dies", () => {
  const page = (): Document => ({ baseURI: "http://here/", getElementById: () => null }) as unknown as Document;
  const film = { recording_id: "r", media: {} };
  const marks = (sent: readonly Record<string, unknown>[]) => sent.filter(({ kind }) => kind === "mark_moment");

  it("keeps what it could not send, and the screen that comes after it sends it first of all, under the same key", async () => {
    const shared = page();
    const first = connectPlayer(new FakeModel({ film }), shared);
    await wait(10_000);
    expect(first.ports.kernel.get().isThere).toBe(false);
    void first.ports.send({ kind: "mark_moment", start: 0, end: 9 });
    await wait(2000);
    expect(first.ports.kernel.get().nUnsent).toBe(1);
    first.dispose();
    await wait(0);

    const kernel = new FakeModel({ film });
    const second = connectPlayer(kernel, shared);
    expect(second.ports.kernel.get().nUnsent).toBe(1);
    await wait(0);
    kernel.answer(done);
    await wait(0);
    const [sent] = marks(kernel.sent);
    expect(sent).toMatchObject({ start: 0, end: 9, key: expect.stringMatching(/^[0-9a-f]{32}$/) });
    kernel.answer(done);
    await wait(0);
    expect(second.ports.kernel.get().nUnsent).toBe(0);
    second.dispose();
    expect(kernel.nListeners).toBe(0);
  });

  it("keeps it for its own recording only", async () => {
    const shared = page();
    const first = connectPlayer(new FakeModel({ film }), shared);
    await wait(10_000);
    void first.ports.send({ kind: "mark_moment", start: 0, end: 9 });
    await wait(2000);
    first.dispose();
    const other = connectPlayer(new FakeModel({ film: { ...film, recording_id: "other" } }), shared);
    expect(other.ports.kernel.get().nUnsent).toBe(0);
    other.dispose();
  });
});

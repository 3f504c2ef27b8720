import { describe, expect, it } from "vitest";
import type { Edit, SendResult } from "../src/core/edits";
import { type KeptEdit, type KeptEdits, Outbox } from "../src/core/outbox";

const mark: Edit = { kind: "mark_moment", start: 0, end: 9 };
const note: Edit = { kind: "change_moment", id: "m", note: "she waits" };
const done: SendResult = { ok: true, result: { id: "new" } };
const refused: SendResult = { ok: false, problem: "No", nextStep: "Go on" };
const silence = (late: Promise<SendResult> = new Promise(() => undefined)): SendResult => ({ ...refused, isUnanswered: true, late });

const left = (edit: Edit, key: string): KeptEdit => ({ edit, key, tell: () => undefined });

/** A kernel that gives these answers one after the other. */
function outboxOf(answers: SendResult[], kept: KeptEdits = []): { outbox: Outbox; asked: Edit[]; keys: string[] } {
  const asked: Edit[] = [];
  const keys: string[] = [];
  const outbox = new Outbox(kept, async (edit, key) => {
    asked.push(edit);
    keys.push(key);
    return answers.shift() ?? done;
  });
  return { outbox, asked, keys };
}

describe("edits that are not answered", () => {
  it("are kept in order, what follows waits behind them, and all are answered when they are done", async () => {
    const { outbox, asked, keys } = outboxOf([silence()]);
    const answers = [outbox.send(mark), Promise.resolve().then(() => outbox.send(note))];
    await new Promise((resolve) => setTimeout(resolve));
    expect(outbox.nKept.get()).toBe(2);
    expect(await outbox.sendKept()).toEqual([]);
    expect(asked).toEqual([mark, mark, note]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(await Promise.all(answers)).toEqual([done, done]);
    expect(outbox.nKept.get()).toBe(0);
  });

  it("are not sent again where the answer comes late", async () => {
    let come: (answer: SendResult) => void = () => undefined;
    const { outbox, asked } = outboxOf([silence(new Promise((resolve) => (come = resolve)))]);
    const answer = outbox.send(mark);
    await Promise.resolve();
    come(done);
    expect(await answer).toBe(done);
    await outbox.sendKept();
    expect(asked).toEqual([mark]);
  });

  it("go on waiting while the kernel stays silent, and tell what it refuses later", async () => {
    const kept: KeptEdits = [left(mark, "a"), left(note, "b")];
    const { outbox, asked } = outboxOf([silence(), refused], kept);
    expect(outbox.nKept.get()).toBe(2);
    await outbox.sendKept();
    expect(kept.map(({ edit }) => edit)).toEqual([mark, note]);
    expect(await outbox.sendKept()).toEqual([refused]);
    expect(kept).toEqual([]);
    expect(asked).toEqual([mark, mark, note]);
  });

  it("stay kept when the screen that sent them is closed, and the screen that stands by then goes on with them", async () => {
    const kept: KeptEdits = [];
    let close: (answer: SendResult) => void = () => undefined;
    const { outbox: first, keys } = outboxOf([silence(new Promise((resolve) => (close = resolve)))], kept);
    const { outbox: second, asked, keys: again } = outboxOf([done], kept);
    const told = first.send(mark);
    await new Promise((resolve) => setTimeout(resolve));
    close(silence());
    await new Promise((resolve) => setTimeout(resolve));
    expect(kept).toHaveLength(1);
    await second.sendKept();
    expect([asked, again, kept]).toEqual([[mark], keys, []]);
    expect(await told).toBe(done);
  });

  it("are left alone where the moment has passed", async () => {
    const { outbox } = outboxOf([silence()]);
    expect((await outbox.send({ kind: "undo" })).ok).toBe(false);
    expect(outbox.nKept.get()).toBe(0);
  });

  it("are never kept where they carry a passphrase, also behind others that are", async () => {
    const kept: KeptEdits = [];
    const { outbox, asked } = outboxOf([silence(), silence()], kept);
    void outbox.send(mark);
    await new Promise((resolve) => setTimeout(resolve));
    const seal: Edit = { kind: "seal_for_supervision", reviewId: "r", passphrase: "four plain words here" };
    expect((await outbox.send(seal)).ok).toBe(false);
    await outbox.sendKept();
    expect(asked).toEqual([mark, seal, mark]);
    expect(JSON.stringify(kept)).not.toContain("four plain words");
  });
});

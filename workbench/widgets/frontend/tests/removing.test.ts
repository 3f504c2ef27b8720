/** Taking things away on the page: at once where little hangs on it, after a calm question where much would go along. */

import { describe, expect, it } from "vitest";
import type { Edit } from "../src/core/edits";
import { INITIAL_STATE, type PlayerState, reduce } from "../src/core/state";
import { Store } from "../src/core/store";
import { createRemove, removeNow } from "../src/dom/removing";

function page(nGoing: number) {
  const state = new Store<PlayerState>({ ...INITIAL_STATE, chosen: { kind: "moment", id: "m" } });
  const sent: Edit[] = [];
  const asked: unknown[] = [];
  const remove = createRemove({
    dispatch: (action) => state.set(reduce(state.get(), action)),
    send: async (edit) => {
      sent.push(edit);
      return { ok: true, result: { id: "x", also: [`${nGoing} intervals go too`] } };
    },
    ask: async (kind, about) => {
      asked.push([kind, about]);
      return { nGoing, words: [`${nGoing} intervals go too`] } as never;
    },
  });
  return { state, sent, asked, remove };
}

describe("Removing", () => {
  it("a moment happens at once, unasked, and says what became of the rest", async () => {
    const { state, sent, asked, remove } = page(2);
    await remove("moment", "m");
    expect([sent, asked]).toEqual([[{ kind: "remove_moment", id: "m" }], []]);
    expect(state.get()).toMatchObject({ chosen: null, notice: "The moment is removed: 2 intervals go too", removal: null });
  });

  it("a row with few intervals happens at once, one with many is put as a question that changes nothing", async () => {
    const few = page(3);
    await few.remove("tier", "t");
    expect(few.sent).toEqual([{ kind: "remove_tier", id: "t" }]);
    const many = page(34);
    await many.remove("tier", "t");
    expect(many.sent).toEqual([]);
    expect(many.state.get().removal).toMatchObject({ thing: "tier", question: "Removing the row: 34 intervals go too" });
  });

  it("goes on when the question is answered with yes, and is forgotten when something else is chosen", async () => {
    const { state, sent, remove } = page(34);
    await remove("tier", "t");
    const { removal } = state.get();
    if (!removal) throw new Error("nothing asked");
    const dispatch = (action: Parameters<typeof reduce>[1]): void => state.set(reduce(state.get(), action));
    await removeNow({ dispatch, send: async (edit) => ({ ok: true, result: sent.push(edit) }) }, removal.thing, removal.edit);
    expect(sent).toEqual([{ kind: "remove_tier", id: "t" }]);
    expect(state.get()).toMatchObject({ removal: null, notice: "The row is removed" });
    await remove("tier", "t");
    dispatch({ type: "chose", chosen: { kind: "clip", id: "c" } });
    expect(state.get().removal).toBeNull();
  });

  it("what the page cannot remove does nothing", async () => {
    const { sent, remove } = page(0);
    await remove("person", "p");
    expect(sent).toEqual([]);
  });
});

/** Naming what was marked before: the film repeats one mark after the other until it has a name. */

import { type CodingState, type Naming, rowPerson } from "../../core/coding/coding_state";
import { unnamed } from "../../core/coding/gaps";
import { rowOf, tierOf } from "../../core/coding/labels";
import type { Interval } from "../../core/data";
import type { Store } from "../../core/store";
import type { CodingGround } from "../player_context";

export interface NamingActs {
  /** Goes to the next mark without a name, from the playhead on; begins the pass where none is under way. */
  next(): Promise<void>;
  name(label: string): Promise<void>;
  stop(): void;
}

export function createNaming(context: CodingGround, coding: Store<CodingState>): NamingActs {
  const { state, film, dispatch, send } = context;
  const change = (values: Partial<CodingState>): void => coding.set({ ...coding.get(), ...values });

  const goTo = async (mark: Interval, named: ReadonlySet<string>): Promise<void> => {
    const loaded = film.get();
    if (!loaded) return;
    const { marks, looping } = state.get();
    const stretch = { start: mark.start, end: mark.end };
    const before = coding.get().naming?.before ?? { marks, looping };
    change({ naming: { intervalId: mark.id, stretch, named, before }, pass: null, said: "" });
    dispatch({ type: "marked", marks: stretch });
    if (!looping) dispatch({ type: "loopToggled" });
    await loaded.playback.stop();
    await loaded.playback.goToTicks(mark.start);
    await loaded.playback.play();
  };
  const next = async (): Promise<void> => {
    const { naming } = coding.get();
    const table = film.get()?.material.table;
    if (!table) return;
    const from = naming ? naming.stretch.end : table.startOf(state.get().frame);
    const waiting = unnamedNow(context, coding.get());
    const mark = waiting.find((each) => each.start >= from) ?? waiting[0];
    if (mark) return goTo(mark, naming?.named ?? new Set());
    const nNamed = naming?.named.size ?? 0;
    stop();
    change({ said: nNamed > 0 ? `${nNamed === 1 ? "One is" : `All ${nNamed} are`} named.` : "No mark waits for a name here." });
  };
  const stop = (): void => {
    const { naming } = coding.get();
    if (!naming) return;
    change({ naming: null });
    dispatch({ type: "marked", marks: naming.before.marks });
    if (state.get().looping !== naming.before.looping) dispatch({ type: "loopToggled" });
    void film.get()?.playback.stop();
  };
  const name = async (label: string): Promise<void> => {
    const { naming } = coding.get();
    if (!naming) return;
    const answer = await send({ kind: "change_intervals", intervals: [{ id: naming.intervalId, label }] });
    const now = coding.get().naming;
    if (!answer.ok || now?.intervalId !== naming.intervalId) return;
    change({ naming: { ...now, named: new Set([...now.named, naming.intervalId]) } });
    await next();
  };
  return { next, name, stop };
}

/** The marks of the row that still wait for a name; one just named does, although the row may not show it yet. */
export function unnamedNow({ snapshot }: Pick<CodingGround, "snapshot">, { target, naming }: CodingState): readonly Interval[] {
  const person = rowPerson(target.whose);
  if (person === undefined) return [];
  const tier = tierOf(snapshot.get().tiers, rowOf(target.channel, person));
  return tier ? unnamed(tier.intervals).filter((mark) => !naming?.named.has(mark.id)) : [];
}

/** Whoever was named and is not any more, by undo, waits again. */
export function withUndone(naming: Naming, waiting: readonly Interval[]): Naming {
  const again = waiting.filter((mark) => naming.named.has(mark.id));
  if (again.length === 0) return naming;
  return { ...naming, named: new Set([...naming.named].filter((id) => !again.some((mark) => mark.id === id))) };
}

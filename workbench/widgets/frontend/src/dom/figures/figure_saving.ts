/** Saving what a hand makes of figures: shown at once, sent one after another, the newest first when a key is held. */

import { regionStretch } from "../../core/coding/selection";
import type { Form, Region, Shape } from "../../core/data";
import type { Draft } from "../../core/figures/drawing";
import { formAt, isMeant } from "../../core/figures/shapes";
import { idIn } from "../commands/marking";
import type { PlayerContext } from "../player_context";

export class FigureSaving {
  private waiting: Draft | null = null;
  private isSending = false;

  constructor(private readonly context: PlayerContext) {}

  /** A figure of the case gets another form on the frame shown. */
  async change(region: Region, form: Form): Promise<void> {
    const draft: Draft = { id: region.id, shape: region.shape, form, at: nowTicks(this.context) };
    this.context.dispatch({ type: "drafted", draft });
    this.waiting = draft;
    if (this.isSending) return;
    this.isSending = true;
    while (this.waiting) {
      const { id, form: next, at } = this.waiting;
      this.waiting = null;
      if (id) await this.context.send({ kind: "change_region", id, points: next.points, turnDeg: next.turnDeg, at });
    }
    this.isSending = false;
    this.context.dispatch({ type: "drafted", draft: null });
  }

  /** A new figure on the frame shown; it is chosen when it is saved. What is too small to be meant is not drawn. */
  async draw(shape: Shape, form: Form): Promise<void> {
    const { film, state, dispatch, send } = this.context;
    const table = film.get()?.material.table;
    if (!table || !isMeant(form.points)) return dispatch({ type: "drafted", draft: null });
    const { frame, marks } = state.get();
    const at = table.startOf(frame);
    dispatch({ type: "tookTool", tool: null });
    dispatch({ type: "drafted", draft: { id: null, shape, form, at } });
    const answer = await send({ kind: "draw_region", shape, ...form, at, ...regionStretch(marks, frame, table) });
    dispatch({ type: "drafted", draft: null });
    const id = answer.ok ? idIn(answer.result) : null;
    if (id) dispatch({ type: "chose", chosen: { kind: "region", id } });
  }
}

export function chosenRegion({ state, snapshot }: Pick<PlayerContext, "state" | "snapshot">): Region | undefined {
  const { chosen } = state.get();
  return chosen?.kind === "region" ? snapshot.get().regions.find((region) => region.id === chosen.id) : undefined;
}

/** The figure on the frame shown, as it is in hand where that is not saved yet. */
export function formNow(context: PlayerContext, region: Region): Form {
  const { draft } = context.state.get().drawing;
  const now = nowTicks(context);
  return draft?.id === region.id && draft.at === now ? draft.form : formAt(region, now);
}

export function nowTicks({ film, state }: Pick<PlayerContext, "film" | "state">): number {
  return film.get()?.material.table.startOf(state.get().frame) ?? 0;
}

/** The displayed picture's width divided by its height. */
export function aspectOf({ snapshot }: Pick<PlayerContext, "snapshot">): number {
  const film = snapshot.get().film;
  return film ? film.width / film.height : 16 / 9;
}

/** A step under the pointer: dragged along the timeline in time, or clicked as the one another step answers. */

import { movedStep } from "../../core/steps/plans";
import type { Touched } from "../../core/timeline/rows";
import { ticksAt } from "../../core/timeline/view";
import type { PlayerContext } from "../player_context";

export interface StepGesture {
  drag(x: number): void;
  drop(): void;
  cancel(): void;
}

/** Dragging the step that is chosen already moves it; anything else is for the timeline to say. */
export function beginStep(context: PlayerContext, touched: Touched | null, target: HTMLElement, from: number): StepGesture | null {
  const { state, snapshot, film, dispatch } = context;
  const { chosen, linking } = state.get();
  const table = film.get()?.material.table;
  const id = touched?.chosen?.kind === "step" ? touched.chosen.id : null;
  if (!id || !table || linking !== null || chosen?.kind !== "step" || chosen.id !== id || snapshot.get().screen === "player") return null;
  const step = snapshot.get().steps.find((each) => each.id === id);
  if (!step) return null;
  const at = (x: number): number => ticksAt(x, state.get().view, target.clientWidth);
  const grabbed = at(from);
  return {
    drag: (x) => {
      const stretch = movedStep(step, Math.round(at(x) - grabbed), table);
      dispatch({ type: "stepDrafted", draft: { id, ...stretch } });
      void film.get()?.playback.goToTicks(stretch.start);
    },
    drop: () => void keep(context, id),
    cancel: () => dispatch({ type: "stepDrafted", draft: null }),
  };
}

async function keep({ state, send, dispatch }: PlayerContext, id: string): Promise<void> {
  const draft = state.get().stepDraft;
  if (draft?.id !== id) return;
  await send({ kind: "change_step", id, start: draft.start, end: draft.end });
  dispatch({ type: "stepDrafted", draft: null });
}

/** Whether a click linked the step that waits for it. */
export function linkClicked({ state, send, dispatch }: PlayerContext, touched: Touched | null): boolean {
  const { linking } = state.get();
  if (linking === null) return false;
  dispatch({ type: "linking", id: null });
  if (touched?.chosen?.kind === "step") void send({ kind: "link_step", id: linking, answers: touched.chosen.id });
  return true;
}

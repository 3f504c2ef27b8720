/**
 * Carries drafts to Python: a while after the last key, at once when a field is left, one message a field at a time.
 * What is typed while a message is under way goes with the next one. Nothing waiting is lost when the panels go.
 */

import type { Disposable } from "../../core/disposal";
import type { Edit, SendResult } from "../../core/edits";
import { type Drafts, type FieldKey, isUnsent } from "../../core/panels/drafts";
import { changeEdit } from "../../core/panels/fields";
import type { PanelsAction } from "../../core/panels/panels_state";

export const TYPING_PAUSE_MS = 400;

export interface SavingPlace {
  drafts(): Drafts;
  saved(key: FieldKey): unknown;
  dispatch(action: PanelsAction): void;
  send(edit: Edit): Promise<SendResult>;
}

export interface Saving extends Disposable {
  /** Keeps a value as a draft; it goes to Python `when` said. */
  edit(key: FieldKey, value: unknown, when: "soon" | "now"): void;
  /** Sends a field now, if there is something to send. */
  flush(key: FieldKey): void;
  /** Sends a field that somebody has finished writing in. */
  leave(key: FieldKey): void;
  flushAll(): void;
  /** Sends all there is to send, and waits until it is answered. */
  settle(): Promise<void>;
  /** Forgets a draft, so that the saved value shows again. */
  putBack(key: FieldKey): void;
}

export function createSaving(place: SavingPlace): Saving {
  const timers = new Map<FieldKey, ReturnType<typeof setTimeout>>();
  const underWay = new Set<Promise<void>>();
  let disposed = false;

  const stopTimer = (key: FieldKey): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };

  const flush = (key: FieldKey): void => {
    stopTimer(key);
    const draft = place.drafts().get(key);
    if (draft?.status !== "edited") return;
    place.dispatch({ type: "send", key, saved: place.saved(key) });
    const sending = place.send(changeEdit(key, draft.value)).then((result) => {
      underWay.delete(sending);
      if (disposed) return;
      place.dispatch(result.ok ? { type: "accept", key, saved: place.saved(key) } : { type: "refuse_field", key, refusal: result });
      if (!timers.has(key)) flush(key);
    });
    underWay.add(sending);
  };
  const flushAll = (): void => {
    for (const key of place.drafts().keys()) flush(key);
  };

  return {
    edit: (key, value, when) => {
      stopTimer(key);
      place.dispatch({ type: "edit", key, value, saved: place.saved(key), isOpen: when === "soon" });
      if (when === "soon") timers.set(key, setTimeout(flush, TYPING_PAUSE_MS, key));
      else flush(key);
    },
    flush,
    leave: (key) => {
      place.dispatch({ type: "leave", key, saved: place.saved(key) });
      flush(key);
    },
    flushAll,
    settle: async () => {
      flushAll();
      while (underWay.size > 0) await Promise.all(underWay);
    },
    putBack: (key) => {
      stopTimer(key);
      place.dispatch({ type: "put_back", key });
    },
    dispose: () => {
      disposed = true;
      for (const key of [...timers.keys()]) stopTimer(key);
      for (const [key, draft] of place.drafts()) if (isUnsent(draft)) void place.send(changeEdit(key, draft.value));
    },
  };
}

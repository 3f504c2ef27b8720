/** What all acts share: the panels' state, the saving of drafts, and asking Python once at a time. */

import type { Clip, Snapshot } from "../../core/data";
import type { Edit, Refusal, Removable } from "../../core/edits";
import { fieldKey } from "../../core/panels/drafts";
import { savedField } from "../../core/panels/fields";
import { inOrder } from "../../core/panels/order";
import type { PanelsAction, PanelsState } from "../../core/panels/panels_state";
import { removedWords } from "../../core/removing";
import { laterFocus } from "../later_focus";
import type { PanelsContext } from "./context";
import type { Saving } from "./saving";

/** What Python answered. Who has put the focus somewhere else meanwhile keeps it there. */
export interface Done {
  readonly result: unknown;
  focus(testid: string): void;
}

export interface Desk {
  readonly context: PanelsContext;
  readonly saving: Saving;
  data(): Snapshot;
  state(): PanelsState;
  set(values: Extract<PanelsAction, { type: "set" }>["values"]): void;
  say(words: string): void;
  /** Shows a refusal at a place of the panels, or takes it away. */
  refuse(place: string, refusal: Refusal | null): void;
  /** Asks Python; a second ask at the same place while it works does nothing. Undefined when refused. */
  perform(place: string, edit: Edit): Promise<Done | undefined>;
  /** Says what was taken away and what became of all that hung on it, with the way back. */
  tookAway(thing: Removable, result: unknown): void;
  /** The same of what nothing hangs on. */
  tookAwayWords(words: string): void;
  /** Shows at a place of the panels where a file was written. */
  wrote(place: string, path: string): void;
  /** Puts the focus on the element with this test id. */
  focus(testid: string): void;
  /** A way to put the focus somewhere once an answer has come; who has put it somewhere else meanwhile keeps it there. */
  focusLater(): (testid: string) => void;
  /** Clips in the order shown. */
  clips(): readonly Clip[];
  /** The value shown for a field of a clip: a draft, else what is saved. */
  shown<T>(clip: Clip, name: string): T;
}

export interface DeskPlace {
  readonly context: PanelsContext;
  readonly saving: Saving;
  state(): PanelsState;
  dispatch(action: PanelsAction): void;
  focus(testid: string): void;
  readonly page: Document;
}

export function createDesk({ context, saving, state, dispatch, focus, page }: DeskPlace): Desk {
  const underWay = new Set<string>();
  const data = (): Snapshot => context.data.get();
  const set: Desk["set"] = (values) => dispatch({ type: "set", values });
  const focusLater: Desk["focusLater"] = () => {
    const later = laterFocus(page);
    return (testid) => later(() => focus(testid));
  };
  const refuse: Desk["refuse"] = (place, refusal) => dispatch({ type: "refuse", place, refusal });
  return {
    context,
    saving,
    data,
    state,
    set,
    refuse,
    say: (said) => set({ said }),
    perform: async (place, edit) => {
      if (underWay.has(place)) return undefined;
      underWay.add(place);
      const later = focusLater();
      const answer = await context.send(edit);
      underWay.delete(place);
      refuse(place, answer.ok ? null : answer);
      return answer.ok ? { result: answer.result, focus: later } : undefined;
    },
    tookAway: (thing, result) => {
      const words = removedWords(thing, { ok: true, result });
      set({ removed: { words, history: data().history }, said: words });
    },
    tookAwayWords: (words) => set({ removed: { words, history: data().history }, said: words }),
    wrote: (place, path) => set({ written: new Map(state().written).set(place, path) }),
    focus,
    focusLater,
    clips: () => inOrder(data().playlist?.clips ?? [], state().order),
    shown: <T>(clip: Clip, name: string): T => {
      const key = fieldKey("clip", clip.id, name);
      const draft = state().drafts.get(key);
      return (draft ? draft.value : savedField(data(), key)) as T;
    },
  };
}

/** A text in what Python answered, empty where there is none. */
export function textIn(result: unknown, name: string): string {
  const value = typeof result === "object" && result !== null ? (result as Record<string, unknown>)[name] : undefined;
  return typeof value === "string" ? value : "";
}

/** A list of texts in what Python answered, empty where there is none. */
export function textsIn(result: unknown, name: string): readonly string[] {
  const value = typeof result === "object" && result !== null ? (result as Record<string, unknown>)[name] : undefined;
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** What a guider does with what the computer found: has the film looked through, goes to a place, says whose a voice is. */

import type { PlaceToLook } from "../../core/analysis";
import type { PanelsState } from "../../core/panels/panels_state";
import type { Desk } from "./desk";

export function analysisActs(desk: Desk) {
  const { context, set, perform, say } = desk;

  const look = async (learn: boolean): Promise<void> => {
    say("The film is being looked through");
    const done = await perform("analysis", { kind: "look_for_places", learn });
    if (done) set({ said: foundWords(numberIn(done.result, "nPlaces")) });
  };

  return {
    openFound: (found: PanelsState["found"]): void => set({ found }),
    lookForPlaces: (): Promise<void> => look(false),
    learnVoices: (): Promise<void> => look(true),
    stopLooking: async (): Promise<void> => {
      say("The looking is being stopped");
      await context.send({ kind: "stop_looking" });
    },
    markPlace: async ({ start, end }: PlaceToLook): Promise<void> => {
      const done = await perform("analysis", { kind: "mark_moment", start, end });
      if (!done) return;
      const id = (done.result as { id?: string }).id;
      set({ said: "It is marked as a moment", momentId: id ?? null });
      if (id) context.selection.set({ kind: "moment", id });
    },
    dismissPlace: async ({ id }: PlaceToLook): Promise<void> => {
      if (await perform("analysis", { kind: "dismiss_candidates", ids: [id] })) say("The place is out of the list; undo brings it back");
    },
    nameVoice: async (speaker: number, personId: string): Promise<void> => {
      await perform("analysis", { kind: "name_voice", speaker, personId });
    },
    forgetAhead: async (personId: string): Promise<void> => {
      await perform("analysis", { kind: "look_ahead", personId, at: null });
    },
  };
}

export function foundWords(n: number): string {
  return n === 0 ? "No place was found" : n === 1 ? "One place was found" : `${n} places were found`;
}

function numberIn(result: unknown, name: string): number {
  const value = typeof result === "object" && result !== null ? (result as Record<string, unknown>)[name] : undefined;
  return typeof value === "number" ? value : 0;
}

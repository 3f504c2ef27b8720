/** What a guider does with a case and its cycles. */

import type { CaseKind, CycleState } from "../../core/casework";
import type { FilmKind } from "../../core/data";
import type { Desk } from "./desk";

export function cycleActs(desk: Desk) {
  const { set, perform } = desk;
  return {
    sayCaseKind: async (caseKind: CaseKind): Promise<void> => {
      await perform("case-kind", { kind: "change_case", caseKind });
    },
    openCycle: (openCycle: string | null): void => set({ openCycle }),
    planCycles: async (plannedCycles: number): Promise<void> => {
      if (Number.isInteger(plannedCycles) && plannedCycles > 0) await perform("cycle", { kind: "change_case", plannedCycles });
    },
    sayFilm: async (said: { cycleId?: string | null; filmKind?: FilmKind }): Promise<void> => {
      const place = "filmKind" in said ? "film-kind" : "film-cycle";
      if (await perform(place, { kind: "change_film", ...said })) set({ said: "Said of this film" });
    },
    beginCycle: async (): Promise<void> => {
      if (await perform("cycle", { kind: "begin_cycle" })) set({ said: "The next cycle is planned" });
    },
    moveCycle: async (id: string, state: CycleState): Promise<void> => {
      if (await perform("cycle", { kind: "move_cycle", id, state })) set({ said: `The cycle is ${state} now` });
    },
    removeCycle: async (id: string): Promise<void> => {
      const done = await perform("cycle", { kind: "remove_cycle", id });
      if (done) desk.tookAway("cycle", done.result);
    },
  };
}

/** What a guider does at the end of a case: closes it, opens it again, holds its films. */

import type { Edit } from "../../core/edits";
import type { Ending } from "../../core/panels/panels_state";
import type { Desk } from "./desk";

const FIRST_FIELD = { close: "closed-on", hold: "hold-reason" } as const;
const OPENS = { close: "close-case", hold: "hold-case" } as const;

export function endingActs(desk: Desk) {
  const { perform, focus, refuse, set, state } = desk;
  const stopEnding = (): void => {
    const { ending } = state();
    refuse("ending", null);
    set({ ending: null });
    if (ending) focus(OPENS[ending.kind]);
  };
  const carryOut = async (edit: Edit, said: string, then: string): Promise<void> => {
    const done = await perform("ending", edit);
    if (!done) return;
    set({ ending: null, said });
    done.focus(then);
  };
  return {
    startEnding: (ending: Ending): void => {
      refuse("ending", null);
      set({ ending });
      focus(FIRST_FIELD[ending.kind]);
    },
    changeEnding: (change: { on?: string; reason?: string; reviewOn?: string }): void => {
      const { ending } = state();
      if (ending) set({ ending: { ...ending, ...change } as Ending });
    },
    stopEnding,
    keepEnding: async (): Promise<void> => {
      const { ending } = state();
      if (ending?.kind === "close") {
        await carryOut({ kind: "close_case", ...(ending.on ? { on: ending.on } : {}) }, "The case is closed", "reopen-case");
      } else if (ending && !ending.reviewOn) {
        refuse("ending", { problem: "There is no day yet", nextStep: "Choose the day on which somebody looks at the hold again" });
      } else if (ending) {
        await carryOut({ kind: "hold_case", reason: ending.reason, reviewOn: ending.reviewOn }, "The films are held", "hold-case");
      }
    },
    reopenCase: () => carryOut({ kind: "reopen_case" }, "The case is open", "close-case"),
    endHold: () => carryOut({ kind: "end_hold" }, "The hold is ended", "hold-case"),
  };
}

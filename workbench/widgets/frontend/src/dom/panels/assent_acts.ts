/** What a guider does about assent and hiding: writes answers down, says who is asked each time and whom a figure hides. */

import type { ConsentScope } from "../../core/consent";
import type { Assenting } from "../../core/panels/panels_state";
import type { Desk } from "./desk";

export function assentActs(desk: Desk) {
  const { perform, focus, refuse, set, state } = desk;
  const codeOf = (personId: string): string => desk.data().people.find((person) => person.id === personId)?.code ?? "";
  const stopAssent = (then = focus): void => {
    const { assenting } = state();
    refuse("assent", null);
    set({ assenting: null });
    if (assenting) then(`assent-${codeOf(assenting.personId)}`);
  };
  return {
    askEachTime: async (id: string, askedEachTime: boolean): Promise<void> => {
      await perform(`asked-each-time/${id}`, { kind: "change_person", id, askedEachTime });
    },
    startAssent: (personId: string, scope: ConsentScope): void => {
      refuse("assent", null);
      set({ assenting: { personId, scope, answer: null, shownBy: "" } });
      focus("assent-yes");
    },
    changeAssent: (change: Partial<Assenting>): void => {
      const { assenting } = state();
      if (assenting) set({ assenting: { ...assenting, ...change } });
    },
    stopAssent: (): void => stopAssent(),
    keepAssent: async (): Promise<void> => {
      const { assenting } = state();
      if (!assenting) return;
      const { personId, scope, answer } = assenting;
      if (!answer) return refuse("assent", { problem: "Nothing is chosen yet", nextStep: "Choose what was answered" });
      const done = await perform("assent", { kind: "say_assent", personId, scope, answer, shownBy: assenting.shownBy.trim() });
      if (!done) return;
      stopAssent(done.focus);
      set({ said: "The answer is written down" });
    },
    /** Leads to the figures that hide; to the first that hides this person or nobody yet. */
    goToHiding: (personId: string): void => {
      const hiding = desk.data().regions.filter((one) => one.purpose === "anonymise");
      const figure = hiding.find((one) => one.hides === personId) ?? hiding.find((one) => one.hides === null);
      focus(figure ? `hides-${figure.id}` : "draw-blur");
    },
    hide: async (id: string, hides: string | null): Promise<void> => {
      await perform(`hiding/${id}`, { kind: "change_region", id, hides });
    },
    drawBlur: (): void => desk.context.act({ do: "useTool", tool: "blur" }),
  };
}

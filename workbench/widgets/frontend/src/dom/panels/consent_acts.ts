/** What a guider does about consent: who is in view, what they said, who they are. */

import type { ConsentScope } from "../../core/consent";
import type { Asking, NewPerson } from "../../core/panels/panels_state";
import { localDay } from "../../core/panels/words";
import type { Desk } from "./desk";

export function consentActs(desk: Desk) {
  const { set, refuse, perform, focus, state } = desk;

  const stopAsking = (then = focus): void => {
    const { asking } = state();
    refuse("consent", null);
    set({ asking: null });
    if (asking) then(`consent-${asking.personId}-${asking.scope}`);
  };

  return {
    setInView: async (personId: string, inView: boolean): Promise<void> => {
      const now = state().inView ?? desk.data().consent?.inView ?? [];
      const personIds = inView ? [...now, personId] : now.filter((id) => id !== personId);
      refuse("in-view", null);
      set({ inView: personIds });
      const answer = await desk.context.send({ kind: "set_in_view", personIds });
      if (answer.ok) return;
      set({ inView: null });
      refuse("in-view", answer);
    },
    /** Opens the question what somebody said about one use. */
    ask: (personId: string, scope: ConsentScope, givenBy: string): void => {
      refuse("consent", null);
      const before = desk.data().consent?.statements.find((one) => one.personId === personId && one.scope === scope);
      const lasts = before?.expires && before.expires >= localDay(new Date()) ? before.expires : "";
      set({ asking: { personId, scope, status: null, givenBy, expires: lasts } });
      focus("consent-answer-granted");
    },
    answer: (change: Partial<Pick<Asking, "status" | "givenBy" | "expires">>): void => {
      const { asking } = state();
      if (asking) set({ asking: { ...asking, ...change } });
    },
    stopAsking: (): void => stopAsking(),
    sayConsent: async (): Promise<void> => {
      const { asking } = state();
      if (!asking) return;
      const { personId, scope, status, expires } = asking;
      const givenBy = asking.givenBy.trim();
      if (!status) return refuse("consent", { problem: "Nothing is chosen yet", nextStep: "Choose what was said" });
      if (!givenBy) return refuse("consent", { problem: "Nobody is named yet", nextStep: "Write who said it" });
      const until = status === "granted" && expires ? { expires } : {};
      const done = await perform("consent", { kind: "say_consent", personId, scope, status, givenBy, ...until });
      if (done) stopAsking(done.focus);
    },
    showAllScopes: (allScopes: boolean): void => set({ allScopes }),
    startPerson: (): void => {
      set({ newPerson: { code: "", shownName: "", role: "client" } });
      focus("person-name");
    },
    changePerson: (change: Partial<NewPerson>): void => {
      const { newPerson } = state();
      if (newPerson) set({ newPerson: { ...newPerson, ...change } });
    },
    stopPerson: (): void => {
      refuse("person", null);
      set({ newPerson: null });
      focus("add-person");
    },
    addPerson: async (): Promise<void> => {
      const { newPerson } = state();
      if (!newPerson) return;
      const code = newPerson.code.trim();
      const shownName = newPerson.shownName.trim();
      if (!code || !shownName) return refuse("person", { problem: "A name and a code are needed", nextStep: "Fill in both" });
      const done = await perform("person", { kind: "add_person", code, role: newPerson.role, shownName });
      if (!done) return;
      set({ newPerson: null, said: `${shownName} is added` });
      done.focus("add-person");
    },
  };
}

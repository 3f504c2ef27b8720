/** What a guider does with the client's goals: writes them down, and the number the client gives. */

import type { Goal, Rating } from "../../core/casework";
import type { RatingNow } from "../../core/panels/panels_state";
import type { Desk } from "./desk";

export function goalActs(desk: Desk) {
  const { set, refuse, perform, focus, state } = desk;

  const stopGoal = (then = focus): void => {
    refuse("goal", null);
    set({ newGoal: null });
    then("add-goal");
  };
  const stopRating = (then = focus): void => {
    const { rating } = state();
    if (rating) refuse(`goal/${rating.goalId}`, null);
    set({ rating: null });
    then("rate-goal");
  };

  return {
    startGoal: (): void => {
      set({ newGoal: "" });
      focus("new-goal");
    },
    writeGoal: (newGoal: string): void => set({ newGoal }),
    stopGoal: (): void => stopGoal(),
    addGoal: async (): Promise<void> => {
      const words = state().newGoal?.trim() ?? "";
      if (!words) return refuse("goal", { problem: "The goal has no words yet", nextStep: "Write it as the client says it" });
      const done = await perform("goal", { kind: "add_goal", words });
      if (!done) return;
      stopGoal(done.focus);
      set({ said: "The goal is added" });
    },
    removeGoal: async (id: string): Promise<void> => {
      const done = await perform(`goal/${id}`, { kind: "remove_goal", id });
      if (done) desk.tookAway("goal", done.result);
    },
    startRating: (goal: Goal, today: string): void => {
      const kept = ratingOn(goal, today);
      set({ rating: { goalId: goal.id, on: today, value: kept?.value ?? null, words: kept?.words ?? "" } });
      focus(`rating-value-${kept?.value ?? 0}`);
    },
    /** Another day; what was said on it already is shown, so that it can be changed. */
    rateOn: (on: string): void => {
      const { rating } = state();
      const goal = desk.data().casework?.goals.find((one) => one.id === rating?.goalId);
      const kept = goal && ratingOn(goal, on);
      if (rating) set({ rating: { ...rating, on, ...(kept ? { value: kept.value, words: kept.words } : {}) } });
    },
    changeRating: (change: Partial<RatingNow>): void => {
      const { rating } = state();
      if (rating) set({ rating: { ...rating, ...change } });
    },
    stopRating: (): void => stopRating(),
    keepRating: async (): Promise<void> => {
      const { rating } = state();
      if (!rating) return;
      const { goalId, on, value } = rating;
      const place = `goal/${goalId}`;
      if (value === null) return refuse(place, { problem: "There is no number yet", nextStep: "Choose the number the client says" });
      const done = await perform(place, { kind: "rate_goal", goalId, value, words: rating.words.trim(), ...(on ? { on } : {}) });
      if (!done) return;
      stopRating(done.focus);
      set({ said: `${value} of 10 is written down` });
    },
  };
}

function ratingOn(goal: Goal, day: string): Rating | undefined {
  return goal.ratings.find((one) => one.on === day);
}

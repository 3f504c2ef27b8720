/** All that a guider can do in the panels. Each act changes the panels' own state, asks Python, or both. */

import type { FieldKey } from "../../core/panels/drafts";
import type { Tab } from "../../core/panels/panels_state";
import { analysisActs } from "./analysis_acts";
import { assentActs } from "./assent_acts";
import { clipActs } from "./clip_acts";
import { consentActs } from "./consent_acts";
import { cycleActs } from "./cycle_acts";
import type { Desk } from "./desk";
import { endingActs } from "./ending_acts";
import { givingActs } from "./giving_acts";
import { goalActs } from "./goal_acts";
import { letterActs } from "./letter_acts";
import { momentActs } from "./moment_acts";
import { playlistActs } from "./playlist_acts";
import { reviewActs } from "./review_acts";
import { stepActs } from "./step_acts";
import { stillActs } from "./still_acts";
import { supervisionActs } from "./supervision_acts";

export type Acts = ReturnType<typeof createActs>;

export function createActs(desk: Desk) {
  const { saving, set, perform } = desk;
  return {
    openTab: (tab: Tab): void => set({ tab }),
    say: desk.say,
    focus: desk.focus,
    /** A draft while somebody types; saved a little later or when the field is left. */
    type: (key: FieldKey, value: unknown): void => saving.edit(key, value, "soon"),
    /** A draft of something chosen, saved at once. */
    choose: (key: FieldKey, value: unknown): void => saving.edit(key, value, "now"),
    leave: (key: FieldKey): void => saving.leave(key),
    /** Leaves a list of questions: emptied ones go. */
    leaveQuestions: (key: FieldKey, questions: readonly string[]): void => {
      const kept = questions.filter((one) => one.trim());
      if (kept.length < questions.length) saving.edit(key, kept, "now");
      else saving.leave(key);
    },
    putBack: (key: FieldKey): void => saving.putBack(key),
    bringBack: async (): Promise<void> => {
      if (await perform("remove", { kind: "undo" })) set({ removed: null, said: "It is back" });
    },
    copy: async (words: string): Promise<void> => {
      const refused = "The browser does not allow copying here; select the line instead";
      await (navigator.clipboard?.writeText(words) ?? Promise.reject()).then(
        () => desk.say("Copied"),
        () => desk.say(refused),
      );
    },
    forgetRemoved: (): void => set({ removed: null }),
    ...momentActs(desk),
    ...analysisActs(desk),
    ...stepActs(desk),
    ...clipActs(desk),
    ...playlistActs(desk),
    ...givingActs(desk),
    ...stillActs(desk),
    ...consentActs(desk),
    ...goalActs(desk),
    ...cycleActs(desk),
    ...assentActs(desk),
    ...endingActs(desk),
    ...reviewActs(desk),
    ...supervisionActs(desk),
    ...letterActs(desk),
  };
}

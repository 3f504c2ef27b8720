/** What a guider does to give clips away: looks at the family's page first, publishes, exports for training, stops. */

import type { GivenWay } from "../../core/data";
import type { Edit } from "../../core/edits";
import { givenNow } from "../../core/panels/panels_state";
import { NEW_TRAINING, planTraining, type Training } from "../../core/panels/training";
import { GIVEN_WORDS } from "../../core/panels/words";
import { type Desk, textIn } from "./desk";

export function givingActs(desk: Desk) {
  const { set, perform, say, refuse, state } = desk;

  const give = async (edit: Edit, way: GivenWay): Promise<boolean> => {
    if (state().publishing.status === "busy") return false;
    desk.saving.flushAll();
    set({ publishing: { status: "busy" }, said: `${GIVEN_WORDS[way]} is being written` });
    const done = await perform("publish", edit);
    if (!done) {
      set({ publishing: { status: "idle" } });
      return false;
    }
    const [folder, command, lastDay] = [textIn(done.result, "folder"), textIn(done.result, "command"), textIn(done.result, "lastDay")];
    const given = givenNow(desk.data(), desk.data().playlist?.clips ?? []);
    set({ publishing: { status: "done", way, folder, command, lastDay, given }, said: `${GIVEN_WORDS[way]} is ready` });
    return true;
  };
  const stopTraining = (): void => {
    refuse("publish", null);
    set({ training: null });
    desk.focus("training");
  };

  return {
    openPreview: (): void => {
      desk.saving.flushAll();
      desk.context.act({ do: "togglePreview" });
    },
    publish: async (offline: boolean): Promise<void> =>
      void (await give({ kind: "publish", offline }, offline ? "offline_page" : "package")),
    stopPublishing: async (): Promise<void> => {
      say("The writing is being stopped");
      await desk.context.send({ kind: "stop_publishing" });
    },
    startTraining: (): void => {
      refuse("publish", null);
      set({ training: NEW_TRAINING });
      desk.focus("training-for");
    },
    changeTraining: (change: Partial<Training>): void => {
      const { training } = state();
      if (training) set({ training: { ...training, ...change } });
    },
    stopTraining,
    exportForTraining: async (): Promise<void> => {
      const { training } = state();
      if (!training) return;
      const planned = planTraining(training);
      if ("problem" in planned) return refuse("publish", planned);
      if (await give(planned, planned.way)) set({ training: null });
    },
  };
}

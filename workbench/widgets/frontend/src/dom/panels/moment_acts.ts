/** What a guider does with moments. */

import { type Desk, textIn } from "./desk";

export function momentActs(desk: Desk) {
  const { context, set, perform } = desk;
  return {
    openMoment: (id: string): void => {
      const moment = desk.data().moments.find((one) => one.id === id);
      if (!moment) return;
      set({ tab: "moments", momentId: id });
      context.selection.set({ kind: "moment", id });
      context.seek(moment.start);
    },
    showChooser: (choosing: boolean): void => set({ choosing, openLevel: null }),
    openLevel: (openLevel: number | null): void => set({ openLevel }),
    makeClip: async (momentId: string): Promise<void> => {
      const done = await perform("make-clip", { kind: "make_clip", momentId });
      if (!done) return;
      const made = textIn(done.result, "id") || desk.data().playlist?.clips.findLast((clip) => clip.momentId === momentId)?.id;
      set({ tab: "clip-sheet", said: "The clip is made" });
      if (made) context.selection.set({ kind: "clip", id: made });
      done.focus("clip-title");
    },
    removeMoment: async (id: string): Promise<void> => {
      const done = await perform("remove", { kind: "remove_moment", id });
      if (done) desk.tookAway("moment", done.result);
    },
  };
}

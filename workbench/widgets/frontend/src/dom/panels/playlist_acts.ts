/** What a guider does with the order of the playlist and what is in it. */

import { landing, moved, type Slot } from "../../core/panels/order";
import type { Desk } from "./desk";

export function playlistActs(desk: Desk) {
  const { set, perform } = desk;

  const order = async (clipIds: readonly string[], said: string): Promise<boolean> => {
    set({ order: clipIds, said });
    desk.refuse("order", null);
    const answer = await desk.context.send({ kind: "order_clips", clipIds });
    if (answer.ok) return true;
    set({ order: null });
    desk.refuse("order", answer);
    return false;
  };

  const moveClip = async (clipId: string, to: number): Promise<void> => {
    const before = desk.clips();
    const from = before.findIndex((clip) => clip.id === clipId);
    const after = moved(before, from, to);
    const clip = before[from];
    if (after === before || !clip) return;
    const title = desk.shown<string>(clip, "title").trim() || "The clip without a title";
    await order(
      after.map((one) => one.id),
      `${title} is now ${to + 1} of ${after.length}`,
    );
  };

  return {
    moveClip,
    takeOrder: async (clipIds: readonly string[]): Promise<void> => {
      const focus = desk.focusLater();
      if (await order(clipIds, "The clips now stand from simpler to more complex")) focus("open-clip-sheet");
    },
    /** Takes a card in the hand; `grabbedAt` and later `y` are heights of the pointer in pixels. */
    lift: (clipId: string, from: number, slots: readonly Slot[], grabbedAt: number): void =>
      set({ lifted: { clipId, from, to: from, dy: 0, grabbedAt, slots } }),
    hover: (y: number): void => {
      const { lifted } = desk.state();
      if (!lifted) return;
      const dy = y - lifted.grabbedAt;
      set({ lifted: { ...lifted, dy, to: landing(lifted.slots, lifted.from, dy) } });
    },
    /** Ends a drag: the card stays where it hovers, or goes back to where it was. */
    drop: (stays: boolean): void => {
      const { lifted } = desk.state();
      if (!lifted) return;
      set({ lifted: null });
      if (stays) void moveClip(lifted.clipId, lifted.to);
    },
    removeClip: async (id: string): Promise<void> => {
      const done = await perform("remove", { kind: "remove_clip", id });
      if (done) desk.tookAway("clip", done.result);
    },
  };
}

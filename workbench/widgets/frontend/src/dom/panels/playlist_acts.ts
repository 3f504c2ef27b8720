/** What a guider does with the playlist: order, preview, publish. */

import { landing, moved, type Slot } from "../../core/panels/order";
import { givenNow } from "../../core/panels/panels_state";
import { type Desk, textIn } from "./desk";

export function playlistActs(desk: Desk) {
  const { set, perform, say } = desk;

  const order = async (clipIds: readonly string[], said: string): Promise<void> => {
    set({ order: clipIds, said });
    desk.refuse("order", null);
    const answer = await desk.context.send({ kind: "order_clips", clipIds });
    if (answer.ok) return;
    set({ order: null });
    desk.refuse("order", answer);
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
      await order(clipIds, "The clips now stand from simpler to more complex");
      desk.focus("open-clip-sheet");
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
    openPreview: (): void => {
      desk.saving.flushAll();
      desk.context.act({ do: "togglePreview" });
    },
    publish: async (offline: boolean): Promise<void> => {
      if (desk.state().publishing.status === "busy") return;
      desk.saving.flushAll();
      set({ publishing: { status: "busy" }, said: offline ? "The page for a stick is being written" : "The package is being written" });
      const done = await perform("publish", { kind: "publish", offline });
      if (!done) return set({ publishing: { status: "idle" } });
      const [folder, command] = [textIn(done.result, "folder"), textIn(done.result, "command")];
      set({
        publishing: { status: "done", offline, folder, command, given: givenNow(desk.data(), desk.data().playlist?.clips ?? []) },
        said: offline ? "The page for a stick is ready" : "The package is ready",
      });
    },
    stopPublishing: async (): Promise<void> => {
      say("Publishing is being stopped");
      await desk.context.send({ kind: "stop_publishing" });
    },
    copy: async (words: string): Promise<void> => {
      const refused = "The browser does not allow copying here; select the line instead";
      await (navigator.clipboard?.writeText(words) ?? Promise.reject()).then(
        () => say("Copied"),
        () => say(refused),
      );
    },
  };
}

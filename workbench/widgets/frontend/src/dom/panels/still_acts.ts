/** What a guider does to give a single picture to the family. */

import { type Desk, textIn } from "./desk";

/** The name of the place on a clip's sheet that tells of pictures. */
export function stillPlace(clipId: string): string {
  return `still-${clipId}`;
}

export function stillActs(desk: Desk) {
  const { context, perform, set } = desk;
  const write = async (clipId: string, recordingId: string, at: number): Promise<void> => {
    const place = stillPlace(clipId);
    desk.wrote(place, "");
    const done = await perform(place, { kind: "write_still", recordingId, at });
    if (!done) return;
    desk.wrote(place, textIn(done.result, "place"));
    set({ said: "The picture is written" });
  };
  return {
    /** Writes the picture of a film at an instant; `clipId` says on whose sheet it was asked for. */
    writeStill: (clipId: string, recordingId: string, at: number): void => void write(clipId, recordingId, at),
    /** Writes the picture that the film on the screen stands on. */
    writeStillHere: (clipId: string): void => {
      const { film } = desk.data();
      if (film) void write(clipId, film.recordingId, context.frameAt(context.playhead()).start);
    },
  };
}

/** Which clips' stills a letter holds, and which it could: pure. */

import type { Clip } from "../data";
import type { Letter } from "../record";

/** The clips whose chosen still is not in the letter yet, in playing order, and how many clips have none chosen. */
export function stillsOfClips(
  { stills }: Letter,
  clips: readonly Clip[],
): { readonly addable: readonly Clip[]; readonly withoutStill: number } {
  const isHeld = (clip: Clip): boolean => stills.some((one) => one.recordingId === clip.recordingId && one.at === clip.posterAt);
  const chosen = clips.filter((clip) => clip.posterAt !== null);
  return { addable: chosen.filter((clip) => !isHeld(clip)), withoutStill: clips.length - chosen.length };
}

/** How one view of the player shows its rows: which are folded, and what stands for the sound. Nothing of it is kept anywhere else. */

/** What stands for the sound: how loud it is, or how high and loud. */
export type SoundLook = "waveform" | "spectrogram";

export interface TimelineLook {
  /** Groups of rows that are folded to one, by person or `NOBODY`. */
  readonly folded: readonly string[];
  readonly sound: SoundLook;
}

export const ROWS_AT_FIRST: TimelineLook = { folded: [], sound: "waveform" };

/** The group of tiers that belong to nobody in the case. */
export const NOBODY = "nobody";

export type TimelineAction = { readonly type: "foldToggled"; readonly group: string } | { readonly type: "soundToggled" };

export function reduceTimelineLook(look: TimelineLook, action: TimelineAction): TimelineLook {
  if (action.type === "soundToggled") return { ...look, sound: look.sound === "waveform" ? "spectrogram" : "waveform" };
  const others = look.folded.filter((each) => each !== action.group);
  return { ...look, folded: others.length < look.folded.length ? others : [...others, action.group] };
}

/** What the guider wrote for themselves, gathered from moments and clips. */

import type { Snapshot } from "../data";
import { kindWords } from "./words";

export interface PrivateNote {
  readonly thing: "moment" | "clip";
  readonly id: string;
  /** Where on the film on the screen; null for a clip of another film. */
  readonly at: number | null;
  readonly heading: string;
  readonly lines: readonly { readonly label: string; readonly words: string }[];
}

/** Notes in order of time, those of other films last; things without a word are left out. */
export function privateNotes(data: Snapshot): readonly PrivateNote[] {
  const moments = data.moments.map(
    (one): PrivateNote => ({
      thing: "moment",
      id: one.id,
      at: one.start,
      heading: kindWords(one.kind),
      lines: written([
        ["Why better than usual", one.why],
        ["Note", one.note],
      ]),
    }),
  );
  const clips = (data.playlist?.clips ?? []).map(
    (one, index): PrivateNote => ({
      thing: "clip",
      id: one.id,
      at: one.recordingId === data.film?.recordingId ? one.start : null,
      heading: `Clip ${index + 1}: ${one.title || "no title yet"}`,
      lines: written([
        ["What I hope the client notices", one.hopeToNotice],
        ["What may be hard", one.mayBeHard],
        ["Why better than usual", one.whyBetter],
        ["Who begins, and how it is received", one.initiative],
        ["Note", one.note],
      ]),
    }),
  );
  const place = (note: PrivateNote): number => note.at ?? Number.MAX_SAFE_INTEGER;
  return [...moments, ...clips].filter((note) => note.lines.length > 0).sort((a, b) => place(a) - place(b));
}

function written(lines: readonly (readonly [label: string, words: string])[]): PrivateNote["lines"] {
  return lines.filter(([, words]) => words.trim()).map(([label, words]) => ({ label, words }));
}

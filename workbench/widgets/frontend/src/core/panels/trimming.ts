/** How much film lies before and after a clip: the handles it can still grow into. Ticks of the film clock. */

import type { Stretch } from "../data";
import { TICKS_PER_SECOND } from "../film/frames";

export interface Handles {
  readonly before: number;
  readonly after: number;
}

/** Never negative, also while the film's own length is not known. */
export function handlesOf({ start, end }: Stretch, filmLength: number): Handles {
  return { before: Math.max(0, start), after: Math.max(0, filmLength - end) };
}

/** How much longer or shorter a clip gets with an edge elsewhere: "2.0 s longer". */
export function trimWords(clip: Stretch, edge: "start" | "end", at: number): string {
  const longer = edge === "start" ? clip.start - at : at - clip.end;
  return `${(Math.abs(longer) / TICKS_PER_SECOND).toFixed(1)} s ${longer < 0 ? "shorter" : "longer"}`;
}

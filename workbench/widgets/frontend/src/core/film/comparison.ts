/** Two places of one film side by side: one was kept, the other is where the film stood when the two were put together. Ticks. */

import type { FrameTable } from "./frames";

export interface Comparison {
  /** The place that was kept. */
  readonly kept: number;
  /** The place it is held against; null until there is one. */
  readonly against: number | null;
  /** Frames by which the kept place was moved on since. */
  readonly shift: number;
}

/** The instant of the film at which a second picture of it would begin, so that the two places are seen together. */
export function comparedStart({ kept, against, shift }: Comparison, table: FrameTable): number | null {
  if (against === null) return null;
  const frame = Math.min(Math.max(table.frameNear(kept) + shift, 0), table.lastFrame);
  return table.startOf(table.frameNear(against)) - table.startOf(frame);
}

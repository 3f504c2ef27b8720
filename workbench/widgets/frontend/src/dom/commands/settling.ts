/** Between an answer and the rows as Python has them now lies the way of their new intervals to the page. */

import type { PlayerContext } from "../player_context";

/** Resolves once none of these rows awaits newer intervals. */
export function rowsSettled({ snapshot }: Pick<PlayerContext, "snapshot">, tierIds: ReadonlySet<string>): Promise<void> {
  const isAwaited = (): boolean => snapshot.get().tiers.some((tier) => tier.awaited && tierIds.has(tier.id));
  if (!isAwaited()) return Promise.resolve();
  return new Promise((resolve) => {
    const waiting = snapshot.subscribe(() => {
      if (isAwaited()) return;
      waiting.dispose();
      resolve();
    });
  });
}

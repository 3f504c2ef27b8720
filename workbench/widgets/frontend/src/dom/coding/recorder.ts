/** Brings what was coded to Python: one stretch an edit, in order, each into its person's row, which is made when it is first needed. */

import { tierOf } from "../../core/coding/labels";
import type { Coded } from "../../core/coding/live_coding";
import type { Channel } from "../../core/data";
import type { Overlap, SendResult } from "../../core/edits";
import { idIn } from "../commands/marking";
import type { PlayerContext } from "../player_context";

export interface Recorder {
  /** Resolves with what was answered; several calls wait for each other. */
  keep(coded: readonly Coded[], overlap: Overlap): Promise<SendResult>;
}

export function createRecorder({ snapshot, send }: Pick<PlayerContext, "snapshot" | "send">): Recorder {
  let last: Promise<unknown> = Promise.resolve();

  const keepNow = async (coded: readonly Coded[], overlap: Overlap): Promise<SendResult> => {
    const row = coded[0]?.row ?? "";
    const tierId = tierOf(snapshot.get().tiers, row)?.id ?? (await makeRow(row));
    if (typeof tierId !== "string") return tierId;
    const intervals = coded.map(({ start, end, label }) => ({ start, end, label }));
    return send({ kind: "add_intervals", tierId, intervals, overlap });
  };
  const makeRow = async (row: string): Promise<string | SendResult> => {
    const [channel, personId] = row.split(" ") as [Channel, string];
    const answer = await send({ kind: "add_tier", channel, personId: personId || null });
    return (answer.ok && idIn(answer.result)) || answer;
  };

  return {
    keep: (coded, overlap) => {
      const kept = last.then(() => keepNow(coded, overlap));
      last = kept;
      return kept;
    },
  };
}

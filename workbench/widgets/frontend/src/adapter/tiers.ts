/**
 * The tiers as the page shows them: headers come as a trait, intervals are asked for where a header's revision is new.
 * Until they have come the tier keeps those it had, and says that others are awaited.
 */

import type { Tier, TierHeader } from "../core/data";
import type { Disposable } from "../core/disposal";
import { Intervals } from "../core/timeline/intervals";
import type { WireReply } from "./model";
import type { WireIntervals } from "./protocol";

/** No more questions at a time than this, so that an edit never waits behind all of them. */
const MOST_AT_A_TIME = 2;

interface Held {
  readonly revision: number;
  readonly intervals: Intervals;
}

export class TierShelf implements Disposable {
  private shown: readonly Tier[] = [];
  private readonly held = new Map<string, Held>();
  private readonly asking = new Set<string>();
  /** Asked for in vain; they are asked for again when the kernel tells of tiers next. */
  private readonly refused = new Set<string>();
  private gone = false;

  /** `ask` brings a tier's intervals, `changed` hears that other tiers are to be shown. */
  constructor(
    private readonly ask: (tierId: string) => Promise<WireReply>,
    private readonly changed: (tiers: readonly Tier[]) => void,
  ) {}

  /** The tiers of these headers as far as they are known; what is missing is asked for. */
  show(headers: readonly TierHeader[]): readonly Tier[] {
    this.refused.clear();
    for (const id of this.held.keys()) if (!headers.some((header) => header.id === id)) this.held.delete(id);
    return this.place(headers);
  }

  dispose(): void {
    this.gone = true;
  }

  private place(headers: readonly TierHeader[]): readonly Tier[] {
    this.shown = headers.map((header) => this.tierOf(header));
    this.askOn();
    return this.shown;
  }

  /** The very tier shown before where nothing about it is new. */
  private tierOf(header: TierHeader): Tier {
    const held = this.held.get(header.id);
    const { id, name, channel, origin, personId, position, revision } = header;
    const [intervals, awaited] = [held?.intervals ?? Intervals.NONE, (held?.revision ?? -1) < revision];
    const tier: Tier = { id, name, channel, origin, personId, position, revision, intervals, awaited };
    const before = this.shown.find((each) => each.id === id);
    return before && (Object.keys(tier) as (keyof Tier)[]).every((key) => tier[key] === before[key]) ? before : tier;
  }

  private askOn(): void {
    for (const tier of this.shown) {
      if (this.gone || this.asking.size >= MOST_AT_A_TIME) return;
      if (tier.awaited && !this.asking.has(tier.id) && !this.refused.has(tier.id)) void this.fetch(tier.id);
    }
  }

  private async fetch(id: string): Promise<void> {
    this.asking.add(id);
    const reply = await this.ask(id);
    this.asking.delete(id);
    if (this.gone) return;
    const isShown = this.shown.some((tier) => tier.id === id);
    if (reply.ok && isShown) {
      this.held.set(id, heldFromWire(reply));
      this.changed(this.place(this.shown));
    } else {
      if (isShown) this.refused.add(id);
      this.askOn();
    }
  }
}

/** The answer's JSON part and columns, copied out of the message they came in. */
function heldFromWire(reply: WireReply): Held {
  const { revision, n, labels, notes } = reply.result as WireIntervals;
  const [starts, ends, ids, places, sure] = (reply.buffers ?? []).map((view) =>
    view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength),
  );
  if (!starts || !ends || !ids || !places || !sure) throw new RangeError("a tier came without its columns");
  const intervals = new Intervals({
    starts: new Float64Array(starts),
    ends: new Float64Array(ends),
    ids: new Uint8Array(ids),
    labelPlaces: new Uint32Array(places),
    labels,
    confidences: new Float32Array(sure),
    notes: new Map(notes.map((note) => [note.place, note.words])),
  });
  if (intervals.n !== n) throw new RangeError(`${n} intervals were told of and ${intervals.n} came`);
  return { revision, intervals };
}

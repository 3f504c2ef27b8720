/**
 * Going along with a leading film: which frame of another film, or of another place of the same one, is shown at the same instant, and how
 * it is kept there while both play. The other film begins at the instant `startsAt` of the leading one, which may lie before its start.
 */

import { type Disposable, Owner } from "../disposal";
import type { Motion } from "../state";
import { type Readable, Store } from "../store";
import type { FrameSource } from "./frame_source";
import type { FrameTable } from "./frames";

/** What the leading film does. */
export interface Lead {
  readonly frame: number;
  readonly motion: Motion;
  readonly rate: number;
}

/** Frames that two films may be apart while they play before the other one is hurried or held back. */
const TOLERATED_FRAMES = 1;
/** Further apart it goes to the right frame at once. */
const TOO_FAR_FRAMES = 12;
/** It is silent, so that it may be hurried as much as brings it there soon. */
const RATE_PER_FRAME = 0.1;
const MOST_RATE_CHANGE = 0.5;

/** The frame shown at the middle of a frame of the leading film; null where the other film has no picture. */
export function frameInStep(leading: FrameTable, frame: number, table: FrameTable, startsAt: number): number | null {
  const ticks = (leading.startOf(frame) + leading.endOf(frame)) / 2 - startsAt;
  return ticks < table.startOf(0) || ticks >= table.end ? null : table.frameAt(ticks);
}

/** How a film that is so many frames ahead (or, below 0, behind) comes back: at another rate, or by going there at once. */
export function correctionOf(driftFrames: number): number | "go there" {
  if (Math.abs(driftFrames) <= TOLERATED_FRAMES) return 1;
  if (Math.abs(driftFrames) > TOO_FAR_FRAMES) return "go there";
  return 1 - Math.min(Math.max(driftFrames * RATE_PER_FRAME, -MOST_RATE_CHANGE), MOST_RATE_CHANGE);
}

export class Following implements Disposable {
  private readonly owner = new Owner();
  private readonly presentStore = new Store(true);
  private readonly driftStore = new Store(0);
  private lead: Lead = { frame: 0, motion: "still", rate: 1 };
  private correction = 1;
  private pursuing = false;
  private going = false;
  private looking = false;
  private again = false;

  constructor(
    private readonly source: FrameSource,
    private readonly leading: FrameTable,
    private readonly table: FrameTable,
    private startsAt: number,
  ) {
    this.owner.own(source.shown.subscribe(() => void this.correctOncePainted()));
  }

  /** The frame drawn; what it says is not of this instant where there is no picture (`present`). */
  get frame(): Readable<number> {
    return this.source.shown;
  }

  /** Whether the film has a picture at the instant of the leading one. */
  get present(): Readable<boolean> {
    return this.presentStore;
  }

  /** Frames ahead of the leading film while both play (below 0: behind); 0 at rest. */
  get drift(): Readable<number> {
    return this.driftStore;
  }

  /** The leading film has moved. */
  follow(lead: Lead): void {
    const isOtherRate = lead.rate !== this.lead.rate;
    this.lead = lead;
    if (isOtherRate) this.source.setRate(lead.rate * this.correction);
    void this.pursue();
  }

  /** The other film lies elsewhere on the time of the leading one. */
  moveTo(startsAt: number): void {
    this.startsAt = startsAt;
    void this.pursue();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private get wanted(): number | null {
    return frameInStep(this.leading, this.lead.frame, this.table, this.startsAt);
  }

  /** One pursuit at a time; what changes meanwhile is looked at when it is done. */
  private async pursue(): Promise<void> {
    this.again = true;
    if (this.pursuing) return;
    this.pursuing = true;
    while (this.again && !this.owner.disposed) {
      this.again = false;
      await this.takePlace();
    }
    this.pursuing = false;
  }

  private async takePlace(): Promise<void> {
    const { wanted, source } = this;
    this.presentStore.set(wanted !== null);
    const plays = this.lead.motion === "forward" && wanted !== null;
    if (plays && source.playing.get()) return this.correctOncePainted();
    this.driftStore.set(0);
    if (!plays && source.playing.get()) await source.pause();
    this.setCorrection(1);
    if (wanted === null) return;
    await source.show(wanted);
    if (plays && !this.again && !this.owner.disposed) await source.play();
    else if (plays) this.again = true;
  }

  /** Both films tell their frames one after the other; what is on the screen together is known when it has been painted. */
  private async correctOncePainted(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    await this.source.painted();
    this.looking = false;
    if (!this.owner.disposed) this.correct();
  }

  private correct(): void {
    const { wanted } = this;
    if (wanted === null || this.going || this.lead.motion !== "forward" || !this.source.playing.get()) return;
    const drift = this.source.shown.get() - wanted;
    this.driftStore.set(drift);
    const correction = correctionOf(drift);
    if (correction === "go there") void this.goTo(wanted);
    else this.setCorrection(correction);
  }

  private async goTo(frame: number): Promise<void> {
    this.going = true;
    await this.source.show(frame);
    this.going = false;
  }

  private setCorrection(correction: number): void {
    if (correction === this.correction) return;
    this.correction = correction;
    this.source.setRate(this.lead.rate * correction);
  }
}

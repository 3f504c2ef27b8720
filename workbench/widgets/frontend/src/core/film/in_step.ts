/**
 * Going along with a leading film: which frame of another film, or of another place of the same one, is shown at the same instant, and how
 * it is kept there while both play. The other film begins at the instant `startsAt` of the leading one, which may lie before its start.
 */

import { type Disposable, Owner } from "../disposal";
import { type Readable, Store } from "../store";
import type { Ensemble, Member } from "./ensemble";
import type { FrameSource } from "./frame_source";
import { type FrameTable, TICKS_PER_SECOND } from "./frames";

/** How long before it meets the leading film a late film goes to stand there, in seconds of playing; and at most, where that is too short. */
const AHEAD_S = 0.5;
const MOST_AHEAD_S = 2;
/** Frames that two films may be apart while they play before the other one is hurried or held back. */
const TOLERATED_FRAMES = 1;
/** Further apart it is brought there anew. */
const TOO_FAR_FRAMES = 12;
/** It is silent, so that it may be hurried as much as brings it there soon. */
const RATE_PER_FRAME = 0.1;
const MOST_RATE_CHANGE = 0.5;

/** The frame shown at the middle of a frame of the leading film; null where the other film has no picture. */
export function frameInStep(leading: FrameTable, frame: number, table: FrameTable, startsAt: number): number | null {
  const ticks = (leading.startOf(frame) + leading.endOf(frame)) / 2 - startsAt;
  return ticks < table.startOf(0) || ticks >= table.end ? null : table.frameAt(ticks);
}

/** How a film that is so many frames ahead (or, below 0, behind) comes back: at another rate, or by being brought there. */
export function correctionOf(driftFrames: number): number | "go there" {
  if (Math.abs(driftFrames) <= TOLERATED_FRAMES) return 1;
  if (Math.abs(driftFrames) > TOO_FAR_FRAMES) return "go there";
  return 1 - Math.min(Math.max(driftFrames * RATE_PER_FRAME, -MOST_RATE_CHANGE), MOST_RATE_CHANGE);
}

export class Following implements Member, Disposable {
  private readonly owner = new Owner();
  private readonly presentStore = new Store(true);
  private readonly driftStore = new Store(0);
  private readonly lateStore = new Store(false);
  private correction = 1;
  private pursuit: Promise<void> | null = null;
  /** The frame from which it would play at once. */
  private readyAt: number | null = null;
  /** How far before the leading film it waits where that plays already; the longer, the longer it takes to stand there. */
  private aheadS = AHEAD_S;
  private looking = false;
  private again = false;

  constructor(
    private readonly source: FrameSource,
    private readonly ensemble: Ensemble,
    private readonly leading: FrameTable,
    private readonly table: FrameTable,
    private startsAt: number,
  ) {
    this.owner.own(ensemble.join(this));
    this.owner.own(source.shown.subscribe(() => void this.correctOncePainted()));
    this.owner.own(ensemble.rate.subscribe(() => this.setRate()));
    for (const store of [ensemble.shown, ensemble.phase]) this.owner.own(store.subscribe(() => this.follow()));
    this.setRate();
    void this.pursue();
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

  /** Whether the others play already and this film was not ready for it. */
  get late(): Readable<boolean> {
    return this.lateStore;
  }

  async prepare(): Promise<void> {
    await this.pursuit;
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
    return frameInStep(this.leading, this.ensemble.frame, this.table, this.startsAt);
  }

  private get plays(): boolean {
    return this.ensemble.phase.get() === "playing";
  }

  /** Where it stands: beside the leading film or, where that plays already or this film begins later, where both are going to meet. */
  private get place(): number | null {
    const { leading, ensemble } = this;
    if (ensemble.phase.get() === "still") return this.wanted;
    const aheadTicks = this.plays ? this.aheadS * ensemble.rate.get() * TICKS_PER_SECOND : 0;
    const met = leading.frameAt(Math.min(leading.startOf(ensemble.frame) + aheadTicks, leading.end - 1));
    return frameInStep(leading, met, this.table, this.startsAt) ?? (leading.endOf(met) <= this.startsAt ? 0 : null);
  }

  private follow(): void {
    this.meet();
    void this.pursue();
    this.lateStore.set(this.plays && this.wanted !== null && this.place !== null && !this.source.playing.get());
  }

  /** One pursuit at a time; what changes meanwhile is looked at before it is done. */
  private pursue(): Promise<void> {
    this.again = true;
    this.pursuit ??= this.pursueAll();
    return this.pursuit;
  }

  private async pursueAll(): Promise<void> {
    while (this.again && !this.owner.disposed) {
      this.again = false;
      await this.takePlace();
    }
    this.pursuit = null;
  }

  private async takePlace(): Promise<void> {
    const { source, wanted } = this;
    this.presentStore.set(wanted !== null);
    if (this.plays && wanted !== null && source.playing.get()) {
      void this.correctOncePainted();
      return;
    }
    if (this.plays && this.readyAt !== null) return;
    this.driftStore.set(0);
    if (source.playing.get()) await source.pause();
    this.setCorrection(1);
    const { place } = this;
    if (place !== null) await this.stand(place);
    this.meet();
  }

  /** On a frame, and ready to play from it where that is what comes. */
  private async stand(frame: number): Promise<void> {
    const isStill = this.ensemble.phase.get() === "still";
    if (!isStill && this.readyAt === frame) return;
    this.readyAt = null;
    await this.source.show(frame);
    if (isStill || this.owner.disposed) return;
    await this.source.prepare();
    this.readyAt = frame;
  }

  /** Plays from where it stands as soon as the leading film plays there. */
  private meet(): void {
    const { readyAt, wanted } = this;
    if (!this.plays || this.owner.disposed || readyAt === null || wanted === null || wanted < readyAt) return;
    this.readyAt = null;
    if (wanted - readyAt <= TOLERATED_FRAMES) {
      this.aheadS = AHEAD_S;
      void this.source.play();
      this.lateStore.set(false);
    } else {
      this.aheadS = Math.min(2 * this.aheadS, MOST_AHEAD_S);
      void this.pursue();
    }
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
    if (wanted === null || !this.plays || !this.source.playing.get()) return;
    const drift = this.source.shown.get() - wanted;
    this.driftStore.set(drift);
    const correction = correctionOf(drift);
    if (correction === "go there") void this.source.pause().then(() => this.pursue());
    else this.setCorrection(correction);
  }

  private setCorrection(correction: number): void {
    if (correction === this.correction) return;
    this.correction = correction;
    this.setRate();
  }

  private setRate(): void {
    this.source.setRate(this.ensemble.rate.get() * this.correction);
  }
}

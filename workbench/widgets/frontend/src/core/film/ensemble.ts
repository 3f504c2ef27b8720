/** Films that move as one: a leading film and those that go along with it are shown, played and stopped together, and begin in one task. */

import { type Disposable, Owner } from "../disposal";
import { type Readable, Store } from "../store";
import type { FrameSource } from "./frame_source";

/** What films that move as one do: before they play, all are brought to their frames until each could play at once. */
export type Phase = "still" | "gathering" | "playing";

/** A film that goes along. */
export interface Member {
  /** Resolves when it stands on the leading film's frame and could play from there at once, or has no picture there. */
  prepare(): Promise<void>;
}

/** Paintings for which playing waits for films that are not ready; about two seconds. Then it begins without them. */
const PATIENCE_PAINTINGS = 120;

/** A leading film and those that go along with it, as one that is shown, played and stopped. Alone, it is the leading film and nothing else. */
export class Ensemble implements FrameSource {
  readonly playing = new Store(false);
  private readonly owner = new Owner();
  private readonly phaseStore = new Store<Phase>("still");
  private readonly rateStore = new Store(1);
  private readonly others = new Set<Member>();
  /** The newest order to play, to jump or to stop; an older one has nothing more to say. */
  private order = 0;
  /** Where the leading film is going, while all are brought there. */
  private target: number | null = null;

  constructor(private readonly leading: FrameSource) {
    this.owner.own(leading);
    this.owner.own(leading.playing.subscribe((plays) => !plays && this.phaseStore.get() === "playing" && this.enter("still")));
  }

  get shown(): Readable<number> {
    return this.leading.shown;
  }

  get exact(): boolean {
    return this.leading.exact;
  }

  get broken(): Readable<boolean> {
    return this.leading.broken;
  }

  /** The leading film's frame by which the others go. */
  get frame(): number {
    return this.target ?? this.leading.shown.get();
  }

  get phase(): Readable<Phase> {
    return this.phaseStore;
  }

  get rate(): Readable<number> {
    return this.rateStore;
  }

  join(other: Member): Disposable {
    this.others.add(other);
    return { dispose: () => void this.others.delete(other) };
  }

  /** Where others go along, a jump while playing is a start anew: all stand there before one of them plays. */
  async show(frame: number): Promise<number> {
    if (this.phaseStore.get() === "still" || this.others.size === 0) return this.leading.show(frame);
    const order = ++this.order;
    this.target = frame;
    this.enter("gathering");
    await this.leading.pause();
    const shown = await this.leading.show(this.target);
    if (this.target === frame) this.target = null;
    if (order === this.order) void this.start();
    return shown;
  }

  async play(): Promise<void> {
    if (this.phaseStore.get() === "still") await this.start();
  }

  /** The others stop at once and stand where the leading film turns out to stand; until then it counts as playing. */
  async pause(): Promise<number> {
    const order = ++this.order;
    this.phaseStore.set("still");
    const stood = await this.leading.pause();
    if (order === this.order) this.playing.set(false);
    return stood;
  }

  prepare(): Promise<void> {
    return this.leading.prepare();
  }

  setRate(rate: number): void {
    this.leading.setRate(rate);
    this.rateStore.set(rate);
  }

  painted(): Promise<void> {
    return this.leading.painted();
  }

  dispose(): void {
    this.order++;
    this.owner.dispose();
  }

  /** All begin in one task, so that what they show stays together from the first picture on. */
  private async start(): Promise<void> {
    const order = ++this.order;
    if (this.others.size > 0) {
      this.enter("gathering");
      const ready = Promise.all([...this.others].map((other) => other.prepare()));
      await this.leading.prepare();
      await Promise.race([ready, this.patience(order)]);
      if (order !== this.order) return;
    }
    const started = this.leading.play();
    this.enter("playing");
    await started;
  }

  private async patience(order: number): Promise<void> {
    for (let n = 0; n < PATIENCE_PAINTINGS && order === this.order; n++) await this.leading.painted();
  }

  private enter(phase: Phase): void {
    this.phaseStore.set(phase);
    this.playing.set(phase !== "still");
  }
}

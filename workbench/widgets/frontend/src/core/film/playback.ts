/** Moving through the film: steps, skips, playing both ways and repeating a stretch, on top of a source that shows frames. */

import type { Stretch } from "../data";
import { type Disposable, Owner } from "../disposal";
import type { Motion } from "../state";
import { type Readable, Store } from "../store";
import type { FrameSource } from "./frame_source";
import { type FrameTable, TICKS_PER_SECOND } from "./frames";

export class Playback implements Disposable {
  private readonly owner = new Owner();
  private readonly motionStore = new Store<Motion>("still");
  /** The newest frame asked for and not yet drawn. */
  private target: number | null = null;
  private rate = 1;
  private loop: Stretch | null = null;
  private backwardRun = 0;

  constructor(
    private readonly source: FrameSource,
    private readonly table: FrameTable,
    private readonly nowMs: () => number,
  ) {
    this.owner.own(source.shown.subscribe((frame) => this.repeatAtEnd(frame)));
    this.owner.own(
      source.playing.subscribe((playing) => {
        if (playing) this.motionStore.set("forward");
        else if (this.motionStore.get() === "forward") this.motionStore.set("still");
      }),
    );
  }

  get motion(): Readable<Motion> {
    return this.motionStore;
  }

  /** The frame on the screen. */
  get shown(): Readable<number> {
    return this.source.shown;
  }

  /** The frame one means: what was asked for and is on its way to the screen, else what is on it. Steps and marks go by it. */
  get standing(): number {
    return this.target ?? this.source.shown.get();
  }

  async goTo(frame: number): Promise<void> {
    this.backwardRun++;
    if (this.motionStore.get() === "backward") this.motionStore.set("still");
    await this.draw(frame);
  }

  goToTicks(ticks: number): Promise<void> {
    return this.goTo(this.table.frameNear(ticks));
  }

  /** Steps add up when tapped faster than they are drawn; a key held down (`repeated`) waits for what is on its way. */
  async step(frames: number, repeated = false): Promise<void> {
    if (repeated && this.target !== null) return;
    await this.stop();
    await this.goTo(this.standing + frames);
  }

  async skip(seconds: number, repeated = false): Promise<void> {
    if (repeated && this.target !== null) return;
    await this.goToTicks(this.table.startOf(this.standing) + seconds * TICKS_PER_SECOND);
  }

  /** From the last frame, or outside the stretch that is repeated, it starts anew. */
  async play(): Promise<void> {
    this.backwardRun++;
    if (this.motionStore.get() === "backward") this.motionStore.set("still");
    const frame = this.standing;
    if (this.loop && !this.isInLoop(frame)) await this.draw(this.table.frameNear(this.loop.start));
    else if (frame === this.table.lastFrame) await this.draw(0);
    await this.source.play();
  }

  /** Resolves when a frame stands. */
  async stop(): Promise<void> {
    this.backwardRun++;
    if (this.motionStore.get() === "forward") await this.source.pause();
    this.motionStore.set("still");
  }

  toggle(): Promise<void> {
    return this.motionStore.get() === "still" ? this.play() : this.stop();
  }

  /** Plays backwards by showing earlier frames, as many as there is time for, until the first. Without sound. */
  async playBackward(): Promise<void> {
    await this.stop();
    const run = ++this.backwardRun;
    this.motionStore.set("backward");
    let ticks = this.table.startOf(this.standing);
    let before = this.nowMs();
    while (run === this.backwardRun && !this.owner.disposed && ticks > 0) {
      await this.source.painted();
      if (run !== this.backwardRun) return;
      const now = this.nowMs();
      ticks = Math.max(0, ticks - ((now - before) / 1000) * TICKS_PER_SECOND * this.rate);
      before = now;
      const frame = this.table.frameNear(ticks);
      if (frame !== this.standing) await this.draw(frame);
    }
    if (run === this.backwardRun) this.motionStore.set("still");
  }

  /** Plays a stretch once and stands on its last frame; false when something else made the film stand before. */
  async playOnce({ start, end }: Stretch): Promise<boolean> {
    await this.stop();
    await this.goToTicks(start);
    const last = this.table.frameNear(end - 1);
    return new Promise((resolve) => {
      const watching = this.owner.child();
      watching.own(
        this.shown.subscribe((frame) => {
          if (frame >= last) void this.stop();
        }),
      );
      watching.own(
        this.motion.subscribe((motion) => {
          if (motion === "forward") return;
          watching.dispose();
          resolve(this.standing >= last);
        }),
      );
      void this.play();
    });
  }

  setRate(rate: number): void {
    this.rate = rate;
    this.source.setRate(rate);
  }

  /** The stretch that playing repeats, or null. */
  setLoop(stretch: Stretch | null): void {
    this.loop = stretch;
  }

  dispose(): void {
    this.backwardRun++;
    this.owner.dispose();
  }

  private async draw(frame: number): Promise<void> {
    const target = Math.min(Math.max(frame, 0), this.table.lastFrame);
    this.target = target;
    await this.source.show(target);
    if (this.target === target) this.target = null;
  }

  private isInLoop(frame: number): boolean {
    const start = this.table.startOf(frame);
    return this.loop !== null && start >= this.loop.start && start < this.loop.end;
  }

  private repeatAtEnd(frame: number): void {
    if (!this.loop || this.motionStore.get() !== "forward" || this.target !== null) return;
    const last = this.table.frameNear(this.loop.end - 1);
    if (frame >= last) void this.draw(this.table.frameNear(this.loop.start));
  }
}

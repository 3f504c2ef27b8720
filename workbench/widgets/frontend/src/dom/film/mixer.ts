/** How the two channels of what is heard are put together. */

import type { Disposable } from "../../core/disposal";
import type { Mix } from "../../core/film/sound";

/** Splits the two channels of an element and puts them together again as wanted; closed with its context. */
export class Mixer implements Disposable {
  private readonly context = new AudioContext();
  private readonly gains: Readonly<Record<keyof Mix, GainNode>>;

  private readonly splitter = this.context.createChannelSplitter(2);

  constructor(video: HTMLVideoElement) {
    const merger = this.context.createChannelMerger(2);
    const between = (from: number, to: number): GainNode => {
      const gain = this.context.createGain();
      this.splitter.connect(gain, from);
      gain.connect(merger, 0, to);
      return gain;
    };
    this.gains = { leftToLeft: between(0, 0), leftToRight: between(0, 1), rightToLeft: between(1, 0), rightToRight: between(1, 1) };
    merger.connect(this.context.destination);
    this.take(video);
  }

  /** From now on an element is heard through this; it cannot be taken back. */
  take(media: HTMLMediaElement): void {
    this.context.createMediaElementSource(media).connect(this.splitter);
  }

  set(mix: Mix): void {
    for (const [way, gain] of Object.entries(this.gains)) gain.gain.value = mix[way as keyof Mix];
    void this.context.resume();
  }

  dispose(): void {
    void this.context.close();
  }
}

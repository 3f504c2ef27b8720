/** Short stretches of a film's sound, on an element of their own that fetches only what is around them. */

import { type Disposable, Owner } from "../../core/disposal";
import type { Grain, Sound } from "../../core/film/sound";
import type { Mixer } from "./mixer";

/** One grain sounds at a time, to its end; then the newest of those asked for meanwhile, so that a key held down is heard all along. */
export class Grains implements Disposable {
  private readonly owner = new Owner();
  private readonly audio = new Audio();
  private wanted: Grain | null = null;
  /** The grain that is sought or sounds. */
  private current: Grain | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string) {
    this.audio.preload = "auto";
    this.audio.src = url;
    this.owner.listen(this.audio, "seeked", () => this.arrived());
    this.owner.listen(this.audio, "error", () => this.next());
    this.owner.onDispose(() => {
      clearTimeout(this.timer);
      this.audio.pause();
      this.audio.removeAttribute("src");
      this.audio.load();
    });
  }

  mixBy(mixer: Mixer): void {
    mixer.take(this.audio);
  }

  set({ volume, muted }: Pick<Sound, "volume" | "muted">): void {
    this.audio.volume = volume;
    this.audio.muted = muted;
    if (!muted) return;
    this.wanted = null;
    this.next();
  }

  play(grain: Grain): void {
    this.wanted = grain;
    if (!this.current) this.next();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private next(): void {
    clearTimeout(this.timer);
    this.audio.pause();
    this.current = this.wanted;
    this.wanted = null;
    if (this.current) this.audio.currentTime = this.current.startS;
  }

  private arrived(): void {
    if (!this.current) return;
    void this.audio.play().catch(() => undefined);
    this.timer = setTimeout(() => this.next(), this.current.lengthS * 1000);
  }
}

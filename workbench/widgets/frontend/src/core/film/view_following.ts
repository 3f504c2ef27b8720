/** A view of the player that follows another view of the same film: goes where it goes, plays and stops with it. */

import type { Disposable } from "../disposal";
import type { Playback } from "./playback";

/** What the view in use does. */
export interface Followed {
  readonly frame: number;
  readonly playing: boolean;
  readonly backward: boolean;
}

/** Frames two views may be apart while both play; what one hears of the other is up to a tenth of a second old. */
const TOLERATED_FRAMES = 8;

export class ViewFollowing implements Disposable {
  private wanted: Followed | null = null;
  private pursuing = false;
  private gone = false;

  constructor(private readonly playback: Pick<Playback, "motion" | "standing" | "goTo" | "play" | "stop">) {}

  /** Goes after the newest of what it is told. */
  async follow(followed: Followed): Promise<void> {
    this.wanted = followed;
    if (this.pursuing) return;
    this.pursuing = true;
    while (this.wanted && !this.gone) {
      const next = this.wanted;
      this.wanted = null;
      await this.takePlace(next);
    }
    this.pursuing = false;
  }

  dispose(): void {
    this.gone = true;
  }

  private async takePlace({ frame, playing, backward }: Followed): Promise<void> {
    const { playback } = this;
    const plays = playback.motion.get() === "forward";
    if (playing && !backward) {
      if (!plays || Math.abs(playback.standing - frame) > TOLERATED_FRAMES) await playback.goTo(frame);
      if (!plays && !this.gone) await playback.play();
      return;
    }
    if (playback.motion.get() !== "still") await playback.stop();
    if (playback.standing !== frame) await playback.goTo(frame);
  }
}

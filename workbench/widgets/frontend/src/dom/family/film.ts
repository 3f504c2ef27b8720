/**
 * One clip in one `<video>`: plays, holds exactly at a frame, and says which frame is shown, read from the frame itself.
 * A picture that stands still is drawn on a canvas over the video: after a seek the screen may go on showing an older frame than the video reports.
 * Every order takes back the one before it.
 */

import { Owner } from "../../core/disposal";
import { type FamilyClip, loudness, type Stop, stopAfter, stopsOf } from "../../core/family/family";
import { TICKS_PER_SECOND } from "../../core/film/frames";

const TRIES = 8;
const SEEK_WITHIN_MS = 1500;

export interface FilmEvents {
  onPause(pause: number): void;
  onEnd(): void;
  onFailure(): void;
}

export class FamilyFilm {
  private clip: FamilyClip | null = null;
  private stops: readonly Stop[] = [];
  /** Counts orders: what an older order still wanted to do is void. */
  private order = 0;
  /** The last frame known to be shown; -1 before the first. */
  private frame = -1;
  private startedAt = 0;

  constructor(
    owner: Owner,
    private readonly video: HTMLVideoElement,
    private readonly held: HTMLCanvasElement,
    private readonly events: FilmEvents,
  ) {
    owner.listen(video, "ended", () => this.ended());
    owner.listen(video, "error", () => {
      if (this.clip) this.events.onFailure();
    });
    owner.onDispose(() => this.load(null, ""));
  }

  /** The frame that is shown; null while it cannot be told. */
  get shownFrame(): number | null {
    return this.frame < 0 ? null : this.frame;
  }

  load(clip: FamilyClip | null, address: string): void {
    this.order++;
    this.video.pause();
    this.clip = clip;
    this.stops = stopsOf(clip);
    this.frame = -1;
    this.held.hidden = true;
    if (clip) this.video.src = address;
    else this.video.removeAttribute("src");
    this.video.load();
  }

  setRate(rate: number): void {
    this.video.defaultPlaybackRate = rate;
    this.video.playbackRate = rate;
  }

  async play(fromStart: boolean): Promise<void> {
    const order = ++this.order;
    if (fromStart || this.video.ended) {
      this.video.pause();
      this.frame = -1;
      if (!(await this.seek(0, order))) return;
      this.frame = -1;
    }
    this.video.muted = false;
    this.video.volume = 0;
    this.startedAt = performance.now();
    try {
      await this.video.play();
    } catch (error) {
      // A pause that comes before the first picture ends the waiting; that is not a failure.
      if (order === this.order && !(error instanceof DOMException && error.name === "AbortError")) this.events.onFailure();
      return;
    }
    this.watch(order);
  }

  /** Stands still on the frame that is shown. */
  async hold(): Promise<void> {
    const order = ++this.order;
    this.video.pause();
    await nextPicture();
    if (order === this.order) this.frame = this.drawHeld() ?? this.frame;
  }

  /** No sound and no movement from this instant on. */
  silence(): void {
    this.order++;
    this.video.muted = true;
    this.video.pause();
    this.frame = this.drawHeld() ?? this.frame;
  }

  private ended(): void {
    if (!this.clip) return;
    const pause = stopAfter(this.stops, this.frame);
    const stop = this.stops[pause];
    if (stop) {
      void this.holdAt(stop.frame, pause);
      return;
    }
    this.order++;
    this.frame = this.drawHeld() ?? this.clip.table.lastFrame;
    this.events.onEnd();
  }

  private watch(order: number): void {
    const look = (shown_s: number): void => {
      if (order !== this.order || !this.clip) return;
      this.held.hidden = true;
      const shown = this.clip.table.frameOfTimestamp(shown_s * 1e6);
      const pause = stopAfter(this.stops, this.frame);
      const stop = this.stops[pause];
      // One frame early: stopping takes about as long as a frame is shown, and the exact one is then sought.
      if (stop && shown >= stop.frame - 1) {
        void this.holdAt(stop.frame, pause);
        return;
      }
      this.frame = shown;
      const untilHold_s = stop ? this.clip.table.startOf(stop.frame) / TICKS_PER_SECOND - shown_s : Number.POSITIVE_INFINITY;
      this.video.volume = loudness((performance.now() - this.startedAt) / 1000, untilHold_s / this.video.playbackRate);
      onNextPicture(this.video, look);
    };
    const first = this.stops[stopAfter(this.stops, this.frame)];
    if (first && first.frame <= this.frame + 1) look(this.video.currentTime);
    else onNextPicture(this.video, look);
  }

  private async holdAt(frame: number, pause: number): Promise<void> {
    const order = ++this.order;
    this.video.pause();
    if (!(await this.seek(frame, order))) return;
    this.frame = frame;
    this.events.onPause(pause);
  }

  /** Whether the frame is shown now, checked on the frame itself; false when another order has come. */
  private async seek(frame: number, order: number): Promise<boolean> {
    if (!this.clip) return false;
    const target_s = this.clip.table.middleSeconds(frame);
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries === 0 || !this.isNear(target_s)) {
        const landed = seeked(this.video);
        this.video.currentTime = target_s;
        await landed;
      } else {
        await nextPicture();
      }
      if (order !== this.order) return false;
      if ((this.drawHeld(frame) ?? frame) === frame) return true;
    }
    return true;
  }

  private isNear(time_s: number): boolean {
    return Math.abs(this.video.currentTime - time_s) < 1e-4;
  }

  /**
   * Draws the picture the video has now over it and says which frame it is: by its own time stamp, or by the clock where the browser gives none.
   * With `only`, another frame is named and not drawn. Null, and nothing drawn, while there is no picture.
   */
  private drawHeld(only?: number): number | null {
    if (!this.clip || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const picture = pictureOf(this.video);
    const { table } = this.clip;
    const frame = picture ? table.frameOfTimestamp(picture.timestamp) : table.frameNear(this.video.currentTime * TICKS_PER_SECOND);
    if (only === undefined || only === frame) {
      this.held.width = this.video.videoWidth;
      this.held.height = this.video.videoHeight;
      this.held.getContext("2d")?.drawImage(picture ?? this.video, 0, 0, this.held.width, this.held.height);
      this.held.hidden = false;
    }
    picture?.close();
    return frame;
  }
}

function pictureOf(video: HTMLVideoElement): VideoFrame | null {
  if (typeof VideoFrame === "undefined") return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null;
  }
}

/** Resolves when a seek has landed; also when the browser forgets to say so, as for a seek to where it is. */
function seeked(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const waiting = new Owner();
    const timer = setTimeout(done, SEEK_WITHIN_MS);
    function done(): void {
      clearTimeout(timer);
      waiting.dispose();
      resolve();
    }
    waiting.listen(video, "seeked", done);
  });
}

function onNextPicture(video: HTMLVideoElement, act: (shown_s: number) => void): void {
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback((_now, shown) => act(shown.mediaTime));
  else requestAnimationFrame(() => act((video as HTMLVideoElement).currentTime));
}

function nextPicture(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

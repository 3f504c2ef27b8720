/**
 * Frames shown by a `<video>` element. Which frame is on the screen is never worked out from the element's clock:
 * it is read from the picture (`VideoFrame.timestamp`) and found in the frame table. Seeking aims at the middle of a frame.
 */

import { Owner } from "../core/disposal";
import type { FrameSource } from "../core/frame_source";
import { type FrameTable, TICKS_PER_SECOND } from "../core/frames";
import { Store } from "../core/store";

/** The picture's own time in microseconds; null while the element has no picture. */
export type ReadTimestamp = (video: HTMLVideoElement) => number | null;

/** Paintings to wait for a picture that comes later than `seeked` says; about a second. */
const PATIENCE_PAINTINGS = 60;

/** How far from its frame's start a picture's own time may be: files keep whole milliseconds, or better. */
const MOST_ASTRAY_TICKS = TICKS_PER_SECOND / 1500;

/** A hidden page paints nothing; it must not wait for ever. */
const HIDDEN_PAGE_MS = 120;

export class VideoSource implements FrameSource {
  readonly shown = new Store(0);
  readonly playing = new Store(false);
  readonly broken = new Store(false);
  private hasStrayed = false;
  private readonly owner = new Owner();
  private wanted = 0;
  private seeking: Promise<number> | null = null;
  /** The clock's word from the last painted frame, for browsers that cannot read a picture's timestamp. */
  private lastMediaTimeS = 0;

  constructor(
    readonly element: HTMLVideoElement,
    private readonly table: FrameTable,
    private readonly readTimestamp: ReadTimestamp | null = timestampReader(),
    /** When the first frame is shown in the file's own time, in ticks. */
    private readonly startsAt = 0,
  ) {
    // A film that stands at its beginning shows its first frame; where it says another, its times are not those of the table.
    if (element.currentTime === 0 && (this.read() ?? 0) !== 0) this.hasStrayed = true;
    this.owner.listen(element, "error", () => this.fail());
    for (const type of ["play", "playing"]) this.owner.listen(element, type, () => this.playing.set(!element.paused));
    for (const type of ["pause", "ended"]) this.owner.listen(element, type, () => void this.stood());
    this.watchPaintedFrames();
    this.owner.onDispose(() => {
      element.pause();
      element.removeAttribute("src");
      element.load();
    });
  }

  get exact(): boolean {
    return this.readTimestamp !== null && !this.hasStrayed;
  }

  show(frame: number): Promise<number> {
    this.wanted = frame;
    this.seeking ??= this.seekToWanted().finally(() => {
      this.seeking = null;
    });
    return this.seeking;
  }

  async play(): Promise<void> {
    if (this.seeking) await this.seeking;
    const started = this.element.play();
    this.playing.set(true);
    // A pause that comes before the first picture ends this promise with a refusal, which is no trouble.
    await started.catch(() => undefined);
    this.playing.set(!this.element.paused);
  }

  async pause(): Promise<number> {
    this.element.pause();
    await this.stood();
    return this.shown.get();
  }

  setRate(rate: number): void {
    this.element.preservesPitch = true;
    this.element.defaultPlaybackRate = rate;
    this.element.playbackRate = rate;
  }

  painted(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        cancelAnimationFrame(request);
        resolve();
      };
      const timer = setTimeout(done, HIDDEN_PAGE_MS);
      const request = requestAnimationFrame(done);
    });
  }

  dispose(): void {
    this.owner.dispose();
  }

  private async seekToWanted(): Promise<number> {
    for (;;) {
      const target = this.wanted;
      await this.seekTo(target);
      if (target === this.wanted || this.owner.disposed) return this.publish();
    }
  }

  private async seekTo(target: number): Promise<void> {
    // Seeking to where the element is already is silent in some browsers, so it is not asked for.
    if (this.element.paused && !this.element.seeking && this.read() === target) return;
    if (this.broken.get()) return;
    const arrived = this.heard(["seeked", "error", "emptied"]);
    this.element.currentTime = this.table.middleSeconds(target) + this.startsAt / TICKS_PER_SECOND;
    await arrived;
    if (this.broken.get()) return;
    if (!this.element.paused) {
      await this.painted();
      return;
    }
    // After `seeked` the picture may still be the one before; when it is the new one, one painting brings it to the screen.
    for (let paintings = 0; paintings < PATIENCE_PAINTINGS && !this.owner.disposed; paintings++) {
      const isNew = this.read() === target;
      await this.painted();
      if (isNew && this.read() === target) return;
    }
  }

  private heard(types: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.owner.child();
      waiting.onDispose(resolve);
      for (const type of types) waiting.listen(this.element, type, () => waiting.dispose());
    });
  }

  private read(): number | null {
    const microseconds = this.readTimestamp ? this.readTimestamp(this.element) : this.lastMediaTimeS * 1_000_000;
    if (microseconds === null) return null;
    const ticks = (microseconds * TICKS_PER_SECOND) / 1_000_000 - this.startsAt;
    const frame = this.table.frameOfTicks(ticks);
    if (Math.abs(this.table.startOf(frame) - ticks) > MOST_ASTRAY_TICKS) this.hasStrayed = true;
    return frame;
  }

  private fail(): void {
    this.playing.set(false);
    this.broken.set(true);
  }

  private publish(): number {
    const frame = this.read();
    if (frame !== null && !this.owner.disposed) this.shown.set(frame);
    return this.shown.get();
  }

  /** The last frame may come a painting after the pause; only when it has been read does the film count as still. */
  private async stood(): Promise<void> {
    await this.painted();
    this.publish();
    if (this.element.paused) this.playing.set(false);
  }

  private watchPaintedFrames(): void {
    if (typeof this.element.requestVideoFrameCallback !== "function") return;
    let handle = 0;
    const watch = (): void => {
      handle = this.element.requestVideoFrameCallback((_, metadata) => {
        this.lastMediaTimeS = metadata.mediaTime;
        this.publish();
        watch();
      });
    };
    watch();
    this.owner.onDispose(() => this.element.cancelVideoFrameCallback(handle));
  }
}

/** Reads and closes at once: an open VideoFrame holds the decoder's memory. */
function timestampReader(): ReadTimestamp | null {
  if (typeof VideoFrame === "undefined") return null;
  return (video) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    try {
      const picture = new VideoFrame(video);
      const microseconds = picture.timestamp;
      picture.close();
      return microseconds;
    } catch {
      return null;
    }
  };
}

/** A `<video>` with the film's first picture on it, or a rejection when the browser cannot show it. */
export async function openVideo(url: string): Promise<HTMLVideoElement> {
  const video = document.createElement("video");
  video.className = "vig-video";
  video.preload = "auto";
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.tabIndex = -1;
  await new Promise<void>((resolve, reject) => {
    const opening = new Owner();
    opening.listen(video, "loadeddata", () => {
      opening.dispose();
      // A film whose pictures cannot be decoded may still be opened for its sound.
      if (video.videoWidth > 0) resolve();
      else reject(new Error("the film's pictures cannot be shown"));
    });
    opening.listen(video, "error", () => {
      opening.dispose();
      reject(new Error(video.error?.message || "the film cannot be shown"));
    });
    video.src = url;
    video.load();
  });
  return video;
}

/**
 * Frames shown by a `<video>` element. Which frame it has is never worked out from the element's clock: the picture is taken from
 * it, its own time (`VideoFrame.timestamp`) is found in the frame table, and that picture is drawn. Seeking aims at the middle of a frame.
 */

import { Owner } from "../../core/disposal";
import type { FrameSource } from "../../core/film/frame_source";
import { type FrameTable, TICKS_PER_SECOND } from "../../core/film/frames";
import { Store } from "../../core/store";
import { painted } from "../painting";
import { tellsOfPaintedFrames, watchPaintedFrames } from "./painted_frames";
import type { PictureScreen } from "./picture_screen";

/** The picture an element has, to be closed by who takes it; null while it has none. */
export type TakePicture = (video: HTMLVideoElement) => VideoFrame | null;

/** Paintings to wait for a picture that comes later than `seeked` says; about a second. */
const PATIENCE_PAINTINGS = 60;

/** Paintings without another picture after which a film that was paused stands. */
const STILL_PAINTINGS = 3;

/** `HTMLMediaElement.HAVE_FUTURE_DATA`: the picture and the next one. */
const ENOUGH_TO_PLAY = 3;

/** How far from its frame's start a picture's own time may be: files keep whole milliseconds, or better. */
const MOST_ASTRAY_TICKS = TICKS_PER_SECOND / 1500;

export class VideoSource implements FrameSource {
  readonly playing = new Store(false);
  readonly broken = new Store(false);
  /** Whether it goes where it is sent without drawing anything, while something else draws. */
  quiet = false;
  /** Hears of each picture before it is drawn, and says whether it is. What a bare `<video>` shows is seen all the same. */
  onPicture: (frame: number) => boolean = () => true;
  private hasStrayed = false;
  private readonly owner = new Owner();
  private wanted = 0;
  private seeking: Promise<number> | null = null;
  /** Counts orders to play and to pause: one to play that waits for a seek is taken back by the next. */
  private orders = 0;
  /** The time of the last painted frame, for browsers in which no picture can be taken from an element; null where they do not tell. */
  private paintedTimeS: number | null;

  constructor(
    readonly element: HTMLVideoElement,
    private readonly table: FrameTable,
    private readonly screen: PictureScreen,
    private readonly takePicture: TakePicture | null = pictureTaker(),
    /** When the first frame is shown in the file's own time, in ticks. */
    private readonly startsAt = 0,
  ) {
    this.paintedTimeS = tellsOfPaintedFrames(element) ? 0 : null;
    // A film that stands at its beginning shows its first frame; where it says another, its times are not those of the table.
    if (element.currentTime === 0 && this.read() > 0) this.hasStrayed = true;
    this.owner.listen(element, "error", () => this.fail());
    this.owner.listen(element, "loadeddata", () => this.publish());
    for (const type of ["play", "playing"]) this.owner.listen(element, type, () => this.playing.set(!element.paused));
    for (const type of ["pause", "ended"]) this.owner.listen(element, type, () => void this.stood());
    this.owner.own(
      watchPaintedFrames(element, (mediaTimeS) => {
        this.paintedTimeS = mediaTimeS;
        this.publish();
      }),
    );
    this.owner.onDispose(() => {
      element.pause();
      element.removeAttribute("src");
      element.load();
      screen.clear();
    });
  }

  get exact(): boolean {
    return this.takePicture !== null && !this.hasStrayed;
  }

  get shown(): Store<number> {
    return this.screen.shown;
  }

  show(frame: number): Promise<number> {
    this.wanted = frame;
    this.seeking ??= this.seekToWanted().finally(() => {
      this.seeking = null;
    });
    return this.seeking;
  }

  async prepare(): Promise<void> {
    if (this.seeking) await this.seeking;
    while (this.element.readyState < ENOUGH_TO_PLAY && !this.broken.get() && !this.owner.disposed) {
      await this.heard(["canplay", "error", "emptied"]);
    }
  }

  async play(): Promise<void> {
    const order = ++this.orders;
    if (this.seeking) await this.seeking;
    if (order !== this.orders || this.owner.disposed) return;
    const started = this.element.play();
    this.playing.set(true);
    // A pause that comes before the first picture ends this promise with a refusal, which is no trouble.
    await started.catch(() => undefined);
    this.playing.set(!this.element.paused);
  }

  async pause(): Promise<number> {
    this.orders++;
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
    return painted();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private async seekToWanted(): Promise<number> {
    for (;;) {
      const target = this.wanted;
      await this.seekTo(target);
      this.publish();
      await painted();
      if (target === this.wanted || this.owner.disposed) return this.shown.get();
    }
  }

  private async seekTo(target: number): Promise<void> {
    // Seeking to where the element is already is silent in some browsers, so it is not asked for.
    if (this.element.paused && !this.element.seeking && this.read() === target) return;
    if (this.broken.get()) return;
    const arrived = this.heard(["seeked", "error", "emptied"]);
    this.element.currentTime = this.table.middleSeconds(target) + this.startsAt / TICKS_PER_SECOND;
    await arrived;
    if (this.broken.get() || !this.element.paused) return;
    // After `seeked` the picture may still be the one before.
    for (let paintings = 0; paintings < PATIENCE_PAINTINGS && this.read() !== target && !this.owner.disposed; paintings++) await painted();
  }

  private heard(types: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.owner.child();
      waiting.onDispose(resolve);
      for (const type of types) waiting.listen(this.element, type, () => waiting.dispose());
    });
  }

  /** The frame the element has; -1 while it has no picture. */
  private read(): number {
    if (!this.takePicture) return this.readClock();
    const picture = this.takePicture(this.element);
    picture?.close();
    return picture ? this.frameAt(picture.timestamp) : -1;
  }

  /** Without word of painted frames there is only the element's clock, which runs on through the time of a frame. */
  private readClock(): number {
    if (this.paintedTimeS !== null) return this.frameAt(this.paintedTimeS * 1_000_000);
    return this.table.frameNear(this.element.currentTime * TICKS_PER_SECOND - this.startsAt);
  }

  private frameAt(microseconds: number): number {
    const ticks = (microseconds * TICKS_PER_SECOND) / 1_000_000 - this.startsAt;
    const frame = this.table.frameOfTicks(ticks);
    if (Math.abs(this.table.startOf(frame) - ticks) > MOST_ASTRAY_TICKS) this.hasStrayed = true;
    return frame;
  }

  private fail(): void {
    this.playing.set(false);
    this.broken.set(true);
  }

  private publish(): void {
    if (this.quiet || this.owner.disposed) return;
    if (!this.takePicture) {
      const frame = this.readClock();
      this.onPicture(frame);
      this.shown.set(frame);
      return;
    }
    const picture = this.takePicture(this.element);
    if (!picture) return;
    const frame = this.frameAt(picture.timestamp);
    if (this.onPicture(frame)) this.screen.draw(frame, picture);
    picture.close();
  }

  /** The last frame may come some paintings after the pause; only when none has come for a while does the film count as still. */
  private async stood(): Promise<void> {
    await painted();
    let last = this.read();
    for (let same = 0; same < STILL_PAINTINGS && this.element.paused && !this.owner.disposed; same++) {
      await painted();
      const now = this.read();
      if (now !== last) same = -1;
      last = now;
    }
    this.publish();
    if (this.element.paused) this.playing.set(false);
  }
}

/** Null where a browser has no such pictures, and in a page that is a file, from which browsers keep the pictures of films beside it. */
function pictureTaker(): TakePicture | null {
  if (typeof VideoFrame === "undefined" || globalThis.origin === "null") return null;
  return (video) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    try {
      return new VideoFrame(video);
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

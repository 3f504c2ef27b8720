/**
 * One clip on one canvas: plays, holds exactly at a frame, and says which frame is seen, playing or still. What lies beyond the place
 * to hold is never drawn, however far the element has run. Every order takes back the one before it.
 */

import type { Owner } from "../../core/disposal";
import { type FamilyClip, type FilmStretch, loudness, type Stop, stopsOf } from "../../core/family/family";
import { TICKS_PER_SECOND } from "../../core/film/frames";
import { PictureScreen } from "../film/picture_screen";
import { VideoSource } from "../film/video_source";

export interface FilmEvents {
  onPause(pause: number): void;
  onEnd(): void;
  onFailure(): void;
}

/** What is seen, and which frame it is. */
export interface SeenPicture {
  readonly frame: number;
  readonly image: HTMLCanvasElement | HTMLVideoElement;
  readonly width: number;
  readonly height: number;
}

interface Loaded {
  readonly clip: FamilyClip;
  readonly stops: readonly Stop[];
  /** Counts the frames of the file: the clip's first is its `first`. */
  readonly source: VideoSource;
  readonly first: number;
  /** Whether the file goes on after the clip, so that nobody but this page ends it. */
  readonly goesOn: boolean;
}

export class FamilyFilm {
  private loaded: Loaded | null = null;
  /** Counts orders: what an older order still wanted to do is void. */
  private order = 0;
  /** Whether the film runs, rather than stands or goes to a frame. */
  private running = false;
  private nextStop = 0;
  /** No picture after this frame may be seen now. */
  private lastAllowed = 0;
  private startedAt = 0;
  /** Whether the clip has been seen to its end since it last began, in a file that goes on after it. */
  private hasEnded = false;

  constructor(
    owner: Owner,
    private readonly video: HTMLVideoElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly events: FilmEvents,
  ) {
    owner.listen(video, "ended", () => this.holdAtNext());
    owner.listen(video, "error", () => {
      if (this.loaded) this.events.onFailure();
    });
    owner.listen(video, "loadedmetadata", () => {
      if (this.loaded && this.loaded.first > 0) void this.loaded.source.show(this.loaded.first);
    });
    owner.onDispose(() => this.load(null, ""));
  }

  /** Null while there is no picture. */
  get seen(): SeenPicture | null {
    const { loaded, canvas, video } = this;
    if (!loaded || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const frame = shownIn(loaded);
    if (!canvas.hidden) return { frame, image: canvas, width: canvas.width, height: canvas.height };
    return loaded.source.exact ? null : { frame, image: video, width: video.videoWidth, height: video.videoHeight };
  }

  load(clip: FamilyClip | null, address: string, stretch?: FilmStretch): void {
    this.order++;
    this.running = false;
    this.nextStop = 0;
    this.lastAllowed = 0;
    this.hasEnded = false;
    this.loaded?.source.dispose();
    this.loaded = null;
    if (!clip) return;
    this.video.src = address;
    this.video.load();
    const { table, first, retouch } = stretch ?? { table: clip.table, first: 0 };
    const source = new VideoSource(this.video, table, new PictureScreen(this.canvas, retouch));
    source.onPicture = (frame) => this.meet(frame - first);
    this.canvas.toggleAttribute("data-draws", source.exact);
    this.loaded = { clip, stops: stopsOf(clip), source, first, goesOn: first + clip.table.lastFrame < table.lastFrame };
  }

  setRate(rate: number): void {
    this.loaded?.source.setRate(rate);
  }

  async play(fromStart: boolean): Promise<void> {
    if (!this.loaded) return;
    const { clip, stops, source, first } = this.loaded;
    const order = this.stand();
    if (fromStart || this.video.ended || this.hasEnded) {
      this.hasEnded = false;
      this.nextStop = 0;
      this.lastAllowed = 0;
      await source.show(first);
      if (order !== this.order) return;
    }
    const stop = stops[this.nextStop];
    if (stop && stop.frame <= shownIn(this.loaded) + 1) {
      void this.holdAt(stop.frame);
      return;
    }
    this.lastAllowed = stop?.frame ?? clip.table.lastFrame;
    this.running = true;
    this.video.muted = false;
    this.video.volume = 0;
    this.startedAt = performance.now();
    await source.play();
    if (order === this.order && !source.playing.get()) this.events.onFailure();
  }

  /** Stands still on the picture that is seen at this instant. */
  hold(): void {
    this.stand();
    if (this.loaded && !this.canvas.hidden) this.lastAllowed = shownIn(this.loaded);
  }

  /** No sound and no movement from this instant on. */
  silence(): void {
    this.video.muted = true;
    this.hold();
  }

  private stand(): number {
    this.running = false;
    void this.loaded?.source.pause();
    return ++this.order;
  }

  /** Hears of each picture before it is drawn, by its frame in the clip; says whether it may be seen. */
  private meet(frame: number): boolean {
    if (!this.loaded) return false;
    const { stops, clip, goesOn } = this.loaded;
    const hold = stops[this.nextStop]?.frame ?? (goesOn ? clip.table.lastFrame : null);
    // One frame early: stopping takes about as long as a frame is shown, so that no sound is heard from beyond.
    if (this.running && hold !== null && frame >= hold - 1) void this.holdAtNext();
    else if (this.running) this.fade(frame, hold);
    return frame >= 0 && frame <= this.lastAllowed;
  }

  private fade(frame: number, hold: number | null): void {
    if (!this.loaded) return;
    const { table } = this.loaded.clip;
    const untilHold_s =
      hold === null ? Number.POSITIVE_INFINITY : (table.startOf(hold) - table.startOf(Math.max(0, frame))) / TICKS_PER_SECOND;
    this.video.volume = loudness((performance.now() - this.startedAt) / 1000, untilHold_s / this.video.playbackRate);
  }

  /** Stands at the pause point that is next, or at the end where none is left. */
  private async holdAtNext(): Promise<void> {
    if (!this.loaded || !this.running) return;
    const stop = this.loaded.stops[this.nextStop];
    if (stop) return this.holdAt(stop.frame);
    if (!(await this.goTo(this.loaded.clip.table.lastFrame))) return;
    this.hasEnded = true;
    this.events.onEnd();
  }

  private async holdAt(frame: number): Promise<void> {
    if (await this.goTo(frame)) this.events.onPause(this.nextStop++);
  }

  /** Stands on a frame; false when another order has come before it was seen. */
  private async goTo(frame: number): Promise<boolean> {
    const order = this.stand();
    this.lastAllowed = frame;
    await this.loaded?.source.show(this.loaded.first + frame);
    return order === this.order;
  }
}

/** The frame of the clip that is seen. */
function shownIn({ source, first }: Loaded): number {
  return source.shown.get() - first;
}

/**
 * Frames decoded by ourselves, so that a step takes no seek. The `<video>` plays, and shows what cannot be decoded; both draw on one
 * screen, never at the same time.
 */

import { Owner } from "../../core/disposal";
import type { FrameSource } from "../../core/film/frame_source";
import type { Readable } from "../../core/store";
import { painted } from "../painting";
import type { PictureScreen } from "./picture_screen";
import { type DecodableFilm, PictureWindow } from "./picture_window";
import type { VideoSource } from "./video_source";

/** Windows that failed one after the other without a picture; after that the film is left to the `<video>`. */
const MOST_FAILURES = 3;

export class DecoderSource implements FrameSource {
  private readonly owner = new Owner();
  private window: PictureWindow | null = null;
  private nFailures = 0;
  /** From the order to play until the `<video>` plays. */
  private starting = false;
  /** Where the `<video>` stands ready to play. */
  private preparedAt: number | null = null;
  /** The newest frame asked for. */
  private wanted = 0;
  /** The frame that is drawn as soon as it is decoded. Asked for one of another group meanwhile, it is still drawn first, so that dragging shows something. */
  private awaited: number | null = null;
  /** Gone when the wanted frame is drawn: what all who asked for one wait for. */
  private asking: Owner | null = null;

  constructor(
    private readonly video: VideoSource,
    private readonly screen: PictureScreen,
    private readonly film: DecodableFilm,
    private readonly config: VideoDecoderConfig,
  ) {
    this.owner.own(video);
    this.owner.own(
      video.playing.subscribe((playing) => {
        if (!playing) this.stand();
      }),
    );
    this.owner.onDispose(() => {
      this.window?.dispose();
      this.answer();
    });
  }

  get shown(): Readable<number> {
    return this.screen.shown;
  }

  get playing(): Readable<boolean> {
    return this.video.playing;
  }

  get exact(): boolean {
    return this.video.exact;
  }

  get broken(): Readable<boolean> {
    return this.video.broken;
  }

  async show(frame: number): Promise<number> {
    this.wanted = frame;
    if (this.starting || this.playing.get()) return this.video.show(frame);
    const answered = this.answered();
    const window = this.openWindow();
    if (window) this.go(window);
    else this.leaveToVideo();
    await answered;
    await painted();
    return this.shown.get();
  }

  /** The `<video>` is sent to what is drawn. */
  async prepare(): Promise<void> {
    if (this.playing.get()) return;
    let frame: number;
    do {
      frame = this.wanted;
      await this.video.show(frame);
      await this.video.prepare();
    } while (frame !== this.wanted && !this.owner.disposed);
    this.preparedAt = frame;
  }

  /** The `<video>` plays from what is drawn; until its first picture comes, the drawn one stays. */
  async play(): Promise<void> {
    if (this.playing.get()) return;
    this.starting = true;
    this.awaited = null;
    if (this.preparedAt !== this.wanted) await this.video.show(this.wanted);
    this.preparedAt = null;
    this.video.quiet = !this.starting;
    if (this.starting) await this.video.play();
    this.starting = false;
    this.answer();
  }

  async pause(): Promise<number> {
    this.starting = false;
    await this.video.pause();
    this.stand();
    return this.shown.get();
  }

  setRate(rate: number): void {
    this.video.setRate(rate);
  }

  painted(): Promise<void> {
    return painted();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private openWindow(): PictureWindow | null {
    if (this.nFailures >= MOST_FAILURES || this.owner.disposed) return null;
    this.window ??= new PictureWindow(this.film, this.config, {
      onPicture: (frame) => this.arrived(frame),
      onFailure: () => this.fail(),
    });
    return this.window;
  }

  /** Draws the wanted frame now, or when it is decoded. */
  private go(window: PictureWindow): void {
    const { packets } = this.film;
    const picture = window.find(this.wanted);
    this.video.quiet = true;
    if (picture) {
      this.awaited = null;
      this.draw(this.wanted, picture);
    } else if (this.awaited === null || packets.groupOf(this.awaited) === packets.groupOf(this.wanted)) {
      this.awaited = this.wanted;
    }
    window.aim(this.awaited ?? this.wanted);
  }

  private arrived(frame: number): void {
    const picture = this.window?.find(frame);
    if (frame !== this.awaited || !this.window || !picture) return;
    this.awaited = null;
    this.draw(frame, picture);
    if (frame !== this.wanted) this.go(this.window);
  }

  private draw(frame: number, picture: VideoFrame): void {
    this.nFailures = 0;
    if (frame === this.wanted) this.answer();
    this.screen.draw(frame, picture);
  }

  private answered(): Promise<void> {
    const asking = this.asking ?? new Owner();
    this.asking = asking;
    return new Promise((resolve) => asking.onDispose(resolve));
  }

  private answer(): void {
    this.asking?.dispose();
    this.asking = null;
  }

  /** The picture drawn last stays until the `<video>` has the frame that is wanted; the next frame is tried with a new decoder. */
  private fail(): void {
    this.window?.dispose();
    this.window = null;
    this.nFailures++;
    if (this.awaited !== null) this.leaveToVideo();
  }

  private leaveToVideo(): void {
    this.awaited = null;
    this.preparedAt = null;
    this.video.quiet = false;
    void this.video.show(this.wanted).then(() => {
      if (!this.video.quiet) this.answer();
    });
  }

  /** The `<video>` stands and its picture is drawn, unless it never came to draw one; what lies around is made ready for steps. */
  private stand(): void {
    const window = this.openWindow();
    if (!this.video.quiet) this.wanted = this.shown.get();
    else if (window) this.go(window);
    window?.aim(this.awaited ?? this.wanted);
  }
}

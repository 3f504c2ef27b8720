/** What shows the film's frames: a `<video>` today, a decoder of our own beside it when there is one. */

import type { Disposable } from "../disposal";
import type { Readable } from "../store";

export interface FrameSource extends Disposable {
  /** The frame drawn on the screen, read from the picture itself; follows playing and seeking. */
  readonly shown: Readable<number>;
  readonly playing: Readable<boolean>;
  /** Whether the frame's number is read from the picture and found in the film's table (true), or only about that of the picture. May end. */
  readonly exact: boolean;
  /** Whether the film has gone away or cannot be decoded, so that no picture will come any more. */
  readonly broken: Readable<boolean>;
  /**
   * Draws a frame and resolves with the frame drawn. Asked again before that, it goes to the newest frame only,
   * and all who asked hear of that one. While playing it goes on playing from there.
   */
  show(frame: number): Promise<number>;
  /** Resolves when it stands on the frame asked for last and `play` would begin in the same task; or when nothing will come any more. */
  prepare(): Promise<void>;
  play(): Promise<void>;
  /** Resolves with the frame that stands. */
  pause(): Promise<number>;
  setRate(rate: number): void;
  /** Resolves when the screen has been painted once more. */
  painted(): Promise<void>;
}

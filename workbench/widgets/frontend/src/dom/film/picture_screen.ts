/**
 * The canvas on which a film is seen. Picture and number change together here and nowhere else, so that the number told is always that
 * of the picture seen, playing or still: what a `<video>` itself has on the screen may be older or newer than what it says.
 * The canvas bears the number as `data-frame`.
 */

import { Store } from "../../core/store";

export class PictureScreen {
  /** The frame drawn last. */
  readonly shown = new Store(0);

  /** `retouch` draws over a picture before it is seen. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly retouch: (context: CanvasRenderingContext2D, frame: number) => void = () => undefined,
  ) {
    canvas.hidden = true;
  }

  draw(frame: number, picture: VideoFrame): void {
    const { canvas } = this;
    const [width, height] = [picture.displayWidth, picture.displayHeight];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d", { alpha: false });
    context?.drawImage(picture, 0, 0, width, height);
    if (context) this.retouch(context, frame);
    canvas.hidden = false;
    canvas.dataset["frame"] = String(frame);
    this.shown.set(frame);
  }

  /** Gives the canvas' memory back; the number stays. */
  clear(): void {
    Object.assign(this.canvas, { width: 0, height: 0, hidden: true });
    delete this.canvas.dataset["frame"];
  }
}

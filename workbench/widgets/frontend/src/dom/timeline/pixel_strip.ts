/** Pixels set one by one and then drawn at once, stretched to where they belong: for what would be thousands of rectangles. */

import type { Brush, PaintBox } from "./paint_scene";

export class PixelStrip {
  private readonly canvas = document.createElement("canvas");
  private image: ImageData | null = null;
  private words: Uint32Array = new Uint32Array();

  /** All pixels, row by row and empty, each as `colourWord` makes them; good until it is asked for again. */
  clear(width: number, height: number): Uint32Array {
    if (this.image?.width !== width || this.image.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = new ImageData(width, height);
      this.words = new Uint32Array(this.image.data.buffer);
    }
    this.words.fill(0);
    return this.words;
  }

  /** Makes what was set ready to be drawn. */
  put(): void {
    if (this.image) this.canvas.getContext("2d", { willReadFrequently: true })?.putImageData(this.image, 0, 0);
  }

  /** Draws `height` rows of pixels from `top` on into a box, hard-edged. */
  draw(brush: Brush, top: number, height: number, [left, boxTop, width, boxHeight]: PaintBox): void {
    brush.imageSmoothingEnabled = false;
    brush.drawImage(this.canvas, 0, top, this.canvas.width, height, left, boxTop, width, boxHeight);
    brush.imageSmoothingEnabled = true;
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** A colour `#rrggbb` with an opacity from 0 to 1 as the word of one pixel. */
export function colourWord(colour: string, opacity: number): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0) as [number, number, number];
  const bytes = [red, green, blue, Math.round(opacity * 255)];
  const inOrder = IS_LITTLE_ENDIAN ? bytes : bytes.reverse();
  return inOrder.reduce((word, byte, place) => word + byte * 2 ** (8 * place), 0);
}

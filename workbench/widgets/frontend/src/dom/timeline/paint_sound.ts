/** Draws the sound's row: how loud it is, or how high and loud; pixel by pixel, so that moving costs the same wherever one looks. */

import type { Row } from "../../core/timeline/rows";
import type { Theme } from "../theme";
import type { Brush, Scene } from "./paint_scene";
import { colourWord, PixelStrip } from "./pixel_strip";

type SoundRow = Extract<Row, { kind: "sound" }>;

/** Levels below this are drawn as silence: the noise of a quiet room is not what one looks for. */
const QUIETEST = 70;

export class SoundPainter {
  private readonly strip = new PixelStrip();
  private tones: { readonly theme: Theme; readonly words: Uint32Array } | null = null;

  paint(brush: Brush, scene: Scene, row: SoundRow): void {
    const scale = brush.getTransform().a;
    const width = Math.max(1, Math.round(scene.width * scale));
    if (scene.look.sound === "spectrogram") this.paintTones(brush, scene, row, width);
    else this.paintLoudness(brush, scene, row, width, Math.max(2, Math.round(row.height * scale)));
  }

  private paintLoudness(brush: Brush, { view, width: boxWidth, peaks, theme }: Scene, row: SoundRow, width: number, height: number): void {
    brush.fillStyle = theme.line;
    brush.fillRect(0, row.height / 2 - 0.5, boxWidth, 1);
    if (!peaks) return;
    const pixels = this.strip.clear(width, height);
    const word = colourWord(theme.inkQuiet, 1);
    const perPixel = (view.end - view.start) / width;
    const middle = height / 2;
    for (let x = 0; x < width; x++) {
      const [low, high] = peaks.between(view.start + x * perPixel, view.start + (x + 1) * perPixel);
      // A root lifts quiet voices without hiding loud ones.
      const top = Math.floor(middle - Math.sqrt(high) * middle);
      const bottom = Math.max(top + 1, Math.ceil(middle + Math.sqrt(-low) * middle));
      for (let y = top; y < bottom; y++) pixels[y * width + x] = word;
    }
    this.strip.put();
    this.strip.draw(brush, 0, height, [0, 0, boxWidth, row.height]);
  }

  private paintTones(brush: Brush, scene: Scene, row: SoundRow, width: number): void {
    const { view, theme, tones } = scene;
    brush.fillStyle = theme.sunken;
    brush.fillRect(0, 0, scene.width, row.height);
    if (typeof tones === "string") {
      brush.font = `11px ${theme.font}`;
      brush.textBaseline = "middle";
      brush.fillStyle = theme.inkQuiet;
      brush.fillText(tones, 8, row.height / 2);
      return;
    }
    if (this.tones?.theme !== theme) this.tones = { theme, words: toneWords(theme) };
    const pixels = this.strip.clear(width, tones.bands);
    tones.fill(pixels, width, view, this.tones.words);
    this.strip.put();
    this.strip.draw(brush, 0, tones.bands, [0, 0, scene.width, row.height]);
  }
}

/** One word for each level: nothing where it is silent, then the ink of the page stronger and stronger. */
function toneWords(theme: Theme): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const part = Math.max(0, (level - QUIETEST) / (255 - QUIETEST));
    return colourWord(theme.ink, part ** 1.4);
  });
}

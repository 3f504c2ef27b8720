/** Draws tiers as rows of pixels: all of them filled in one go, then each stretched to its place. */

import type { Person, Tier } from "../../core/data";
import { fillDenseRow, SHADES } from "../../core/timeline/dense_row";
import type { Intervals } from "../../core/timeline/intervals";
import type { Theme } from "../theme";
import type { Brush, Scene } from "./paint_scene";
import { colourOfLabel } from "./paint_tiers";
import { colourWord, PixelStrip } from "./pixel_strip";

/** A tier and where it is to be drawn. */
export interface DenseRow {
  readonly tier: Tier;
  readonly person: Person | null;
  readonly top: number;
  readonly height: number;
}

interface Palette {
  readonly words: Uint32Array;
  /** What the colours were made of: others where any of it is another. */
  readonly of: readonly unknown[];
}

const EMPTIEST = 0.35;
const HATCH_PX = 5;

export class DenseTiers {
  private readonly strip = new PixelStrip();
  private readonly palettes = new WeakMap<Intervals, Palette>();
  private hatch: { readonly theme: Theme; readonly pattern: CanvasPattern | null } | null = null;

  paint(brush: Brush, scene: Scene, rows: readonly DenseRow[]): void {
    if (rows.length === 0) return;
    const width = Math.max(1, Math.round(scene.width * brush.getTransform().a));
    const words = this.strip.clear(width, rows.length);
    rows.forEach(({ tier, person }, index) => {
      const pixels = words.subarray(index * width, (index + 1) * width);
      fillDenseRow(pixels, tier.intervals, scene.view, this.paletteOf(tier, person, scene));
    });
    this.strip.put();
    rows.forEach(({ tier, top, height }, index) => {
      this.strip.draw(brush, index, 1, [0, top, scene.width, height]);
      if (tier.origin === "candidate") this.paintHatch(brush, scene, top, height);
    });
  }

  private paletteOf(tier: Tier, person: Person | null, scene: Scene): Uint32Array {
    const { intervals, channel, origin } = tier;
    const of = [channel, origin, person?.colour, scene.data.people, scene.theme];
    const before = this.palettes.get(intervals);
    if (before?.of.every((each, index) => each === of[index])) return before.words;
    const opacity = origin === "candidate" ? 0.45 : channel === "words" || channel === "face" ? 0.5 : 1;
    const words = new Uint32Array(intervals.labels.length * SHADES);
    intervals.labels.forEach((label, place) => {
      const colour = colourOfLabel(label, channel, person, scene);
      for (let shade = 0; shade < SHADES; shade++) {
        const filled = EMPTIEST + (1 - EMPTIEST) * (shade / (SHADES - 1));
        words[place * SHADES + shade] = colourWord(colour, opacity * filled);
      }
    });
    this.palettes.set(intervals, { words, of });
    return words;
  }

  /** Lines across, as over a candidate drawn large: a place to look, not something a person said. */
  private paintHatch(brush: Brush, { theme, width }: Scene, top: number, height: number): void {
    if (this.hatch?.theme !== theme) this.hatch = { theme, pattern: hatchOf(brush, theme) };
    if (!this.hatch.pattern) return;
    brush.fillStyle = this.hatch.pattern;
    brush.fillRect(0, top, width, height);
  }
}

function hatchOf(brush: Brush, theme: Theme): CanvasPattern | null {
  const tile = document.createElement("canvas");
  tile.width = HATCH_PX;
  tile.height = HATCH_PX;
  const pen = tile.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = theme.paper;
  for (let step = 0; step < HATCH_PX; step++) pen.fillRect(step, HATCH_PX - 1 - step, 1, 1);
  return brush.createPattern(tile, "repeat");
}

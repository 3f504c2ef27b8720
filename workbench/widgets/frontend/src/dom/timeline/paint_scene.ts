/** What every painter of the timeline is given, and the strokes they share. CSS pixels. */

import type { Marks } from "../../core/coding/selection";
import type { Person, Snapshot, Stretch } from "../../core/data";
import type { Drawing } from "../../core/figures/drawing";
import type { Peaks } from "../../core/film/peaks";
import type { Chosen, StepDraft } from "../../core/state";
import type { TimelineLook } from "../../core/timeline/look";
import type { Rows } from "../../core/timeline/rows";
import { xOf } from "../../core/timeline/view";
import { SHAPE_PATHS } from "../icons";
import type { Theme } from "../theme";
import type { DenseTiers } from "./paint_dense";
import type { SoundPainter } from "./paint_sound";
import type { Tones } from "./tones";

export type Brush = CanvasRenderingContext2D;

/** Left, top, width and height. */
export type PaintBox = readonly [left: number, top: number, width: number, height: number];

export interface Scene {
  readonly data: Snapshot;
  readonly rows: Rows;
  readonly look: TimelineLook;
  readonly view: Stretch;
  readonly width: number;
  readonly marks: Marks;
  readonly chosen: Chosen | null;
  readonly seen: Drawing["seen"];
  readonly stepDraft: StepDraft | null;
  readonly peaks: Peaks | null;
  readonly tones: Tones;
  readonly sprite: HTMLImageElement | null;
  readonly theme: Theme;
  readonly dense: DenseTiers;
  readonly sound: SoundPainter;
}

export function placed(stretch: Stretch, { view, width }: Scene): readonly [left: number, width: number] {
  const left = xOf(stretch.start, view, width);
  return [left, xOf(stretch.end, view, width) - left];
}

export function scaledShape(person: Person, radius: number): Path2D {
  const shape = new Path2D();
  shape.addPath(new Path2D(SHAPE_PATHS[person.shape]), new DOMMatrix().scale(radius));
  return shape;
}

/** Words inside a box, with the mark of who is meant; left out where there is no room. */
export function paintLabel(
  brush: Brush,
  { theme, width: sceneWidth }: Scene,
  words: string,
  [left, top, width, height]: PaintBox,
  ink: string,
  mark: Person | null,
): void {
  const from = Math.max(left, 0) + 4;
  const room = Math.min(left + width, sceneWidth) - from - 3;
  if (room < 14 || !words) return;
  brush.font = `11px ${theme.font}`;
  brush.textBaseline = "middle";
  brush.fillStyle = ink;
  let x = from;
  if (mark && room > 20) {
    brush.save();
    brush.translate(from + 4, top + height / 2);
    brush.fill(scaledShape(mark, 3.5));
    brush.restore();
    x += 12;
  }
  const text = shortened(brush, words, from + room - x);
  if (text) brush.fillText(text, x, top + height / 2 + 0.5);
}

function shortened(brush: Brush, words: string, room: number): string {
  if (brush.measureText(words).width <= room) return words;
  let fits = Math.floor((words.length * room) / brush.measureText(words).width);
  while (fits > 0 && brush.measureText(`${words.slice(0, fits)}…`).width > room) fits--;
  return fits > 1 ? `${words.slice(0, fits)}…` : "";
}

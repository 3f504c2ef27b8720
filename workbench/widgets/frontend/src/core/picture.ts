/** The displayed picture inside its stage: where it lies, and places on it as fractions of its width and height. */

import type { Point } from "./data";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** The largest box of the picture's form that fits the stage, in its middle. */
export function fittedBox(stage: Size, picture: Size): Box {
  if (stage.width <= 0 || stage.height <= 0) return { left: 0, top: 0, width: 0, height: 0 };
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}

/** A place on the stage, in pixels, as a place on the picture; held at the picture's edges. */
export function toPicture(x: number, y: number, box: Box): Point {
  return [held((x - box.left) / box.width), held((y - box.top) / box.height)];
}

function held(fraction: number): number {
  return Number.isFinite(fraction) ? Math.min(Math.max(fraction, 0), 1) : 0;
}

/**
 * The displayed picture inside its stage: where it lies, how closely it is looked at, and places on it as fractions of its width and
 * height. Sizes are CSS pixels; a scale of 1 is the picture fitted into the stage.
 */

import type { Point } from "../data";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** How the picture is looked at: how many times larger than fitted, and which place of it is in the middle of the stage. */
export interface PictureView {
  readonly scale: number;
  readonly centre: Point;
}

/** The stage and the picture on it. */
export interface Sizes {
  readonly stage: Size;
  readonly picture: Size;
}

export const WHOLE_PICTURE: PictureView = { scale: 1, centre: [0.5, 0.5] };
export const SCALES: readonly number[] = [1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16];
const LARGEST = 16;

/** The largest box of the picture's form that fits the stage, in its middle. */
export function fittedBox(stage: Size, picture: Size): Box {
  if (stage.width <= 0 || stage.height <= 0) return { left: 0, top: 0, width: 0, height: 0 };
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}

/** Where the whole picture lies when it is looked at so: it reaches over the stage's edges where it is larger, and never leaves one bare. */
export function viewedBox({ stage, picture }: Sizes, view: PictureView): Box {
  const fitted = fittedBox(stage, picture);
  const [width, height] = [fitted.width * view.scale, fitted.height * view.scale];
  const left = edgeOf(stage.width, width, view.centre[0]);
  return { left, top: edgeOf(stage.height, height, view.centre[1]), width, height };
}

/** The view at another scale with the same place of the picture under a point of the stage; without one, in its middle. */
export function scaledAt(sizes: Sizes, view: PictureView, scale: number, at?: Point): PictureView {
  const { stage } = sizes;
  const [x, y] = at ?? [stage.width / 2, stage.height / 2];
  const box = viewedBox(sizes, view);
  const fitted = fittedBox(stage, sizes.picture);
  const held = Math.min(Math.max(scale, smallestScale(sizes)), LARGEST);
  const [width, height] = [fitted.width * held, fitted.height * held];
  const left = x - ((x - box.left) / box.width) * width;
  const top = y - ((y - box.top) / box.height) * height;
  return heldView(sizes, { scale: held, centre: [(stage.width / 2 - left) / width, (stage.height / 2 - top) / height] });
}

/** The view after the picture was drawn along by so many pixels. */
export function drawnBy(sizes: Sizes, view: PictureView, dx: number, dy: number): PictureView {
  const box = viewedBox(sizes, view);
  return heldView(sizes, { ...view, centre: [view.centre[0] - dx / box.width, view.centre[1] - dy / box.height] });
}

/** The same view with its centre where the picture really lies, so that moving back begins at once. */
function heldView(sizes: Sizes, view: PictureView): PictureView {
  const box = viewedBox(sizes, view);
  if (box.width <= 0 || box.height <= 0) return WHOLE_PICTURE;
  const { stage } = sizes;
  return { scale: view.scale, centre: [(stage.width / 2 - box.left) / box.width, (stage.height / 2 - box.top) / box.height] };
}

/** The scale at which one pixel of the film is one pixel of the screen; `pixelRatio` are the screen's pixels in a CSS pixel. */
export function pixelScale({ stage, picture }: Sizes, pixelRatio: number): number {
  const { width } = fittedBox(stage, picture);
  return width > 0 ? picture.width / (width * pixelRatio) : 1;
}

/** The next step closer or further away; stays at the ends. */
export function scaleBeside(scale: number, direction: 1 | -1): number {
  const further = direction > 0 ? SCALES.find((each) => each > scale * 1.01) : SCALES.findLast((each) => each < scale / 1.01);
  return further ?? (direction > 0 ? Math.max(scale, LARGEST) : Math.min(scale, 1));
}

/** Whether some of the picture is outside the stage. */
export function isCloser(view: PictureView): boolean {
  return view.scale > 1.001;
}

/** A place on the stage, in pixels, as a place on the picture; held at the picture's edges. */
export function toPicture(x: number, y: number, box: Box): Point {
  return [held((x - box.left) / box.width), held((y - box.top) / box.height)];
}

/** A film smaller than the stage may be looked at in its own pixels. */
function smallestScale(sizes: Sizes): number {
  return Math.min(1, pixelScale(sizes, 4));
}

/** Where a length begins in a room: in the middle where it is shorter, else so that its part `centre` is in the middle and no room is bare. */
function edgeOf(room: number, length: number, centre: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(Math.max(room / 2 - centre * length, room - length), 0);
}

function held(fraction: number): number {
  return Number.isFinite(fraction) ? Math.min(Math.max(fraction, 0), 1) : 0;
}

/** The part of the picture that shows a figure, as the server is asked for it; what is asked changes when what is hidden does. */

import type { Form, Region, Shape } from "../data";
import { boundsOfForm } from "./shapes";

/** A part of the picture in fractions of it. */
export interface PicturePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One exact picture of the film: how wide at most, which part of it, and what tells that other things are hidden in it. */
export interface StillAsk {
  readonly widthPx: number;
  readonly part?: PicturePart;
  readonly hides: string;
}

/** So much of what is around a figure is seen on each side, as a part of its size, and at least so much of the picture. */
const AROUND = 0.15;
const LEAST_AROUND = 0.02;

/** The figure with a little around it; null where it lies beyond the picture. */
export function cutOutOf(shape: Shape, form: Form, aspect: number): PicturePart | null {
  const [x0, y0, x1, y1] = boundsOfForm(shape, form, aspect);
  const [left, right] = widened(x0, x1, LEAST_AROUND);
  const [top, bottom] = widened(y0, y1, LEAST_AROUND * aspect);
  return left < right && top < bottom ? { left, top, width: right - left, height: bottom - top } : null;
}

function widened(from: number, to: number, least: number): readonly [number, number] {
  const around = Math.max((to - from) * AROUND, least);
  return [Math.max(from - around, 0), Math.min(to + around, 1)];
}

/** The frame on which a figure is looked at from an instant: that one, or the nearest on which it is seen; by its ticks. */
export function seenNear({ start, end }: Region, ticks: number): number {
  return Math.min(Math.max(ticks, start), end - 1);
}

/** The address of a still below its film's. */
export function stillAddress(stills: string, frame: number, { widthPx, part, hides }: StillAsk): string {
  const region = part ? `&region=${[part.left, part.top, part.width, part.height].map(fraction).join()}` : "";
  return `${stills}/${frame}?width=${widthPx}${region}&hides=${hides}`;
}

/** Rounded down, so that left and width together stay inside. */
function fraction(value: number): string {
  return (Math.floor(value * 1e6) / 1e6).toFixed(6);
}

/** A word for all that figures hide in the film: the same for the same, so that no picture from before is shown again. */
export function hidingWord(regions: readonly Region[]): string {
  const words = JSON.stringify(regions.filter((region) => region.purpose === "anonymise"));
  let hash = 0x811c9dc5;
  for (let place = 0; place < words.length; place += 1) hash = Math.imul(hash ^ words.charCodeAt(place), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** Small line drawings beside words, on a grid of 16 by 16. */

import type { PersonShape } from "../core/design";
import { svgElement } from "./element";

const PATHS = {
  play: "M5 3.2v9.6L13 8z",
  pause: "M4.5 3h2.5v10H4.5zM9 3h2.5v10H9z",
  stepBack: "M10.5 3.5v9L4.5 8zM12 3.5h1.5v9H12z",
  stepForward: "M5.5 3.5v9l6-4.5zM2.5 3.5H4v9H2.5z",
  toStart: "M2.5 3.5H4v9H2.5zM9 3.5v9L4.5 8zM14 3.5v9L9.5 8z",
  toEnd: "M12 3.5h1.5v9H12zM7 3.5v9L11.5 8zM2 3.5v9L6.500 8z",
  loop: "M4 5.500h7.200a2.300 2.300 0 0 1 2.300 2.300v.4M12 10.500H4.800a2.300 2.300 0 0 1-2.300-2.300v-.4M5.800 3.500l-2 2 2 2M10.200 8.500l2 2-2 2",
  markIn: "M9 3H5v10h4",
  markOut: "M7 3h4v10H7",
  moment: "M8 2.200l1.650 3.700 4 .4-3 2.700.85 3.950L8 10.900l-3.500 2.050.85-3.950-3-2.700 4-.4z",
  box: "M2.500 4h11v8h-11z",
  ellipse: "M8 4c3.300 0 6 1.800 6 4s-2.700 4-6 4-6-1.800-6-4 2.700-4 6-4z",
  arrow: "M3 13L12.500 3.500M6.500 3.500h6v6",
  line: "M2.500 11c2-6 4-6 5.500-3s3.500 2 5.500-3",
  polygon: "M3 6.500L8 2.500l5 4-2 6.500H5z",
  spotlight:
    "M8 5.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600M8 1.800v1.400M8 12.800v1.400M1.800 8h1.400M12.800 8h1.400M3.600 3.600l1 1M11.400 11.400l1 1M3.600 12.400l1-1M11.400 4.600l1-1",
  blur: "M2.500 3.500h11v9h-11zM2.500 8l4.500-4.500M2.500 12.500l9-9M7 12.500l6.500-6.500M11.500 12.500l2-2",
  keyframe: "M8 3.500L12.500 8 8 12.500 3.500 8z",
  keyframeOff: "M8 3.500L12.500 8 8 12.500 3.500 8zM3 13L13 3",
  keyframeBefore: "M9.500 4.500L13 8l-3.500 3.500L6 8zM4.500 5L2 8l2.500 3",
  keyframeNext: "M6.500 4.500L10 8l-3.500 3.500L3 8zM11.500 5L14 8l-2.500 3",
  hand: "M8 2v12M2 8h12M8 2L6.300 3.700M8 2l1.700 1.700M8 14l-1.700-1.700M8 14l1.700-1.700M2 8l1.700-1.700M2 8l1.700 1.700M14 8l-1.700-1.700M14 8l-1.700 1.700",
  remove: "M4 4l8 8M12 4l-8 8",
  undo: "M6 3.500L3 6.500l3 3M3.500 6.500h5.500a3.500 3.500 0 0 1 0 7H7",
  redo: "M10 3.500l3 3-3 3M12.500 6.500H7a3.500 3.500 0 0 0 0 7h2",
  look: "M1.500 8c1.700-2.900 3.900-4.300 6.500-4.300s4.800 1.400 6.500 4.300c-1.700 2.900-3.900 4.300-6.500 4.300S3.200 10.900 1.500 8zM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4",
  compare: "M2 3.500h5v9H2zM9 3.500h5v9H9z",
  cameras: "M2 5h7.500v6H2zM9.500 7.200L14 5v6L9.500 8.800",
  sound: "M2.500 6h2.500l3.500-3v10l-3.500-3H2.500zM10.800 5.500c1.500 1.400 1.500 3.600 0 5M12.600 3.700c2.500 2.400 2.500 6.200 0 8.600",
  soundSteps: "M2.500 6.500v3M5.500 4.500v7M10.500 4.500v7M13.500 6.500v3M8 2.500v1.500M8 6v1.500M8 9.500v1.500M8 13v.01",
  larger: "M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M10.300 10.300L13.800 13.800M7 5v4M5 7h4",
  smaller: "M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M10.300 10.300L13.800 13.800M5 7h4",
  fullScreen: "M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
  label: "M2.500 3.500h6l5 4.500-5 4.500h-6zM5 8h.1",
  split: "M8 2v12M5.500 5.500L3 8l2.500 2.500M10.500 5.500L13 8l-2.500 2.500",
  merge: "M8 2v12M2.500 5.500L5 8l-2.500 2.500M13.500 5.500L11 8l2.500 2.500",
  copy: "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
  rows: "M2.500 4h11M2.500 8h11M2.500 12h6M11 12h3M12.500 10.500v3",
  saved: "M3.500 8.500l3 3 6-7",
  keys: "M2.500 4.500h11v7h-11zM5 7v.01M8 7v.01M11 7v.01M5.500 9.500h5",
  unfolded: "M4 6l4 4 4-4",
  folded: "M6 4l4 4-4 4",
  loudness: "M2.500 6.500v3M5.250 4.500v7M8 2.500v11M10.750 5v6M13.500 6.500v3",
  tones: "M2.500 12.500h11M2.500 9.500h7M5.500 6.500h8M2.500 3.500h4",
  settings:
    "M2.500 5h6M12 5h1.500M8.500 5a1.750 1.750 0 1 0 3.500 0a1.750 1.750 0 1 0-3.500 0M13.500 11h-6M4 11H2.500M7.500 11a1.750 1.750 0 1 0-3.500 0a1.750 1.750 0 1 0 3.500 0",
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set<IconName>(["play", "pause", "stepBack", "stepForward", "toStart", "toEnd"]);

export function icon(name: IconName): SVGSVGElement {
  const drawn = FILLED.has(name) ? { fill: "currentColor" } : { fill: "none", stroke: "currentColor", "stroke-width": 1.5 };
  return svgElement(
    "svg",
    { class: "vig-icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svgElement("path", { d: PATHS[name], "stroke-linecap": "round", "stroke-linejoin": "round", ...drawn }),
  );
}

/** Outlines of the shapes that tell people apart, in a square of side 2 around the origin. */
export const SHAPE_PATHS: Readonly<Record<PersonShape, string>> = {
  circle: "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
  square: "M-.88-.88H.88V.88H-.88Z",
  triangle: "M0-1.050L1.050.850H-1.050Z",
  diamond: "M0-1.150L1.150 0L0 1.150L-1.150 0Z",
};

export function personIcon(shape: PersonShape, colour: string): SVGSVGElement {
  return svgElement(
    "svg",
    { class: "vig-icon", viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true" },
    svgElement("path", { d: SHAPE_PATHS[shape], fill: colour }),
  );
}

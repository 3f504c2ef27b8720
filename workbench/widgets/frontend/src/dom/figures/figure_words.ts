/** What figures are called. */

import type { Region, Shape } from "../../core/data";

export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  box: "Box",
  ellipse: "Ellipse",
  polygon: "Polygon",
  line: "Free line",
  arrow: "Arrow",
  spotlight: "Spotlight: darkens the rest",
  blur: "Blur: hides what is under it",
};

/** “Box”, “Box: the puzzle”, “Blur, hides”. */
export function figureWords({ shape, label, purpose }: Region): string {
  const [name] = SHAPE_WORDS[shape].split(":");
  return `${name}${purpose === "anonymise" ? ", hides" : ""}${label ? `: ${label}` : ""}`;
}

/** The page's drawings: one path each in a 24 by 24 field, always beside a word. */

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M7.5 5.5h3.2v13H7.5zM13.3 5.5h3.2v13h-3.2z",
  again: "M12 5.2a6.8 6.8 0 1 1-6.5 4.8l1.9.6A4.8 4.8 0 1 0 12 7.2v2.9L7.4 6.2 12 2.3z",
  slower: "M5 7.2v9.6l6-4.8zM12.4 7.2H14v9.6h-1.6zM16.6 7.2h1.6v9.6h-1.6z",
  still: "M5.5 6h13A1.5 1.5 0 0 1 20 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 16.500v-9A1.5 1.5 0 0 1 5.500 6zm.5 2v8h12V8z",
  stop: "M7 7h10v10H7z",
  back: "M14.8 5.6 8.4 12l6.4 6.400 1.3-1.3-5-5.100 5-5.100z",
  next: "m9.2 5.600 6.400 6.400-6.400 6.400-1.300-1.300 5-5.100-5-5.100z",
  question:
    "M5.500 4.500h13A1.500 1.500 0 0 1 20 6v8.500a1.500 1.500 0 0 1-1.500 1.500H11l-4 3.500V16H5.500A1.500 1.500 0 0 1 4 14.500V6a1.500 1.500 0 0 1 1.500-1.500zM6 6.500V14h12V6.500z",
  keep: "M7 4h10v16l-5-3.800L7 20zm2 2v10l3-2.300 3 2.300V6z",
  kept: "M7 4h10v16l-5-3.800L7 20z",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("vig-family-icon", `vig-family-icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

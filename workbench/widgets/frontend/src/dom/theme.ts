/** The colours a canvas draws with, read from the page's custom properties so that light and dark follow the notebook's theme. */

import type { Disposable } from "../core/disposal";

export interface Theme {
  readonly ink: string;
  readonly inkQuiet: string;
  readonly line: string;
  readonly paper: string;
  readonly raised: string;
  readonly sunken: string;
  readonly accent: string;
  readonly candidate: string;
  readonly font: string;
}

export function readTheme(root: Element): Theme {
  const style = getComputedStyle(root);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#808080";
  return {
    ink: read("vig-ink"),
    inkQuiet: read("vig-ink-quiet"),
    line: read("vig-line"),
    paper: read("vig-paper"),
    raised: read("vig-raised"),
    sunken: read("vig-sunken"),
    accent: read("vig-accent"),
    candidate: read("vig-candidate"),
    font: read("vig-font"),
  };
}

/** Hears when the notebook's or the system's theme changes. */
export function onThemeChange(listener: () => void): Disposable {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  const system = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;
  system?.addEventListener("change", listener);
  return {
    dispose: () => {
      observer.disconnect();
      system?.removeEventListener("change", listener);
    },
  };
}

/** Dark or light ink, whichever reads better on a colour `#rrggbb`. */
export function inkOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return luminance > 0.2 ? "#1e1d1b" : "#ffffff";
}

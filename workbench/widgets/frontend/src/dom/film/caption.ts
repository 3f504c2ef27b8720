/** The line under each picture where there are several: whose it is, its own frame and time, and whether it is in step. */

import type { FrameTable } from "../../core/film/frames";
import { formatCount, formatTime } from "../../core/format";
import { element, setText } from "../element";

export interface Caption {
  readonly element: HTMLElement;
  /** `frame` is null where there is no picture at this instant. */
  show(name: string, table: FrameTable, frame: number | null, words: string): void;
}

export function createCaption(): Caption {
  const name = element("span", { class: "vig-caption-name" });
  const number = element("span", { class: "vig-numbers", "data-testid": "picture-frame" });
  const time = element("span", { class: "vig-numbers vig-quiet" });
  const words = element("span", { class: "vig-quiet", "data-testid": "picture-words" });
  return {
    element: element("figcaption", { class: "vig-caption" }, name, words, number, time),
    show: (called, table, frame, said) => {
      setText(name, called);
      name.title = called;
      setText(number, frame === null ? "–" : formatCount(frame));
      number.dataset["frame"] = frame === null ? "" : String(frame);
      setText(time, frame === null ? "" : formatTime(table.startOf(frame)));
      setText(words, said);
    },
  };
}

/** How far a picture is from the leading one while both play, or that it was not ready when the other began. */
export function stepWords(frames: number, isLate: boolean): string {
  if (isLate) return "comes along in a moment";
  const apart = Math.abs(frames);
  if (apart <= 1) return "";
  return `${apart} frames ${frames > 0 ? "ahead" : "behind"}`;
}

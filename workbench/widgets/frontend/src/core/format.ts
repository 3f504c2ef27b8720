/** Numbers as people read them. */

import { TICKS_PER_SECOND } from "./film/frames";

const THIN_SPACE = "\u202f";

/** `mm:ss.mmm`, hours in front where needed, to the nearest millisecond; the same words as Python's `format_time`. */
export function formatTime(ticks: number): string {
  const milliseconds = Math.floor((ticks * 1000) / TICKS_PER_SECOND + 0.5);
  const rest = Math.abs(milliseconds);
  const hours = Math.floor(rest / 3_600_000);
  const clock = `${pad(Math.floor(rest / 60_000) % 60, 2)}:${pad(Math.floor(rest / 1000) % 60, 2)}.${pad(rest % 1000, 3)}`;
  return `${milliseconds < 0 ? "-" : ""}${hours > 0 ? `${hours}:` : ""}${clock}`;
}

/** A mark of the ruler, as short as the distance between marks allows. */
export function formatMark(ticks: number, stepTicks: number): string {
  const full = formatTime(ticks);
  if (stepTicks >= TICKS_PER_SECOND) return full.slice(0, -4);
  if (stepTicks >= TICKS_PER_SECOND / 10) return full.slice(0, -2);
  return full;
}

/** A length in seconds to a tenth. */
export function formatSeconds(ticks: number): string {
  return `${(ticks / TICKS_PER_SECOND).toFixed(1)}${THIN_SPACE}s`;
}

/** A count with thin spaces between thousands. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

export function formatRate(rate: number): string {
  return `${String(rate)}×`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

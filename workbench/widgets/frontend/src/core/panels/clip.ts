/** What may be set on a clip sheet: pause points, the still, start and end. Ticks of the film clock. */

import type { Clip, PausePoint, Stretch } from "../data";
import type { Refusal } from "../edits";

export function contains(stretch: Stretch, at: number): boolean {
  return stretch.start <= at && at < stretch.end;
}

export type Planned<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

type FormatTime = (ticks: number) => string;

/** The pause points with a new one at `at`, in order of time. */
export function planPause(
  clip: Stretch,
  pauses: readonly PausePoint[],
  at: number,
  formatTime: FormatTime,
): Planned<readonly PausePoint[]> {
  if (!contains(clip, at)) return refused(`The film stands at ${formatTime(at)}, outside this clip`, outside(clip, formatTime));
  if (pauses.some((pause) => pause.at === at)) {
    return refused(`There is a pause point at ${formatTime(at)} already`, "Go to another place in the clip first");
  }
  return { ok: true, value: [...pauses, { at, question: "" }].sort((a, b) => a.at - b.at) };
}

/** The still at `at`, if that is a frame of the clip. */
export function planPoster(clip: Stretch, at: number, formatTime: FormatTime): Planned<number> {
  if (!contains(clip, at)) return refused(`The film stands at ${formatTime(at)}, outside this clip`, outside(clip, formatTime));
  return { ok: true, value: at };
}

/** Another stretch for a clip: not empty, inside the film, and round its pause points and still. */
export function planStretch(
  clip: Pick<Clip, "pauses" | "posterAt">,
  wanted: Stretch,
  filmLength: number,
  formatTime: FormatTime,
): Planned<Stretch> {
  if (wanted.end <= wanted.start) return refused("A clip ends after it starts", "Go to another place in the film first");
  if (wanted.start < 0 || wanted.end > filmLength) return refused("That is past the edge of the film", "Choose a place inside the film");
  const pause = clip.pauses.find((one) => !contains(wanted, one.at));
  if (pause) return refused(`The pause point at ${formatTime(pause.at)} would lie outside`, "Remove that pause point first");
  if (clip.posterAt !== null && !contains(wanted, clip.posterAt)) {
    return refused(`The still at ${formatTime(clip.posterAt)} would lie outside`, "Choose another still first");
  }
  return { ok: true, value: wanted };
}

function outside(clip: Stretch, formatTime: FormatTime): string {
  return `Go to a place inside the clip first; it starts at ${formatTime(clip.start)}`;
}

function refused(problem: string, nextStep: string): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { problem, nextStep } };
}

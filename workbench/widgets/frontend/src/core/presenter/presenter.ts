/**
 * What a presenter sees of the family's page, worked out from what that page reports.
 * What does not live here: words (`words`), the page (`dom/presenter`), the socket (`adapter/presenter`).
 */

import type { Report } from "../family/company";
import { clipOn, type FamilyClip, type FamilyReview, isStill, questionOf, stopsOf } from "../family/family";

/** What the guider wrote for themselves beside one clip; a family never sees it. */
export interface ClipNotes {
  readonly hopeToNotice: string;
  readonly mayBeHard: string;
  readonly initiative: string;
  readonly note: string;
  readonly followUps: readonly string[];
  readonly playPlan: readonly string[];
}

export interface Presentation {
  readonly review: FamilyReview;
  readonly notes: ReadonlyMap<string, ClipNotes>;
}

export interface Scene {
  /** How many of the family's pages are open; the last one opened is led. */
  readonly nPages: number;
  readonly report: Report | null;
  /** For how long nothing has moved, when this was said. */
  readonly quietS: number;
  /** The family's own words where they want the guider to read them. */
  readonly words: string | null;
}

/** Where the family is, in one word. */
export type Whereabouts = "nobody" | "stopped" | "failed" | "last" | Report["phase"];

export interface Look {
  readonly where: Whereabouts;
  readonly clip: FamilyClip | null;
  /** The question that is shown or would be. */
  readonly question: string;
  readonly questionShown: boolean;
  /** The question of the next place where the picture holds; empty where there is none. */
  readonly atNextPause: string;
  readonly notes: ClipNotes | null;
  /** The clip that comes after this one; null where the last page does. */
  readonly nextClip: FamilyClip | null;
  readonly playing: boolean;
  readonly slower: boolean;
  readonly canPoint: boolean;
  readonly lightOn: boolean;
  readonly needsTouch: boolean;
}

export function lookAt({ review, notes }: Presentation, { report }: Scene): Look | null {
  if (!report) return null;
  const state = { ...report, kept: null };
  const clip = clipOn(review, state);
  return {
    where: whereabouts(report, clip),
    clip,
    question: clip ? questionOf(review, state) : review.closingQuestion,
    questionShown: clip ? report.questionShown : true,
    atNextPause: questionAtNextPause(clip, report),
    notes: clip ? (notes.get(clip.id) ?? null) : null,
    nextClip: review.clips[report.screen + 1] ?? null,
    playing: report.phase === "playing" && !report.stopped,
    slower: report.slower,
    canPoint: clip !== null && isStill(state) && !report.stopped,
    lightOn: report.light !== null,
    needsTouch: report.needsTouch,
  };
}

function whereabouts(report: Report, clip: FamilyClip | null): Whereabouts {
  if (report.stopped) return "stopped";
  if (!clip) return "last";
  return report.failed ? "failed" : report.phase;
}

function questionAtNextPause(clip: FamilyClip | null, { pause, frame, phase }: Report): string {
  if (!clip || phase === "ended") return "";
  const stops = stopsOf(clip);
  const next = pause === null ? stops.find((stop) => stop.frame > frame) : stops[pause + 1];
  return next ? next.question || clip.question : "";
}

/** Minutes and seconds as "1:05". */
export function formatQuiet(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

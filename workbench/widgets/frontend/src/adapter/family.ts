/** The family's page on the wire: the traits `review` and `words` that Python sends, and where its films are fetched. Nothing is sent back to the kernel. */

import type { FamilyClip, FamilyReview, MediaAddresses } from "../core/family/family";
import type { FamilyWords } from "../core/family/words";
import { FrameTable } from "../core/film/frames";
import { camelised } from "./wire";

interface WireClip {
  readonly id: string;
  readonly title: string;
  readonly introduction: string;
  readonly question: string;
  readonly slow_rate: number;
  readonly pauses: readonly { readonly at: number; readonly question: string }[];
  readonly pts: readonly number[];
  readonly end: number;
  readonly width: number;
  readonly height: number;
  readonly has_poster: boolean;
}

interface WireReview {
  readonly language: string;
  readonly words: unknown;
  readonly hope: string;
  readonly closing_question: string;
  readonly clips: readonly WireClip[];
}

/** Null where Python had nothing that may be shown. */
export function readReview(trait: unknown): FamilyReview | null {
  if (typeof trait !== "object" || trait === null || !("clips" in trait)) return null;
  const wire = trait as WireReview;
  const { language, hope, closing_question: closingQuestion } = wire;
  return { language, hope, closingQuestion, words: readWords(wire.words), clips: wire.clips.map(readClip) };
}

/** What the page says of its own; Python says all of it. */
export function readWords(trait: unknown): FamilyWords {
  return camelised(trait) as FamilyWords;
}

function readClip({ slow_rate, has_poster, pts, end, ...rest }: WireClip): FamilyClip {
  return { ...rest, slowRate: slow_rate, hasPoster: has_poster, table: new FrameTable(Float64Array.from(pts), end) };
}

/** The page's own base, with its slash; the page says it in its configuration. */
export function baseAddress(page: Document): string {
  const configuration: unknown = JSON.parse(page.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const named =
    typeof configuration === "object" && configuration !== null && "baseUrl" in configuration ? String(configuration.baseUrl) : "/";
  return named.endsWith("/") ? named : `${named}/`;
}

export function mediaAddresses(base: string): MediaAddresses {
  return { clip: (id) => `${base}vig/clip/${id}`, poster: (id) => `${base}vig/poster/${id}` };
}

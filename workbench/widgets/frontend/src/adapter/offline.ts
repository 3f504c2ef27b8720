/** What a page on a stick finds in itself: the review, where its films lie beside it, and the last day. */

import type { FamilyReview, MediaAddresses } from "../core/family/family";
import { readReview } from "./family";

export interface OfflineReview {
  readonly review: FamilyReview;
  readonly media: MediaAddresses;
  readonly lastDay: string;
}

export function readOfflineReview(page: Document): OfflineReview {
  const told: unknown = JSON.parse(page.getElementById("vig-review")?.textContent || "null");
  const review = readReview(told);
  if (!review) throw new TypeError("this page holds no review");
  const { clips_in, posters_in, expires_on } = told as { clips_in: string; posters_in: string; expires_on: string };
  return { review, media: { clip: (id) => `${clips_in}/${id}.mp4`, poster: (id) => `${posters_in}/${id}.jpg` }, lastDay: expires_on };
}

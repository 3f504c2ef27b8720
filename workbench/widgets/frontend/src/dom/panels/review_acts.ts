/** What a guider does on the Review tab with the record of a shared review. */

import type { ReviewPart, ReviewState } from "../../core/panels/review_state";
import { type Desk, textIn } from "./desk";

/** Changes what is open or filled in on the Review tab. */
export function changeReview(desk: Desk, change: Partial<ReviewState>): void {
  desk.set({ review: { ...desk.state().review, ...change } });
}

export function reviewActs(desk: Desk) {
  const { perform, focus, set } = desk;
  const change = (values: Partial<ReviewState>): void => changeReview(desk, values);
  return {
    openPart: (part: ReviewPart): void => change({ part }),
    openReview: (reviewId: string): void => change({ reviewId, openClip: null, openPoint: null }),
    openResponse: (openClip: string | null): void => {
      change({ openClip });
      if (openClip) focus("said-first");
    },
    showChecklist: (): void => change({ showsChecklist: !desk.state().review.showsChecklist }),
    addReview: async (): Promise<void> => {
      const playlistId = desk.data().playlist?.id ?? null;
      const done = await perform("review", { kind: "add_review", playlistId });
      if (!done) return;
      change({ reviewId: textIn(done.result, "id") || null, openClip: null });
      set({ said: "A review of today is written down" });
      done.focus("review-day");
    },
    watched: (id: string, playlistId: string): void => void perform("review", { kind: "change_review", id, playlistId }),
    removeReview: async (id: string): Promise<void> => {
      const done = await perform("review", { kind: "remove_review", id });
      if (!done) return;
      change({ reviewId: null, openClip: null });
      desk.tookAway("review", done.result);
    },
  };
}

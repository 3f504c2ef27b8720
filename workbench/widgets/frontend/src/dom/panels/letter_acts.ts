/** What a guider does with letters and pages to print. */

import type { LetterForm } from "../../core/edits";
import type { LetterKind, LetterStill } from "../../core/record";
import { type Desk, textIn } from "./desk";
import { changeReview } from "./review_acts";

export function letterActs(desk: Desk) {
  const { perform, set } = desk;
  return {
    openLetter: (letterKind: LetterKind): void => {
      desk.refuse("letter", null);
      changeReview(desk, { letterKind });
    },
    tellRatings: (withRatings: boolean): void => changeReview(desk, { withRatings }),
    draftLetter: async (): Promise<void> => {
      const { letterKind, withRatings } = desk.state().review;
      const done = await perform("letter", { kind: "draft_letter", letterKind, withRatings });
      if (!done) return;
      set({ said: "The letter is drafted" });
      done.focus("letter-heading");
    },
    approveLetter: async (id: string): Promise<void> => {
      const done = await perform("letter", { kind: "approve_letter", id });
      if (!done) return;
      set({ said: "The letter is ready to leave" });
      done.focus("letter-pdf");
    },
    addLetterStill: async (id: string, clipId: string): Promise<void> => {
      if (await perform("letter-stills", { kind: "add_letter_still", id, clipId })) set({ said: "The still is in the letter" });
    },
    removeLetterStill: async (id: string, { recordingId, at }: LetterStill): Promise<void> => {
      if (await perform("letter-stills", { kind: "remove_letter_still", id, recordingId, at })) set({ said: "The still is taken out" });
    },
    writeLetter: async (id: string, form: LetterForm): Promise<void> => {
      await desk.saving.settle();
      const done = await perform("letter", { kind: "write_letter", id, form });
      if (!done) return;
      desk.wrote(`letter-${id}`, textIn(done.result, "place"));
      set({ said: "The letter is written" });
    },
    writeFilmingGuide: async (): Promise<void> => {
      const done = await perform("guide", { kind: "write_filming_guide" });
      if (!done) return;
      desk.wrote("guide", textIn(done.result, "place"));
      set({ said: "The page is written" });
    },
  };
}

/** What a guider does about supervision: meetings, looking back, the sealed package, scores. */

import type { Fold, NewMeasure, NewMeeting, ReviewState } from "../../core/panels/review_state";
import { chosenReview, hoursIn, passphraseRefusal } from "../../core/panels/reviews";
import { type Desk, textIn, textsIn } from "./desk";
import { changeReview } from "./review_acts";

export function supervisionActs(desk: Desk) {
  const { perform, focus, refuse, set } = desk;
  const now = (): ReviewState => desk.state().review;
  const change = (values: Partial<ReviewState>): void => changeReview(desk, values);

  const lookAtWhatMayGo = async (): Promise<void> => {
    const review = chosenReview(desk.data().reviews, now().reviewId);
    if (!review) return;
    change({ mayGo: null });
    const answer = await desk.context.ask("what_may_go", { reviewId: review.id });
    if (answer) change({ mayGo: { reviewId: review.id, answer } });
  };
  const stopMeeting = (): void => {
    refuse("meeting", null);
    change({ newMeeting: null });
    focus("add-meeting");
  };
  const stopMeasure = (then = focus): void => {
    refuse("measure", null);
    change({ newMeasure: null });
    then("add-measure");
  };

  return {
    openFold: (fold: Fold | null): void => {
      change({ fold, sealing: { status: "idle", forWhom: now().sealing.forWhom } });
      if (fold === "sealed") void lookAtWhatMayGo();
    },
    startMeeting: (heldOn: string): void => {
      change({ newMeeting: { heldOn, hours: "", supervisor: "" } });
      focus("new-meeting-hours");
    },
    changeMeeting: (values: Partial<NewMeeting>): void => {
      const { newMeeting } = now();
      if (newMeeting) change({ newMeeting: { ...newMeeting, ...values } });
    },
    stopMeeting,
    keepMeeting: async (): Promise<void> => {
      const { newMeeting } = now();
      if (!newMeeting) return;
      const hours = hoursIn(newMeeting.hours);
      if (hours === null) return refuse("meeting", { problem: "The meeting has no length yet", nextStep: "Write its hours, such as 1.5" });
      const reviewId = chosenReview(desk.data().reviews, now().reviewId)?.id ?? null;
      const { heldOn } = newMeeting;
      const said = { hours, reviewId, supervisor: newMeeting.supervisor.trim(), ...(heldOn ? { heldOn } : {}) };
      const done = await perform("meeting", { kind: "add_supervision", ...said });
      if (!done) return;
      change({ newMeeting: null, openMeeting: textIn(done.result, "id") || null });
      set({ said: "The meeting is written down" });
      done.focus("meeting-focus");
    },
    openMeeting: (openMeeting: string | null): void => change({ openMeeting }),
    removeMeeting: async (id: string): Promise<void> => {
      const done = await perform("meeting", { kind: "remove_supervision", id });
      if (!done) return;
      desk.tookAwayWords("The meeting is removed");
      done.focus("add-meeting");
    },
    openPoint: (openPoint: string | null): void => {
      change({ openPoint });
      focus("point-words");
    },
    sealFor: (forWhom: string): void => change({ sealing: { status: "idle", forWhom } }),
    /** Whether the package was sealed. The passphrase goes into the message and nowhere else. */
    seal: async (reviewId: string, once: string, again: string): Promise<boolean> => {
      const { sealing } = now();
      if (sealing.status === "busy") return false;
      const refusal = passphraseRefusal(once, again);
      refuse("seal", refusal);
      if (refusal) return false;
      const forWhom = sealing.forWhom.trim();
      change({ sealing: { status: "busy", forWhom } });
      set({ said: "The package is being sealed" });
      const done = await perform("seal", { kind: "seal_for_supervision", reviewId, passphrase: once, forWhom });
      if (!done) {
        change({ sealing: { status: "idle", forWhom } });
        return false;
      }
      const place = textIn(done.result, "place");
      desk.wrote("sealed", place);
      change({ sealing: { status: "done", forWhom, place, leftOut: textsIn(done.result, "leftOut") } });
      set({ said: "The package is sealed" });
      return true;
    },
    startMeasure: (on: string): void => {
      change({ newMeasure: { name: "", version: "", rater: "", on, score: "" } });
      focus("measure-name");
    },
    changeMeasure: (values: Partial<NewMeasure>): void => {
      const { newMeasure } = now();
      if (newMeasure) change({ newMeasure: { ...newMeasure, ...values } });
    },
    stopMeasure: (): void => stopMeasure(),
    keepMeasure: async (): Promise<void> => {
      const { newMeasure } = now();
      if (!newMeasure) return;
      const { on, ...words } = newMeasure;
      if (!words.name.trim() || !words.score.trim()) {
        return refuse("measure", { problem: "The instrument and its score are needed", nextStep: "Write both as the rater gave them" });
      }
      const done = await perform("measure", { kind: "log_measure", ...words, ...(on ? { on } : {}) });
      if (!done) return;
      stopMeasure(done.focus);
      set({ said: "The score is noted" });
    },
    removeMeasure: async (id: string): Promise<void> => {
      const done = await perform("measure", { kind: "remove_measure", id });
      if (!done) return;
      desk.tookAwayWords("The score is removed");
      done.focus("add-measure");
    },
  };
}

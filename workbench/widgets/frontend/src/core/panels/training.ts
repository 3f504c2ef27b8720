/** An export for training as it is filled in, and whether it can be asked for: pure. */

import type { GivenWay } from "../data";
import type { Edit, Refusal } from "../edits";

type TrainingEdit = Extract<Edit, { kind: "export_for_training" }>;
export type TrainingWay = TrainingEdit["way"];

/** Where it goes, for whom, and for how many days at most, as they are typed. */
export interface Training {
  readonly way: TrainingWay;
  readonly forWhom: string;
  readonly days: string;
}

const MOST_DAYS = 3650;

export const TRAINING_WAYS: readonly { readonly way: TrainingWay; readonly words: string }[] = [
  { way: "training_internal", words: "In the service" },
  { way: "training_external", words: "Elsewhere" },
];

export function isForTraining(way: GivenWay): boolean {
  return TRAINING_WAYS.some((one) => one.way === way);
}

export const NEW_TRAINING: Training = { way: "training_internal", forWhom: "", days: "365" };

/** The edit that asks for it, or why it cannot be asked for yet. */
export function planTraining({ way, forWhom, days }: Training): TrainingEdit | Refusal {
  const whom = forWhom.trim();
  if (!whom) return { problem: "It is not said yet who gets it", nextStep: "Write their initials or a code" };
  const n = Number(days.trim() || "0");
  if (!Number.isInteger(n) || n < 1 || n > MOST_DAYS) {
    return { problem: "An export for training may be used for some days only", nextStep: `Write a whole number from 1 to ${MOST_DAYS}` };
  }
  return { kind: "export_for_training", way, forWhom: whom, days: n };
}

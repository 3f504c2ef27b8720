/** Steps and chains in words of the practice. */

import type { Modality, Person, Step, StepRole } from "../data";
import type { Chain } from "./chains";

/** What somebody does in a step. */
export const ROLE_DEEDS: Readonly<Record<StepRole, string>> = { initiative: "begins", reception: "receives", response: "answers" };

export const ROLE_WORDS: Readonly<Record<StepRole, string>> = { initiative: "Initiative", reception: "Reception", response: "Response" };

/** How it can be seen or heard. */
export const MODALITY_WORDS: Readonly<Record<Modality, string>> = {
  gaze: "a look",
  face: "the face",
  voice: "the voice",
  words: "words",
  touch: "touch",
  posture: "posture",
  gesture: "a gesture",
  distance: "coming closer",
};

export function actorOf(step: Step, people: readonly Person[]): Person | undefined {
  return people.find((person) => person.id === step.actorId);
}

/** "Noah begins" */
export function deedWords(step: Step, people: readonly Person[]): string {
  return `${actorOf(step, people)?.shownName ?? "Somebody"} ${ROLE_DEEDS[step.role]}`;
}

/** "with a gesture · “look!”" */
export function mannerWords(step: Step): string {
  return [`with ${MODALITY_WORDS[step.modality]}`, step.words ? `“${step.words}”` : ""].filter(Boolean).join(" · ");
}

/** "Yes-cycle of 5 steps: Noah, Mum", "Take five: 6 turns on blue piece" */
export function chainWords(chain: Chain, people: readonly Person[]): string {
  const n = chain.steps.length;
  if (chain.kind === "take_five") return `Take five: ${n} turns on ${chain.steps[0]?.topic}`;
  const names = [...new Set(chain.steps.map((step) => actorOf(step, people)?.shownName ?? "somebody"))];
  return `Yes-cycle of ${n} steps: ${names.join(", ")}`;
}

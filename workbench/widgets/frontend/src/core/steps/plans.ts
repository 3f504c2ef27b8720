/** What marking a step here would make of it: who, how, for how long, and what it answers. Pure. */

import { type Marks, selectedStretch } from "../coding/selection";
import type { Modality, Person, Snapshot, Step, StepRole, Stretch } from "../data";
import { type FrameTable, TICKS_PER_SECOND } from "../film/frames";

export const MODALITIES: readonly Modality[] = ["gaze", "face", "voice", "words", "touch", "posture", "gesture", "distance"];

/** How a step of each role is usually seen or heard, where none like it stands before it. */
const USUAL: Readonly<Record<StepRole, Modality>> = { initiative: "gesture", reception: "face", response: "words" };
const USUAL_TICKS = TICKS_PER_SECOND;
/** Roles of people who are usually behind the camera. */
const BEHIND: ReadonlySet<string> = new Set(["guider", "supervisor", "trainee", "bystander"]);

export interface StepPlan extends Stretch {
  readonly actorId: string;
  readonly role: StepRole;
  readonly modality: Modality;
  readonly answers: string | null;
}

/** What is known where a step is marked. */
export interface Around {
  readonly data: Snapshot;
  readonly chosenId: string | null;
  readonly marks: Marks;
}

/** A new step at a frame; null where there is nobody who could have done it. */
export function planStep(role: StepRole, frame: number, table: FrameTable, around: Around): StepPlan | null {
  const stretch = stepStretch(around.marks, frame, table);
  const people = actorsOf(around.data);
  const answered = role === "initiative" ? undefined : answeredHere(role, stretch.start, around);
  const actorId = role === "initiative" ? initiator(stretch.start, around.data, people) : answerer(role, answered, people);
  if (actorId === null) return null;
  const before = around.data.steps.findLast((step) => step.role === role && step.actorId === actorId && step.start <= stretch.start);
  return { ...stretch, actorId, role, modality: before?.modality ?? USUAL[role], answers: answered?.id ?? null };
}

/** The selection where the frame lies in it, else a second from the frame on. */
function stepStretch(marks: Marks, frame: number, table: FrameTable): Stretch {
  const start = table.startOf(frame);
  const selected = selectedStretch(marks);
  if (selected && selected.start <= start && start < selected.end) return selected;
  return { start, end: table.endOf(table.frameNear(Math.min(start + USUAL_TICKS, table.end) - 1)) };
}

/** Those who may act in this film: who is in view where that was said, else everybody but those behind the camera. */
export function actorsOf(data: Snapshot): readonly Person[] {
  const inView = data.consent?.inView ?? null;
  const seen = inView ? data.people.filter((person) => inView.includes(person.id)) : [];
  if (seen.length > 0) return seen;
  const inFront = data.people.filter((person) => !BEHIND.has(person.role));
  return inFront.length > 0 ? inFront : data.people;
}

/** What a reception or response at an instant answers: the chosen step where it begins no later, else the latest one before. */
function answeredHere(role: StepRole, at: number, { data, chosenId }: Around): Step | undefined {
  const earlier = data.steps.filter((step) => step.start <= at);
  const chosen = earlier.find((step) => step.id === chosenId);
  const latest = earlier.findLast((step) => role === "response" || step.role !== "reception") ?? earlier.at(-1);
  return chosen ?? latest;
}

/** Whoever answers: a response comes from whom has received, all else from somebody other than the actor of what is answered. */
function answerer(role: StepRole, answered: Step | undefined, people: readonly Person[]): string | null {
  if (!answered) return people.at(-1)?.id ?? null;
  if (role === "response" && answered.role === "reception") return answered.actorId;
  return (people.find((person) => person.id !== answered.actorId) ?? people[0])?.id ?? null;
}

/** Whoever began last before this instant, else a child, else the first. */
function initiator(at: number, data: Snapshot, people: readonly Person[]): string | null {
  const before = data.steps.findLast((step) => step.role === "initiative" && step.start <= at);
  if (before) return before.actorId;
  return (people.find((person) => person.role === "child" || person.role === "sibling") ?? people[0])?.id ?? null;
}

/** The person after the actor of a step in the film's order of people. */
export function nextActor(step: Step, data: Snapshot): string | null {
  const people = actorsOf(data);
  const place = people.findIndex((person) => person.id === step.actorId);
  return people[(place + 1) % people.length]?.id ?? null;
}

/** The modality after a step's own; after the last the first. */
export function nextModality(step: Step): Modality {
  return MODALITIES[(MODALITIES.indexOf(step.modality) + 1) % MODALITIES.length] ?? "gaze";
}

/** What the link key makes of a step: unlinked where it answers something, else the latest earlier step of somebody else. */
export function planLink(step: Step, steps: readonly Step[]): string | null | undefined {
  if (step.answers !== null) return null;
  return steps.findLast((each) => each.id !== step.id && each.actorId !== step.actorId && each.start <= step.start)?.id;
}

/** A step dragged by some ticks to the nearest frame, as long as before, inside the film. */
export function movedStep(step: Stretch, byTicks: number, table: FrameTable): Stretch {
  const length = step.end - step.start;
  const wanted = Math.min(Math.max(step.start + byTicks, 0), table.end - length);
  const { start: before, end: after } = table.spanOf(table.frameNear(wanted));
  const start = after - wanted < wanted - before && after + length <= table.end ? after : before;
  return { start, end: table.endOf(table.frameNear(Math.min(start + length, table.end) - 1)) };
}

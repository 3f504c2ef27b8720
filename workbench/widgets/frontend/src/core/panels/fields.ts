/** The fields of a case that can be edited: their saved values, and the edits that set them. */

import type { MomentKind, Snapshot } from "../data";
import type { Edit } from "../edits";
import type { FieldKey } from "./drafts";
import { letterText, lookBackOn, paragraphsIn, wordsTo } from "./reviews";

type MomentChange = Omit<Extract<Edit, { kind: "change_moment" }>, "kind" | "id">;
type StepChange = Omit<Extract<Edit, { kind: "change_step" }>, "kind" | "id">;
type ClipChange = Omit<Extract<Edit, { kind: "change_clip" }>, "kind" | "id">;

/** A response belongs to a review and a clip, and is named by both. */
export function responseId(reviewId: string, clipId: string): string {
  return `${reviewId}.${clipId}`;
}

/** The saved value of a field, undefined for a thing that is not there. A clip's `times` are its start and end together. */
export function savedField(data: Snapshot, key: FieldKey): unknown {
  const [thing, id, name] = key.split("/");
  if (thing === "moment") {
    const moment = data.moments.find((one) => one.id === id);
    return moment && fieldOf(moment, name);
  }
  if (thing === "step") {
    const step = data.steps.find((one) => one.id === id);
    return step && fieldOf(step, name);
  }
  if (thing === "playlist") return data.playlist && data.playlist.id === id ? fieldOf(data.playlist, name) : undefined;
  if (thing === "case") return data.case && data.case.code === id ? fieldOf(data.case, name) : undefined;
  if (thing === "person") {
    const person = data.people.find((one) => one.id === id);
    return person && fieldOf(person, name);
  }
  if (thing === "goal") {
    const goal = data.casework?.goals.find((one) => one.id === id);
    return goal && fieldOf(goal, name);
  }
  if (thing !== "clip") return savedAfterwards(data, key);
  const clip = data.playlist?.clips.find((one) => one.id === id);
  return clip && (name === "times" ? { start: clip.start, end: clip.end } : fieldOf(clip, name));
}

/** The same of what follows a review. */
function savedAfterwards(data: Snapshot, key: FieldKey): unknown {
  const [thing, id = "", name = ""] = key.split("/");
  if (thing === "response") {
    const [reviewId, clipId] = id.split(".");
    const response = data.reviews.find((one) => one.id === reviewId)?.clips.find((one) => one.clipId === clipId);
    return response && fieldOf(response, name);
  }
  if (thing === "letter") {
    const letter = data.letters.find((one) => one.id === id);
    return letter && (name === "text" ? letterText(letter) : fieldOf(letter, name));
  }
  if (thing === "meeting") {
    const meeting = data.supervision?.meetings.find((one) => one.id === id);
    return meeting && fieldOf(meeting, name);
  }
  const review = data.reviews.find((one) => one.id === id);
  if (thing === "look_back") return review && wordsTo(lookBackOn(data.supervision, id), name);
  return review && fieldOf(review, name);
}

/** The edit that sets one field. */
export function changeEdit(key: FieldKey, value: unknown): Edit {
  const [thing, id = "", name = ""] = key.split("/");
  if (thing === "moment") {
    const change: MomentChange = name === "kind" ? { momentKind: value as MomentKind } : { [name]: value };
    return { kind: "change_moment", id, ...change };
  }
  if (thing === "step") {
    const change: StepChange = { [name]: value };
    return { kind: "change_step", id, ...change };
  }
  if (thing === "playlist") return { kind: "change_playlist", [name]: value };
  if (thing === "case") return { kind: "change_case", [name]: value };
  if (thing === "person") return { kind: "change_person", id, [name]: value };
  if (thing === "goal") return { kind: "change_goal", id, words: value as string };
  if (thing !== "clip") return changeAfterwards(key, value);
  const change: ClipChange = name === "times" ? (value as ClipChange) : { [name]: value };
  return { kind: "change_clip", id, ...change };
}

function changeAfterwards(key: FieldKey, value: unknown): Edit {
  const [thing, id = "", name = ""] = key.split("/");
  if (thing === "response") {
    const [reviewId = "", clipId = ""] = id.split(".");
    return { kind: "note_response", reviewId, clipId, [name]: value };
  }
  if (thing === "letter") {
    return { kind: "change_letter", id, ...(name === "text" ? { paragraphs: paragraphsIn(value as string) } : { [name]: value }) };
  }
  if (thing === "meeting") return { kind: "change_supervision", id, [name]: value };
  if (thing === "look_back") return { kind: "look_back", reviewId: id, point: name, words: value as string };
  return { kind: "change_review", id, [name]: value };
}

function fieldOf(thing: object, name: string | undefined): unknown {
  return Object.entries(thing).find(([key]) => key === name)?.[1];
}

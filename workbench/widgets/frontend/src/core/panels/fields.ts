/** The fields of moments, steps, clips, goals, the playlist and the case that can be edited: their saved values, and the edits that set them. */

import type { MomentKind, Snapshot } from "../data";
import type { Edit } from "../edits";
import type { FieldKey } from "./drafts";

type MomentChange = Omit<Extract<Edit, { kind: "change_moment" }>, "kind" | "id">;
type StepChange = Omit<Extract<Edit, { kind: "change_step" }>, "kind" | "id">;
type ClipChange = Omit<Extract<Edit, { kind: "change_clip" }>, "kind" | "id">;

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
  if (thing === "goal") {
    const goal = data.casework?.goals.find((one) => one.id === id);
    return goal && fieldOf(goal, name);
  }
  const clip = data.playlist?.clips.find((one) => one.id === id);
  return clip && (name === "times" ? { start: clip.start, end: clip.end } : fieldOf(clip, name));
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
  if (thing === "goal") return { kind: "change_goal", id, words: value as string };
  const change: ClipChange = name === "times" ? (value as ClipChange) : { [name]: value };
  return { kind: "change_clip", id, ...change };
}

function fieldOf(thing: object, name: string | undefined): unknown {
  return Object.entries(thing).find(([key]) => key === name)?.[1];
}

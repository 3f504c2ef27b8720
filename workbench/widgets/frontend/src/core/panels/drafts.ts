/**
 * Drafts: what somebody typed or chose that Python has not shown back yet.
 * A draft lies over the saved value until the saved value has caught up; a refused draft stays until it is mended or put back.
 */

import type { Refusal } from "../edits";

/** What has fields that are typed in. */
export type FieldOwner =
  | "moment"
  | "step"
  | "clip"
  | "playlist"
  | "case"
  | "person"
  | "goal"
  | "review"
  | "response"
  | "meeting"
  | "look_back"
  | "letter";

/** A field of one thing: `clip/3f…/title`. */
export type FieldKey = `${FieldOwner}/${string}/${string}`;

export type DraftStatus = "edited" | "sending" | "saved" | "refused";

export interface Draft {
  readonly value: unknown;
  /** The saved value when the draft began or was last sent. */
  readonly base: unknown;
  /** What the last message carried. */
  readonly sent: unknown;
  readonly status: DraftStatus;
  readonly refusal: Refusal | null;
  /** Whether somebody is writing in it: then what they see stays as they typed it, also where Python keeps it a little tidier. */
  readonly isOpen: boolean;
}

export type Drafts = ReadonlyMap<FieldKey, Draft>;

export const NO_DRAFTS: Drafts = new Map();

export function fieldKey(thing: FieldOwner, id: string, name: string): FieldKey {
  return `${thing}/${id}/${name}`;
}

/** Whether two field values (text, numbers, lists of plain objects) are the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The drafts after somebody typed or chose `value`; while a message is under way it stays "sending" and the newer value goes next. */
export function editDraft(drafts: Drafts, key: FieldKey, value: unknown, saved: unknown, isOpen = false): Drafts {
  const before = drafts.get(key);
  const status = before?.status === "sending" ? "sending" : "edited";
  return withDraft(drafts, key, { value, base: saved, sent: before?.sent, status, refusal: null, isOpen });
}

export function sendDraft(drafts: Drafts, key: FieldKey, saved: unknown): Drafts {
  const before = drafts.get(key);
  return before ? withDraft(drafts, key, { ...before, base: saved, sent: before.value, status: "sending", refusal: null }) : drafts;
}

/** The drafts after Python kept what was sent; `saved` is what it shows by now. A value changed meanwhile is "edited" again. */
export function acceptDraft(drafts: Drafts, key: FieldKey, saved: unknown): Drafts {
  const before = drafts.get(key);
  if (!before) return drafts;
  if (!sameValue(before.value, before.sent)) return withDraft(drafts, key, { ...before, status: "edited" });
  const kept: Draft = { ...before, status: "saved" };
  return hasCaughtUp(kept, saved) ? dropDraft(drafts, key) : withDraft(drafts, key, kept);
}

/** The drafts after Python refused what was sent. The value stays as it was typed; a value changed meanwhile is "edited" again. */
export function refuseDraft(drafts: Drafts, key: FieldKey, refusal: Refusal): Drafts {
  const before = drafts.get(key);
  if (!before) return drafts;
  if (before.status === "sending" && !sameValue(before.value, before.sent)) return withDraft(drafts, key, { ...before, status: "edited" });
  return withDraft(drafts, key, { ...before, status: "refused", refusal });
}

/** The drafts after somebody has left a field. */
export function leaveDraft(drafts: Drafts, key: FieldKey, saved: unknown): Drafts {
  const before = drafts.get(key);
  if (!before?.isOpen) return drafts;
  const left: Draft = { ...before, isOpen: false };
  return left.status === "saved" && hasCaughtUp(left, saved) ? dropDraft(drafts, key) : withDraft(drafts, key, left);
}

export function dropDraft(drafts: Drafts, key: FieldKey): Drafts {
  if (!drafts.has(key)) return drafts;
  const after = new Map(drafts);
  after.delete(key);
  return after;
}

/**
 * The drafts after Python showed its values: a saved draft goes once the value has moved, or the thing is gone.
 * `savedValue` is undefined for a thing that is not there.
 */
export function settleDrafts(drafts: Drafts, savedValue: (key: FieldKey) => unknown): Drafts {
  let after = drafts;
  for (const [key, draft] of drafts) {
    if (draft.status === "saved" && hasCaughtUp(draft, savedValue(key))) after = dropDraft(after, key);
  }
  return after;
}

function hasCaughtUp(draft: Draft, saved: unknown): boolean {
  return saved === undefined || sameValue(saved, draft.sent) || (!draft.isOpen && !sameValue(saved, draft.base));
}

/** Whether a draft holds something no message has carried yet. */
export function isUnsent(draft: Draft): boolean {
  return draft.status === "edited" || (draft.status === "sending" && !sameValue(draft.value, draft.sent));
}

function withDraft(drafts: Drafts, key: FieldKey, draft: Draft): Drafts {
  return new Map(drafts).set(key, draft);
}

/** What every tab draws from: the case, the panels' own state, and the acts a guider can do. */

import type { Goal } from "../../core/casework";
import type { CaseWords, Clip, Moment, Person, Playlist, Snapshot, Step, Stretch } from "../../core/data";
import { type Draft, type FieldKey, fieldKey } from "../../core/panels/drafts";
import { inOrder } from "../../core/panels/order";
import type { PanelsState } from "../../core/panels/panels_state";
import type { Letter, Meeting, Response, Review } from "../../core/record";
import type { Acts } from "./acts";
import type { PanelsContext } from "./context";
import type { TreeNode } from "./tree";

export interface View {
  readonly data: Snapshot;
  readonly state: PanelsState;
  readonly context: PanelsContext;
  readonly acts: Acts;
  /** Makes ids of elements different from those of other panels on the page. */
  readonly uid: string;
  /** Today as `YYYY-MM-DD` where the guider is. */
  readonly today: string;
  /** The node made of `thing` before, if all `parts` it depends on are the same; so a long list costs only what has changed in it. */
  remember(thing: object, parts: readonly unknown[], make: () => TreeNode): TreeNode;
}

export interface Field<T> {
  readonly key: FieldKey;
  /** What is shown: the draft where there is one, else what is saved. */
  readonly value: T;
  readonly draft: Draft | undefined;
}

export function momentField<K extends keyof Moment & string>(view: View, moment: Moment, name: K): Field<Moment[K]> {
  return fieldOver(view, fieldKey("moment", moment.id, name), moment[name]);
}

export function stepField<K extends keyof Step & string>(view: View, step: Step, name: K): Field<Step[K]> {
  return fieldOver(view, fieldKey("step", step.id, name), step[name]);
}

export function clipField<K extends keyof Clip & string>(view: View, clip: Clip, name: K): Field<Clip[K]> {
  return fieldOver(view, fieldKey("clip", clip.id, name), clip[name]);
}

export function playlistField<K extends keyof Playlist & string>(view: View, playlist: Playlist, name: K): Field<Playlist[K]> {
  return fieldOver(view, fieldKey("playlist", playlist.id, name), playlist[name]);
}

export function caseField<K extends keyof CaseWords & string>(view: View, words: CaseWords, name: K): Field<CaseWords[K]> {
  return fieldOver(view, fieldKey("case", words.code, name), words[name]);
}

export function personField<K extends keyof Person & string>(view: View, person: Person, name: K): Field<Person[K]> {
  return fieldOver(view, fieldKey("person", person.id, name), person[name]);
}

export function goalField(view: View, goal: Goal): Field<string> {
  return fieldOver(view, fieldKey("goal", goal.id, "words"), goal.words);
}

export function stretchField(view: View, clip: Clip): Field<Stretch> {
  return fieldOver(view, fieldKey("clip", clip.id, "times"), { start: clip.start, end: clip.end });
}

export function reviewField<K extends keyof Review & string>(view: View, review: Review, name: K): Field<Review[K]> {
  return fieldOver(view, fieldKey("review", review.id, name), review[name]);
}

/** A field of what was said of a clip; `id` is that of :func:`responseId`. */
export function responseField<K extends keyof Response & string>(view: View, id: string, response: Response, name: K): Field<Response[K]> {
  return fieldOver(view, fieldKey("response", id, name), response[name]);
}

export function meetingField<K extends keyof Meeting & string>(view: View, meeting: Meeting, name: K): Field<Meeting[K]> {
  return fieldOver(view, fieldKey("meeting", meeting.id, name), meeting[name]);
}

export function letterField<K extends keyof Letter & string>(view: View, letter: Letter, name: K): Field<Letter[K]> {
  return fieldOver(view, fieldKey("letter", letter.id, name), letter[name]);
}

/** A letter's paragraphs as one text. */
export function letterTextField(view: View, letter: Letter, saved: string): Field<string> {
  return fieldOver(view, fieldKey("letter", letter.id, "text"), saved);
}

/** A field with what lies over its saved value. */
export function fieldOver<T>(view: View, key: FieldKey, saved: T): Field<T> {
  const draft = view.state.drafts.get(key);
  return { key, draft, value: draft ? (draft.value as T) : saved };
}

/** Clips in the order shown, which may be ahead of the order saved. */
export function clipsShown(view: View): readonly Clip[] {
  return inOrder(view.data.playlist?.clips ?? [], view.state.order);
}

/** Remembers the nodes of one panel; what is gone from the case is forgotten by itself. */
export function createMemory(): View["remember"] {
  const made = new WeakMap<object, { readonly parts: readonly unknown[]; readonly node: TreeNode }>();
  return (thing, parts, make) => {
    const before = made.get(thing);
    if (before && before.parts.length === parts.length && before.parts.every((part, at) => Object.is(part, parts[at]))) return before.node;
    const node = make();
    made.set(thing, { parts, node });
    return node;
  };
}

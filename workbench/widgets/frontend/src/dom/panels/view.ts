/** What every tab draws from: the case, the panels' own state, and the acts a guider can do. */

import type { Clip, Moment, Snapshot, Stretch } from "../../core/data";
import { type Draft, type FieldKey, fieldKey } from "../../core/panels_drafts";
import { savedField } from "../../core/panels_fields";
import type { PanelsState } from "../../core/panels_state";
import type { Acts } from "./acts";
import type { PanelsContext } from "./context";

export interface View {
  readonly data: Snapshot;
  readonly state: PanelsState;
  readonly context: PanelsContext;
  readonly acts: Acts;
  /** Makes ids of elements different from those of other panels on the page. */
  readonly uid: string;
  /** Today as `YYYY-MM-DD` where the guider is. */
  readonly today: string;
}

export interface Field<T> {
  readonly key: FieldKey;
  /** What is shown: the draft where there is one, else what is saved. */
  readonly value: T;
  readonly draft: Draft | undefined;
}

export function momentField<K extends keyof Moment & string>(view: View, moment: Moment, name: K): Field<Moment[K]> {
  return field(view, fieldKey("moment", moment.id, name));
}

export function clipField<K extends keyof Clip & string>(view: View, clip: Clip, name: K): Field<Clip[K]> {
  return field(view, fieldKey("clip", clip.id, name));
}

export function stretchField(view: View, clip: Clip): Field<Stretch> {
  return field(view, fieldKey("clip", clip.id, "stretch"));
}

function field<T>(view: View, key: FieldKey): Field<T> {
  const draft = view.state.drafts.get(key);
  return { key, draft, value: (draft ? draft.value : savedField(view.data, key)) as T };
}

/** Clips in the order shown, which may be ahead of the order saved. */
export function clipsOf(data: Snapshot): readonly Clip[] {
  return data.playlist?.clips ?? [];
}

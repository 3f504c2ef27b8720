/**
 * What outlives a screen, in the page's memory and nowhere else: where one was in each recording, and edits that were not answered.
 * Each screen is a module of its own, so it lies with the document they all stand in.
 */

import type { KeptEdits } from "../core/outbox";
import type { Place } from "../core/place";
import type { PlacePort } from "../dom/player_context";

interface Kept {
  readonly places: Map<string, Place>;
  readonly edits: Map<string, KeptEdits>;
}

const KEPT = Symbol.for("vig.kept");

export function placesOf(page: Document): PlacePort {
  const { places } = keptIn(page);
  return {
    find: (recordingId) => places.get(recordingId) ?? null,
    keep: (recordingId, place) => void places.set(recordingId, place),
  };
}

/** The edits of a recording that wait for a kernel; the caller adds to them and takes from them. */
export function keptEditsOf(page: Document, recordingId: string): KeptEdits {
  const { edits } = keptIn(page);
  const kept = edits.get(recordingId) ?? [];
  edits.set(recordingId, kept);
  return kept;
}

function keptIn(page: Document): Kept {
  const holder = page as Document & { [KEPT]?: Kept };
  holder[KEPT] ??= { places: new Map(), edits: new Map() };
  return holder[KEPT];
}

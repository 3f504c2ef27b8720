/** The history as people read it: edits by day, newest first, and where a click goes. */

import type { Change } from "./data";

export interface HistoryDay {
  readonly day: string;
  readonly changes: readonly Change[];
}

/** Changes given newest first, under the days they were made on. */
export function byDay(changes: readonly Change[]): readonly HistoryDay[] {
  const days: { day: string; changes: Change[] }[] = [];
  for (const change of changes) {
    const last = days.at(-1);
    if (last?.day === change.day) last.changes.push(change);
    else days.push({ day: change.day, changes: [change] });
  }
  return days;
}

/** The change the case stands right after: the newest that is not undone. */
export function standingAt(changes: readonly Change[]): Change | undefined {
  return changes.find((change) => !change.undone);
}

/** What going to a change would do, in words; empty for the one the case stands at. */
export function turnWords(changes: readonly Change[], to: Change): string {
  const newer = changes.filter((change) => change.id > to.id && !change.undone && !change.lasting).length;
  const again = changes.filter((change) => change.id <= to.id && change.undone).length;
  if (again > 0) return again === 1 ? "make this again" : `make ${again} again`;
  if (newer > 0) return newer === 1 ? "undo the one after it" : `undo the ${newer} after it`;
  return "";
}

/** From one thing in the rows to the next by keys: along a row, and from row to row. */

import type { Person, Stretch } from "../data";
import type { Chosen, ChosenKind } from "../state";
import { clipWords, intervalWords, momentWords, type Row, type Rows, regionWords, stepWords, type Touched } from "./rows";

/** What stands in a row one after another, each named by its place in order of time. */
interface Things {
  readonly kind: ChosenKind;
  readonly tierId?: string;
  readonly n: number;
  placeOf(id: string): number;
  firstStartingAt(ticks: number): number;
  at(place: number): { readonly id: string; readonly stretch: Stretch; readonly words: string } | undefined;
}

/** The chosen thing where it stands in the rows, with its words; null where it is in none. */
export function findChosen(rows: Rows, chosen: Chosen | null, people: readonly Person[]): Touched | null {
  const row = rows.rows.find((each) => placeIn(each, chosen) >= 0);
  return row ? touchedAt(thingsIn(row, people), placeIn(row, chosen)) : null;
}

/** What comes after the chosen thing in its row, or before it; nothing at the row's end. Where none is chosen, what is nearest to `now`. */
export function besideInRow(rows: Rows, chosen: Chosen | null, now: number, direction: 1 | -1, people: readonly Person[]): Touched | null {
  const row = rows.rows.find((each) => placeIn(each, chosen) >= 0);
  if (!row) return firstNear(rows, now, people);
  return touchedAt(thingsIn(row, people), placeIn(row, chosen) + direction);
}

/** In the nearest row above or below that has anything, what is nearest in time to the chosen thing. */
export function besideAcrossRows(
  rows: Rows,
  chosen: Chosen | null,
  now: number,
  direction: 1 | -1,
  people: readonly Person[],
): Touched | null {
  const at = rows.rows.findIndex((each) => placeIn(each, chosen) >= 0);
  if (at < 0) return firstNear(rows, now, people);
  const here = rows.rows[at];
  const instant = (here && touchedAt(thingsIn(here, people), placeIn(here, chosen))?.stretch.start) ?? now;
  for (let next = at + direction; next >= 0 && next < rows.rows.length; next += direction) {
    const found = nearestIn(rows.rows[next], instant, people);
    if (found) return found;
  }
  return null;
}

function firstNear(rows: Rows, now: number, people: readonly Person[]): Touched | null {
  for (const row of rows.rows) {
    const found = nearestIn(row, now, people);
    if (found) return found;
  }
  return null;
}

function nearestIn(row: Row | undefined, instant: number, people: readonly Person[]): Touched | null {
  const things = row ? thingsIn(row, people) : null;
  if (!things || things.n === 0) return null;
  const after = things.firstStartingAt(instant);
  const [before, next] = [things.at(after - 1)?.stretch, things.at(after)?.stretch];
  const isNext = next && (!before || next.start - instant < instant - before.start);
  return touchedAt(things, isNext ? after : after - 1);
}

function placeIn(row: Row, chosen: Chosen | null, people: readonly Person[] = []): number {
  const things = chosen ? thingsIn(row, people) : null;
  return chosen && things?.kind === chosen.kind ? things.placeOf(chosen.id) : -1;
}

function touchedAt(things: Things | null, place: number): Touched | null {
  const thing = things?.at(place);
  return things && thing ? { chosen: chosenIn(things, thing.id), stretch: thing.stretch, words: thing.words } : null;
}

function chosenIn({ kind, tierId }: Things, id: string): Chosen {
  return tierId === undefined ? { kind, id } : { kind, id, tierId };
}

/** The row's things; null for a row that has none to choose. */
function thingsIn(row: Row, people: readonly Person[]): Things | null {
  if (row.kind === "tier") {
    const { intervals } = row.tier;
    const at: Things["at"] = (place) => {
      const interval = intervals.at(place);
      return interval && { id: interval.id, stretch: interval, words: intervalWords(interval, row.tier, row) };
    };
    const { n } = intervals;
    return {
      kind: "interval",
      tierId: row.tier.id,
      n,
      at,
      placeOf: (id) => intervals.placeOf(id),
      firstStartingAt: (ticks) => intervals.firstStartingAt(ticks),
    };
  }
  if (row.kind === "steps") return inOrder("step", row.steps, (step) => stepWords(step, people));
  if (row.kind === "moments")
    return inOrder(
      "moment",
      row.moments.map(({ thing }) => thing),
      momentWords,
    );
  if (row.kind === "figures")
    return inOrder(
      "region",
      row.figures.map(({ thing }) => thing),
      regionWords,
    );
  if (row.kind === "clips")
    return inOrder(
      "clip",
      row.clips.map(({ thing }) => thing),
      clipWords,
    );
  return null;
}

function inOrder<T extends Stretch & { readonly id: string }>(kind: ChosenKind, list: readonly T[], words: (thing: T) => string): Things {
  const things = [...list].sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    kind,
    n: things.length,
    placeOf: (id) => things.findIndex((each) => each.id === id),
    firstStartingAt: (ticks) => things.filter((each) => each.start < ticks).length,
    at: (place) => {
      const thing = things[place];
      return thing && { id: thing.id, stretch: thing, words: words(thing) };
    },
  };
}

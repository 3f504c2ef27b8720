/**
 * Coding while the film plays: keys going down and up, and the film running and standing, become stretches on whole frames.
 *
 * A person presses late. The reaction delay is human time, so what is taken off the film's time is the delay times the speed the film plays
 * at. Nothing begins before the film ran or ends after it stood; where it stands, what is held ends there, without delay.
 */

import { type FrameTable, TICKS_PER_SECOND } from "../film/frames";

/** What a key stands for: a label in one row. Two states of one row end each other; those of different rows do not. */
export interface CodeState {
  readonly row: string;
  readonly label: string;
}

export interface Coded extends CodeState {
  readonly start: number;
  readonly end: number;
}

/** A state under way since an instant of the film, the delay taken off. */
export interface Open extends CodeState {
  readonly since: number;
}

export interface LivePass {
  readonly table: FrameTable;
  /** Only what lies in this stretch is coded. */
  readonly start: number;
  readonly end: number;
  /** A state lasts while its key is held down; else from one press to the next. */
  readonly holds: boolean;
  readonly delayMs: number;
}

export interface LiveState {
  readonly runs: boolean;
  readonly open: readonly Open[];
  /** Held down now; where keys are pressed once, what shall begin when the film runs. In order of pressing. */
  readonly wanted: readonly CodeState[];
  /** From where on each row may be coded: where the film ran from, or where its last state ended. */
  readonly free: ReadonlyMap<string, number>;
  readonly ranFrom: number;
}

export type LiveEvent =
  | { readonly type: "pressed" | "released"; readonly state: CodeState; readonly at: number; readonly speed: number }
  | { readonly type: "ran" | "stood"; readonly at: number };

export interface Reaction {
  readonly live: LiveState;
  readonly coded: readonly Coded[];
}

export const STANDING: LiveState = { runs: false, open: [], wanted: [], free: new Map(), ranFrom: 0 };

/** What follows from one event. `at` is the start of the frame on the screen; of "stood" the end of the last frame seen. */
export function react(live: LiveState, event: LiveEvent, pass: LivePass): Reaction {
  switch (event.type) {
    case "ran":
      return run(live, event.at);
    case "stood":
      return stand(live, event.at, pass);
    case "pressed":
      return press(live, event.state, live.runs ? lessDelay(event, pass) : event.at, pass);
    case "released":
      return pass.holds ? release(live, event.state, lessDelay(event, pass), pass) : { live, coded: [] };
  }
}

function run(live: LiveState, at: number): Reaction {
  const rows = new Map(live.wanted.map((state) => [state.row, state]));
  const open = [...rows.values()].map((state): Open => ({ ...state, since: at }));
  return { live: { ...live, runs: true, open, free: new Map(), ranFrom: at }, coded: [] };
}

function stand(live: LiveState, at: number, pass: LivePass): Reaction {
  if (!live.runs) return { live, coded: [] };
  const coded = live.open.flatMap((open) => coding(open, at, pass));
  return { live: { ...live, runs: false, open: [], wanted: pass.holds ? live.wanted : [], free: new Map() }, coded };
}

function press(live: LiveState, state: CodeState, at: number, pass: LivePass): Reaction {
  if (!live.runs) return { live: { ...live, wanted: wantedAfter(live.wanted, state, pass.holds) }, coded: [] };
  if (pass.holds) return begin({ ...live, wanted: [...without(live.wanted, state), state] }, state, at, pass);
  return isAmong(live.open, state) ? end(live, state, at, pass, true) : begin(live, state, at, pass);
}

function release(live: LiveState, state: CodeState, at: number, pass: LivePass): Reaction {
  const held = { ...live, wanted: without(live.wanted, state) };
  if (!live.runs || !isAmong(live.open, state)) return { live: held, coded: [] };
  const ended = end(held, state, at, pass, true);
  const before = held.wanted.findLast((each) => each.row === state.row);
  if (!before) return ended;
  const again = begin(ended.live, before, at, pass);
  return { live: again.live, coded: [...ended.coded, ...again.coded] };
}

function begin(live: LiveState, state: CodeState, at: number, pass: LivePass): Reaction {
  const before = live.open.find((open) => open.row === state.row);
  if (before?.label === state.label) return { live, coded: [] };
  const ended = before ? end(live, before, at, pass, false) : { live, coded: [] };
  const since = Math.max(snapped(at, pass), freeFrom(ended.live, state.row));
  return { live: { ...ended.live, open: [...ended.live.open, { ...state, since }] }, coded: ended.coded };
}

/** Ends a state; one that was meant lasts a frame at least, one that another replaced at once was a slip. */
function end(live: LiveState, state: CodeState, at: number, pass: LivePass, isMeant: boolean): Reaction {
  const open = live.open.find((each) => each.row === state.row && each.label === state.label);
  if (!open) return { live, coded: [] };
  const until = Math.max(snapped(at, pass), isMeant ? pass.table.endOf(pass.table.frameNear(open.since)) : open.since);
  const free = new Map(live.free).set(state.row, until);
  return { live: { ...live, open: live.open.filter((each) => each !== open), free }, coded: coding(open, until, pass) };
}

function coding(open: Open, until: number, pass: LivePass): readonly Coded[] {
  const start = Math.max(open.since, pass.start);
  const end = Math.min(until, pass.end);
  return start < end ? [{ row: open.row, label: open.label, start, end }] : [];
}

function lessDelay({ at, speed }: { readonly at: number; readonly speed: number }, { delayMs }: LivePass): number {
  return at - (delayMs / 1000) * speed * TICKS_PER_SECOND;
}

/** The edge between two frames nearest to an instant. */
function snapped(ticks: number, { table }: LivePass): number {
  return table.edgeBeside(Math.min(Math.max(ticks, 0), table.end), 0);
}

function freeFrom(live: LiveState, row: string): number {
  return live.free.get(row) ?? live.ranFrom;
}

/** While the film stands: held keys gather; a key pressed once chooses what its row shall begin with, or takes it back. */
function wantedAfter(wanted: readonly CodeState[], state: CodeState, holds: boolean): readonly CodeState[] {
  if (holds) return [...without(wanted, state), state];
  return isAmong(wanted, state) ? without(wanted, state) : [...wanted.filter((each) => each.row !== state.row), state];
}

function without(states: readonly CodeState[], state: CodeState): readonly CodeState[] {
  return states.filter((each) => !isSame(each, state));
}

function isAmong(states: readonly CodeState[], state: CodeState): boolean {
  return states.some((each) => isSame(each, state));
}

function isSame(a: CodeState, b: CodeState): boolean {
  return a.row === b.row && a.label === b.label;
}

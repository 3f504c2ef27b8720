/**
 * The hand on what is coded: a press picks, an edge or a middle is dragged, a band picks many. What would become of it is drawn at once;
 * one message is sent when the hand lets go, and what was drawn goes when Python has answered.
 */

import { type Draft, dragChoice, dragEdge, dragMiddle, type Hand } from "../../core/coding/draft";
import { gripAt } from "../../core/coding/dragging";
import { extendedTo, isOwn, type Picked, pickedWithin, pickOne, toggled } from "../../core/coding/picking";
import type { SnapTargets } from "../../core/coding/snapping";
import type { Clip, Moment, Stretch, Tier } from "../../core/data";
import type { FrameTable } from "../../core/film/frames";
import type { Store } from "../../core/store";
import { type Rows, rowAt, type Touched, tiersWithin } from "../../core/timeline/rows";
import { ticksAt } from "../../core/timeline/view";
import { pickAnswer } from "../commands/intervals";
import { pickedOf } from "../commands/picking";
import { rowsSettled } from "../commands/settling";
import type { PlayerContext } from "../player_context";
import type { Band } from "./paint_coding";

export const GRIP_PX = 6;
const SNAP_PX = 7;

/** What is drawn over the rows while a hand is at work, and until what it did has come back. */
export interface AtWork {
  readonly draft: Draft | null;
  readonly band: Band | null;
}

export const IDLE: AtWork = { draft: null, band: null };

/** The rows under the hand, and where a place on them is. */
export interface CodingPlace {
  readonly context: PlayerContext;
  readonly atWork: Store<AtWork>;
  rows(): Rows;
  widthPx(): number;
  /** From the top of the rows, for a place on the screen. */
  topOf(clientY: number): number;
}

/** What a press on the rows does when it is dragged, let go, or clicked without dragging. */
export interface CodingGesture {
  drag(x: number, event: PointerEvent): void;
  drop(x: number, event: PointerEvent): void;
  click(event: PointerEvent): void;
  /** The press is taken away by the browser. */
  cancel(): void;
}

/** Null where the press means something else: film, sound, steps, or a film that is only looked at. */
export function beginCoding(place: CodingPlace, touched: Touched | null, x: number, pressed: PointerEvent): CodingGesture | null {
  const { snapshot, film } = place.context;
  const table = film.get()?.material.table;
  if (!table || snapshot.get().screen === "player") return null;
  const row = rowAt(place.rows(), place.topOf(pressed.clientY));
  if (touched?.chosen.kind === "interval")
    return row?.kind === "tier" ? intervalGesture(place, touched, row.tier, ticksOf(place, x), table) : null;
  if (touched) return choiceGesture(place, touched, ticksOf(place, x), table);
  if (row?.kind === "tier") return bandGesture(place, row.tier, x, pressed);
  return null;
}

export function ticksOf({ context, widthPx }: CodingPlace, x: number): number {
  return ticksAt(x, context.state.get().view, widthPx());
}

export function reachOf({ context, widthPx }: CodingPlace, px: number): number {
  const { view } = context.state.get();
  return ((view.end - view.start) / Math.max(widthPx(), 1)) * px;
}

function intervalGesture(place: CodingPlace, touched: Touched, tier: Tier, pressedAt: number, table: FrameTable): CodingGesture {
  const { context } = place;
  const { state, dispatch } = context;
  const grip = gripAt(touched.stretch, pressedAt, reachOf(place, GRIP_PX));
  const grabbed = tier.intervals.find(touched.chosen.id);
  return {
    drag: (x, event) => {
      if (!grabbed) return;
      if (!isOwn(tier)) return dispatch({ type: "refused", refusal: ONLY_LOOKED_AT });
      if (!state.get().picking.picked.has(touched.chosen.id)) dispatch({ type: "picked", picked: pickOne(touched.chosen.id, tier.id) });
      const picked = pickedOf(context).filter((each) => isOwn(each.tier));
      const moving = new Set(grip === "middle" ? picked.map((each) => each.id) : [touched.chosen.id]);
      const hand = handAt(place, x, event, table, isCopying(event) && grip === "middle" ? new Set() : moving);
      const draft =
        grip === "middle"
          ? dragMiddle(picked, grabbed, hand.ticks - pressedAt, targetRow(place, event, tier, picked), hand)
          : dragEdge(tier, touched.chosen.id, grip, hand);
      place.atWork.set({ draft, band: null });
    },
    drop: () => void sendDraft(place),
    cancel: () => place.atWork.set(IDLE),
    click: (event) => {
      const { picked } = state.get().picking;
      if (event.shiftKey) return dispatch({ type: "picked", picked: extendedTo(picked, touched.chosen.id, tier) });
      if (isCopying(event)) return dispatch({ type: "picked", picked: toggled(picked, touched.chosen.id, tier.id) });
      dispatch({ type: "picked", picked: pickOne(touched.chosen.id, tier.id) });
      void context.film.get()?.playback.goToTicks(pressedAt);
    },
  };
}

const ONLY_LOOKED_AT = { problem: "Candidates are only to be looked at", nextStep: "Accept it with A, then change your own mark" };

function isCopying(event: PointerEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** Another of the rows of the same channel, where everything picked is in one row. */
function targetRow(place: CodingPlace, event: PointerEvent, tier: Tier, picked: readonly { readonly tier: Tier }[]): Tier | null {
  const row = rowAt(place.rows(), place.topOf(event.clientY));
  const isMeant = row?.kind === "tier" && row.tier !== tier && row.tier.channel === tier.channel && isOwn(row.tier);
  return isMeant && picked.every((each) => each.tier.id === tier.id) ? row.tier : null;
}

function choiceGesture(place: CodingPlace, touched: Touched, pressedAt: number, table: FrameTable): CodingGesture | null {
  const { context } = place;
  const found = findChoice(context, touched);
  if (!found) return null;
  const grip = gripAt(found.thing, pressedAt, reachOf(place, GRIP_PX));
  return {
    drag: (x, event) => {
      context.dispatch({ type: "chose", chosen: { kind: found.kind, id: found.thing.id } });
      const hand = handAt(place, x, event, table, new Set(), found.thing.id);
      place.atWork.set({ draft: dragChoice(found.kind, found.thing, grip, pressedAt, hand), band: null });
    },
    drop: () => void sendDraft(place),
    cancel: () => place.atWork.set(IDLE),
    click: () => {
      context.dispatch({ type: "chose", chosen: { kind: found.kind, id: found.thing.id } });
      void context.film.get()?.playback.goToTicks(found.thing.start);
    },
  };
}

function findChoice({ snapshot }: PlayerContext, { chosen }: Touched): { kind: "moment" | "clip"; thing: Moment | Clip } | null {
  const { moments, playlist } = snapshot.get();
  if (chosen.kind !== "moment" && chosen.kind !== "clip") return null;
  const thing = (chosen.kind === "moment" ? moments : (playlist?.clips ?? [])).find((each) => each.id === chosen.id);
  return thing ? { kind: chosen.kind, thing } : null;
}

function bandGesture(place: CodingPlace, tier: Tier, from: number, pressed: PointerEvent): CodingGesture {
  const { context, atWork } = place;
  const before: Picked = pressed.shiftKey || isCopying(pressed) ? context.state.get().picking.picked : new Map();
  const top = place.topOf(pressed.clientY);
  const bandTo = (x: number, event: PointerEvent): Band => {
    const [ticks, y] = [[ticksOf(place, from), ticksOf(place, x)].sort((a, b) => a - b), place.topOf(event.clientY)];
    return {
      start: ticks[0] ?? 0,
      end: Math.max(ticks[1] ?? 1, (ticks[0] ?? 0) + 1),
      top: Math.min(top, y),
      bottom: Math.max(top, y, top + 1),
    };
  };
  return {
    drag: (x, event) => {
      const band = bandTo(x, event);
      atWork.set({ draft: null, band });
      const within = pickedWithin(band, tiersWithin(place.rows(), band.top, band.bottom));
      context.dispatch({ type: "picked", picked: new Map([...before, ...within]) });
    },
    drop: () => atWork.set(IDLE),
    cancel: () => atWork.set(IDLE),
    click: () => {
      context.dispatch({ type: "picked", picked: new Map() });
      context.dispatch({ type: "workedIn", tierId: tier.id });
      void context.film.get()?.playback.goToTicks(ticksOf(place, from));
    },
  };
}

function handAt(place: CodingPlace, x: number, event: PointerEvent, table: FrameTable, without: ReadonlySet<string>, choiceId = ""): Hand {
  return {
    ticks: ticksOf(place, x),
    reach: reachOf(place, SNAP_PX),
    targets: event.altKey ? null : targetsOf(place.context, table, without, choiceId),
    table,
    pushes: event.shiftKey,
    copies: isCopying(event),
  };
}

function targetsOf({ snapshot, state }: PlayerContext, table: FrameTable, without: ReadonlySet<string>, choiceId: string): SnapTargets {
  const { tiers, moments, playlist } = snapshot.get();
  const { marks, frame } = state.get();
  const choices: readonly (Stretch & { readonly id: string })[] = [...moments, ...(playlist?.clips ?? [])];
  const edges = choices.filter((each) => each.id !== choiceId).flatMap((each) => [each.start, each.end]);
  const marked = [marks.start, marks.end].filter((edge) => edge !== null);
  return { tiers, without, instants: [table.startOf(frame), table.startOf(0), table.end, ...marked, ...edges] };
}

/** What is drawn stays until the rows have come back as Python has them now; refused, it goes at once and the reason is said. */
async function sendDraft({ context, atWork }: CodingPlace): Promise<void> {
  const { draft } = atWork.get();
  const clear = (): void => {
    if (atWork.get().draft === draft) atWork.set(IDLE);
  };
  if (!draft?.edit) return clear();
  const answer = await context.send(draft.edit);
  if (!answer.ok) return clear();
  if (draft.edit.kind === "move_intervals" || draft.edit.kind === "copy_intervals") pickAnswer(context, answer, onlyTarget(draft));
  await rowsSettled(context, new Set([...draft.from, ...draft.to].map((each) => each.tierId)));
  clear();
}

function onlyTarget(draft: Draft): string | null {
  const tierIds = [...new Set(draft.to.map((each) => each.tierId))];
  return tierIds.length === 1 ? (tierIds[0] ?? null) : null;
}

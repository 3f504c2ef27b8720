/** The pointer on the timeline: a click goes there, a drag chooses a stretch, the ruler follows the hand, the overview moves the window. */

import type { Marks } from "../../core/coding/selection";
import { type Disposable, Owner } from "../../core/disposal";
import type { FrameTable } from "../../core/film/frames";
import type { Touched } from "../../core/timeline/rows";
import { panned, resized, ticksAt, xOf } from "../../core/timeline/view";
import type { PlayerContext } from "../player_context";
import { figureGesture } from "./figure_row";
import { beginCoding, type CodingGesture, type CodingPlace } from "./hand";
import { beginStep, linkClicked } from "./step_pointer";

const DRAG_FROM_PX = 4;
const EDGE_PX = 5;

type Dragged = (x: number, event: PointerEvent) => void;

/** One press: `begin` says what dragging does; the pointer is held until it lets go. */
function attachDrag(
  target: HTMLElement,
  context: PlayerContext,
  begin: (x: number, event: PointerEvent) => { drag: Dragged; drop?: Dragged; cancel?: () => void } | null,
): Disposable {
  const owner = new Owner();
  owner.listen<PointerEvent>(target, "pointerdown", (event) => {
    if (event.button !== 0 || !context.film.get()) return;
    event.preventDefault();
    context.root.focus({ preventScroll: true });
    const left = target.getBoundingClientRect().left;
    const gesture = begin(event.clientX - left, event);
    if (!gesture) return;
    const holding = owner.child();
    target.setPointerCapture(event.pointerId);
    holding.listen<PointerEvent>(target, "pointermove", (moved) => gesture.drag(moved.clientX - left, moved));
    holding.listen<PointerEvent>(target, "pointerup", (lifted) => {
      holding.dispose();
      gesture.drop?.(lifted.clientX - left, lifted);
    });
    holding.listen(target, "pointercancel", () => {
      holding.dispose();
      gesture.cancel?.();
    });
  });
  return owner;
}

/** Tiers, moments and clips are coded by hand; on everything else a click goes there and a drag chooses a stretch. */
export function attachRowsPointer(
  place: CodingPlace,
  target: HTMLElement,
  touchedAt: (x: number, y: number) => Touched | null,
): Disposable {
  const owner = new Owner();
  const { context } = place;
  const { state, dispatch } = context;
  owner.own(
    attachDrag(target, context, (from, pressed) => {
      const table = tableOf(context);
      if (!table) return null;
      const touched = touchedAt(from, pressed.offsetY);
      const figure = touched?.chosen.kind === "region" ? context.snapshot.get().regions.find(({ id }) => id === touched.chosen.id) : null;
      if (figure) return figureGesture(context, figure, from, target.clientWidth);
      const coding = beginCoding(place, touched, from, pressed);
      if (coding) return startingLate(coding, from, pressed);
      const stepping = beginStep(context, touched, target, from);
      const at = (x: number): number => ticksAt(x, state.get().view, target.clientWidth);
      const edge = stepping ? null : edgeNear(from, context, target.clientWidth);
      const anchor = edge ?? at(from);
      let dragging = edge !== null;
      return {
        drag: (x) => {
          dragging ||= Math.abs(x - from) > DRAG_FROM_PX;
          if (stepping && dragging) stepping.drag(x);
          else if (dragging) dispatch({ type: "marked", marks: stretchBetween(anchor, at(x), table, edge !== null) });
        },
        drop: () => {
          if (!dragging) click(context, touched, at(from));
          else stepping?.drop();
        },
      };
    }),
  );
  owner.listen<MouseEvent>(target, "dblclick", (event) => {
    const touched = touchedAt(event.offsetX, event.offsetY);
    if (touched) dispatch({ type: "marked", marks: { start: touched.stretch.start, end: touched.stretch.end } });
  });
  return owner;
}

/** A coding gesture begins where the hand has really moved; before that it is a click. */
function startingLate(coding: CodingGesture, from: number, pressed: PointerEvent): { drag: Dragged; drop: Dragged; cancel: () => void } {
  let dragging = false;
  return {
    drag: (x, event) => {
      dragging ||= Math.hypot(x - from, event.clientY - pressed.clientY) > DRAG_FROM_PX;
      if (dragging) coding.drag(x, event);
    },
    drop: (x, event) => (dragging ? coding.drop(x, event) : coding.click(event)),
    cancel: () => coding.cancel(),
  };
}

/** A moment, a clip or a step is entered at its start; anywhere else the film goes where the pointer is. */
function click(context: PlayerContext, touched: Touched | null, ticks: number): void {
  if (linkClicked(context, touched)) return;
  context.dispatch({ type: "chose", chosen: touched?.chosen ?? null });
  const entersAtStart = touched !== null && touched.chosen.kind !== "interval";
  void context.film.get()?.playback.goToTicks(entersAtStart ? touched.stretch.start : ticks);
}

/** The edge of the selection that stays when the other is taken under the pointer; null when none is near. */
function edgeNear(x: number, { state }: PlayerContext, width: number): number | null {
  const { marks, view } = state.get();
  if (marks.start === null || marks.end === null) return null;
  if (Math.abs(xOf(marks.start, view, width) - x) <= EDGE_PX) return marks.end;
  if (Math.abs(xOf(marks.end, view, width) - x) <= EDGE_PX) return marks.start;
  return null;
}

/** Whole frames between two places; `exactAnchor` is already the edge of a frame and stays. */
function stretchBetween(anchor: number, ticks: number, table: FrameTable, exactAnchor: boolean): Marks {
  const [low, high] = anchor <= ticks ? [anchor, ticks] : [ticks, anchor];
  const start = exactAnchor && low === anchor ? anchor : table.startOf(table.frameNear(low));
  const end = exactAnchor && high === anchor ? anchor : table.endOf(table.frameNear(high));
  return start < end ? { start, end } : { start, end: table.endOf(table.frameNear(start)) };
}

export function attachRulerPointer(context: PlayerContext, target: HTMLElement): Disposable {
  return attachDrag(target, context, (from) => scrubbing(context, target, from));
}

/** The film follows the hand. */
function scrubbing(context: PlayerContext, target: HTMLElement, from: number): { drag: Dragged } {
  const goTo = (x: number): void => {
    void context.film.get()?.playback.goToTicks(ticksAt(x, context.state.get().view, target.clientWidth));
  };
  goTo(from);
  return { drag: goTo };
}

/** Takes the window along, or one of its edges; where the window is the whole film, between its edges it is a ruler. */
export function attachOverviewPointer(context: PlayerContext, target: HTMLElement): Disposable {
  const owner = new Owner();
  const { state, dispatch } = context;
  const at = (x: number): number => (x / Math.max(target.clientWidth, 1)) * state.get().length;
  owner.own(
    attachDrag(target, context, (from) => {
      const { view, length } = state.get();
      const edge = windowEdgeNear(from, context, target.clientWidth);
      if (edge) return { drag: (x) => dispatch({ type: "viewed", view: resized(view, edge, at(x), length) }) };
      if (view.start === 0 && view.end === length) return scrubbing(context, target, from);
      const isInside = at(from) >= view.start && at(from) < view.end;
      const middle = (view.start + view.end) / 2;
      const beginning = isInside ? view : panned(view, at(from) - middle, length);
      dispatch({ type: "viewed", view: beginning });
      return { drag: (x) => dispatch({ type: "viewed", view: panned(beginning, at(x) - at(from), length) }) };
    }),
  );
  owner.listen<PointerEvent>(target, "pointermove", ({ offsetX }) => {
    target.dataset["edge"] = String(windowEdgeNear(offsetX, context, target.clientWidth) !== null);
  });
  return owner;
}

function windowEdgeNear(x: number, { state }: PlayerContext, width: number): "start" | "end" | null {
  const { view, length } = state.get();
  const [left, right] = [view.start, view.end].map((ticks) => (ticks / length) * width) as [number, number];
  const nearer = Math.abs(x - left) < Math.abs(x - right) ? "start" : "end";
  return Math.abs(x - (nearer === "start" ? left : right)) <= EDGE_PX ? nearer : null;
}

function tableOf(context: PlayerContext): FrameTable | undefined {
  return context.film.get()?.material.table;
}

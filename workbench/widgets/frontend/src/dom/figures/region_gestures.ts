/** What dragging does to figures: a tool draws, a handle reshapes or turns, anywhere else on a figure moves it. */

import type { Form, Point } from "../../core/data";
import type { Draft } from "../../core/figures/drawing";
import { movedBy, simplifiedLine, turnedTowards, withHandleAt } from "../../core/figures/reshaping";
import type { PlayerContext } from "../player_context";
import { aspectOf, formNow, nowTicks } from "./figure_saving";

/** How far a simplified line may lie from the drawn one, in parts of the picture. */
const LINE_TOLERANCE = 0.002;
const TURN_STEP_DEG = 0.5;
const COARSE_TURN_STEP_DEG = 15;

export interface Gesture {
  readonly first: Draft;
  /** The form with the pointer at a place; `isCoarse` while Shift is held. */
  moved(now: Form, to: Point, isCoarse: boolean): Form;
  /** What is saved of the form where the pointer lets go. */
  finished?(form: Form): Form;
}

/** Null where dragging does nothing to figures. What is under the pointer becomes chosen. */
export function beginGesture(context: PlayerContext, target: Element, from: Point): Gesture | null {
  const { tool } = context.state.get();
  const at = nowTicks(context);
  if (tool === "polygon") return null;
  if (tool === "line") {
    return {
      first: { id: null, shape: "line", form: { points: [from], turnDeg: 0 }, at },
      moved: (now, to) => ({ ...now, points: [...now.points, to] }),
      finished: (form) => ({ ...form, points: simplifiedLine(form.points, LINE_TOLERANCE) }),
    };
  }
  if (tool) {
    const first: Draft = { id: null, shape: tool, form: { points: [from, from], turnDeg: 0 }, at };
    return { first, moved: (now, to) => ({ ...now, points: [from, to] }) };
  }
  if (context.snapshot.get().screen === "player") return null;
  return takeFigure(context, target, from);
}

function takeFigure(context: PlayerContext, target: Element, from: Point): Gesture | null {
  const id = target.closest<SVGElement>("[data-region]")?.dataset["region"];
  const region = context.snapshot.get().regions.find((each) => each.id === id);
  const { chosen } = context.state.get();
  const isChosen = chosen?.kind === "region" && chosen.id === id;
  if (!isChosen) context.dispatch({ type: "chose", chosen: region ? { kind: "region", id: region.id } : null });
  if (!region) return null;
  const form = formNow(context, region);
  const aspect = aspectOf(context);
  const { shape } = region;
  const first: Draft = { id: region.id, shape, form, at: nowTicks(context) };
  if (target.hasAttribute("data-turn")) {
    return { first, moved: (_, to, isCoarse) => turnedTowards(form, to, aspect, isCoarse ? COARSE_TURN_STEP_DEG : TURN_STEP_DEG) };
  }
  const handle = target.getAttribute("data-handle");
  if (handle !== null) return { first, moved: (_, to) => withHandleAt(shape, form, Number(handle), to, aspect) };
  return { first, moved: (_, to) => movedBy(shape, form, to[0] - from[0], to[1] - from[1], aspect) };
}

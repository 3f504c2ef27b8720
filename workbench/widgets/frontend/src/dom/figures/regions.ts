/** Figures on the picture: shown in their time, drawn with a tool, chosen, moved, reshaped and turned by pointer. Saved when the pointer lets go. */

import type { Point } from "../../core/data";
import { type Disposable, Owner } from "../../core/disposal";
import { type Draft, penPoints } from "../../core/figures/drawing";
import { edgeNear } from "../../core/figures/reshaping";
import { isVisible } from "../../core/figures/shapes";
import { type Box, toPicture } from "../../core/film/picture";
import type { Readable } from "../../core/store";
import { setAttributes, svgElement } from "../element";
import type { PlayerContext } from "../player_context";
import { aspectOf, chosenRegion, FigureSaving, formNow, nowTicks } from "./figure_saving";
import { type DrawnFigure, drawFigure, drawPen, drawSpotlights } from "./figure_svg";
import { beginGesture, type Gesture } from "./region_gestures";

const DOUBLE_CLICK_MS = 450;
const DOUBLE_CLICK_PX = 6;

export function createRegionLayer(context: PlayerContext, picture: Readable<Box>): Disposable & { readonly element: SVGSVGElement } {
  const owner = new Owner();
  const { state, snapshot, dispatch } = context;
  const presses = new Presses();
  const layer = svgElement("svg", { class: "vig-regions", "data-testid": "regions" });
  const saving = new FigureSaving(context);

  const show = (): void => {
    const box = picture.get();
    const { tool, drawing } = state.get();
    setAttributes(layer, { style: `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px` });
    layer.dataset["tool"] = tool ?? "none";
    const figures = figuresNow(context);
    layer.replaceChildren(
      ...drawSpotlights(figures, box),
      ...figures.map((each) => drawFigure(each, box)),
      ...(tool ? drawPen(tool, drawing.pen, box) : []),
    );
  };
  for (const source of [state, snapshot, picture]) owner.own((source as Readable<unknown>).subscribe(show));
  owner.listen<PointerEvent>(layer, "pointerdown", (event) => {
    if (event.button !== 0 || !context.film.get()) return;
    event.preventDefault();
    context.root.focus({ preventScroll: true });
    const [target, at, isDouble] = [event.target as Element, pointIn(layer, event), presses.isSecond(event)];
    if (state.get().tool === "polygon") return setCorner(context, target, at, isDouble);
    if (isDouble && !state.get().tool && actOnDouble(context, target, at)) return;
    const gesture = beginGesture(context, target, at);
    if (gesture) followPointer(owner, layer, event, gesture, context, saving);
  });
  owner.listen<PointerEvent>(layer, "pointermove", (event) => {
    if (state.get().tool === "polygon") dispatch({ type: "penMoved", to: pointIn(layer, event) });
  });
  // A double click on a figure is the figure's and not also the picture's.
  owner.listen(layer, "dblclick", (event) => {
    if (state.get().tool || presses.wereOnFigure) event.stopPropagation();
  });
  show();
  return { element: layer, dispose: () => owner.dispose() };
}

/** Two presses soon after each other at one place. The browser's own double click is lost where a drawing is made anew between them. */
class Presses {
  private last: { readonly x: number; readonly y: number; readonly at: number } | null = null;
  wereOnFigure = false;

  isSecond({ clientX: x, clientY: y, timeStamp: at, target }: PointerEvent): boolean {
    const { last } = this;
    const isSecond = last !== null && at - last.at < DOUBLE_CLICK_MS && Math.hypot(x - last.x, y - last.y) < DOUBLE_CLICK_PX;
    const isOnFigure = target instanceof Element && target.closest("[data-region]") !== null;
    this.wereOnFigure = isOnFigure || (isSecond && this.wereOnFigure);
    this.last = isSecond ? null : { x, y, at };
    return isSecond;
  }
}

function figuresNow(context: PlayerContext): readonly DrawnFigure[] {
  const now = nowTicks(context);
  const { drawing } = context.state.get();
  const chosen = chosenRegion(context);
  const aspect = aspectOf(context);
  const figures = context.snapshot
    .get()
    .regions.filter((region) => isVisible(region, now) || (region.id === drawing.draft?.id && drawing.draft.at === now))
    .map((region): DrawnFigure => {
      const isChosen = region === chosen;
      const { id, shape, label, purpose } = region;
      return { id, shape, label, purpose, aspect, form: formNow(context, region), isChosen, hand: isChosen ? drawing.hand : null };
    });
  const { draft } = drawing;
  if (draft?.id !== null || draft.at !== now) return figures;
  const { shape, form } = draft;
  const purpose = shape === "blur" ? "anonymise" : "point_out";
  return [...figures, { id: null, shape, form, label: "", purpose, aspect, isChosen: true, hand: null }];
}

function followPointer(
  owner: Owner,
  layer: SVGSVGElement,
  start: PointerEvent,
  gesture: Gesture,
  context: PlayerContext,
  saving: FigureSaving,
): void {
  const { dispatch } = context;
  const following = owner.child();
  layer.setPointerCapture(start.pointerId);
  let draft: Draft = gesture.first;
  let hasMoved = false;
  following.listen<PointerEvent>(layer, "pointermove", (event) => {
    draft = { ...draft, form: gesture.moved(draft.form, pointIn(layer, event), event.shiftKey) };
    hasMoved = true;
    dispatch({ type: "drafted", draft });
  });
  following.listen(layer, "pointerup", () => {
    following.dispose();
    if (!hasMoved) return;
    const region = draft.id ? context.snapshot.get().regions.find((each) => each.id === draft.id) : undefined;
    if (region) void saving.change(region, draft.form);
    else void saving.draw(draft.shape, gesture.finished ? gesture.finished(draft.form) : draft.form);
  });
  following.listen(layer, "pointercancel", () => {
    following.dispose();
    dispatch({ type: "drafted", draft: null });
  });
}

/** A polygon is drawn corner by corner with clicks; a double click, Enter or a click on its first corner finishes it. */
function setCorner(context: PlayerContext, target: Element, at: Point, isDouble: boolean): void {
  const { points } = context.state.get().drawing.pen;
  if (points.length >= 3 && (isDouble || target.hasAttribute("data-first"))) context.act({ do: "finishFigure" });
  else {
    context.dispatch({ type: "penMoved", to: at });
    context.dispatch({ type: "penSet", points: penPoints([...points, at]) });
  }
}

/** A double click on a polygon's edge adds a point there, on a point of it takes it off; any other figure is named. Whether it did something. */
function actOnDouble(context: PlayerContext, target: Element, at: Point): boolean {
  const region = chosenRegion(context);
  if (!region || target.closest<SVGElement>("[data-region]")?.dataset["region"] !== region.id) return false;
  const handle = target.getAttribute("data-handle");
  if (region.shape !== "polygon") context.act({ do: "nameFigure" });
  else if (handle !== null) void context.send({ kind: "remove_point", id: region.id, index: Number(handle) });
  else {
    const edge = edgeNear("polygon", formNow(context, region).points, at, aspectOf(context));
    void context.send({ kind: "add_point", id: region.id, ...edge });
  }
  return true;
}

function pointIn(layer: SVGSVGElement, event: MouseEvent): Point {
  return toPicture(event.clientX, event.clientY, layer.getBoundingClientRect());
}

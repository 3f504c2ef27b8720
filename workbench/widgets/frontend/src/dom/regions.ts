/** Figures on the picture: shown in their time, drawn with a tool, chosen, moved and reshaped by pointer. Saved when the pointer lets go. */

import type { Point, Region, Shape } from "../core/data";
import { type Disposable, Owner } from "../core/disposal";
import { type Box, toPicture } from "../core/picture";
import { regionStretch } from "../core/selection";
import { boundsOf, handlesOf, isMeant, isVisible, movedBy, pointsAt, simplified, withHandleAt } from "../core/shapes";
import { type Readable, Store } from "../core/store";
import { idIn } from "./commands/marking";
import { setAttributes, svgElement } from "./element";
import type { PlayerContext } from "./player_context";

/** A figure under the pointer that is not saved yet: a new one, or one being moved. */
interface Draft {
  readonly id: string | null;
  readonly shape: Shape;
  readonly points: readonly Point[];
}

const LINE_TOLERANCE = 0.002;

export function createRegionLayer(context: PlayerContext, picture: Readable<Box>): Disposable & { readonly element: SVGSVGElement } {
  const owner = new Owner();
  const { state, snapshot } = context;
  const layer = svgElement("svg", { class: "vig-regions", "data-testid": "regions" });
  const draft = new Store<Draft | null>(null);

  const show = (): void => {
    const box = picture.get();
    setAttributes(layer, { style: `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px` });
    layer.dataset["tool"] = state.get().tool ?? "none";
    layer.replaceChildren(...figures(context, draft.get(), box));
  };
  for (const source of [state, snapshot, picture, draft]) owner.own((source as Readable<unknown>).subscribe(show));
  owner.listen<PointerEvent>(layer, "pointerdown", (event) => {
    if (event.button !== 0 || !context.film.get()) return;
    event.preventDefault();
    context.root.focus({ preventScroll: true });
    const at = pointIn(layer, event);
    const gesture = beginGesture(context, event.target as Element, at);
    if (!gesture) return;
    followPointer(owner, layer, event, gesture, draft, context);
  });
  show();
  return { element: layer, dispose: () => owner.dispose() };
}

/** What dragging does to a figure. */
interface Gesture {
  readonly first: Draft;
  moved(now: Draft, to: Point): Draft;
}

function beginGesture(context: PlayerContext, target: Element, from: Point): Gesture | null {
  const { tool } = context.state.get();
  if (tool === "line") {
    const first: Draft = { id: null, shape: "line", points: [from] };
    return { first, moved: (now, to) => ({ ...now, points: [...now.points, to] }) };
  }
  if (tool) return { first: { id: null, shape: tool, points: [from, from] }, moved: (now, to) => ({ ...now, points: [from, to] }) };
  const region = context.snapshot.get().regions.find((each) => each.id === target.closest<SVGElement>("[data-region]")?.dataset["region"]);
  if (context.snapshot.get().screen === "player") return null;
  context.dispatch({ type: "chose", chosen: region ? { kind: "region", id: region.id } : null });
  if (!region) return null;
  const first: Draft = { id: region.id, shape: region.shape, points: pointsAt(region, nowTicks(context)) };
  const handle = target.getAttribute("data-handle");
  if (handle !== null)
    return { first, moved: (_, to) => ({ ...first, points: withHandleAt(first.shape, first.points, Number(handle), to) }) };
  return { first, moved: (_, to) => ({ ...first, points: movedBy(first.points, to[0] - from[0], to[1] - from[1]) }) };
}

function followPointer(
  owner: Owner,
  layer: SVGSVGElement,
  start: PointerEvent,
  gesture: Gesture,
  draft: Store<Draft | null>,
  context: PlayerContext,
): void {
  const following = owner.child();
  layer.setPointerCapture(start.pointerId);
  draft.set(gesture.first);
  following.listen<PointerEvent>(layer, "pointermove", (event) => {
    const now = draft.get();
    if (now) draft.set(gesture.moved(now, pointIn(layer, event)));
  });
  following.listen(layer, "pointerup", () => {
    const done = draft.get();
    following.dispose();
    if (!done || done.points === gesture.first.points) draft.set(null);
    else void save(context, done).finally(() => draft.set(null));
  });
  following.listen(layer, "pointercancel", () => {
    following.dispose();
    draft.set(null);
  });
}

async function save(context: PlayerContext, done: Draft): Promise<void> {
  const table = context.film.get()?.material.table;
  if (!table || !isMeant(done.points)) return;
  const { frame, marks } = context.state.get();
  const at = table.startOf(frame);
  if (done.id) {
    await context.send({ kind: "change_region", id: done.id, points: done.points, at });
    return;
  }
  const points = done.shape === "line" ? simplified(done.points, LINE_TOLERANCE) : done.points;
  context.dispatch({ type: "tookTool", tool: null });
  const answer = await context.send({ kind: "draw_region", shape: done.shape, points, at, ...regionStretch(marks, frame, table) });
  const id = answer.ok ? idIn(answer.result) : null;
  if (id) context.dispatch({ type: "chose", chosen: { kind: "region", id } });
}

function pointIn(layer: SVGSVGElement, event: PointerEvent): Point {
  return toPicture(event.clientX, event.clientY, layer.getBoundingClientRect());
}

function nowTicks(context: PlayerContext): number {
  return context.film.get()?.material.table.startOf(context.state.get().frame) ?? 0;
}

function figures(context: PlayerContext, draft: Draft | null, box: Box): SVGElement[] {
  const now = nowTicks(context);
  const { chosen } = context.state.get();
  const visible = context.snapshot.get().regions.filter((region) => isVisible(region, now) && region.id !== draft?.id);
  const drawn = visible.map((region) => {
    const isChosen = chosen?.kind === "region" && chosen.id === region.id;
    return figure({ id: region.id, shape: region.shape, points: pointsAt(region, now) }, box, region, isChosen);
  });
  if (draft) {
    const region = context.snapshot.get().regions.find((each) => each.id === draft.id);
    drawn.push(figure(draft, box, region, true));
  }
  return drawn;
}

function figure(drawn: Draft, box: Box, region: Region | undefined, isChosen: boolean): SVGElement {
  const scaled = drawn.points.map(([x, y]): Point => [x * box.width, y * box.height]);
  const group = svgElement("g", {
    class: `vig-figure${isChosen ? " vig-chosen" : ""}${region?.purpose === "anonymise" ? " vig-cover" : ""}`,
  });
  group.dataset["region"] = drawn.id ?? "draft";
  group.dataset["testid"] = "region";
  const path = outline(drawn.shape, scaled);
  group.append(svgElement("path", { class: "vig-halo", d: path }), svgElement("path", { class: "vig-stroke", d: path }));
  const [left, , right, bottom] = boundsOf(scaled);
  if (region?.label) {
    const text = svgElement("text", { x: (left + right) / 2, y: Math.min(bottom + 18, box.height - 6), class: "vig-figure-words" });
    text.textContent = region.label;
    group.append(text);
  }
  if (isChosen) {
    handlesOf(drawn.shape, scaled).forEach(([x, y], handle) => {
      group.append(svgElement("rect", { class: "vig-handle", x: x - 5, y: y - 5, width: 10, height: 10, rx: 2, "data-handle": handle }));
    });
  }
  return group;
}

function outline(shape: Shape, points: readonly Point[]): string {
  if (shape === "line") return points.map(([x, y], place) => `${place === 0 ? "M" : "L"}${x} ${y}`).join("");
  if (shape === "arrow") return arrowOutline(points);
  const [left, top, right, bottom] = boundsOf(points);
  if (shape === "box") return `M${left} ${top}H${right}V${bottom}H${left}Z`;
  const [rx, ry, y] = [(right - left) / 2, (bottom - top) / 2, (top + bottom) / 2];
  return `M${left} ${y}A${rx} ${ry} 0 1 1 ${right} ${y}A${rx} ${ry} 0 1 1 ${left} ${y}Z`;
}

function arrowOutline([tail, tip]: readonly Point[]): string {
  if (!tail || !tip) return "";
  const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  const size = Math.min(18, Math.hypot(tip[0] - tail[0], tip[1] - tail[1]) / 2);
  const barb = (turn: number): string => `${tip[0] - size * Math.cos(angle + turn)} ${tip[1] - size * Math.sin(angle + turn)}`;
  return `M${tail[0]} ${tail[1]}L${tip[0]} ${tip[1]}M${barb(0.5)}L${tip[0]} ${tip[1]}L${barb(-0.5)}`;
}

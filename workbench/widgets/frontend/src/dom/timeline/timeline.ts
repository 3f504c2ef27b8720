/** The film's time under the film: overview, ruler, rows, playhead, and what the pointer does there. */

import { gripAt } from "../../core/coding/dragging";
import { isOwn } from "../../core/coding/picking";
import { Owner } from "../../core/disposal";
import { formatTime } from "../../core/format";
import { Store } from "../../core/store";
import { findAt, layoutRows, type Rows, type Touched } from "../../core/timeline/rows";
import { following, ticksAt } from "../../core/timeline/view";
import { element } from "../element";
import type { Part, PlayerContext } from "../player_context";
import type { Canvas } from "./canvas";
import { type Canvases, createCanvases } from "./canvases";
import { type AtWork, type CodingPlace, GRIP_PX, IDLE, reachOf, ticksOf } from "./hand";
import { createHeads, type Heads } from "./heads";
import { createLabels } from "./labels";
import { attachOverviewPointer, attachRowsPointer, attachRulerPointer } from "./pointer";
import { createSpokenTimeline } from "./spoken";
import { attachPanning, attachWheel } from "./wheel";

const REACH_PX = 4;

export function createTimeline(context: PlayerContext, pointed: Store<string>): Part {
  const owner = new Owner();
  const { state, snapshot } = context;
  const laidOut = (): Rows => layoutRows(snapshot.get(), state.get().rows);
  const rows = new Store<Rows>(laidOut());
  const atWork = new Store<AtWork>(IDLE);
  const canvases = createCanvases(owner, context, rows, atWork);
  const { detail, redraw } = canvases;
  const labels = createLabels(context, rows);
  const spoken = createSpokenTimeline(context, rows, detail.element);
  for (const part of [labels, spoken]) owner.own(part.owner);
  owner.own(
    rows.subscribe(() => {
      for (const each of [detail, canvases.over]) each.setHeight(rows.get().height);
    }),
  );
  const showWork = (): void => {
    const { tierId } = state.get().picking;
    for (const label of labels.element.querySelectorAll<HTMLElement>("[data-tier]"))
      label.dataset["working"] = String(label.dataset["tier"] === tierId);
    canvases.over.invalidate();
  };
  const layOut = (): void => {
    rows.set(laidOut());
    showWork();
    redraw();
  };
  owner.own(snapshot.subscribe(layOut));
  owner.own(
    state.subscribe((now, before) => {
      if (now.frame !== before.frame) follow(context);
      if (now.rows !== before.rows) layOut();
      else if (
        now.view !== before.view ||
        now.marks !== before.marks ||
        now.chosen !== before.chosen ||
        now.stepDraft !== before.stepDraft ||
        now.phase !== before.phase ||
        now.drawing.seen !== before.drawing.seen
      )
        redraw();
      if (now.picking !== before.picking) showWork();
    }),
  );
  const timeline = lookOf(canvases, labels.element, createHeads(owner, context), spoken.element);
  const touchedAt = (x: number, y: number): Touched | null => {
    const { view } = state.get();
    const reach = ((view.end - view.start) / Math.max(detail.widthPx, 1)) * REACH_PX;
    return findAt(rows.get(), ticksAt(x, view, detail.widthPx), y, reach, snapshot.get().people);
  };
  const place: CodingPlace = {
    context,
    atWork,
    rows: () => rows.get(),
    widthPx: () => detail.widthPx,
    topOf: (clientY) => clientY - detail.element.getBoundingClientRect().top,
  };
  owner.own(attachRowsPointer(place, detail.element, touchedAt));
  owner.own(attachRulerPointer(context, canvases.ruler.element));
  owner.own(attachOverviewPointer(context, canvases.overview.element));
  owner.own(attachWheel(context, timeline, detail));
  owner.own(attachPanning(context, timeline, detail));
  attachHover(owner, place, detail, pointed, touchedAt);
  layOut();
  return { element: timeline, owner };
}

function lookOf({ overview, ruler, detail, over }: Canvases, labels: HTMLElement, heads: Heads, spoken: HTMLElement): HTMLElement {
  const overviewWords = element("span", { class: "vig-row-label vig-quiet" }, "whole film");
  overview.element.setAttribute("aria-label", "The whole film, with the part that the rows show");
  ruler.element.setAttribute("aria-label", "Times of the part that the rows show");
  return element(
    "section",
    { class: "vig-timeline", "data-testid": "timeline", tabindex: 0, role: "group", "aria-label": "Timeline" },
    element("div", { class: "vig-overview-line" }, overviewWords, overview.element, heads.inOverview),
    element(
      "div",
      { class: "vig-detail" },
      element("span", {}),
      ruler.element,
      element("div", { class: "vig-rows" }, labels, detail.element, over.element),
      heads.inRows,
    ),
    spoken,
  );
}

function follow({ state, film, dispatch }: PlayerContext): void {
  const loaded = film.get();
  const { frame, view, length } = state.get();
  if (loaded) dispatch({ type: "viewed", view: following(view, loaded.material.table.startOf(frame), length) });
}

function attachHover(
  owner: Owner,
  place: CodingPlace,
  detail: Canvas,
  pointed: Store<string>,
  touchedAt: (x: number, y: number) => Touched | null,
): void {
  owner.listen<PointerEvent>(detail.element, "pointermove", (event) => {
    const touched = touchedAt(event.offsetX, event.offsetY);
    const time = formatTime(ticksOf(place, event.offsetX));
    pointed.set(touched ? `${touched.words} · ${formatTime(touched.stretch.start)} – ${formatTime(touched.stretch.end)}` : time);
    detail.element.style.cursor = cursorOn(place, touched, event.offsetX);
  });
  owner.listen(detail.element, "pointerleave", () => pointed.set(""));
}

/** Edges of what one can change are taken hold of; the rest is pressed. */
function cursorOn(place: CodingPlace, touched: Touched | null, x: number): string {
  if (!touched) return "";
  const { kind, tierId } = touched.chosen;
  const { tiers, screen } = place.context.snapshot.get();
  const tier = tiers.find((each) => each.id === tierId);
  const isMovable = kind === "moment" || kind === "clip" || (tier !== undefined && isOwn(tier));
  const isEdge = gripAt(touched.stretch, ticksOf(place, x), reachOf(place, GRIP_PX)) !== "middle";
  return isMovable && isEdge && screen === "guider" ? "ew-resize" : "pointer";
}

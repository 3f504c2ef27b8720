/** The film's time under the film: overview, ruler, rows, playhead, and what the pointer does there. */

import { Owner } from "../core/disposal";
import { formatTime } from "../core/format";
import { type Readable, Store } from "../core/store";
import { findAt, layoutRows, type Rows, type Touched } from "../core/timeline_rows";
import { following, panned, ticksAt, zoomed } from "../core/timeline_view";
import { Canvas } from "./canvas";
import { element } from "./element";
import { personIcon } from "./icons";
import { DenseTiers } from "./paint_dense";
import type { Brush, Scene } from "./paint_scene";
import type { LoadedFilm, Part, PlayerContext } from "./player_context";
import { onThemeChange, readTheme, type Theme } from "./theme";
import { paintOverview, paintRows, paintRuler } from "./timeline_paint";
import { attachOverviewPointer, attachRowsPointer, attachRulerPointer } from "./timeline_pointer";

const REACH_PX = 4;

export function createTimeline(context: PlayerContext, pointed: Store<string>): Part {
  const owner = new Owner();
  const { state, snapshot } = context;
  const rows = new Store<Rows>(layoutRows(snapshot.get()));
  const canvases = createCanvases(owner, context, rows);
  const { detail, redraw } = canvases;
  const labels = element("div", { class: "vig-labels", "aria-hidden": "true" });
  const relabel = (): void => {
    rows.set(layoutRows(snapshot.get()));
    detail.setHeight(rows.get().height);
    labels.style.height = `${rows.get().height}px`;
    labels.replaceChildren(...rowLabels(rows.get()));
    redraw();
  };
  owner.own(snapshot.subscribe(relabel));
  owner.own(
    state.subscribe((now, before) => {
      if (now.frame !== before.frame) follow(context);
      if (now.view !== before.view || now.marks !== before.marks || now.chosen !== before.chosen || now.phase !== before.phase) redraw();
    }),
  );
  const timeline = lookOf(canvases, labels, createHeads(owner, context));
  const touchedAt = (x: number, y: number): Touched | null => {
    const { view } = state.get();
    const reach = ((view.end - view.start) / Math.max(detail.widthPx, 1)) * REACH_PX;
    return findAt(rows.get(), ticksAt(x, view, detail.widthPx), y, reach, snapshot.get().people);
  };
  owner.own(attachRowsPointer(context, detail.element, touchedAt));
  owner.own(attachRulerPointer(context, canvases.ruler.element));
  owner.own(attachOverviewPointer(context, canvases.overview.element));
  attachHover(owner, context, detail, pointed, touchedAt);
  attachWheel(owner, context, timeline, detail);
  relabel();
  return { element: timeline, owner };
}

interface Canvases {
  readonly overview: Canvas;
  readonly ruler: Canvas;
  readonly detail: Canvas;
  redraw(): void;
}

/** The three canvases, drawn from one scene; new when the film, the theme or the strip of pictures changes. */
function createCanvases(owner: Owner, { state, snapshot, film, root }: PlayerContext, rows: Readable<Rows>): Canvases {
  let theme: Theme | null = null;
  let sprite: HTMLImageElement | null = null;
  const dense = new DenseTiers();
  const scene = (width: number): Scene => {
    theme ??= readTheme(root);
    const { view, marks, chosen } = state.get();
    return {
      data: snapshot.get(),
      rows: rows.get(),
      view,
      width,
      marks,
      chosen,
      peaks: film.get()?.material.peaks ?? null,
      sprite,
      theme,
      dense,
    };
  };
  const canvas = (name: string, testId: string, paint: (brush: Brush, scene: Scene, height: number) => void): Canvas =>
    owner.own(new Canvas({ class: name, "data-testid": testId }, (brush, width, height) => paint(brush, scene(width), height)));
  const overview = canvas("vig-overview", "overview", paintOverview);
  const ruler = canvas("vig-ruler", "ruler", paintRuler);
  const detail = canvas("vig-rows-canvas", "timeline-rows", paintRows);
  const redraw = (): void => {
    for (const each of [overview, ruler, detail]) each.invalidate();
  };
  owner.own(
    film.subscribe((loaded) => {
      sprite = loaded ? loadSprite(owner, loaded, redraw) : null;
      redraw();
    }),
  );
  owner.own(
    onThemeChange(() => {
      theme = null;
      redraw();
    }),
  );
  return { overview, ruler, detail, redraw };
}

interface Heads {
  readonly inRows: HTMLElement;
  readonly inOverview: HTMLElement;
}

/** The playhead, in the rows and in the overview: elements of their own, so that playing draws no canvas. */
function createHeads(owner: Owner, { state, film }: PlayerContext): Heads {
  const inRows = element("div", { class: "vig-playhead", "data-testid": "playhead" });
  const inOverview = element("div", { class: "vig-overview-head" });
  const place = (): void => {
    const loaded = film.get();
    const { frame, view, length } = state.get();
    const ticks = loaded ? loaded.material.table.startOf(frame) : 0;
    const part = (ticks - view.start) / (view.end - view.start);
    inRows.hidden = !loaded || part < 0 || part > 1;
    inRows.style.setProperty("--at", String(part));
    inOverview.hidden = !loaded;
    inOverview.style.setProperty("--at", String(ticks / length));
  };
  owner.own(state.subscribe(place));
  owner.own(film.subscribe(place));
  place();
  return { inRows, inOverview };
}

function lookOf({ overview, ruler, detail }: Canvases, labels: HTMLElement, heads: Heads): HTMLElement {
  const overviewWords = element("span", { class: "vig-row-label vig-quiet" }, "whole film");
  return element(
    "section",
    { class: "vig-timeline", "data-testid": "timeline", tabindex: 0, role: "group", "aria-label": "Timeline" },
    element("div", { class: "vig-overview-line" }, overviewWords, overview.element, heads.inOverview),
    element(
      "div",
      { class: "vig-detail" },
      element("span", {}),
      ruler.element,
      element("div", { class: "vig-rows" }, labels, detail.element),
      heads.inRows,
    ),
  );
}

function follow({ state, film, dispatch }: PlayerContext): void {
  const loaded = film.get();
  const { frame, view, length } = state.get();
  if (loaded) dispatch({ type: "viewed", view: following(view, loaded.material.table.startOf(frame), length) });
}

function loadSprite(owner: Owner, { material }: LoadedFilm, ready: () => void): HTMLImageElement | null {
  if (!material.thumbnailsUrl) return null;
  const sprite = new Image();
  owner.listen(sprite, "load", ready);
  sprite.src = material.thumbnailsUrl;
  return sprite;
}

function rowLabels({ rows }: Rows): HTMLElement[] {
  return rows.map((row) => {
    const awaited = row.kind === "tier" && row.tier.awaited;
    const label = element("div", { class: "vig-row-label", "data-awaited": awaited, style: `top:${row.top}px;height:${row.height}px` });
    if (row.kind === "tier" && row.person && row.firstOfPerson) {
      label.append(element("span", { class: "vig-person" }, personIcon(row.person.shape, row.person.colour), row.person.shownName));
    }
    label.append(element("span", { class: "vig-row-words vig-quiet", title: row.kind === "tier" ? row.tier.name : row.label }, row.label));
    if (row.kind === "steps") label.title = "Open: initiative. Half: reception. Full: response. Arcs lead to what is answered.";
    return label;
  });
}

function attachHover(
  owner: Owner,
  { state }: PlayerContext,
  detail: Canvas,
  pointed: Store<string>,
  touchedAt: (x: number, y: number) => Touched | null,
): void {
  owner.listen<PointerEvent>(detail.element, "pointermove", (event) => {
    const touched = touchedAt(event.offsetX, event.offsetY);
    const time = formatTime(ticksAt(event.offsetX, state.get().view, detail.widthPx));
    pointed.set(touched ? `${touched.words} · ${formatTime(touched.stretch.start)} – ${formatTime(touched.stretch.end)}` : time);
    detail.element.style.cursor = touched ? "pointer" : "";
  });
  owner.listen(detail.element, "pointerleave", () => pointed.set(""));
}

/** Turning the wheel scrolls the notebook as ever; inside a player one works in, or with Ctrl or Alt, it zooms. Sideways it moves. On the labels it scrolls the rows. */
function attachWheel(owner: Owner, { state, dispatch, root }: PlayerContext, timeline: HTMLElement, detail: Canvas): void {
  owner.listen<WheelEvent>(
    timeline,
    "wheel",
    (event) => {
      if (event.target instanceof Element && event.target.closest(".vig-labels")) return;
      const { view, length } = state.get();
      const perPixel = (view.end - view.start) / Math.max(detail.widthPx, 1);
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        dispatch({ type: "viewed", view: panned(view, sideways * perPixel, length) });
      } else if (event.ctrlKey || event.altKey || event.metaKey || root.contains(document.activeElement)) {
        event.preventDefault();
        const x = event.clientX - detail.element.getBoundingClientRect().left;
        const around = ticksAt(Math.min(Math.max(x, 0), detail.widthPx), view, Math.max(detail.widthPx, 1));
        dispatch({ type: "viewed", view: zoomed(view, Math.exp(event.deltaY * 0.002), around, length) });
      }
    },
    { passive: false },
  );
}

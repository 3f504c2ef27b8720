/** The film's time under the film: overview, ruler, rows, playhead, and what the pointer does there. */

import { Owner } from "../core/disposal";
import { formatTime } from "../core/format";
import { Store } from "../core/store";
import { findAt, layoutRows, type Rows, type Touched } from "../core/timeline_rows";
import { following, panned, ticksAt, zoomed } from "../core/timeline_view";
import { Canvas } from "./canvas";
import { element } from "./element";
import { personIcon } from "./icons";
import type { LoadedFilm, PlayerContext } from "./player_context";
import { onThemeChange, readTheme, type Theme } from "./theme";
import { paintOverview, paintRows, paintRuler, type Scene } from "./timeline_paint";
import { attachOverviewPointer, attachRowsPointer, attachRulerPointer } from "./timeline_pointer";
import type { Part } from "./transport";

const REACH_PX = 4;

export function createTimeline(context: PlayerContext, pointed: Store<string>): Part {
  const owner = new Owner();
  const { state, snapshot, film, root } = context;
  const rows = new Store<Rows>(layoutRows(snapshot.get()));
  let theme: Theme | null = null;
  let sprite: HTMLImageElement | null = null;

  const scene = (width: number): Scene => {
    theme ??= readTheme(root);
    const { view, marks, chosen } = state.get();
    return { data: snapshot.get(), rows: rows.get(), view, width, marks, chosen, peaks: film.get()?.material.peaks ?? null, sprite, theme };
  };
  const overview = owner.own(
    new Canvas({ class: "vig-overview", "data-testid": "overview" }, (brush, width, height) => paintOverview(brush, scene(width), height)),
  );
  const ruler = owner.own(
    new Canvas({ class: "vig-ruler", "data-testid": "ruler" }, (brush, width, height) => paintRuler(brush, scene(width), height)),
  );
  const detail = owner.own(
    new Canvas({ class: "vig-rows-canvas", "data-testid": "timeline-rows" }, (brush, width) => paintRows(brush, scene(width))),
  );
  const canvases = [overview, ruler, detail];
  const labels = element("div", { class: "vig-labels", "aria-hidden": "true" });
  const scroller = element("div", { class: "vig-rows" }, labels, detail.element);
  const playhead = element("div", { class: "vig-playhead", "data-testid": "playhead" });
  const overviewHead = element("div", { class: "vig-overview-head" });
  const timeline = element(
    "section",
    { class: "vig-timeline", "data-testid": "timeline", tabindex: 0, role: "group", "aria-label": "Timeline" },
    element(
      "div",
      { class: "vig-overview-line" },
      element("span", { class: "vig-row-label vig-quiet" }, "whole film"),
      overview.element,
      overviewHead,
    ),
    element("div", { class: "vig-detail" }, element("span", {}), ruler.element, scroller, playhead),
  );

  const redraw = (): void => {
    for (const canvas of canvases) canvas.invalidate();
  };
  const relabel = (): void => {
    rows.set(layoutRows(snapshot.get()));
    detail.setHeight(rows.get().height);
    labels.style.height = `${rows.get().height}px`;
    labels.replaceChildren(...rowLabels(rows.get()));
    redraw();
  };
  const placeHeads = (): void => {
    const loaded = film.get();
    const { frame, view, length } = state.get();
    const ticks = loaded ? loaded.material.table.startOf(frame) : 0;
    const part = (ticks - view.start) / (view.end - view.start);
    playhead.hidden = !loaded || part < 0 || part > 1;
    playhead.style.setProperty("--at", String(part));
    overviewHead.hidden = !loaded;
    overviewHead.style.setProperty("--at", String(ticks / length));
  };

  owner.own(snapshot.subscribe(relabel));
  owner.own(
    state.subscribe((now, before) => {
      if (now.frame !== before.frame) follow(context);
      placeHeads();
      if (now.view !== before.view || now.marks !== before.marks || now.chosen !== before.chosen || now.phase !== before.phase) redraw();
    }),
  );
  owner.own(
    film.subscribe((loaded) => {
      sprite = loaded ? loadSprite(owner, loaded, redraw) : null;
      placeHeads();
      redraw();
    }),
  );
  owner.own(
    onThemeChange(() => {
      theme = null;
      redraw();
    }),
  );
  const touchedAt = (x: number, y: number): Touched | null => {
    const { view } = state.get();
    const reach = ((view.end - view.start) / Math.max(detail.widthPx, 1)) * REACH_PX;
    return findAt(rows.get(), ticksAt(x, view, detail.widthPx), y, reach, snapshot.get().people);
  };
  owner.own(attachRowsPointer(context, detail.element, touchedAt));
  owner.own(attachRulerPointer(context, ruler.element));
  owner.own(attachOverviewPointer(context, overview.element));
  attachHover(owner, context, detail, pointed, touchedAt);
  attachWheel(owner, context, timeline, detail);
  relabel();
  placeHeads();
  return { element: timeline, owner };
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
    const label = element("div", { class: "vig-row-label", style: `top:${row.top}px;height:${row.height}px` });
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

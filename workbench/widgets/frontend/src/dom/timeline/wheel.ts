/** The wheel and the middle button on the timeline: closer, further away, along. */

import { type Disposable, Owner } from "../../core/disposal";
import { panned, ticksAt, zoomed } from "../../core/timeline/view";
import type { PlayerContext } from "../player_context";
import type { Canvas } from "./canvas";

/**
 * Turning the wheel scrolls the notebook as ever; inside a player one works in, or with Ctrl or Alt, it zooms at the pointer. Sideways, or
 * with Shift, it moves along. On the labels it scrolls the rows.
 */
export function attachWheel({ state, dispatch, root }: PlayerContext, timeline: HTMLElement, detail: Canvas): Disposable {
  const owner = new Owner();
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
  return owner;
}

/** The middle button takes the film along, wherever in the rows or the ruler it is pressed. */
export function attachPanning({ state, dispatch, film }: PlayerContext, timeline: HTMLElement, detail: Canvas): Disposable {
  const owner = new Owner();
  owner.listen<PointerEvent>(timeline, "pointerdown", (event) => {
    if (event.button !== 1 || !film.get() || !(event.target instanceof HTMLCanvasElement)) return;
    event.preventDefault();
    const { view } = state.get();
    const perPixel = (view.end - view.start) / Math.max(detail.widthPx, 1);
    const holding = owner.child();
    timeline.setPointerCapture(event.pointerId);
    timeline.dataset["panning"] = "true";
    holding.onDispose(() => delete timeline.dataset["panning"]);
    holding.listen<PointerEvent>(timeline, "pointermove", (moved) => {
      dispatch({ type: "viewed", view: panned(view, (event.clientX - moved.clientX) * perPixel, state.get().length) });
    });
    for (const ending of ["pointerup", "pointercancel"]) holding.listen(timeline, ending, () => holding.dispose());
  });
  return owner;
}

/** Looking closer with the pointer: wheel with Ctrl or Cmd, pinching, dragging where nothing is in hand, a double click there and back. */

import type { Point } from "../../core/data";
import type { Owner } from "../../core/disposal";
import { isCloser } from "../../core/film/picture";
import type { PlayerContext } from "../player_context";

/** How much closer one notch of a wheel goes: 100 units are some 20 %. */
const PER_WHEEL_UNIT = 0.0018;
const DOUBLE_CLICK_SCALE = 2;

/** Listens on the box of the picture; the view itself is kept in the state. */
export function attachZooming(owner: Owner, cell: HTMLElement, context: PlayerContext): void {
  const { state, dispatch } = context;
  const fingers = new Map<number, Point>();
  const place = (event: MouseEvent): Point => {
    const box = cell.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const view = () => state.get().looking.picture;

  const wheeled = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const units = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    dispatch({ type: "scaled", scale: view().scale * Math.exp(-units * PER_WHEEL_UNIT), at: place(event) });
  };
  owner.listen<WheelEvent>(cell, "wheel", wheeled, { passive: false });

  owner.listen<MouseEvent>(cell, "dblclick", (event) => {
    if (state.get().tool || isOnFigure(event)) return;
    if (isCloser(view())) dispatch({ type: "wholePictureShown" });
    else dispatch({ type: "scaled", scale: DOUBLE_CLICK_SCALE, at: place(event) });
  });

  owner.listen<PointerEvent>(cell, "pointerdown", (event) => {
    if (event.pointerType === "touch") fingers.set(event.pointerId, place(event));
    const isFree = event.button === 0 && !state.get().tool && !isOnFigure(event) && isCloser(view());
    if (fingers.size === 2 || isFree || event.button === 1) follow(event);
  });

  /** Follows the pointers that are down: one draws the picture along, two also spread it. */
  function follow(start: PointerEvent): void {
    const following = owner.child();
    let before = place(start);
    cell.setPointerCapture(start.pointerId);
    cell.dataset["drawing"] = "true";
    following.onDispose(() => delete cell.dataset["drawing"]);
    following.listen<PointerEvent>(cell, "pointermove", (event) => {
      if (fingers.size === 2) pinched(event);
      else if (event.pointerId === start.pointerId) {
        const now = place(event);
        dispatch({ type: "pictureDrawn", dx: now[0] - before[0], dy: now[1] - before[1] });
        before = now;
      }
    });
    for (const type of ["pointerup", "pointercancel"]) following.listen(cell, type, () => following.dispose());
  }

  function pinched(event: PointerEvent): void {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const before = fingers.get(event.pointerId);
    if (!before || !other) return;
    const now = place(event);
    fingers.set(event.pointerId, now);
    const spread = Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1);
    dispatch({ type: "scaled", scale: view().scale * spread, at: [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2] });
  }

  for (const type of ["pointerup", "pointercancel"]) {
    owner.listen<PointerEvent>(cell, type, (event) => void fingers.delete(event.pointerId));
  }
}

function isOnFigure(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("[data-region]") !== null;
}

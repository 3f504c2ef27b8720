/** The film's own picture on the stage: looked at as closely as one likes, with the figures over exactly that picture. */

import { Owner } from "../../core/disposal";
import { type Box, viewedBox } from "../../core/film/picture";
import { Store } from "../../core/store";
import { createFacesLayer } from "../analysis/faces_layer";
import { element, setAttributes } from "../element";
import { createRegionLayer } from "../figures/regions";
import type { Part, PlayerContext } from "../player_context";
import { attachZooming } from "./zooming";

const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 };

export function createLeadPicture(context: PlayerContext): Part {
  const owner = new Owner();
  const { film, state, snapshot, dispatch } = context;
  const slot = element("div", { class: "vig-film" });
  const cell = element("div", { class: "vig-cell vig-lead", "data-testid": "picture" }, slot);
  const picture = new Store<Box>(NOWHERE);
  const layer = owner.own(createRegionLayer(context, picture));
  const faces = owner.own(createFacesLayer(context, picture));
  cell.append(layer.element, faces.element);
  attachZooming(owner, cell, context);

  const measure = (): void => {
    const size = snapshot.get().film;
    if (!size) return;
    const stage = { width: cell.clientWidth, height: cell.clientHeight };
    dispatch({ type: "measured", sizes: { stage, picture: { width: size.width, height: size.height } } });
  };
  const observer = new ResizeObserver(measure);
  observer.observe(cell);
  owner.onDispose(() => observer.disconnect());

  const place = (): void => {
    const { sizes, picture: view } = state.get().looking;
    const box = sizes ? viewedBox(sizes, view) : NOWHERE;
    if (sameBox(box, picture.get())) return;
    setAttributes(slot, { style: `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px` });
    cell.dataset["scale"] = view.scale.toFixed(2);
    picture.set(box);
  };
  owner.own(state.subscribe(place));
  owner.own(snapshot.subscribe(measure));
  owner.own(
    film.subscribe((loaded) => {
      slot.replaceChildren(...(loaded ? [loaded.picture] : []));
      measure();
    }),
  );
  measure();
  place();
  return { element: cell, owner };
}

function sameBox(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

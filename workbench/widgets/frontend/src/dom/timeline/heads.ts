/** The playhead, in the rows and in the overview: elements of their own that only slide, so that playing draws no canvas. */

import type { Owner } from "../../core/disposal";
import { element } from "../element";
import type { PlayerContext } from "../player_context";

export interface Heads {
  readonly inRows: HTMLElement;
  readonly inOverview: HTMLElement;
}

export function createHeads(owner: Owner, { state, film }: PlayerContext): Heads {
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

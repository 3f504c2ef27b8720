/** The timeline in words, for those who do not see it: what is chosen as it is chosen, and what part of the film is shown. */

import { Owner } from "../../core/disposal";
import { formatTime } from "../../core/format";
import type { Readable } from "../../core/store";
import type { Rows } from "../../core/timeline/rows";
import { findChosen } from "../../core/timeline/walk";
import { element, setText } from "../element";
import type { Part, PlayerContext } from "../player_context";

export function createSpokenTimeline({ state, snapshot }: PlayerContext, rows: Readable<Rows>, canvas: HTMLElement): Part {
  const owner = new Owner();
  const line = element("p", { class: "vig-spoken", "aria-live": "polite", "data-testid": "timeline-spoken" });
  const sayChosen = (): void => {
    const found = findChosen(rows.get(), state.get().chosen, snapshot.get().people);
    setText(line, found ? `${found.words}, ${formatTime(found.stretch.start)} to ${formatTime(found.stretch.end)}` : "");
  };
  const sayView = (): void => {
    const { view, length } = state.get();
    const part = view.start === 0 && view.end === length ? "the whole film" : `${formatTime(view.start)} to ${formatTime(view.end)}`;
    canvas.setAttribute("aria-label", `${rows.get().rows.length} rows under the film, ${part}`);
  };
  owner.own(
    state.subscribe((now, before) => {
      if (now.chosen !== before.chosen) sayChosen();
      if (now.view !== before.view || now.length !== before.length) sayView();
    }),
  );
  owner.own(rows.subscribe(sayView));
  sayView();
  return { element: line, owner };
}

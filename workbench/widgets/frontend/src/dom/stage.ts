/** Where the film stands, with the figures over exactly the picture; the rest of the stage is dark so that the film is the brightest thing. */

import { Owner } from "../core/disposal";
import { type Box, fittedBox } from "../core/picture";
import { Store } from "../core/store";
import { element } from "./element";
import type { Part, PlayerContext } from "./player_context";
import { createRegionLayer } from "./regions";

export function createStage(context: PlayerContext): Part {
  const owner = new Owner();
  const { film, state, snapshot } = context;
  const words = element("p", { class: "vig-stage-words" });
  const slot = element("div", { class: "vig-film" });
  const stage = element("div", { class: "vig-stage", "data-testid": "stage" }, slot, words);
  const picture = new Store<Box>({ left: 0, top: 0, width: 0, height: 0 });
  const layer = owner.own(createRegionLayer(context, picture));
  stage.append(layer.element);

  const place = (): void => {
    const size = snapshot.get().film;
    stage.style.setProperty("--vig-picture", size ? `${size.width} / ${size.height}` : "16 / 9");
    if (size) picture.set(fittedBox({ width: stage.clientWidth, height: stage.clientHeight }, size));
  };
  const observer = new ResizeObserver(place);
  observer.observe(stage);
  owner.onDispose(() => observer.disconnect());

  const show = (): void => {
    const { phase, refusal } = state.get();
    const said = { empty: "No film is open", loading: "", ready: "", failed: refusal?.problem ?? "The film cannot be shown" }[phase];
    words.textContent = said;
    words.hidden = said === "";
    stage.dataset["state"] = phase;
  };
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(place));
  owner.own(
    film.subscribe((loaded) => {
      slot.replaceChildren(...(loaded ? [loaded.picture] : []));
      place();
    }),
  );
  show();
  place();
  return { element: stage, owner };
}

/** Where the film stands; all around it is dark, so that the film is the brightest thing on the screen. */

import { Owner } from "../core/disposal";
import { element } from "./element";
import { createLeadPicture } from "./lead_picture";
import type { Part, PlayerContext } from "./player_context";

export function createStage(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot } = context;
  const words = element("p", { class: "vig-stage-words" });
  const lead = createLeadPicture(context);
  owner.own(lead.owner);
  const stage = element("div", { class: "vig-stage", "data-testid": "stage" }, lead.element, words);

  const show = (): void => {
    const { phase, refusal } = state.get();
    const said = { empty: "No film is open", loading: "", ready: "", failed: refusal?.problem ?? "The film cannot be shown" }[phase];
    words.textContent = said;
    words.hidden = said === "";
    stage.dataset["state"] = phase;
    const size = snapshot.get().film;
    stage.style.setProperty("--vig-picture", size ? `${size.width} / ${size.height}` : "16 / 9");
  };
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  show();
  return { element: stage, owner };
}

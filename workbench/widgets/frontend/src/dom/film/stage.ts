/** Where the film stands, alone or with others beside it; all around is dark, so that the film is the brightest thing on the screen. */

import { Owner } from "../../core/disposal";
import { element } from "../element";
import type { Part, PlayerContext } from "../player_context";
import { createCaption } from "./caption";
import { keepCompany } from "./company";
import { createLeadPicture } from "./lead_picture";

export function createStage(context: PlayerContext): Part {
  const owner = new Owner();
  const { film, state, snapshot } = context;
  const words = element("p", { class: "vig-stage-words" });
  const lead = createLeadPicture(context);
  owner.own(lead.owner);
  const caption = createCaption();
  const figure = element("figure", { class: "vig-beside" }, lead.element, caption.element);
  const stage = element("div", { class: "vig-stage", "data-testid": "stage", "data-pictures": 1 }, figure, words);

  const show = (): void => {
    const { phase, refusal, frame } = state.get();
    const said = {
      empty: "No film is open",
      loading: "",
      ready: "",
      failed: refusal?.problem ?? "The film cannot be shown",
      preparing: "This film can be seen here when its working copy is ready",
    }[phase];
    words.textContent = said;
    words.hidden = said === "";
    stage.dataset["state"] = phase;
    const size = snapshot.get().film;
    stage.style.setProperty("--vig-picture", size ? `${size.width} / ${size.height}` : "16 / 9");
    const loaded = film.get();
    if (loaded && !caption.element.hidden) caption.show(nameOf(context), loaded.material.table, frame, "");
  };
  const count = (nBeside: number): void => {
    stage.dataset["pictures"] = String(1 + nBeside);
    caption.element.hidden = nBeside === 0;
    show();
  };
  count(0);
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  owner.own(keepCompany(context, stage, count));
  return { element: stage, owner };
}

function nameOf({ state, snapshot }: PlayerContext): string {
  const { comparison } = state.get().looking;
  if (!comparison) return snapshot.get().film?.title ?? "";
  const { against } = comparison;
  const moment = snapshot.get().moments.find((each) => against !== null && each.start <= against && against < each.end);
  return moment?.why || "This place";
}

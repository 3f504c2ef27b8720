/** How far the film's working copy is, at the end of the line below everything; unseen once it is there. */

import type { Preparation } from "../core/data";
import { Owner } from "../core/disposal";
import { element, setText } from "./element";
import type { Part, PlayerContext } from "./player_context";

export function createPreparing({ snapshot, send, root }: PlayerContext): Part {
  const owner = new Owner();
  const words = element("span", { class: "vig-numbers", "data-testid": "preparation" });
  const bar = element("progress", { class: "vig-progress", max: 1, "aria-label": "The working copy" });
  const button = element("button", { type: "button", class: "vig-button vig-plain", "data-testid": "prepare" });
  const line = element("span", { class: "vig-preparing" }, words, bar, button);
  owner.listen(button, "click", () => {
    void send({ kind: snapshot.get().preparation?.isGoingOn ? "stop_preparing" : "prepare" });
    root.focus({ preventScroll: true });
  });
  const show = (): void => {
    const preparation = snapshot.get().preparation;
    line.hidden = preparation === null;
    if (!preparation) return;
    setText(words, wordsOf(preparation));
    line.title = preparation.problem ? `${preparation.problem}. ${preparation.nextStep}.` : preparation.words;
    bar.value = preparation.part;
    bar.hidden = !preparation.isGoingOn;
    button.hidden = snapshot.get().screen !== "guider";
    setText(button, preparation.isGoingOn ? "Stop" : preparation.problem ? "Try again" : "Go on");
  };
  owner.own(snapshot.subscribe(show));
  show();
  return { element: line, owner };
}

function wordsOf({ part, leftS, isGoingOn, problem }: Preparation): string {
  if (problem) return `No working copy yet: ${problem}`;
  if (!isGoingOn) return "The working copy waits";
  const left =
    leftS === null ? "" : leftS >= 90 ? `, about ${Math.round(leftS / 60)} min left` : `, about ${Math.max(1, Math.round(leftS))} s left`;
  return `Working copy ${Math.floor(part * 100)} %${left}`;
}

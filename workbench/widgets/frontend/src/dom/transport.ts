/** The line under the film: moving, speed, repeating, and the number and time of the frame drawn. */

import { Owner } from "../core/disposal";
import { formatCount, formatRate, formatTime } from "../core/format";
import { RATES, speedOf } from "../core/state";
import { commandButton, keyWords, setPressed, withKey } from "./controls";
import { element, setAttributes, setText } from "./element";
import { createLookButton } from "./film/looking";
import { icon } from "./icons";
import type { Part, PlayerContext } from "./player_context";

export function createTransport(context: PlayerContext): Part {
  const owner = new Owner();
  const line = element(
    "div",
    { class: "vig-transport" },
    createMoving(context, owner),
    createRates(context, owner),
    createLoop(context, owner),
    createLookButton(context, owner),
    createReadout(context, owner),
  );
  return { element: line, owner };
}

function createMoving(context: PlayerContext, owner: Owner): HTMLElement {
  const play = commandButton(owner, context, { do: "togglePlay" }, { testId: "play", words: "Play", icon: "play", class: "vig-play" });
  const show = (): void => {
    const isStill = context.state.get().motion === "still";
    const words = isStill ? "Play" : "Pause";
    if (play.getAttribute("aria-label") === words) return;
    setAttributes(play, { "aria-label": words, title: withKey(context, words, { do: "togglePlay" }) });
    play.replaceChildren(icon(isStill ? "play" : "pause"));
  };
  owner.own(context.state.subscribe(show));
  return element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Move" },
    commandButton(owner, context, { do: "goTo", place: "start" }, { testId: "to-start", words: "First frame", icon: "toStart" }),
    commandButton(owner, context, { do: "step", frames: -1 }, { testId: "step-back", words: "One frame back", icon: "stepBack" }),
    play,
    commandButton(owner, context, { do: "step", frames: 1 }, { testId: "step-forward", words: "One frame on", icon: "stepForward" }),
    commandButton(owner, context, { do: "goTo", place: "end" }, { testId: "to-end", words: "Last frame", icon: "toEnd" }),
  );
}

/** Number and time of the frame on the screen, as the picture itself says. */
function createReadout({ state, film }: PlayerContext, owner: Owner): HTMLElement {
  const frame = element("span", { class: "vig-frame", "data-testid": "frame-number" });
  const time = element("span", { class: "vig-time", "data-testid": "frame-time" });
  const exactness = element("span", { class: "vig-quiet", "data-testid": "exactness" });
  const show = (): void => {
    const number = state.get().frame;
    const loaded = film.get();
    setText(frame, loaded ? formatCount(number) : "–");
    setText(time, loaded ? formatTime(loaded.material.table.startOf(number)) : "–");
    frame.dataset["frame"] = loaded ? String(number) : "";
    const words = loaded ? exactnessWords(loaded.exact, loaded.film.variableRate) : "";
    setText(exactness, words);
    exactness.title = words;
  };
  owner.own(state.subscribe(show));
  owner.own(film.subscribe(show));
  show();
  const unit = element("span", { class: "vig-quiet vig-frame-word" }, "frame");
  return element("div", { class: "vig-readout vig-numbers" }, unit, frame, time, exactness);
}

function exactnessWords(exact: boolean, isVariable: boolean): string {
  return `${exact ? "exact" : "about"}${isVariable ? " (variable rate)" : ""}`;
}

function createRates(context: PlayerContext, owner: Owner): HTMLElement {
  const { state, dispatch, root, keys } = context;
  const options = RATES.map((rate) => element("option", { value: rate }, formatRate(rate)));
  const select = element("select", { class: "vig-select vig-numbers", "data-testid": "rate", "aria-label": "Speed" }, ...options);
  owner.listen(select, "change", () => {
    dispatch({ type: "rateSet", rate: Number(select.value) });
    root.focus({ preventScroll: true });
  });
  const show = (): void => {
    select.value = String(speedOf(state.get()));
  };
  const name = (): void => {
    const [slower, faster] = ([-1, 1] as const).map((direction) => keyWords(context, { do: "changeRate", direction }));
    select.title = slower && faster ? `Speed (${slower} slower, ${faster} faster)` : "Speed";
  };
  owner.own(state.subscribe(show));
  owner.own(keys.subscribe(name));
  show();
  name();
  return select;
}

function createLoop(context: PlayerContext, owner: Owner): HTMLElement {
  const loop = commandButton(
    owner,
    context,
    { do: "toggleLoop" },
    { testId: "loop", words: "Loop", icon: "loop", showsWords: true, class: "vig-loop" },
  );
  const show = (): void => setPressed(loop, context.state.get().looping);
  owner.own(context.state.subscribe(show));
  show();
  return loop;
}

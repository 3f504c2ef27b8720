/** All figures of the film, each with its keyframes as small pictures: a list over the timeline, never over the film. */

import type { Region } from "../../core/data";
import { Owner } from "../../core/disposal";
import { formatTime } from "../../core/format";
import { element } from "../element";
import type { Part, PlayerContext } from "../player_context";
import { figurePicture } from "./figure_picture";
import { nowTicks } from "./figure_saving";
import { figureWords } from "./figure_words";

export function createFiguresSheet(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot, dispatch, root } = context;
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "figures-close" }, "Close");
  const list = element("div", { class: "vig-figures-list" });
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-figures-sheet", "data-testid": "figures-sheet", "aria-label": "Figures of the film" },
    element("div", { class: "vig-sheet-head" }, element("h2", {}, "Figures"), close),
    list,
  );
  const leave = (): void => {
    dispatch({ type: "opened", sheet: null });
    root.focus({ preventScroll: true });
  };
  let listed: readonly Region[] | null = null;
  const show = (): void => {
    const isOpening = sheet.hidden;
    const { regions } = snapshot.get();
    sheet.hidden = state.get().sheet?.name !== "figures";
    if (sheet.hidden) return;
    if (isOpening || regions !== listed) fill(list, context);
    listed = regions;
    mark(list, context);
    if (isOpening) list.querySelector<HTMLElement>("[aria-current], button")?.focus();
  };
  owner.listen(close, "click", leave);
  owner.listen(list, "click", ({ target }) => {
    const keyframe = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
    if (!keyframe) return;
    dispatch({ type: "chose", chosen: { kind: "region", id: keyframe.dataset["figure"] ?? "" } });
    void context.film.get()?.playback.goToTicks(Number(keyframe.dataset["at"]));
  });
  owner.listen<KeyboardEvent>(sheet, "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  sheet.hidden = true;
  return { element: sheet, owner };
}

/** Keeps the keyboard where it was: on the same keyframe of the same figure. */
function fill(list: HTMLElement, context: PlayerContext): void {
  const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
  const { regions } = context.snapshot.get();
  const figures = regions.map((region) =>
    element(
      "section",
      { "aria-label": figureWords(region) },
      element("h3", {}, figureWords(region)),
      element("div", { class: "vig-figure-frames" }, ...region.keyframes.map(({ at }) => keyframeButton(context, region, at))),
    ),
  );
  list.replaceChildren(...(figures.length > 0 ? figures : [element("p", { class: "vig-quiet" }, "No figure is drawn on this film yet")]));
  if (focused) list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
}

function keyframeButton(context: PlayerContext, region: Region, at: number): HTMLElement {
  const picture = figurePicture(context, region, at);
  const image = picture
    ? [element("img", { class: "vig-figure-cut", src: picture.source, alt: picture.words, loading: "lazy", decoding: "async" })]
    : [];
  return element(
    "button",
    {
      type: "button",
      class: "vig-figure-frame",
      "data-testid": "figure-frame",
      "data-figure": region.id,
      "data-at": at,
      "data-key": `${region.id} ${at}`,
      title: "Go to this frame",
    },
    ...image,
    element("span", { class: "vig-numbers" }, formatTime(at)),
  );
}

function mark(list: HTMLElement, context: PlayerContext): void {
  const { chosen } = context.state.get();
  const here = chosen?.kind === "region" ? `${chosen.id} ${nowTicks(context)}` : null;
  for (const each of list.querySelectorAll<HTMLElement>("[data-key]")) {
    if (each.dataset["key"] === here) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

/** The line of controls for looking: how closely, on the whole screen. It is there when it is wanted. */

import { Owner } from "../../core/disposal";
import { isCloser, pixelScale, SCALES } from "../../core/film/picture";
import { commandButton, setPressed } from "../controls";
import { element, setAttributes, setText } from "../element";
import type { Part, PlayerContext } from "../player_context";
import { createCamerasButton } from "./cameras";
import { createSound } from "./sound_controls";

export function createLooking(context: PlayerContext): Part {
  const owner = new Owner();
  const line = element(
    "div",
    { class: "vig-looking", role: "group", "aria-label": "Picture and sound", "data-testid": "look-line" },
    createCloser(context, owner),
    createFullScreen(context, owner),
    createCompare(context, owner),
    createCamerasButton(context, owner),
    createSound(context, owner),
  );
  const show = (): void => {
    line.hidden = !context.state.get().looking.open;
  };
  owner.own(context.state.subscribe(show));
  show();
  return { element: line, owner };
}

/** The button that shows the line. */
export function createLookButton(context: PlayerContext, owner: Owner): HTMLButtonElement {
  const button = commandButton(owner, context, { do: "toggleLook" }, { testId: "look", words: "Picture and sound", icon: "look" });
  const show = (): void => {
    const { open, picture } = context.state.get().looking;
    setAttributes(button, { "aria-expanded": String(open) });
    setPressed(button, open || isCloser(picture));
  };
  owner.own(context.state.subscribe(show));
  show();
  return button;
}

function createCloser(context: PlayerContext, owner: Owner): HTMLElement {
  return element(
    "div",
    { class: "vig-group" },
    commandButton(
      owner,
      context,
      { do: "lookCloser", direction: -1 },
      { testId: "picture-smaller", words: "Further away", icon: "smaller" },
    ),
    createScales(context, owner),
    commandButton(owner, context, { do: "lookCloser", direction: 1 }, { testId: "picture-larger", words: "Closer", icon: "larger" }),
  );
}

const PIXELS = "pixels";

function createScales({ state, dispatch, root, act }: PlayerContext, owner: Owner): HTMLElement {
  const other = element("option", { value: "other", hidden: true });
  const options = SCALES.map((scale) => element("option", { value: scale }, scale === 1 ? "Fit" : words(scale)));
  const pixels = element("option", { value: PIXELS }, "100 %");
  const select = element(
    "select",
    { class: "vig-select vig-numbers", "data-testid": "picture-scale", "aria-label": "Picture", title: "Picture (Z closer, W whole)" },
    ...options,
    pixels,
    other,
  );
  owner.listen(select, "change", () => {
    if (select.value === PIXELS) act({ do: "lookPixels" });
    else dispatch({ type: "scaled", scale: Number(select.value) });
    root.focus({ preventScroll: true });
  });
  const show = (): void => {
    const { picture, sizes } = state.get().looking;
    const listed = SCALES.find((scale) => Math.abs(scale - picture.scale) < 0.005);
    const isPixels = sizes !== null && Math.abs(pixelScale(sizes, window.devicePixelRatio) / picture.scale - 1) < 0.005;
    const value = listed ? String(listed) : isPixels ? PIXELS : "other";
    if (value === "other") other.textContent = words(picture.scale);
    if (select.value !== value) select.value = value;
    select.dataset["closer"] = String(isCloser(picture));
  };
  owner.own(state.subscribe(show));
  show();
  return select;
}

function words(scale: number): string {
  return `${scale.toFixed(2).replace(/\.?0+$/, "")}×`;
}

function createFullScreen(context: PlayerContext, owner: Owner): HTMLElement {
  const look = { testId: "full-screen", words: "Full screen", icon: "fullScreen", showsWords: true } as const;
  const button = commandButton(owner, context, { do: "toggleFullScreen", withTimeline: false }, look);
  const page = context.root.ownerDocument;
  const show = (): void => {
    const isShown = page.fullscreenElement === context.root;
    setPressed(button, isShown);
    context.root.dataset["fullscreen"] = String(isShown);
  };
  owner.listen(page, "fullscreenchange", show);
  show();
  return button;
}

function createCompare(context: PlayerContext, owner: Owner): HTMLElement {
  const look = { testId: "compare", words: "Compare", icon: "compare", showsWords: true } as const;
  const button = commandButton(owner, context, { do: "compare" }, look);
  const other = element(
    "div",
    { class: "vig-group" },
    commandButton(
      owner,
      context,
      { do: "shiftOther", frames: -1 },
      { testId: "other-back", words: "Right picture one frame back", icon: "stepBack" },
    ),
    commandButton(
      owner,
      context,
      { do: "shiftOther", frames: 1 },
      { testId: "other-on", words: "Right picture one frame on", icon: "stepForward" },
    ),
  );
  const show = (): void => {
    const { comparison } = context.state.get().looking;
    const isTogether = comparison !== null && comparison.against !== null;
    const words = comparison === null ? "Compare" : isTogether ? "Leave" : "With this place";
    setText(button.querySelector("span") ?? button, words);
    setAttributes(button, { "aria-label": words });
    setPressed(button, comparison !== null);
    other.hidden = !isTogether;
  };
  owner.own(context.state.subscribe(show));
  show();
  return element("div", { class: "vig-group" }, button, other);
}

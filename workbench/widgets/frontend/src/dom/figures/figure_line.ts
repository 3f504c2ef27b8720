/** The tools that draw on the picture, and of the chosen figure its words, what it is for, how long it is seen and its keyframes. */

import type { Region, Shape } from "../../core/data";
import { Owner } from "../../core/disposal";
import { formAt } from "../../core/figures/shapes";
import { formatTime } from "../../core/format";
import type { Command } from "../../core/keys/keys";
import { SHAPES } from "../../core/state";
import { CHANGING, commandButton, setPressed } from "../controls";
import { element, setAttributes, setText } from "../element";
import type { Part, PlayerContext } from "../player_context";
import { figurePicture, PicturePlace } from "./figure_picture";
import { chosenRegion, FigureSaving, nowTicks } from "./figure_saving";
import { SHAPE_WORDS } from "./figure_words";

const FIXED_PURPOSE: ReadonlySet<Shape> = new Set<Shape>(["spotlight", "blur"]);

export function createFigureLine(context: PlayerContext): Part {
  const owner = new Owner();
  const about = element(
    "div",
    { class: `vig-figure-about ${CHANGING}`, role: "group", "aria-label": "The chosen figure", "data-testid": "figure-about" },
    createPicture(context, owner),
    createLabel(context, owner),
    createPurpose(context, owner),
    createSeen(context, owner),
    createKeyframes(context, owner),
    createHandButton(context, owner),
    commandButton(owner, context, { do: "removeChosen" }, { testId: "figure-remove", words: "Remove the figure", icon: "remove" }),
  );
  showFor(context, owner, (region) => {
    about.hidden = !region;
  });
  return { element: about, owner };
}

/** Tells of the chosen figure now and whenever it, the frame or what is chosen changes. */
function showFor(context: PlayerContext, owner: Owner, show: (region: Region | undefined) => void): void {
  const tell = (): void => show(chosenRegion(context));
  owner.own(context.state.subscribe(tell));
  owner.own(context.snapshot.subscribe(tell));
  tell();
}

export function createFigureTools(context: PlayerContext, owner: Owner): HTMLElement {
  const tools = SHAPES.map((shape) => {
    const look = { testId: `region-${shape}`, words: SHAPE_WORDS[shape], icon: shape };
    return { shape, button: commandButton(owner, context, { do: "useTool", tool: shape }, look) };
  });
  const show = (): void => {
    for (const { shape, button } of tools) setPressed(button, shape === context.state.get().tool);
  };
  owner.own(context.state.subscribe(show));
  show();
  return element(
    "div",
    { class: `vig-group vig-tools ${CHANGING}`, role: "group", "aria-label": "Draw on the picture" },
    ...tools.map((each) => each.button),
  );
}

/** The figure on the frame shown, in small; it opens the list of all figures. While the film runs the last one stays. */
function createPicture(context: PlayerContext, owner: Owner): HTMLElement {
  const place = new PicturePlace(owner);
  const look = {
    type: "button",
    class: "vig-button vig-figure-picture",
    "data-testid": "figure-picture",
    title: "All figures of the film",
  };
  const button = element("button", look, place.image);
  owner.listen(button, "click", () => {
    const isOpen = context.state.get().sheet?.name === "figures";
    context.dispatch({ type: "opened", sheet: isOpen ? null : { name: "figures" } });
  });
  showFor(context, owner, (region) => {
    if (region && context.state.get().motion !== "still") return;
    const picture = region ? figurePicture(context, region, nowTicks(context)) : null;
    place.show(picture);
    setAttributes(button, { "aria-label": picture ? `${picture.words}: all figures` : "All figures" });
  });
  return button;
}

function createLabel(context: PlayerContext, owner: Owner): HTMLElement {
  const input = element("input", {
    type: "text",
    class: "vig-input vig-figure-label",
    "data-testid": "region-label",
    placeholder: "Words beside it",
    "aria-label": "Words beside the figure",
    title: "Words beside the figure (F2)",
    maxlength: 300,
  });
  let shownFor: string | null = null;
  showFor(context, owner, (region) => {
    if (region && (shownFor !== region.id || document.activeElement !== input)) input.value = region.label;
    shownFor = region?.id ?? null;
  });
  owner.listen(input, "change", () => {
    const region = chosenRegion(context);
    if (region && region.label !== input.value) void context.send({ kind: "change_region", id: region.id, label: input.value });
  });
  owner.listen<KeyboardEvent>(input, "keydown", (event) => {
    if (event.key === "Enter") context.root.focus({ preventScroll: true });
  });
  return input;
}

function createPurpose(context: PlayerContext, owner: Owner): HTMLElement {
  const select = element(
    "select",
    { class: "vig-select vig-figure-purpose", "data-testid": "region-purpose", "aria-label": "What the figure is for" },
    element("option", { value: "point_out" }, "points out"),
    element("option", { value: "anonymise" }, "hides"),
  );
  owner.listen(select, "change", () => {
    const region = chosenRegion(context);
    if (region) {
      const purpose = select.value === "anonymise" ? "anonymise" : "point_out";
      const hidesNobody = purpose === "point_out" && region.hides !== null;
      void context.send({ kind: "change_region", id: region.id, purpose, ...(hidesNobody ? { hides: null } : {}) });
    }
    context.root.focus({ preventScroll: true });
  });
  showFor(context, owner, (region) => {
    if (!region) return;
    select.value = region.purpose;
    select.disabled = FIXED_PURPOSE.has(region.shape);
    select.title =
      region.purpose === "anonymise"
        ? "Made unrecognisable in everything a family gets, on every frame on which it is seen here"
        : "Shown in the slow replay of a reel";
  });
  return select;
}

type SeenStretch = Extract<Command, { do: "showFigure" }>["stretch"];
const SEEN: readonly (readonly [SeenStretch, string])[] = [
  ["from", "from here on"],
  ["until", "until here"],
  ["selection", "in the selection"],
  ["film", "in the whole film"],
];

function createSeen(context: PlayerContext, owner: Owner): HTMLElement {
  const now = element("option", { value: "now" });
  const choices = SEEN.map(([stretch, words]) => element("option", { value: stretch }, `seen ${words}`));
  const select = element(
    "select",
    { class: "vig-select vig-numbers vig-figure-seen", "data-testid": "figure-seen", "aria-label": "When the figure is seen" },
    now,
    ...choices,
  );
  owner.listen(select, "change", () => {
    const choice = SEEN.find(([stretch]) => stretch === select.value);
    if (choice) context.act({ do: "showFigure", stretch: choice[0] });
    select.value = "now";
    context.root.focus({ preventScroll: true });
  });
  showFor(context, owner, (region) => {
    if (region) setText(now, `${shortTime(region.start)} – ${shortTime(region.end)}`);
    select.title = "When the figure is seen (Alt I from here, Alt O until here)";
  });
  return select;
}

function createKeyframes(context: PlayerContext, owner: Owner): HTMLElement {
  const saving = new FigureSaving(context);
  const list = element("select", {
    class: "vig-select vig-numbers vig-figure-keyframes",
    "data-testid": "figure-keyframes",
    "aria-label": "Keyframes of the figure: go to one, or copy one here",
    title: "Keyframes: go to one, or copy one to this frame (Shift C: the one before)",
  });
  const set = commandButton(
    owner,
    context,
    { do: "setKeyframe" },
    { testId: "keyframe-set", words: "Set a keyframe here", icon: "keyframe" },
  );
  const remove = { testId: "keyframe-remove", words: "Remove the keyframe here", icon: "keyframeOff" } as const;
  const removeButton = commandButton(owner, context, { do: "removeKeyframe" }, remove);
  owner.listen(list, "change", () => {
    const region = chosenRegion(context);
    const [doing, at] = list.value.split(" ");
    if (region && doing === COPY) void saving.change(region, formAt(region, Number(at)));
    else void context.film.get()?.playback.goToTicks(Number(doing));
    context.root.focus({ preventScroll: true });
  });
  let shown: Region | null = null;
  showFor(context, owner, (region) => {
    if (!region) return;
    if (region !== shown) fill(list, region);
    shown = region;
    const now = nowTicks(context);
    const isHere = region.keyframes.some((keyframe) => keyframe.at === now);
    list.value = isHere ? String(now) : "";
    setPressed(set, isHere);
    const isOnly = region.keyframes.length === 1;
    removeButton.disabled = !isHere || isOnly;
    removeButton.title = isOnly ? "The only keyframe stays: remove the figure instead" : "Remove the keyframe here (⇧ Del)";
  });
  return element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Keyframes" },
    commandButton(
      owner,
      context,
      { do: "visitKeyframe", direction: -1 },
      { testId: "keyframe-before", words: "Keyframe before", icon: "keyframeBefore" },
    ),
    set,
    commandButton(
      owner,
      context,
      { do: "visitKeyframe", direction: 1 },
      { testId: "keyframe-next", words: "Next keyframe", icon: "keyframeNext" },
    ),
    list,
    removeButton,
  );
}

const COPY = "copy";

function fill(list: HTMLSelectElement, { keyframes }: Region): void {
  const words = keyframes.length === 1 ? "1 keyframe" : `${keyframes.length} keyframes`;
  const options = (words: string, value: (at: number) => string): HTMLElement =>
    element("optgroup", { label: words }, ...keyframes.map(({ at }) => element("option", { value: value(at) }, formatTime(at))));
  list.replaceChildren(
    element("option", { value: "" }, words),
    options("Go to", String),
    options("Copy to this frame", (at) => `${COPY} ${at}`),
  );
}

function createHandButton(context: PlayerContext, owner: Owner): HTMLElement {
  const look = { testId: "take-in-hand", words: "Move by keys", icon: "hand" } as const;
  const button = commandButton(owner, context, { do: "takeInHand" }, look);
  const show = (): void => setPressed(button, context.state.get().drawing.hand !== null);
  owner.own(context.state.subscribe(show));
  show();
  return button;
}

function shortTime(ticks: number): string {
  return formatTime(ticks).slice(0, -4);
}

/** What keys mean while a tool or a figure is in hand, where the eye is: just under the film, in the place of the marks. */
export function createFigureMode(context: PlayerContext, owner: Owner): HTMLElement {
  const words = element("span", { class: "vig-figure-mode", "data-testid": "figure-mode" });
  const show = (): void => {
    const { tool, drawing } = context.state.get();
    words.hidden = !tool && !drawing.hand;
    if (tool) setText(words, "Drawing: arrows move the cross, Space sets a point, Enter finishes, Esc ends");
    else if (drawing.hand) setText(words, "Moving the figure: arrows move it, Esc gives the arrows back to the film");
    words.title = words.textContent ?? "";
  };
  owner.own(context.state.subscribe(show));
  show();
  return words;
}

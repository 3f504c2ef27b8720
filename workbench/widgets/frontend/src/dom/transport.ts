/** The two lines under the film: moving with the frame's number, and marking, drawing, speed. */

import type { Region, Shape } from "../core/data";
import { Owner } from "../core/disposal";
import { formatCount, formatRate, formatSeconds, formatTime } from "../core/format";
import { selectedStretch } from "../core/selection";
import { RATES, SHAPES } from "../core/state";
import { commandButton, setPressed } from "./controls";
import { element, setAttributes, setText } from "./element";
import { icon } from "./icons";
import type { PlayerContext } from "./player_context";

export interface Part {
  readonly element: HTMLElement;
  readonly owner: Owner;
}

export function createTransport(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, film } = context;
  const play = commandButton(owner, context, { do: "togglePlay" }, { testId: "play", words: "Play", icon: "play", class: "vig-play" });
  const moving = element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Move" },
    commandButton(owner, context, { do: "goTo", place: "start" }, { testId: "to-start", words: "First frame", icon: "toStart" }),
    commandButton(owner, context, { do: "step", frames: -1 }, { testId: "step-back", words: "One frame back", icon: "stepBack" }),
    play,
    commandButton(owner, context, { do: "step", frames: 1 }, { testId: "step-forward", words: "One frame on", icon: "stepForward" }),
    commandButton(owner, context, { do: "goTo", place: "end" }, { testId: "to-end", words: "Last frame", icon: "toEnd" }),
  );
  const frame = element("span", { class: "vig-frame", "data-testid": "frame-number" });
  const time = element("span", { class: "vig-time", "data-testid": "frame-time" });
  const exactness = element("span", { class: "vig-quiet", "data-testid": "exactness" });
  const readout = element(
    "div",
    { class: "vig-readout vig-numbers" },
    element("span", { class: "vig-quiet" }, "frame"),
    frame,
    time,
    exactness,
  );
  const line = element(
    "div",
    { class: "vig-transport" },
    moving,
    createRates(context, owner),
    createLoop(context, owner),
    element("span", { class: "vig-grow" }),
    readout,
  );

  const show = (): void => {
    const { frame: number, motion } = state.get();
    const loaded = film.get();
    setText(frame, loaded ? formatCount(number) : "–");
    setText(time, loaded ? formatTime(loaded.material.table.startOf(number)) : "–");
    frame.dataset["frame"] = loaded ? String(number) : "";
    setText(exactness, loaded ? exactnessWords(loaded.exact, loaded.film.variableRate) : "");
    const words = motion === "still" ? "Play" : "Pause";
    if (play.getAttribute("aria-label") !== words) {
      setAttributes(play, { "aria-label": words, title: `${words} (Space)` });
      play.replaceChildren(icon(motion === "still" ? "play" : "pause"));
    }
  };
  owner.own(state.subscribe(show));
  owner.own(film.subscribe(show));
  show();
  return { element: line, owner };
}

function exactnessWords(exact: boolean, isVariable: boolean): string {
  return `${exact ? "exact" : "by the clock"}${isVariable ? " (variable rate)" : ""}`;
}

function createRates({ state, dispatch, root }: PlayerContext, owner: Owner): HTMLElement {
  const options = RATES.map((rate) => element("option", { value: rate }, formatRate(rate)));
  const select = element(
    "select",
    { class: "vig-select vig-numbers", "data-testid": "rate", "aria-label": "Speed", title: "Speed ([ slower, ] faster)" },
    ...options,
  );
  owner.listen(select, "change", () => {
    dispatch({ type: "rateSet", rate: Number(select.value) });
    root.focus({ preventScroll: true });
  });
  const show = (): void => {
    select.value = String(state.get().rate);
  };
  owner.own(state.subscribe(show));
  show();
  return select;
}

function createLoop(context: PlayerContext, owner: Owner): HTMLElement {
  const loop = commandButton(owner, context, { do: "toggleLoop" }, { testId: "loop", words: "Loop", icon: "loop", showsWords: true });
  const show = (): void => setPressed(loop, context.state.get().looping);
  owner.own(context.state.subscribe(show));
  show();
  return loop;
}

const SHAPE_WORDS: Readonly<Record<Shape, string>> = { box: "Box", ellipse: "Ellipse", arrow: "Arrow", line: "Free line" };

export function createMarkingLine(context: PlayerContext): Part {
  const owner = new Owner();
  const { state } = context;
  const selected = element("span", { class: "vig-numbers vig-quiet", "data-testid": "selection" });
  const marking = element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Mark" },
    commandButton(owner, context, { do: "markIn" }, { testId: "mark-in", words: "In", icon: "markIn", showsWords: true }),
    commandButton(owner, context, { do: "markOut" }, { testId: "mark-out", words: "Out", icon: "markOut", showsWords: true }),
    commandButton(
      owner,
      context,
      { do: "markMoment" },
      { testId: "mark-moment", words: "Mark moment", icon: "moment", showsWords: true, class: "vig-accent" },
    ),
  );
  const tools = SHAPES.map((shape) => ({
    shape,
    button: commandButton(
      owner,
      context,
      { do: "useTool", tool: shape },
      { testId: `region-${shape}`, words: SHAPE_WORDS[shape], icon: shape },
    ),
  }));
  const drawing = element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Draw on the picture" },
    element("span", { class: "vig-quiet vig-tools-word" }, "Draw"),
    ...tools.map((each) => each.button),
  );
  const line = element(
    "div",
    { class: "vig-marking" },
    marking,
    selected,
    element("span", { class: "vig-grow" }),
    createRegionLabel(context, owner),
    drawing,
  );

  const show = (): void => {
    const { marks, tool } = state.get();
    const stretch = selectedStretch(marks);
    const one = (ticks: number | null): string => (ticks === null ? "…" : formatTime(ticks));
    const none = marks.start === null && marks.end === null;
    setText(
      selected,
      none ? "" : `${one(marks.start)} – ${one(marks.end)}${stretch ? `  ${formatSeconds(stretch.end - stretch.start)}` : ""}`,
    );
    for (const each of tools) setPressed(each.button, each.shape === tool);
  };
  owner.own(state.subscribe(show));
  show();
  return { element: line, owner };
}

/** What stands beside a figure; seen while a figure is chosen. */
function createRegionLabel({ state, snapshot, send, root }: PlayerContext, owner: Owner): HTMLElement {
  const input = element("input", {
    type: "text",
    class: "vig-input",
    "data-testid": "region-label",
    placeholder: "What does it point out?",
    "aria-label": "Words beside the figure",
    maxlength: 300,
  });
  const box = element("span", { class: "vig-region-label" }, input);
  const chosen = (): Region | undefined => {
    const { chosen: thing } = state.get();
    return thing?.kind === "region" ? snapshot.get().regions.find((region) => region.id === thing.id) : undefined;
  };
  let shownFor: string | null = null;
  const show = (): void => {
    const region = chosen();
    box.hidden = !region;
    if (region && (shownFor !== region.id || document.activeElement !== input)) input.value = region.label;
    shownFor = region?.id ?? null;
  };
  owner.listen(input, "change", () => {
    const region = chosen();
    if (region && region.label !== input.value) void send({ kind: "change_region", id: region.id, label: input.value });
  });
  owner.listen<KeyboardEvent>(input, "keydown", (event) => {
    if (event.key === "Enter") root.focus({ preventScroll: true });
  });
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  show();
  return box;
}

/** The second line under the film: marks, the moment, the drawing tools, and the words beside a figure. */

import type { Region, Shape } from "../core/data";
import { Owner } from "../core/disposal";
import { formatSeconds, formatTime } from "../core/format";
import { type Marks, selectedStretch } from "../core/selection";
import { SHAPES } from "../core/state";
import { CHANGING, commandButton, setPressed } from "./controls";
import { element, setText } from "./element";
import type { Part, PlayerContext } from "./player_context";

const SHAPE_WORDS: Readonly<Record<Shape, string>> = { box: "Box", ellipse: "Ellipse", arrow: "Arrow", line: "Free line" };

export function createMarkingLine(context: PlayerContext): Part {
  const owner = new Owner();
  const line = element(
    "div",
    { class: "vig-marking" },
    createMarks(context, owner),
    createRegionLabel(context, owner),
    createTools(context, owner),
  );
  return { element: line, owner };
}

function createMarks(context: PlayerContext, owner: Owner): HTMLElement {
  const selected = element("span", { class: "vig-numbers vig-quiet vig-selection", "data-testid": "selection" });
  const moment = { testId: "mark-moment", words: "Mark moment", icon: "moment", showsWords: true, class: "vig-accent" } as const;
  const marks = element(
    "div",
    { class: "vig-group", role: "group", "aria-label": "Mark" },
    commandButton(owner, context, { do: "markIn" }, { testId: "mark-in", words: "In", icon: "markIn", showsWords: true }),
    commandButton(owner, context, { do: "markOut" }, { testId: "mark-out", words: "Out", icon: "markOut", showsWords: true }),
    commandButton(owner, context, { do: "markMoment" }, moment),
    selected,
  );
  const show = (): void => setText(selected, selectionWords(context.state.get().marks));
  owner.own(context.state.subscribe(show));
  show();
  return marks;
}

function selectionWords(marks: Marks): string {
  if (marks.start === null && marks.end === null) return "";
  const one = (ticks: number | null): string => (ticks === null ? "…" : formatTime(ticks));
  const stretch = selectedStretch(marks);
  return `${one(marks.start)} – ${one(marks.end)}${stretch ? `  ${formatSeconds(stretch.end - stretch.start)}` : ""}`;
}

function createTools(context: PlayerContext, owner: Owner): HTMLElement {
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
    { class: `vig-group ${CHANGING}`, role: "group", "aria-label": "Draw on the picture" },
    element("span", { class: "vig-quiet vig-tools-word" }, "Draw"),
    ...tools.map((each) => each.button),
  );
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
  const box = element("span", { class: `vig-region-label ${CHANGING}` }, input);
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

/** The second line under the film: marks, the moment and the tools that draw. The controls for looking take its place while they are open. */

import { type Marks, selectedStretch } from "../core/coding/selection";
import { Owner } from "../core/disposal";
import { formatSeconds, formatTime } from "../core/format";
import { commandButton } from "./controls";
import { element, setText } from "./element";
import { createFigureMode, createFigureTools } from "./figures/figure_line";
import type { Part, PlayerContext } from "./player_context";

export function createMarkingLine(context: PlayerContext): Part {
  const owner = new Owner();
  const marks = createMarks(context, owner);
  const line = element("div", { class: "vig-marking" }, marks, createFigureMode(context, owner), createFigureTools(context, owner));
  const show = (): void => {
    const { looking, tool, drawing } = context.state.get();
    line.hidden = looking.open;
    marks.hidden = tool !== null || drawing.hand !== null;
  };
  owner.own(context.state.subscribe(show));
  show();
  return { element: line, owner };
}

function createMarks(context: PlayerContext, owner: Owner): HTMLElement {
  const ends = element("span", { class: "vig-selection-ends" });
  const length = element("span", {});
  const selected = element("span", { class: "vig-numbers vig-quiet vig-selection", "data-testid": "selection" }, ends, length);
  const moment = { testId: "mark-moment", words: "Mark moment", icon: "moment", showsWords: true, class: "vig-accent" } as const;
  const marks = element(
    "div",
    { class: "vig-marks", role: "group", "aria-label": "Mark" },
    commandButton(owner, context, { do: "markIn" }, { testId: "mark-in", words: "In", icon: "markIn", showsWords: true }),
    commandButton(owner, context, { do: "markOut" }, { testId: "mark-out", words: "Out", icon: "markOut", showsWords: true }),
    commandButton(owner, context, { do: "markMoment" }, moment),
    selected,
  );
  const show = (): void => {
    const { marks } = context.state.get();
    const stretch = selectedStretch(marks);
    setText(ends, endWords(marks));
    setText(length, stretch ? `  ${formatSeconds(stretch.end - stretch.start)}` : "");
    selected.title = `${ends.textContent}${length.textContent}`;
  };
  owner.own(context.state.subscribe(show));
  show();
  return marks;
}

function endWords(marks: Marks): string {
  if (marks.start === null && marks.end === null) return "";
  const one = (ticks: number | null): string => (ticks === null ? "…" : formatTime(ticks));
  return `${one(marks.start)} – ${one(marks.end)}`;
}

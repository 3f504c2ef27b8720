/** The second line under the film: marks and the moment. */

import { Owner } from "../core/disposal";
import { formatSeconds, formatTime } from "../core/format";
import { type Marks, selectedStretch } from "../core/selection";
import { commandButton } from "./controls";
import { element, setText } from "./element";
import { createFigureMode } from "./figure_line";
import type { Part, PlayerContext } from "./player_context";

export function createMarkingLine(context: PlayerContext): Part {
  const owner = new Owner();
  const line = element("div", { class: "vig-marking" }, createMarks(context, owner), createFigureMode(context, owner));
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

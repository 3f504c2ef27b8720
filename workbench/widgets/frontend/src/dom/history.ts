/** The history: everything that was done in the case, newest first; a click goes back to any of it, or forward again. */

import type { Change, Edits } from "../core/data";
import { Owner } from "../core/disposal";
import { byDay, standingAt, turnWords } from "../core/history";
import { formatDay } from "../core/panels/words";
import { element } from "./element";
import { laterFocus } from "./later_focus";
import type { Part, PlayerContext } from "./player_context";

export function createHistory(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot, root } = context;
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "history-close" }, "Close");
  const list = element("div", { class: "vig-history-days", "data-testid": "history-list" });
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-help vig-history", "data-testid": "history-sheet", "aria-label": "History" },
    element("div", { class: "vig-sheet-head" }, element("h2", {}, "What was done"), close),
    element(
      "p",
      { class: "vig-quiet" },
      "Choose a line and the case is as it was right after it. Lines above it wait there to be made again.",
    ),
    list,
  );
  let wanted = 0;
  const refresh = async (): Promise<void> => {
    wanted += 1;
    const mine = wanted;
    const later = laterFocus(document);
    const edits = await context.ask("read_history", {});
    if (owner.disposed || mine !== wanted || sheet.hidden || !edits) return;
    const focused =
      document.activeElement instanceof HTMLElement && list.contains(document.activeElement)
        ? document.activeElement.dataset["change"]
        : null;
    list.replaceChildren(...content(edits));
    const go = (change: string): void => list.querySelector<HTMLElement>(`[data-change="${change}"]`)?.focus();
    if (focused) go(focused);
    else if (!list.dataset["opened"]) later(() => go(String(standingAt(edits.changes)?.id)));
    list.dataset["opened"] = "true";
  };
  const show = (): void => {
    const isOpen = state.get().sheet?.name === "history";
    if (isOpen === !sheet.hidden) return;
    sheet.hidden = !isOpen;
    delete list.dataset["opened"];
    if (isOpen) void refresh();
    else if (sheet.contains(document.activeElement)) root.focus({ preventScroll: true });
  };
  owner.listen(close, "click", () => context.act({ do: "toggleHistory" }));
  owner.listen(list, "click", (event) => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-change]") : null;
    if (line) void context.send({ kind: "turn_to", change: Number(line.dataset["change"]) });
  });
  owner.listen<KeyboardEvent>(list, "keydown", (event) => moveInList(event, list));
  owner.own(state.subscribe(show));
  owner.own(
    snapshot.subscribe((now, before) => {
      if (!sheet.hidden && now.history !== before.history) void refresh();
    }),
  );
  sheet.hidden = true;
  return { element: sheet, owner };
}

/** Arrows go from line to line and Enter goes there; all other keys stay the player's. */
function moveInList(event: KeyboardEvent, list: HTMLElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") event.stopPropagation();
  if (step === undefined || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const lines = [...list.querySelectorAll<HTMLElement>("[data-change]")];
  lines[lines.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  event.stopPropagation();
  event.preventDefault();
}

function content({ changes, more }: Edits): HTMLElement[] {
  const here = standingAt(changes);
  const days = byDay(changes).map(({ day, changes: made }) =>
    element(
      "section",
      {},
      element("h3", {}, formatDay(day)),
      element("ol", { class: "vig-changes" }, ...made.map((change) => element("li", {}, lineOf(change, changes, here)))),
    ),
  );
  return more ? [...days, element("p", { class: "vig-quiet" }, "There is more before this.")] : days;
}

function lineOf(change: Change, changes: readonly Change[], here: Change | undefined): HTMLElement {
  const isHere = change === here;
  const turn = turnWords(changes, change);
  const state = isHere ? "here" : change.undone ? "undone" : "done";
  const remark = isHere ? "here" : change.undone ? "undone" : change.lasting ? "lasts" : "";
  return element(
    "button",
    {
      type: "button",
      class: "vig-change",
      "data-testid": "history-line",
      "data-change": change.id,
      "data-state": state,
      "aria-current": isHere ? "step" : "false",
      title: turn ? `Go here: ${turn}` : change.lasting ? "This cannot be undone" : "The case is like this now",
    },
    element("span", { class: "vig-numbers vig-quiet" }, change.time),
    element("span", { class: "vig-change-words" }, change.label),
    element("span", { class: "vig-quiet" }, remark),
  );
}

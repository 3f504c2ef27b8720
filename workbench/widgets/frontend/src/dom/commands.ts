/** What each command does: the keyboard, the buttons and the sheets all come through here. */

import type { Moment } from "../core/data";
import type { Edit } from "../core/edits";
import { type Command, changesCase } from "../core/keys";
import { momentStretch, selectedStretch } from "../core/selection";
import { rateBeside, toolAfter } from "../core/state";
import { showing, zoomed } from "../core/timeline_view";
import type { LoadedFilm, PlayerContext } from "./player_context";

type Handlers = { readonly [K in Command["do"]]: (command: Extract<Command, { do: K }>, film: LoadedFilm, repeated: boolean) => unknown };

/** Commands that mean something before a film is there. */
const WITHOUT_FILM: ReadonlySet<Command["do"]> = new Set<Command["do"]>(["undo", "redo", "toggleHelp", "leave"]);

export function createCommands(context: PlayerContext): (command: Command, repeated?: boolean) => void {
  const handlers: Handlers = { ...movingHandlers(context), ...markingHandlers(context), ...pageHandlers(context) };
  return (command, repeated = false) => {
    const film = context.film.get();
    if (!film && !WITHOUT_FILM.has(command.do)) return;
    if (changesCase(command) && context.snapshot.get().screen === "player") return;
    const handle = handlers[command.do] as (command: Command, film: LoadedFilm | null, repeated: boolean) => unknown;
    void handle(command, film, repeated);
  };
}

type MovingCommand = "step" | "skip" | "goTo" | "visitMoment" | "togglePlay" | "pause" | "shuttle" | "changeRate" | "toggleLoop";

function movingHandlers({ state, snapshot, dispatch }: PlayerContext): Pick<Handlers, MovingCommand> {
  const setRate = (rate: number): void => dispatch({ type: "rateSet", rate });
  return {
    step: ({ frames }, { playback }, repeated) => playback.step(frames, repeated),
    skip: ({ seconds }, { playback }, repeated) => playback.skip(seconds, repeated),
    goTo: ({ place }, { playback, material: { table } }) => {
      const { start, end } = state.get().marks;
      const ticks = { start: 0, end: table.end - 1, in: start, out: end === null ? null : end - 1 }[place];
      return ticks === null ? undefined : playback.stop().then(() => playback.goToTicks(ticks));
    },
    visitMoment: ({ direction }, { playback, material: { table } }) => {
      const now = table.startOf(playback.standing);
      const found = findMomentBeside(snapshot.get().moments, now, direction);
      if (!found) return;
      dispatch({ type: "chose", chosen: { kind: "moment", id: found.id } });
      return playback.goToTicks(found.start);
    },
    togglePlay: (_, { playback }) => playback.toggle(),
    pause: (_, { playback }) => playback.stop(),
    shuttle: ({ direction }, { playback }) => {
      const wanted = direction > 0 ? "forward" : "backward";
      if (playback.motion.get() === wanted) return setRate(rateBeside(state.get().rate, 1));
      return direction > 0 ? playback.play() : playback.playBackward();
    },
    changeRate: ({ direction }) => setRate(rateBeside(state.get().rate, direction)),
    toggleLoop: () => dispatch({ type: "loopToggled" }),
  };
}

type MarkingCommand = "markIn" | "markOut" | "clearMarks" | "markMoment" | "openLevel" | "nextTool" | "useTool" | "removeChosen";

function markingHandlers({ state, snapshot, dispatch, send }: PlayerContext): Pick<Handlers, MarkingCommand> {
  return {
    markIn: async (_, { playback, material: { table } }) => dispatch({ type: "startMarked", ticks: table.startOf(playback.standing) }),
    markOut: (_, { playback, material: { table } }) => dispatch({ type: "endMarked", ticks: table.endOf(playback.standing) }),
    clearMarks: () => dispatch({ type: "marked", marks: { start: null, end: null } }),
    markMoment: async (_, { playback, material: { table } }) => {
      const frame = playback.standing;
      const answer = await send({ kind: "mark_moment", ...momentStretch(state.get().marks, frame, table) });
      const id = answer.ok ? idIn(answer.result) : null;
      if (id) dispatch({ type: "chose", chosen: { kind: "moment", id } });
    },
    openLevel: ({ level }, { playback, material: { table } }) => {
      const now = table.startOf(playback.standing);
      const moment = findMomentAtHand(chosenMomentId(), snapshot.get().moments, now);
      if (!moment) {
        const refusal = {
          problem: "Principles belong to a moment, and none is chosen",
          nextStep: "Press M to mark one here, or choose one",
        };
        return dispatch({ type: "refused", refusal });
      }
      dispatch({ type: "chose", chosen: { kind: "moment", id: moment.id } });
      return dispatch({ type: "opened", sheet: { name: "level", level } });
    },
    nextTool: () => dispatch({ type: "tookTool", tool: toolAfter(state.get().tool) }),
    useTool: ({ tool }) => dispatch({ type: "tookTool", tool: state.get().tool === tool ? null : tool }),
    removeChosen: () => {
      const edit = removalOf(state.get().chosen);
      if (!edit) return;
      dispatch({ type: "chose", chosen: null });
      return send(edit);
    },
  };

  function chosenMomentId(): string | null {
    const { chosen } = state.get();
    return chosen?.kind === "moment" ? chosen.id : null;
  }
}

type PageCommand = "undo" | "redo" | "zoom" | "showWhole" | "toggleHelp" | "leave";

function pageHandlers({ state, dispatch, send, root }: PlayerContext): Pick<Handlers, PageCommand> {
  return {
    undo: () => send({ kind: "undo" }),
    redo: () => send({ kind: "redo" }),
    zoom: ({ direction }, { material: { table } }) => {
      const { view, frame, length } = state.get();
      dispatch({ type: "viewed", view: zoomed(view, direction > 0 ? 0.5 : 2, table.startOf(frame), length) });
    },
    showWhole: () => {
      const { view, length, marks } = state.get();
      const selected = selectedStretch(marks);
      const isWhole = view.start === 0 && view.end === length;
      dispatch({ type: "viewed", view: isWhole && selected ? showing(selected, length) : { start: 0, end: length } });
    },
    toggleHelp: () => dispatch({ type: "opened", sheet: state.get().sheet?.name === "help" ? null : { name: "help" } }),
    leave: () => {
      const { sheet, tool, chosen, refusal } = state.get();
      if (sheet) return dispatch({ type: "opened", sheet: null });
      if (tool) return dispatch({ type: "tookTool", tool: null });
      if (refusal) return dispatch({ type: "refused", refusal: null });
      if (chosen) return dispatch({ type: "chose", chosen: null });
      return leaveTo(root);
    },
  };
}

/** Gives the focus to what holds the player, a notebook's cell for instance, so that its own keys work again. */
function leaveTo(root: HTMLElement): void {
  const around = root.parentElement?.closest<HTMLElement>("[tabindex]");
  if (around) around.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function findMomentBeside(moments: readonly Moment[], now: number, direction: 1 | -1): Moment | undefined {
  return direction > 0 ? moments.find((moment) => moment.start > now) : moments.findLast((moment) => moment.start < now);
}

/** The chosen moment, else the latest that the frame shown lies in. */
function findMomentAtHand(chosenId: string | null, moments: readonly Moment[], now: number): Moment | undefined {
  return moments.find((moment) => moment.id === chosenId) ?? moments.findLast((moment) => moment.start <= now && now < moment.end);
}

function removalOf(chosen: { readonly kind: string; readonly id: string } | null): Edit | null {
  if (chosen?.kind === "moment") return { kind: "remove_moment", id: chosen.id };
  if (chosen?.kind === "region") return { kind: "remove_region", id: chosen.id };
  if (chosen?.kind === "clip") return { kind: "remove_clip", id: chosen.id };
  return null;
}

/** The new thing's id in an answer, where the answer has one. */
export function idIn(result: unknown): string | null {
  return typeof result === "object" && result !== null && "id" in result && typeof result.id === "string" ? result.id : null;
}

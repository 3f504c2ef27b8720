/** The page itself: undo, the part of the film the timeline shows, the list of keys, leaving. */

import { selectedStretch } from "../../core/coding/selection";
import { showing, zoomed } from "../../core/timeline/view";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type PageCommand = "undo" | "redo" | "zoom" | "showWhole" | "toggleHistory" | "togglePreview" | "toggleHelp" | "toggleSettings" | "leave";

export function pageHandlers({ state, coding, dispatch, send, root }: PlayerContext): Handlers<PageCommand> {
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
    toggleHistory: () => dispatch({ type: "opened", sheet: state.get().sheet?.name === "history" ? null : { name: "history" } }),
    togglePreview: () => dispatch({ type: "opened", sheet: state.get().sheet?.name === "preview" ? null : { name: "preview" } }),
    toggleHelp: () => dispatch({ type: "opened", sheet: state.get().sheet?.name === "help" ? null : { name: "help" } }),
    toggleSettings: () => dispatch({ type: "opened", sheet: state.get().sheet?.name === "settings" ? null : { name: "settings" } }),
    leave: () => {
      const { sheet, tool, drawing, chosen, refusal, looking, removal, linking, notice } = state.get();
      if (sheet) return dispatch({ type: "opened", sheet: null });
      if (removal) return dispatch({ type: "doubted", removal: null });
      if (linking) return dispatch({ type: "linking", id: null });
      if (tool) return dispatch({ type: "tookTool", tool: null });
      if (refusal) return dispatch({ type: "refused", refusal: null });
      if (drawing.hand) return dispatch({ type: "handTaken", hand: null });
      if (notice) return dispatch({ type: "noticed", words: null });
      if (looking.comparison) return dispatch({ type: "comparisonLeft" });
      if (coding.state.get().naming) return coding.stopNaming();
      if (coding.state.get().pass) return coding.stop();
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

/** Taking a thing away: at once where little hangs on it, after a calm question where much would go along. */

import type { Edit, Removable } from "../core/edits";
import { MOST_UNASKED, questionWords, removalEdit, removedWords, TAKES_ALONG } from "../core/removing";
import type { PlayerContext } from "./player_context";

export function createRemove({ dispatch, send, ask }: Pick<PlayerContext, "dispatch" | "send" | "ask">): PlayerContext["remove"] {
  return async (thing, id) => {
    const edit = removalEdit(thing, id);
    if (!edit) return;
    const depending = TAKES_ALONG.has(thing) ? await ask("what_depends_on", { thing, id }) : null;
    if (depending && depending.nGoing > MOST_UNASKED) {
      dispatch({ type: "doubted", removal: { edit, thing, question: questionWords(thing, depending) } });
    } else await removeNow({ dispatch, send }, thing, edit);
  };
}

export async function removeNow({ dispatch, send }: Pick<PlayerContext, "dispatch" | "send">, thing: Removable, edit: Edit): Promise<void> {
  dispatch({ type: "chose", chosen: null });
  const answer = await send(edit);
  if (answer.ok) dispatch({ type: "noticed", words: removedWords(thing, answer) });
}

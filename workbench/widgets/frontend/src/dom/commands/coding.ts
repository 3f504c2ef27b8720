/** Coding while the film plays, and naming afterwards. */

import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type CodingCommand = "toggleCoding" | "dropMark" | "nameNext";

export function codingHandlers({ coding }: PlayerContext): Handlers<CodingCommand> {
  return {
    toggleCoding: () => coding.toggle(),
    dropMark: () => coding.dropMark(),
    nameNext: () => coding.nameNext(),
  };
}

/** What each command does: the keyboard, the buttons and the sheets all come through here. */

import { type Command, changesCase } from "../../core/keys/keys";
import type { LoadedFilm, PlayerContext } from "../player_context";
import { candidateHandlers } from "./candidates";
import { codingHandlers } from "./coding";
import { figureHandlers } from "./figures";
import type { Handlers } from "./handlers";
import { intervalHandlers } from "./intervals";
import { lookingHandlers } from "./looking";
import { markingHandlers } from "./marking";
import { movingHandlers } from "./moving";
import { pageHandlers } from "./page";
import { stepHandlers } from "./steps";
import { timelineHandlers } from "./timeline";

/** Commands that mean something before a film is there. */
const WITHOUT_FILM: ReadonlySet<Command["do"]> = new Set<Command["do"]>([
  "undo",
  "redo",
  "toggleHelp",
  "toggleHistory",
  "toggleSettings",
  "leave",
]);

export function createCommands(context: PlayerContext): (command: Command, repeated?: boolean) => void {
  const handlers: Handlers = {
    ...movingHandlers(context),
    ...markingHandlers(context),
    ...figureHandlers(context),
    ...stepHandlers(context),
    ...lookingHandlers(context),
    ...codingHandlers(context),
    ...intervalHandlers(context),
    ...candidateHandlers(context),
    ...timelineHandlers(context),
    ...pageHandlers(context),
  };
  return (command, repeated = false) => {
    const film = context.film.get();
    if (!film && !WITHOUT_FILM.has(command.do)) return;
    if (changesCase(command) && context.snapshot.get().screen === "player") return;
    const handle = handlers[command.do] as (command: Command, film: LoadedFilm | null, repeated: boolean) => unknown;
    void handle(command, film, repeated);
  };
}

/** What carries out a command: one handler for each kind, given the film at hand and whether the key is held down. */

import type { Command } from "../../core/keys/keys";
import type { LoadedFilm } from "../player_context";

export type Handlers<Kind extends Command["do"] = Command["do"]> = {
  readonly [K in Kind]: (command: Extract<Command, { do: K }>, film: LoadedFilm, repeated: boolean) => unknown;
};

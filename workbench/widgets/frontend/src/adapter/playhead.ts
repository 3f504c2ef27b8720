/** The playhead on the model: told by the view in use, heard by the kernel and by the other views. */

import type { Owner } from "../core/disposal";
import { type Readable, Store } from "../core/store";
import type { Playhead } from "../dom/player_context";
import { onTrait, type RawModel } from "./model";
import type { Wire } from "./protocol";
import { type Camelised, camelised, snaked } from "./wire";

/** What a playhead that says no more than where it is means; compiles only while it has all that the protocol's has. */
export const UNSAID: Omit<Required<Camelised<Wire["playhead"]>>, "frame" | "ticks" | "playing"> & { readonly chosen: null } = {
  backward: false,
  view: "",
  recordingId: null,
  rate: 1,
  looping: false,
  start: null,
  end: null,
  chosen: null,
};

/** The kernel hears of the playhead at most this often. */
const PLAYHEAD_EVERY_MS = 100;

/** The views of one player share the model, so what one tells the others hear, also those in another window. */
export function readPlayhead(model: RawModel, owner: Owner): Readable<Playhead | null> {
  const read = (): Playhead | null => {
    const said = model.get("playhead");
    return said ? { ...UNSAID, ...(camelised(said) as Pick<Playhead, "frame" | "ticks" | "playing">) } : null;
  };
  const store = new Store(read());
  owner.own(onTrait(model, "playhead", () => store.set(read())));
  return store;
}

/** The first is told at once, the newest at the end of each tenth of a second. */
export function throttledPlayhead(model: RawModel, owner: Owner): (playhead: Playhead) => void {
  let waiting: Playhead | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (playhead: Playhead): void => {
    model.set("playhead", snaked(playhead));
    model.save_changes();
    timer = setTimeout(() => {
      timer = null;
      const next = waiting;
      waiting = null;
      if (next) tell(next);
    }, PLAYHEAD_EVERY_MS);
  };
  owner.onDispose(() => {
    if (timer !== null) clearTimeout(timer);
  });
  return (playhead) => {
    if (timer === null) tell(playhead);
    else waiting = playhead;
  };
}

/** The player's ports on an anywidget model: traits in, messages both ways, the playhead out. */

import { EMPTY_SNAPSHOT, type Snapshot } from "../core/data";
import { type Disposable, Owner } from "../core/disposal";
import { Store } from "../core/store";
import type { PlayerPorts, Playhead } from "../dom/player_context";
import { fetchFilm, findBaseUrl } from "./media";
import { Conversation, LONG_WORK_WITHIN_MS, onTrait, type RawModel } from "./model";
import { TierShelf } from "./tiers";
import { editToWire, headersFromWire, resultFromWire, TRAITS, traitFromWire } from "./wire";

/** The kernel hears of the playhead at most this often. */
const PLAYHEAD_EVERY_MS = 100;

export function connectPlayer(model: RawModel, page: Document): Disposable & { readonly ports: PlayerPorts } {
  const owner = new Owner();
  const conversation = owner.own(new Conversation(model));
  const snapshot = new Store<Snapshot>(TRAITS.reduce((all, name) => withTrait(all, name, model), EMPTY_SNAPSHOT));
  const shelf = owner.own(
    new TierShelf(
      (id) => conversation.ask({ kind: "read_tier", id }),
      (tiers) => snapshot.set({ ...snapshot.get(), tiers }),
    ),
  );
  const showTiers = (): void => snapshot.set({ ...snapshot.get(), tiers: shelf.show(headersFromWire(model.get("tiers"))) });
  owner.own(onTrait(model, "tiers", showTiers));
  showTiers();
  for (const name of TRAITS) owner.own(onTrait(model, name, () => snapshot.set(withTrait(snapshot.get(), name, model))));
  const base = findBaseUrl(page);
  const ports: PlayerPorts = {
    snapshot,
    send: async (edit) =>
      resultFromWire(
        await conversation.ask(editToWire(edit), edit.kind === "publish" || edit.kind === "align_camera" ? LONG_WORK_WITHIN_MS : undefined),
      ),
    fetchFilm: (film, signal) => fetchFilm(film, base, signal),
    tellPlayhead: throttledPlayhead(model, owner),
    onSeek: (listener) =>
      conversation.onCommand((command) => {
        if (command["command"] === "seek" && typeof command["ticks"] === "number") listener(command["ticks"]);
      }),
  };
  return { ports, dispose: () => owner.dispose() };
}

function withTrait(all: Snapshot, name: (typeof TRAITS)[number], model: RawModel): Snapshot {
  return { ...all, [name]: traitFromWire(name, model.get(name)) };
}

/** The first is told at once, the newest at the end of each tenth of a second. */
function throttledPlayhead(model: RawModel, owner: Owner): (playhead: Playhead) => void {
  let waiting: Playhead | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (playhead: Playhead): void => {
    model.set("playhead", playhead);
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

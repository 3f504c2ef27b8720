/** The film at hand: fetched, opened and made ready when Python names another one; let go when it is no longer wanted. */

import type { Film } from "../core/data";
import { type Disposable, Owner } from "../core/disposal";
import { Playback } from "../core/playback";
import { selectedStretch } from "../core/selection";
import { type Action, type PlayerState, speedOf } from "../core/state";
import type { Readable, Store } from "../core/store";
import { openFrameSource } from "./frame_sources";
import type { LoadedFilm, PlayerPorts } from "./player_context";

interface FilmKeeping {
  readonly ports: Pick<PlayerPorts, "snapshot" | "fetchFilm">;
  readonly state: Readable<PlayerState>;
  readonly film: Store<LoadedFilm | null>;
  dispatch(action: Action): void;
}

/** Keeps `film` what the snapshot says it should be. */
export function keepFilm(keeping: FilmKeeping): Disposable {
  const owner = new Owner();
  const { ports, film, dispatch } = keeping;
  let current: Owner | null = null;
  const load = (wanted: Film | null): void => {
    current?.dispose();
    film.set(null);
    current = wanted ? owner.child() : null;
    dispatch({ type: wanted ? "filmAwaited" : "filmGone" });
    if (wanted && current) void open(keeping, wanted, current);
  };
  owner.own(
    ports.snapshot.subscribe((now, before) => {
      if (JSON.stringify(now.film) !== JSON.stringify(before.film)) load(now.film);
    }),
  );
  owner.onDispose(() => film.set(null));
  load(ports.snapshot.get().film);
  return owner;
}

async function open({ ports, state, film, dispatch }: FilmKeeping, wanted: Film, owner: Owner): Promise<void> {
  const fetching = new AbortController();
  owner.onDispose(() => fetching.abort());
  try {
    const material = await ports.fetchFilm(wanted, fetching.signal);
    const { source, element } = await openFrameSource(material);
    owner.own(source);
    const playback = owner.own(new Playback(source, material.table, () => performance.now()));
    if (owner.disposed) return;
    owner.own(source.shown.subscribe((frame) => dispatch({ type: "drawn", frame })));
    owner.own(playback.motion.subscribe((motion) => dispatch({ type: "moved", motion })));
    owner.own(state.subscribe((now, before) => follow(now, before, playback)));
    playback.setRate(speedOf(state.get()));
    film.set({ film: wanted, material, picture: element, playback, exact: source.exact });
    await playback.goTo(0);
    dispatch({ type: "filmReady", length: material.table.end });
  } catch {
    if (owner.disposed) return;
    const refusal = {
      problem: "The film cannot be shown here",
      nextStep: "See that the recording is still in the workspace, then reload the page",
    };
    dispatch({ type: "filmFailed", refusal });
  }
}

function follow(now: PlayerState, before: PlayerState, playback: Playback): void {
  if (speedOf(now) !== speedOf(before)) playback.setRate(speedOf(now));
  if (now.looping !== before.looping || now.marks !== before.marks) playback.setLoop(now.looping ? selectedStretch(now.marks) : null);
}

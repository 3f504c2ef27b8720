/** The film at hand: opened when Python names another one, let go when none is wanted. */

import type { Film } from "../../core/data";
import { type Disposable, Owner } from "../../core/disposal";
import { FilmAtHand, type FilmKeeping } from "./film_at_hand";

/** Keeps the film what the snapshot says it should be. */
export function keepFilm(keeping: FilmKeeping): Disposable {
  const owner = new Owner();
  const { ports, film, dispatch } = keeping;
  let current: FilmAtHand | null = null;
  const load = (wanted: Film | null): void => {
    if (current && wanted?.recordingId === current.recordingId) {
      current.change(wanted);
      return;
    }
    current?.dispose();
    film.set(null);
    dispatch({ type: wanted ? "filmAwaited" : "filmGone" });
    current = wanted ? new FilmAtHand(keeping, wanted) : null;
  };
  owner.own(
    ports.snapshot.subscribe((now, before) => {
      if (JSON.stringify(now.film) !== JSON.stringify(before.film)) load(now.film);
    }),
  );
  owner.onDispose(() => {
    current?.dispose();
    film.set(null);
  });
  load(ports.snapshot.get().film);
  return owner;
}

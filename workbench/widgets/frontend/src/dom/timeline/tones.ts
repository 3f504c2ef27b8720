/** The film's spectrogram, fetched when somebody first wants to see it; until then, and where it cannot be had, words. */

import type { Owner } from "../../core/disposal";
import type { Spectrogram } from "../../core/film/spectrogram";
import type { PlayerContext } from "../player_context";

export type Tones = Spectrogram | string;

const COMING = "The tones are being drawn; a long film takes a while.";
const NONE = "There is no drawing of this film's tones yet.";

/** Gives what is there now; `changed` hears when it is something else. */
export function keepTones(owner: Owner, { state, film }: Pick<PlayerContext, "state" | "film">, changed: () => void): () => Tones {
  let tones: Tones | null = null;
  let fetching = owner.child();
  const forget = (): void => {
    fetching.dispose();
    fetching = owner.child();
    tones = null;
  };
  const fetchWanted = async (): Promise<void> => {
    const loaded = film.get();
    if (!loaded || tones !== null || state.get().rows.sound !== "spectrogram") return;
    const { fetchSpectrogram } = loaded.material;
    tones = fetchSpectrogram ? COMING : NONE;
    if (!fetchSpectrogram) return;
    const aborting = new AbortController();
    const waiting = fetching;
    waiting.onDispose(() => aborting.abort());
    const found = await fetchSpectrogram(aborting.signal).catch(() => NONE);
    if (waiting.disposed) return;
    tones = found;
    changed();
  };
  owner.own(
    film.subscribe(() => {
      forget();
      void fetchWanted();
    }),
  );
  owner.own(
    state.subscribe((now, before) => {
      if (now.rows.sound === before.rows.sound) return;
      if (tones === NONE) forget();
      void fetchWanted();
    }),
  );
  return () => tones ?? COMING;
}

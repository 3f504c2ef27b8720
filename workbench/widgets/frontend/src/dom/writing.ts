/** While somebody writes the film waits: the first letter pauses it and takes it back a little; after a rest it goes on. */

import { type Disposable, Owner } from "../core/disposal";
import { TICKS_PER_SECOND } from "../core/film/frames";
import { isForWriting } from "./keyboard";
import type { PlayerContext } from "./player_context";

export function pauseWhileWriting({ root, state, film, snapshot }: PlayerContext): Disposable {
  const owner = new Owner();
  let resting: ReturnType<typeof setTimeout> | null = null;

  const forget = (): void => {
    if (resting !== null) clearTimeout(resting);
    resting = null;
  };
  const goOn = (): void => {
    resting = null;
    void film.get()?.playback.play();
  };
  const rest = (): void => {
    forget();
    resting = setTimeout(goOn, snapshot.get().settings.writingRestMs);
  };
  const wait = async (): Promise<void> => {
    const loaded = film.get();
    if (!loaded) return;
    const { playback, material } = loaded;
    const back = (snapshot.get().settings.writingBackMs * TICKS_PER_SECOND) / 1000;
    rest();
    await playback.stop();
    await playback.goToTicks(material.table.startOf(playback.standing) - back);
  };

  owner.listen(root, "input", (event) => {
    const { pausesWhileWriting } = snapshot.get().settings;
    if (!pausesWhileWriting || !(event.target instanceof HTMLElement) || !isNote(event.target)) return;
    if (resting !== null) rest();
    else if (state.get().motion === "forward") void wait();
  });
  for (const type of ["keydown", "pointerdown"]) {
    owner.listen(root, type, (event) => {
      if (event.target instanceof HTMLElement && !isForWriting(event.target)) forget();
    });
  }
  owner.own(
    state.subscribe((now, before) => {
      if (now.motion !== before.motion && now.motion !== "still") forget();
    }),
  );
  owner.own(film.subscribe(forget));
  owner.onDispose(forget);
  return owner;
}

/** A text about the film; the numbers and keys of the settings are none. */
function isNote(target: HTMLElement): boolean {
  return isForWriting(target) && target.closest(".vig-sheet") === null;
}

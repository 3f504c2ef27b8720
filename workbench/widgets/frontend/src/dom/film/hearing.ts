/**
 * The film's sound as it is wanted: volume and silence on the element itself, two channels through a mixer that is made only when they are
 * wanted otherwise than recorded, and grains of sound at steps from an element of their own. Without sound everything else works.
 */

import { type Disposable, Owner } from "../../core/disposal";
import { TICKS_PER_SECOND } from "../../core/film/frames";
import { FULL_SOUND, grainOf, isAsRecorded, mixOf, type Sound } from "../../core/film/sound";
import type { LoadedFilm, PlayerContext } from "../player_context";
import { Grains } from "./grains";
import { Mixer } from "./mixer";

/** Keeps the sound of the film at hand as the state says. */
export function keepHearing(context: PlayerContext): Disposable {
  const owner = new Owner();
  const { film, state } = context;
  let current: FilmSound | null = null;
  const take = (loaded: LoadedFilm | null): void => {
    current?.dispose();
    current = loaded && new FilmSound(loaded);
    show();
  };
  const show = (): void => {
    const { sound, leads } = state.get().looking;
    current?.set(sound, !leads);
  };
  owner.own(film.subscribe(take));
  owner.own(
    state.subscribe((now, before) => {
      if (now.looking !== before.looking) show();
      const isStep = now.frame !== before.frame && now.motion === "still" && now.phase === "ready";
      if (isStep && now.looking.leads && now.looking.sound.scrubs && !now.looking.sound.muted) current?.sound(now.frame);
    }),
  );
  owner.onDispose(() => current?.dispose());
  take(film.get());
  return owner;
}

class FilmSound implements Disposable {
  private mixer: Mixer | null = null;
  private grains: Grains | null = null;
  private heard: Sound = FULL_SOUND;

  constructor(private readonly loaded: LoadedFilm) {}

  set(sound: Sound, isFollowing: boolean): void {
    const { video } = this.loaded;
    this.heard = { ...sound, muted: sound.muted || isFollowing };
    video.volume = sound.volume;
    video.muted = this.heard.muted;
    if (!this.mixer && !isAsRecorded(sound)) {
      this.mixer = new Mixer(video);
      this.grains?.mixBy(this.mixer);
    }
    this.mixer?.set(mixOf(sound));
    this.grains?.set(this.heard);
    if (!sound.scrubs) {
      this.grains?.dispose();
      this.grains = null;
    }
  }

  sound(frame: number): void {
    if (!this.loaded.film.hasSound) return;
    this.grains ??= this.openGrains();
    const { table, startsAt } = this.loaded.material;
    const { start, end } = table.spanOf(frame);
    this.grains.play(grainOf((start + startsAt) / TICKS_PER_SECOND, (end + startsAt) / TICKS_PER_SECOND));
  }

  dispose(): void {
    this.mixer?.dispose();
    this.grains?.dispose();
  }

  private openGrains(): Grains {
    const grains = new Grains(this.loaded.material.url);
    if (this.mixer) grains.mixBy(this.mixer);
    grains.set(this.heard);
    return grains;
  }
}

/**
 * The film's sound as it is wanted: volume and silence on the element itself, two channels through a mixer that is made only when they are
 * wanted otherwise than recorded, and grains of sound at steps from an element of their own. Without sound everything else works.
 */

import { type Disposable, Owner } from "../core/disposal";
import { TICKS_PER_SECOND } from "../core/frames";
import { grainOf, isAsRecorded, type Mix, mixOf, type Sound } from "../core/sound";
import type { LoadedFilm, PlayerContext } from "./player_context";

/** Keeps the sound of the film at hand as the state says. */
export function keepHearing(context: PlayerContext): Disposable {
  const owner = new Owner();
  const { film, state } = context;
  let current: FilmSound | null = null;
  const take = (loaded: LoadedFilm | null): void => {
    current?.dispose();
    const video = loaded && mediaOf(loaded.picture);
    current = loaded && video ? new FilmSound(video, loaded) : null;
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

export function mediaOf(picture: HTMLElement): HTMLVideoElement | null {
  return picture instanceof HTMLVideoElement ? picture : picture.querySelector("video");
}

class FilmSound implements Disposable {
  private mixer: Mixer | null = null;
  private grains: Grains | null = null;
  private volume = 1;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly loaded: LoadedFilm,
  ) {}

  set(sound: Sound, isFollowing: boolean): void {
    this.volume = sound.volume;
    this.video.volume = sound.volume;
    this.video.muted = sound.muted || isFollowing;
    if (!this.mixer && !isAsRecorded(sound)) this.mixer = new Mixer(this.video);
    this.mixer?.set(mixOf(sound));
    if (!sound.scrubs) {
      this.grains?.dispose();
      this.grains = null;
    }
  }

  sound(frame: number): void {
    if (!this.loaded.film.hasSound) return;
    this.grains ??= new Grains(this.loaded.material.url);
    const { table, startsAt } = this.loaded.material;
    const { start, end } = table.spanOf(frame);
    const grain = grainOf((start + startsAt) / TICKS_PER_SECOND, (end + startsAt) / TICKS_PER_SECOND);
    this.grains.play(grain.startS, grain.lengthS, this.volume);
  }

  dispose(): void {
    this.mixer?.dispose();
    this.grains?.dispose();
  }
}

/** Splits the two channels of an element and puts them together again as wanted; closed with its context. */
class Mixer implements Disposable {
  private readonly context = new AudioContext();
  private readonly gains: Readonly<Record<keyof Mix, GainNode>>;

  constructor(video: HTMLVideoElement) {
    const splitter = this.context.createChannelSplitter(2);
    const merger = this.context.createChannelMerger(2);
    const between = (from: number, to: number): GainNode => {
      const gain = this.context.createGain();
      splitter.connect(gain, from);
      gain.connect(merger, 0, to);
      return gain;
    };
    this.gains = { leftToLeft: between(0, 0), leftToRight: between(0, 1), rightToLeft: between(1, 0), rightToRight: between(1, 1) };
    this.context.createMediaElementSource(video).connect(splitter);
    merger.connect(this.context.destination);
  }

  set(mix: Mix): void {
    for (const [way, gain] of Object.entries(this.gains)) gain.gain.value = mix[way as keyof Mix];
    void this.context.resume();
  }

  dispose(): void {
    void this.context.close();
  }
}

/** Short stretches of the film's sound on an element of its own, which fetches only what is around them; the newest wins. */
class Grains implements Disposable {
  private readonly owner = new Owner();
  private readonly audio: HTMLAudioElement;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private wanted: { readonly startS: number; readonly lengthS: number } | null = null;
  private sought: { readonly startS: number; readonly lengthS: number } | null = null;
  private isSeeking = false;

  constructor(url: string) {
    this.audio = new Audio();
    this.audio.preload = "auto";
    this.audio.src = url;
    this.owner.listen(this.audio, "seeked", () => this.arrived());
  }

  play(startS: number, lengthS: number, volume: number): void {
    this.wanted = { startS, lengthS };
    this.audio.volume = volume;
    if (!this.isSeeking) this.seek();
  }

  dispose(): void {
    this.owner.dispose();
    this.hold();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  private seek(): void {
    if (!this.wanted) return;
    this.isSeeking = true;
    this.sought = this.wanted;
    this.hold();
    this.audio.currentTime = this.wanted.startS;
  }

  private arrived(): void {
    this.isSeeking = false;
    const { wanted } = this;
    if (!wanted) return;
    if (wanted !== this.sought) {
      this.seek();
      return;
    }
    this.wanted = null;
    void this.audio.play().catch(() => undefined);
    this.timer = setTimeout(() => this.hold(), wanted.lengthS * 1000);
  }

  private hold(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.audio.pause();
  }
}

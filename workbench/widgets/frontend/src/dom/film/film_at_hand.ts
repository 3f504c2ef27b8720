/**
 * One recording on the screen for as long as it is wanted. Its film may be exchanged under it, when its working copy is ready or when it
 * went away and is there again: what is shown stays until the other stands on the same frame, and marks and choices stay throughout.
 */

import { selectedStretch } from "../../core/coding/selection";
import type { Film } from "../../core/data";
import { type Disposable, Owner } from "../../core/disposal";
import { Ensemble } from "../../core/film/ensemble";
import type { FrameSource } from "../../core/film/frame_source";
import { Playback } from "../../core/film/playback";
import { type Action, type PlayerState, speedOf } from "../../core/state";
import type { Readable, Store } from "../../core/store";
import type { LoadedFilm, PlayerPorts } from "../player_context";
import { openFrameSource } from "./frame_sources";
import { watchOnce, watchPatiently } from "./patience";

export interface FilmKeeping {
  readonly ports: Pick<PlayerPorts, "snapshot" | "fetchFilm" | "place">;
  readonly state: Readable<PlayerState>;
  readonly film: Store<LoadedFilm | null>;
  dispatch(action: Action): void;
}

/** How long to wait before a film that did not come is asked for again, the more often the longer. */
const AGAIN_AFTER_MS: readonly number[] = [500, 1000, 2000, 4000, 8000];

/** How long opening a film may take the first time, and how much longer each time after that: a network may be slow. */
const OPENS_WITHIN_MS = 10_000;

/** How often a film that can be opened is tried where it was lost; then it is shown where it was seen last. */
const PLACE_TRIES = 2;

const SLOW = { problem: "The film is slow to come", nextStep: "It goes on by itself; everything you marked is kept" };
const GONE = {
  problem: "The film cannot be reached or read just now",
  nextStep: "It is tried again and again, and goes on where it was; see that its disk is connected and the workbench is running",
};
const NEVER_CAME = {
  problem: "The film cannot be shown here",
  nextStep: "See that the recording is still in the workspace; it is tried again and again",
};

interface Opened {
  readonly loaded: LoadedFilm;
  readonly source: FrameSource;
}

export class FilmAtHand implements Disposable {
  private readonly owner = new Owner();
  /** What is on the screen, and what is about to be. */
  private shown: Owner | null = null;
  private coming: Owner | null = null;
  private nFailures = 0;
  /** How often the film was there, but not the place in it. */
  private nUnreadable = 0;
  /** Where one was going when the film went away. */
  private lostAt: number | null = null;
  /** What was seen last, to go back to where a place cannot be read at all. */
  private lastSeen = 0;

  constructor(
    private readonly keeping: FilmKeeping,
    private wanted: Film,
  ) {
    void this.open();
  }

  get recordingId(): string {
    return this.wanted.recordingId;
  }

  /** The same recording from other files. */
  change(wanted: Film): void {
    this.wanted = wanted;
    this.nFailures = 0;
    void this.open();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private async open(): Promise<void> {
    this.coming?.dispose();
    const coming = this.owner.child();
    this.coming = coming;
    try {
      const opened = await this.inTime(this.openStanding(coming), coming);
      if (coming.disposed) return;
      await this.untilStill(coming);
      await this.inTime(this.goToStanding(opened, coming), coming);
      if (!coming.disposed) this.show(opened, coming);
    } catch {
      if (coming.disposed) return;
      coming.dispose();
      this.failed();
    }
  }

  private async openStanding(coming: Owner): Promise<Opened> {
    const opened = await this.openFilm(this.wanted, coming);
    this.nUnreadable++;
    await this.goToStanding(opened, coming);
    return opened;
  }

  /** What hangs is given up: a server may never answer, and a browser may open a film of which it never shows a picture. */
  private inTime<T>(work: Promise<T>, coming: Owner): Promise<T> {
    return new Promise((resolve, reject) => {
      const withinMs = OPENS_WITHIN_MS * (1 + this.nFailures);
      const watching = coming.own(watchOnce(withinMs, () => reject(new Error("the film does not come"))));
      work.then(resolve, reject).finally(() => watching.dispose());
    });
  }

  /** Where somebody goes on while it is opened, it follows. */
  private async goToStanding({ loaded, source }: Opened, coming: Owner): Promise<void> {
    let wanted: number;
    do {
      wanted = this.standing();
      await loaded.playback.goTo(wanted);
      if (source.broken.get()) throw new Error("the film broke while it was opened");
    } while (!coming.disposed && wanted !== this.standing());
    if (this.lostAt !== null && source.shown.get() !== wanted) throw new Error("the film has no picture there");
  }

  private async openFilm(wanted: Film, owner: Owner): Promise<Opened> {
    const fetching = new AbortController();
    owner.onDispose(() => fetching.abort());
    const material = await this.keeping.ports.fetchFilm(wanted, fetching.signal);
    const { source, element, video } = await openFrameSource(material);
    const ensemble = owner.own(new Ensemble(source));
    const playback = owner.own(new Playback(ensemble, material.table, () => performance.now()));
    playback.setRate(speedOf(this.keeping.state.get()));
    const loaded: LoadedFilm = {
      film: wanted,
      material,
      picture: element,
      video,
      playback,
      ensemble,
      get exact() {
        return source.exact;
      },
    };
    return { loaded, source };
  }

  private show({ loaded, source }: Opened, owner: Owner): void {
    const { state, film, dispatch } = this.keeping;
    const { playback } = loaded;
    this.shown?.dispose();
    this.shown = owner;
    this.coming = null;
    this.nFailures = 0;
    this.nUnreadable = 0;
    this.lostAt = null;
    owner.own(source.shown.subscribe((frame) => dispatch({ type: "drawn", frame })));
    owner.own(playback.motion.subscribe((motion) => dispatch({ type: "moved", motion })));
    owner.own(state.subscribe((now, before) => follow(now, before, playback)));
    owner.own(source.broken.subscribe((broken) => broken && this.lost()));
    owner.own(
      watchPatiently(source, playback, {
        onSlow: () => dispatch({ type: "troubled", trouble: SLOW }),
        onWell: () => dispatch({ type: "troubled", trouble: null }),
        onGone: () => this.lost(),
      }),
    );
    film.set(loaded);
    dispatch({ type: "drawn", frame: source.shown.get() });
    dispatch({ type: "moved", motion: "still" });
    dispatch({ type: "troubled", trouble: null });
    const { looping, marks, phase } = state.get();
    playback.setLoop(looping ? selectedStretch(marks) : null);
    if (phase === "ready") return;
    dispatch({ type: "filmReady", length: loaded.material.table.end });
    const place = this.keeping.ports.place.find(this.recordingId);
    if (place) dispatch({ type: "restored", place });
  }

  /** The frame to stand on: where one is or is going, or where this recording was left. */
  private standing(): number {
    const shown = this.keeping.film.get();
    if (this.lostAt !== null) return this.nUnreadable <= PLACE_TRIES ? this.lostAt : this.lastSeen;
    return shown ? shown.playback.standing : (this.keeping.ports.place.find(this.recordingId)?.frame ?? 0);
  }

  /** A film that plays is not exchanged under who watches it. */
  private untilStill(owner: Owner): Promise<void> {
    const { state } = this.keeping;
    return new Promise((resolve) => {
      const waiting = owner.child();
      waiting.onDispose(resolve);
      const look = (): void => {
        if (state.get().motion === "still") waiting.dispose();
      };
      waiting.own(state.subscribe(look));
      look();
    });
  }

  private lost(): void {
    const { dispatch } = this.keeping;
    this.lastSeen = this.keeping.state.get().frame;
    this.lostAt ??= this.standing();
    void this.keeping.film.get()?.playback.stop();
    dispatch({ type: "troubled", trouble: GONE });
    if (!this.coming) this.openAgain();
  }

  private failed(): void {
    const { state, dispatch } = this.keeping;
    if (this.shown) dispatch({ type: "troubled", trouble: GONE });
    else if (this.wanted.media.isOriginal) dispatch({ type: "filmPrepared" });
    else if (state.get().phase !== "failed") dispatch({ type: "filmFailed", refusal: NEVER_CAME });
    this.openAgain();
  }

  private openAgain(): void {
    const coming = this.owner.child();
    this.coming = coming;
    const afterMs = AGAIN_AFTER_MS[Math.min(this.nFailures, AGAIN_AFTER_MS.length - 1)];
    this.nFailures++;
    const timer = setTimeout(() => void this.open(), afterMs);
    coming.onDispose(() => clearTimeout(timer));
  }
}

function follow(now: PlayerState, before: PlayerState, playback: Playback): void {
  if (speedOf(now) !== speedOf(before)) playback.setRate(speedOf(now));
  if (now.looping !== before.looping || now.marks !== before.marks) playback.setLoop(now.looping ? selectedStretch(now.marks) : null);
}

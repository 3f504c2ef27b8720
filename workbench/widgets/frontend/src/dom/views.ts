/**
 * Several views of one player in step. The view that somebody used last leads: it tells where it is, what is marked, chosen and how fast it
 * plays; the others follow without a word and without sound, so that nothing echoes.
 */

import { type Disposable, Owner } from "../core/disposal";
import { ViewFollowing } from "../core/film/view_following";
import { type PlayerState, speedOf } from "../core/state";
import type { LoadedFilm, PlayerContext, PlayerPorts, Playhead } from "./player_context";

export function keepViewsTogether(context: PlayerContext, ports: Pick<PlayerPorts, "tellPlayhead" | "playhead">): Disposable {
  const owner = new Owner();
  const { root, state, film, dispatch } = context;
  const view = newViewName();
  let following: ViewFollowing | null = null;

  for (const type of ["pointerdown", "keydown", "wheel"]) {
    owner.listen(root, type, () => dispatch({ type: "leadSet", leads: true }), { capture: true, passive: true });
  }
  const follow = (told: Playhead | null): void => {
    const loaded = film.get();
    if (!told || !loaded || !following || told.view === view || told.view === "" || told.recordingId !== loaded.film.recordingId) return;
    dispatch({ type: "leadSet", leads: false });
    adopt(context, told);
    void following.follow({ ...told, frame: Math.min(told.frame, loaded.material.table.lastFrame) });
  };
  owner.own(
    state.subscribe((now, before) => {
      const loaded = film.get();
      if (!loaded || now.phase !== "ready") return;
      if (before.phase !== "ready") follow(ports.playhead.get());
      else if (now.looking.leads && isOtherwise(now, before)) ports.tellPlayhead(playheadOf(now, loaded, view));
      root.dataset["leads"] = String(now.looking.leads);
    }),
  );
  owner.own(
    film.subscribe((loaded) => {
      following?.dispose();
      following = loaded ? new ViewFollowing(loaded.playback) : null;
    }),
  );
  owner.own(ports.playhead.subscribe(follow));
  owner.onDispose(() => following?.dispose());
  return owner;
}

/** Takes over what the leading view has marked and chosen, and how fast it plays. */
function adopt({ state, dispatch }: PlayerContext, told: Playhead): void {
  const { looping, marks, chosen } = state.get();
  if (told.rate !== speedOf(state.get())) dispatch({ type: "rateSet", rate: told.rate });
  if (told.looping !== looping) dispatch({ type: "loopToggled" });
  if (told.start !== marks.start || told.end !== marks.end) dispatch({ type: "marked", marks: { start: told.start, end: told.end } });
  if (told.chosen?.id !== chosen?.id || told.chosen?.kind !== chosen?.kind) dispatch({ type: "chose", chosen: told.chosen });
}

function playheadOf(state: PlayerState, { film, material }: LoadedFilm, view: string): Playhead {
  const { frame, motion, looping, marks, chosen } = state;
  return {
    frame,
    ticks: material.table.startOf(frame),
    playing: motion !== "still",
    backward: motion === "backward",
    view,
    recordingId: film.recordingId,
    rate: speedOf(state),
    looping,
    start: marks.start,
    end: marks.end,
    chosen,
  };
}

function isOtherwise(now: PlayerState, before: PlayerState): boolean {
  return (["frame", "motion", "rate", "shuttle", "looping", "marks", "chosen"] as const).some((name) => now[name] !== before[name]);
}

function newViewName(): string {
  return Math.floor(Math.random() * 36 ** 8).toString(36);
}

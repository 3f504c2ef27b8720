/** Which pictures stand beside the leading one, and opening and letting go of them as that changes. */

import type { Snapshot } from "../../core/data";
import { type Disposable, Owner } from "../../core/disposal";
import { comparedStart } from "../../core/film/comparison";
import { camerasBeside } from "../../core/film/looking";
import type { PlayerState } from "../../core/state";
import type { LoadedFilm, PlayerContext } from "../player_context";
import { type Companion, type Company, createCompanion } from "./companion";

/** Keeps in `place` the pictures that are wanted now; `onCount` hears how many there are. */
export function keepCompany(context: PlayerContext, place: HTMLElement, onCount: (n: number) => void): Disposable {
  const owner = new Owner();
  const present = new Map<string, Companion>();
  let leading: LoadedFilm | null = null;
  const letGo = (key: string): void => {
    present.get(key)?.owner.dispose();
    present.delete(key);
  };
  const show = (): void => {
    const film = context.film.get();
    if (film !== leading) for (const key of [...present.keys()]) letGo(key);
    leading = film;
    const wanted = film && context.state.get().phase === "ready" ? wantedCompany(context.state.get(), context.snapshot.get(), film) : [];
    for (const key of [...present.keys()]) if (!wanted.some((each) => each.key === key)) letGo(key);
    for (const company of wanted) {
      const known = present.get(company.key);
      if (known) known.change(company);
      else if (film) {
        const companion = createCompanion(context, film, company);
        present.set(company.key, companion);
        place.append(companion.element);
      }
    }
    onCount(present.size);
  };
  owner.own(
    context.state.subscribe((now, before) => {
      if (whoIsBeside(now) !== whoIsBeside(before) || now.phase !== before.phase) show();
    }),
  );
  owner.own(context.film.subscribe(show));
  owner.own(
    context.snapshot.subscribe((now, before) => {
      if (now.cameras !== before.cameras || now.moments !== before.moments) show();
    }),
  );
  owner.onDispose(() => {
    for (const key of [...present.keys()]) letGo(key);
  });
  show();
  return owner;
}

function whoIsBeside({ looking: { comparison, camerasSeen } }: PlayerState): unknown {
  return comparison ?? camerasSeen;
}

function wantedCompany({ looking }: PlayerState, { moments, cameras }: Snapshot, { film, material: { table } }: LoadedFilm): Company[] {
  const { comparison } = looking;
  const startsAt = comparison && comparedStart(comparison, table);
  if (comparison && startsAt !== null) {
    const moment = moments.find((each) => each.start <= comparison.kept && comparison.kept < each.end);
    return [{ key: "kept", name: moment?.why || "The place you kept", film, startsAt, isCamera: false }];
  }
  return camerasBeside(looking, cameras).map((camera) => ({
    key: camera.film.recordingId,
    name: camera.film.title,
    film: camera.film,
    startsAt: camera.startsAt,
    isCamera: true,
  }));
}

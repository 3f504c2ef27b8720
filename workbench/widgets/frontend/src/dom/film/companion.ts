/** A picture that goes along with the leading one: another camera, or another place of the same film. Silent. */

import type { Film } from "../../core/data";
import { Owner } from "../../core/disposal";
import { Following } from "../../core/film/in_step";
import { cameraInHand } from "../../core/film/looking";
import { viewedBox, WHOLE_PICTURE } from "../../core/film/picture";
import { element, setAttributes, setText } from "../element";
import type { FilmMaterial, LoadedFilm, Part, PlayerContext } from "../player_context";
import { createCaption, stepWords } from "./caption";
import { type OpenedFilm, openFrameSource } from "./frame_sources";

/** What is wanted beside the leading picture; `startsAt` is where it begins on the leading film's time, in ticks. */
export interface Company {
  readonly key: string;
  readonly name: string;
  readonly film: Film;
  readonly startsAt: number;
  /** Another film of the session; else another place of the same film, which is looked at as closely as the leading picture. */
  readonly isCamera: boolean;
}

export interface Companion extends Part {
  change(company: Company): void;
}

export function createCompanion(context: PlayerContext, leading: LoadedFilm, first: Company): Companion {
  const owner = new Owner();
  const caption = createCaption();
  const slot = element("div", { class: "vig-film" });
  const words = element("p", { class: "vig-stage-words" });
  const cell = element("div", { class: "vig-cell" }, slot, words);
  const figure = element("figure", { class: "vig-beside", "data-testid": "companion", "data-key": first.key }, cell, caption.element);
  let company = first;
  let following: Following | null = null;
  let material: FilmMaterial | null = null;

  const place = (): void => {
    const { width, height } = company.film;
    const sizes = { stage: { width: cell.clientWidth, height: cell.clientHeight }, picture: { width, height } };
    const box = viewedBox(sizes, company.isCamera ? WHOLE_PICTURE : context.state.get().looking.picture);
    setAttributes(slot, { style: `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px` });
  };
  const show = (): void => {
    if (!material || !following) return;
    const isPresent = following.present.get();
    slot.hidden = !isPresent;
    words.hidden = isPresent;
    setText(words, "No picture from here at this instant");
    const drift = following.drift.get();
    figure.dataset["drift"] = String(drift);
    figure.dataset["late"] = String(following.late.get());
    const { looking } = context.state.get();
    figure.dataset["inHand"] = String(cameraInHand(looking, context.snapshot.get().cameras)?.film.recordingId === company.key);
    caption.show(company.name, material.table, isPresent ? following.frame.get() : null, stepWords(drift, following.late.get()));
  };
  const observer = new ResizeObserver(place);
  observer.observe(cell);
  owner.onDispose(() => observer.disconnect());
  owner.own(
    context.state.subscribe((now, before) => {
      if (now.looking !== before.looking) {
        place();
        show();
      }
    }),
  );
  owner.onDispose(() => figure.remove());
  if (first.isCamera) owner.listen(figure, "pointerdown", () => context.dispatch({ type: "cameraTaken", recordingId: first.key }));

  const open = async (): Promise<void> => {
    try {
      const fetched = await materialOf(context, leading, company, owner);
      const opened = await openFrameSource(fetched);
      if (owner.disposed) return opened.source.dispose();
      begin(fetched, opened);
    } catch {
      if (owner.disposed) return;
      setText(words, "This film cannot be shown here");
      words.hidden = false;
    }
  };
  const begin = (fetched: FilmMaterial, opened: OpenedFilm): void => {
    material = fetched;
    owner.own(opened.source);
    opened.video.muted = true;
    slot.replaceChildren(opened.element);
    const along = owner.own(new Following(opened.source, leading.ensemble, leading.material.table, fetched.table, company.startsAt));
    following = along;
    for (const store of [along.frame, along.present, along.drift, along.late]) owner.own(store.subscribe(show));
    place();
    show();
  };
  place();
  void open();
  return {
    element: figure,
    owner,
    change: (next) => {
      company = next;
      following?.moveTo(next.startsAt);
      place();
      show();
    },
  };
}

async function materialOf(context: PlayerContext, leading: LoadedFilm, { film }: Company, owner: Owner): Promise<FilmMaterial> {
  if (film.recordingId === leading.film.recordingId) return leading.material;
  const fetching = new AbortController();
  owner.onDispose(() => fetching.abort());
  return context.fetchFilm(film, fetching.signal);
}

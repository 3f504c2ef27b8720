/** The timeline's canvases, drawn from one scene; new when the film, the theme or the strip of pictures changes. */

import type { Owner } from "../../core/disposal";
import type { Readable } from "../../core/store";
import type { Rows } from "../../core/timeline/rows";
import { pickedOf } from "../commands/picking";
import type { LoadedFilm, PlayerContext } from "../player_context";
import { onThemeChange, readTheme, type Theme } from "../theme";
import { Canvas } from "./canvas";
import type { AtWork } from "./hand";
import { paintOverview, paintRows, paintRuler } from "./paint";
import { paintCoding } from "./paint_coding";
import { DenseTiers } from "./paint_dense";
import type { Brush, Scene } from "./paint_scene";
import { SoundPainter } from "./paint_sound";
import { keepTones } from "./tones";

export interface Canvases {
  readonly overview: Canvas;
  readonly ruler: Canvas;
  readonly detail: Canvas;
  /** Over the rows: what changes under a hand, so that the rows themselves need not be drawn again. */
  readonly over: Canvas;
  redraw(): void;
}

export function createCanvases(owner: Owner, context: PlayerContext, rows: Readable<Rows>, atWork: Readable<AtWork>): Canvases {
  const { state, snapshot, film, root } = context;
  let theme: Theme | null = null;
  let sprite: HTMLImageElement | null = null;
  const painters = { dense: new DenseTiers(), sound: new SoundPainter() };
  const scene = (width: number): Scene => {
    theme ??= readTheme(root);
    const { view, marks, chosen, stepDraft, drawing, rows: look } = state.get();
    const peaks = film.get()?.material.peaks ?? null;
    const { seen } = drawing;
    return {
      data: snapshot.get(),
      rows: rows.get(),
      look,
      view,
      width,
      marks,
      chosen,
      stepDraft,
      seen,
      peaks,
      tones: tones(),
      sprite,
      theme,
      ...painters,
    };
  };
  const canvas = (name: string, testId: string, paint: (brush: Brush, scene: Scene, height: number) => void): Canvas => {
    const attributes = { class: name, "data-testid": testId, role: "img" };
    return owner.own(new Canvas(attributes, (brush, width, height) => paint(brush, scene(width), height)));
  };
  const overview = canvas("vig-overview", "overview", paintOverview);
  const ruler = canvas("vig-ruler", "ruler", paintRuler);
  const detail = canvas("vig-rows-canvas", "timeline-rows", paintRows);
  const over = canvas("vig-rows-over", "timeline-over", (brush, scene) =>
    paintCoding(brush, scene, { picked: pickedOf(context), ...atWork.get() }),
  );
  over.element.setAttribute("aria-hidden", "true");
  owner.own(atWork.subscribe(() => over.invalidate()));
  const redraw = (): void => {
    for (const each of [overview, ruler, detail, over]) each.invalidate();
  };
  const tones = keepTones(owner, context, redraw);
  owner.own(
    film.subscribe((loaded) => {
      sprite = loaded ? loadSprite(owner, loaded, redraw) : null;
      redraw();
    }),
  );
  owner.own(
    onThemeChange(() => {
      theme = null;
      redraw();
    }),
  );
  return { overview, ruler, detail, over, redraw };
}

function loadSprite(owner: Owner, { material }: LoadedFilm, ready: () => void): HTMLImageElement | null {
  if (!material.thumbnailsUrl) return null;
  const sprite = new Image();
  owner.listen(sprite, "load", ready);
  sprite.src = material.thumbnailsUrl;
  return sprite;
}

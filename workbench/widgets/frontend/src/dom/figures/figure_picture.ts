/** A figure's own picture: cut by the server's decoder out of the exact frame, with what hides in place. */

import type { Region } from "../../core/data";
import type { Owner } from "../../core/disposal";
import { cutOutOf, hidingWord, seenNear } from "../../core/figures/cut_out";
import { formAt } from "../../core/figures/shapes";
import { formatTime } from "../../core/format";
import { element, setAttributes } from "../element";
import type { PlayerContext } from "../player_context";
import { aspectOf } from "./figure_saving";
import { figureWords } from "./figure_words";

const WIDTH_PX = 320;

/** A picture to show: where it is fetched, and what it is in words. */
export interface FigurePicture {
  readonly source: string;
  readonly words: string;
}

/** The figure on the frame shown at an instant, or on the nearest on which it is seen; null where there is nothing to show. */
export function figurePicture(context: PlayerContext, region: Region, ticks: number): FigurePicture | null {
  const { snapshot, film } = context;
  const table = film.get()?.material.table;
  const shown = snapshot.get().film;
  if (!table || !shown) return null;
  const frame = table.frameNear(seenNear(region, ticks));
  const at = table.startOf(frame);
  const part = cutOutOf(region.shape, formAt(region, at), aspectOf(context));
  if (!part) return null;
  const ask = { widthPx: WIDTH_PX, part, hides: hidingWord(snapshot.get().regions) };
  return { source: context.stillUrl(shown.media.stills, frame, ask), words: `${figureWords(region)} at ${formatTime(at)}` };
}

/** A place for one picture after another: the next is asked for when the last has come, so that a held key leaves no queue. */
export class PicturePlace {
  readonly image = element("img", { class: "vig-figure-cut", decoding: "async", draggable: "false", alt: "" });
  private wanted: FigurePicture | null = null;
  private asked: string | null = null;

  constructor(owner: Owner) {
    this.image.hidden = true;
    owner.listen(this.image, "load", () => this.arrived(true));
    owner.listen(this.image, "error", () => this.arrived(false));
  }

  show(picture: FigurePicture | null): void {
    this.wanted = picture;
    if (!picture) this.image.hidden = true;
    else if (this.asked === null) this.ask(picture);
  }

  private ask({ source, words }: FigurePicture): void {
    setAttributes(this.image, { alt: words });
    if (this.image.src === source) return;
    this.asked = source;
    this.image.src = source;
  }

  private arrived(hasCome: boolean): void {
    const { asked, wanted } = this;
    this.asked = null;
    this.image.hidden = !hasCome || !wanted;
    if (!hasCome) this.image.removeAttribute("src");
    if (wanted && wanted.source !== asked) this.ask(wanted);
  }
}

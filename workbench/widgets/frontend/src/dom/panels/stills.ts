/** Small exact pictures of the film, made by the server's decoder. */

import { node, type TreeNode } from "./tree";
import type { View } from "./view";

/** Wide enough for a sharp small picture on a dense screen, and the same for all, so that the browser keeps few. */
const WIDTH_PX = 480;

/** The picture shown at an instant of the film on the screen; null where another film or none is there. */
export function stillPicture(view: View, ticks: number, words: string, recordingId = view.data.film?.recordingId): TreeNode | null {
  const { film } = view.data;
  const source = film && film.recordingId === recordingId ? view.context.stillUrl(ticks, WIDTH_PX) : null;
  if (!film || !source) return null;
  return node("img", {
    key: "still",
    class: "vp-picture",
    attributes: { src: source, alt: words, width: film.width, height: film.height, loading: "lazy", decoding: "async", draggable: "false" },
  });
}

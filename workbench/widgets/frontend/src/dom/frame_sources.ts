/** Choosing what shows a film's frames. */

import type { FrameSource } from "../core/frame_source";
import type { FilmMaterial } from "./player_context";
import { openVideo, VideoSource } from "./video_source";

/** A film that is open: what shows its frames, and the element they are seen on, which fits the picture into its box. */
export interface OpenedFilm {
  readonly source: FrameSource;
  readonly element: HTMLElement;
}

/** Opens a film with its first picture; rejects when the browser cannot show it. Disposing the source lets go of everything. */
export async function openFrameSource(material: FilmMaterial): Promise<OpenedFilm> {
  const video = await openVideo(material.url);
  return { source: new VideoSource(video, material.table, undefined, material.startsAt), element: video };
}

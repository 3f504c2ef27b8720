/** Choosing what shows a film's frames: a decoder of our own with a `<video>` to play, where there can be one, else the `<video>` alone. */

import type { FrameSource } from "../../core/film/frame_source";
import { TICKS_PER_SECOND } from "../../core/film/frames";
import { element } from "../element";
import type { FilmMaterial } from "../player_context";
import { DecoderSource } from "./decoder_source";
import { PictureScreen } from "./picture_screen";
import { findDecoding } from "./picture_window";
import { openVideo, VideoSource } from "./video_source";

/** A film that is open: what shows its frames, and the element they are seen on, which fits the picture into its box. */
export interface OpenedFilm {
  readonly source: FrameSource;
  readonly element: HTMLElement;
  /** What plays it and is heard. */
  readonly video: HTMLVideoElement;
}

/** Opens a film with its first picture; rejects when the browser cannot show it. Disposing the source lets go of everything. */
export async function openFrameSource({ url, startsAt, table, packets }: FilmMaterial): Promise<OpenedFilm> {
  const film = packets && packets.nFrames === table.nFrames ? { url, table, packets } : null;
  const [video, decoding] = await Promise.all([openVideo(url), film && findDecoding(film)]);
  const canvas = element("canvas", { class: "vig-drawn", "data-testid": "drawn" });
  const screen = new PictureScreen(canvas);
  const byVideo = new VideoSource(video, table, screen, undefined, startsAt);
  // Some browsers begin a Matroska film where its sound begins, and never show what comes before.
  if (video.currentTime * TICKS_PER_SECOND >= startsAt + table.spanOf(0).end) {
    byVideo.dispose();
    throw new Error("the browser begins after the film's first picture");
  }
  const source = film && decoding && byVideo.exact ? new DecoderSource(byVideo, screen, film, decoding) : byVideo;
  const by = source === byVideo ? "video" : "decoder";
  return { source, video, element: element("div", { class: "vig-screen", "data-testid": "film", "data-shown-by": by }, video, canvas) };
}

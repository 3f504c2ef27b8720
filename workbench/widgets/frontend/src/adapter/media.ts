/** Fetching what belongs to a film from the server that serves the page. */

import type { Film } from "../core/data";
import { FrameTable } from "../core/film/frames";
import { PacketTable } from "../core/film/packets";
import { Peaks } from "../core/film/peaks";
import { Spectrogram } from "../core/film/spectrogram";
import type { FilmMaterial } from "../dom/player_context";

/** The server's base URL: a notebook page says it in its configuration; any other page stands on its own address. */
export function findBaseUrl(page: Document): URL {
  const text = page.getElementById("jupyter-config-data")?.textContent;
  const configured: unknown = text ? (JSON.parse(text) as Record<string, unknown>)["baseUrl"] : undefined;
  return new URL(typeof configured === "string" && configured !== "" ? configured : ".", page.baseURI);
}

export async function fetchFilm(film: Film, base: URL, signal: AbortSignal): Promise<FilmMaterial> {
  const { media } = film;
  const at = (path: string): string => new URL(path, base).href;
  const [frames, packets, peaks] = await Promise.all([
    fetchBytes(at(media.frames), signal),
    media.packets ? fetchBytes(at(media.packets), signal) : null,
    media.peaks ? fetchBytes(at(media.peaks), signal) : null,
  ]);
  return {
    url: at(media.film),
    isOriginal: media.isOriginal,
    startsAt: media.startsAt,
    table: FrameTable.parse(frames),
    packets: packets ? PacketTable.parse(packets) : null,
    peaks: peaks ? Peaks.parse(peaks) : null,
    thumbnailsUrl: media.thumbnails ? at(media.thumbnails) : null,
    fetchSpectrogram: media.spectrogram ? spectrogramFetcher(at(media.spectrogram)) : null,
  };
}

function spectrogramFetcher(url: string): (signal: AbortSignal) => Promise<Spectrogram> {
  return async (signal) => Spectrogram.parse(await fetchBytes(url, signal));
}

/** The server answers only who says where the request comes from, so the referrer is always sent along, to this server alone. */
export async function fetchBytes(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal: signal ?? null, credentials: "same-origin", referrerPolicy: "same-origin" });
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.arrayBuffer();
}

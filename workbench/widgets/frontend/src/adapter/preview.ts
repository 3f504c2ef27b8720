/** What the page of a preview finds in itself: the review as a package would tell it, and which stretches of the workspace's films it shows. */

import type { FamilyReview, FilmStretch, MediaAddresses } from "../core/family/family";
import { FrameTable } from "../core/film/frames";
import type { HidingFigure } from "../core/preview/hiding";
import { hiderOf } from "../dom/preview/hiding";
import { baseAddress, readReview } from "./family";
import { fetchBytes } from "./media";
import { camelised } from "./wire";

interface WireStretch {
  readonly film: string;
  readonly frames: string;
  readonly stills: string;
  readonly start: number;
  readonly poster: number | null;
  readonly hides: readonly unknown[];
}

export interface PreviewReview {
  readonly review: FamilyReview;
  readonly media: MediaAddresses;
  readonly hides: boolean;
}

/** `around` is the page the preview stands in, which knows its server. Rejects where a film's frames cannot be fetched. */
export async function readPreview(page: Document, around: Document): Promise<PreviewReview> {
  const told: unknown = JSON.parse(page.getElementById("vig-review")?.textContent || "null");
  const review = readReview(told);
  if (!review) throw new TypeError("this page holds no review");
  const { stretches } = told as { readonly stretches: Readonly<Record<string, WireStretch>> };
  const base = new URL(baseAddress(around), around.baseURI).href;
  const tables = new Map<string, FrameTable>();
  for (const { frames } of Object.values(stretches)) {
    if (!tables.has(frames)) tables.set(frames, FrameTable.parse(await fetchBytes(base + frames)));
  }
  const found = (id: string): WireStretch => stretches[id] as WireStretch;
  const lying = new Map(Object.entries(stretches).map(([id, each]) => [id, stretchOf(each, tables.get(each.frames) as FrameTable)]));
  const media: MediaAddresses = {
    clip: (id) => base + found(id).film,
    poster: (id) => `${base}${found(id).stills}/${(lying.get(id)?.first ?? 0) + (found(id).poster ?? 0)}`,
    stretch: (id) => lying.get(id) as FilmStretch,
  };
  return { review, media, hides: Object.values(stretches).some((each) => each.hides.length > 0) };
}

function stretchOf({ start, hides }: WireStretch, table: FrameTable): FilmStretch {
  const lies = { table, first: table.frameAt(start) };
  return hides.length > 0 ? { ...lies, retouch: hiderOf(camelised(hides) as readonly HidingFigure[], table) } : lies;
}

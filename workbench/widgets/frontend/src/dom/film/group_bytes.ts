/** The encoded bytes of groups of frames: fetched one by one, kept for going to and fro, given up when no longer wanted. */

import { type Disposable, Owner } from "../../core/disposal";
import type { PacketTable } from "../../core/film/packets";

/** Encoded bytes kept at once, besides those of the groups that are wanted now. */
export const MOST_BYTES = 16_000_000;

const WITHIN_MS = 8000;

interface Events {
  onArrival(): void;
  /** A range did not come, or not as asked. */
  onFailure(): void;
}

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export class GroupBytes implements Disposable {
  private readonly owner = new Owner();
  /** By number of the group; the ones wanted longest ago come first. */
  private readonly pieces = new Map<number, Piece>();
  /** One at a time, so that what is wanted most has the whole line. */
  private fetching: { readonly group: number; readonly controller: AbortController } | null = null;
  private wanted: readonly number[] = [];
  private nBytes = 0;

  constructor(
    private readonly url: string,
    private readonly packets: PacketTable,
    private readonly events: Events,
  ) {
    this.owner.onDispose(() => {
      this.fetching?.controller.abort();
      this.pieces.clear();
    });
  }

  has(group: number): boolean {
    return this.pieces.has(group);
  }

  /** The bytes of one frame; RangeError when its group is not there. */
  of(frame: number): Uint8Array {
    const piece = this.pieces.get(this.packets.groupOf(frame));
    if (!piece) throw new RangeError(`the bytes of frame ${frame} are not here`);
    const { first, end } = this.packets.bytesOf(frame);
    return piece.bytes.subarray(first - piece.offset, end - piece.offset);
  }

  /** Fetches what is missing of these groups, the most wanted first, and nothing else any more. */
  want(groups: readonly number[]): void {
    this.wanted = groups;
    for (const group of groups) {
      const piece = this.pieces.get(group);
      if (piece) this.keep(group, piece);
    }
    for (const [group, { bytes }] of this.pieces) {
      if (this.nBytes <= MOST_BYTES || groups.includes(group)) break;
      this.pieces.delete(group);
      this.nBytes -= bytes.length;
    }
    this.fetchNext();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private keep(group: number, piece: Piece): void {
    if (this.pieces.delete(group)) this.nBytes -= piece.bytes.length;
    this.pieces.set(group, piece);
    this.nBytes += piece.bytes.length;
  }

  private fetchNext(): void {
    const next = this.wanted.find((group) => !this.pieces.has(group));
    const isMostWanted = next === this.wanted[0];
    if (this.fetching && (this.fetching.group === next || (!isMostWanted && this.wanted.includes(this.fetching.group)))) return;
    this.fetching?.controller.abort();
    this.fetching = null;
    if (next !== undefined) void this.fetch(next);
  }

  private async fetch(group: number): Promise<void> {
    const controller = new AbortController();
    this.fetching = { group, controller };
    const timer = setTimeout(() => controller.abort(), WITHIN_MS);
    try {
      const piece = await this.load(group, controller.signal);
      if (this.fetching?.controller !== controller || this.owner.disposed) return;
      this.fetching = null;
      this.keep(group, piece);
      this.fetchNext();
      this.events.onArrival();
    } catch {
      // What was given up is missed by nobody.
      if (this.fetching?.controller !== controller || this.owner.disposed) return;
      this.fetching = null;
      this.events.onFailure();
    } finally {
      clearTimeout(timer);
    }
  }

  /** The server answers only who says where the request comes from. The browser's own store of films is passed by: there a range waits for the video's. */
  private async load(group: number, signal: AbortSignal): Promise<Piece> {
    const { first, end } = this.packets.bytesOfGroup(group);
    const response = await fetch(this.url, {
      signal,
      headers: { Range: `bytes=${first}-${end - 1}` },
      credentials: "same-origin",
      referrerPolicy: "same-origin",
      cache: "no-store",
    });
    if (response.status !== 206) throw new Error(`${response.status} for a part of the film`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length !== end - first) throw new Error(`${bytes.length} bytes for ${end - first}`);
    return { offset: first, bytes };
  }
}

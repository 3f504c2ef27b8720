/**
 * Which frames are kept decoded around the playhead, and which packet a decoder gets next. Whole groups only, since a frame
 * costs the decoding of all before it in its group. Nothing is decoded here.
 */

import type { PacketTable } from "./packets";

/** Decoded pictures kept at once. */
export const MOST_FRAMES = 60;

/** And at most as many as fit into this, at 12 bits a pixel: larger pictures, or more films in one page, fewer of each. */
export const MOST_DECODED_BYTES = 200_000_000;

/** Where the playhead goes from group to group: on, back, or nowhere in particular. */
export type Heading = -1 | 0 | 1;

/** How far from the playhead's own group the groups lie that are wanted, the most wanted first: on either side, or two along the way for one back. */
const ABOUT = [0, 1, -1, 2, -2, 3, -3];
const ALONG = [0, 1, 2, -1, 3, 4, -2];

type Groups = Pick<PacketTable, "nGroups" | "groupOf" | "framesOf">;

/** How many pictures of a size may be kept by each of `nWindows`. */
export function nFramesThatFit(width: number, height: number, nWindows = 1): number {
  return Math.min(MOST_FRAMES, Math.floor(MOST_DECODED_BYTES / nWindows / (width * height * 1.5)));
}

/** Groups worth keeping with a playhead in `group`, most wanted first, as many as have at most `nFrames` frames together. */
export function groupsAround(group: number, heading: Heading, groups: Groups, nFrames: number): number[] {
  const kept: number[] = [];
  let room = nFrames;
  for (const distance of heading === 0 ? ABOUT : ALONG.map((along) => heading * along)) {
    const candidate = group + distance;
    if (candidate < 0 || candidate >= groups.nGroups) continue;
    const { first, end } = groups.framesOf(candidate);
    room -= end - first;
    if (room < 0 && kept.length > 0) break;
    kept.push(candidate);
  }
  return kept;
}

export class GopWindow {
  private group = -1;
  private heading: Heading = 0;
  private keptGroups: readonly number[] = [];
  /** Groups whose packets the decoder has all been given. */
  private readonly given = new Set<number>();
  private giving: { readonly group: number; next: number } | null = null;

  constructor(
    private readonly groups: Groups,
    private nFrames: number,
  ) {}

  /** Groups to keep, most wanted first. */
  get kept(): readonly number[] {
    return this.keptGroups;
  }

  keeps(frame: number): boolean {
    return this.keptGroups.includes(this.groups.groupOf(frame));
  }

  /** Moves the window; true when other groups are kept from now on. Inside one group nothing changes, so going to and fro costs nothing. */
  aim(frame: number): boolean {
    const group = this.groups.groupOf(frame);
    if (group === this.group) return false;
    const step = group - this.group;
    this.heading = this.group >= 0 && Math.abs(step) === 1 ? (step as Heading) : 0;
    this.group = group;
    this.choose();
    return true;
  }

  /** Keeps so many frames at most from now on. */
  fit(nFrames: number): void {
    this.nFrames = nFrames;
    if (this.group >= 0) this.choose();
  }

  /** Whether the decoder has been given all it needs for a frame. */
  hasGiven(frame: number): boolean {
    const group = this.groups.groupOf(frame);
    return this.given.has(group) || (this.giving?.group === group && this.giving.next > frame);
  }

  /** The packet to decode next, from groups whose bytes are there; null when there is none now. The playhead's own group goes before all. */
  next(hasBytes: (group: number) => boolean): number | null {
    const first = this.keptGroups.find((group) => !this.given.has(group) && hasBytes(group));
    if (first === undefined) return null;
    if (this.giving === null || (first === this.group && this.giving.group !== first)) {
      this.giving = { group: first, next: this.groups.framesOf(first).first };
    }
    const packet = this.giving.next++;
    if (this.giving.next === this.groups.framesOf(this.giving.group).end) {
      this.given.add(this.giving.group);
      this.giving = null;
    }
    return packet;
  }

  private choose(): void {
    this.keptGroups = groupsAround(this.group, this.heading, this.groups, this.nFrames);
    for (const old of [...this.given]) if (!this.keptGroups.includes(old)) this.given.delete(old);
    if (this.giving && !this.keptGroups.includes(this.giving.group)) this.giving = null;
  }
}

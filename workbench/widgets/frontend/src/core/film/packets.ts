/**
 * Where each frame's bytes lie in the film, and in which groups they are decoded: a group begins with a frame a decoder can
 * begin at and ends before the next such frame. Packet i is frame i. The Python side documents the wire form in `workbench.media.packets`.
 */

const HEADER_BYTES = 20;
const KEYFRAME = 0x8000_0000;

/** Whole numbers `[first, end)`: frames of a group, bytes of a file. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

export class PacketTable {
  /** `groupStarts` are the frames at which decoding can begin, in order, the first of them 0. */
  constructor(
    private readonly offsets: Float64Array,
    private readonly sizes: Uint32Array,
    private readonly groupStarts: Uint32Array,
    readonly codec: string,
    readonly description: Uint8Array<ArrayBuffer>,
    readonly width: number,
    readonly height: number,
  ) {
    if (offsets.length === 0 || sizes.length !== offsets.length)
      throw new RangeError("a packet table has an offset and a size for each frame");
    if (groupStarts[0] !== 0) throw new RangeError("decoding begins at the first frame");
  }

  /** Reads the wire form of `packets.bin`. */
  static parse(bytes: ArrayBuffer): PacketTable {
    const view = new DataView(bytes);
    if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, false) !== 0x5649474b) throw new RangeError("this is not a packet table");
    const version = view.getUint32(4, true);
    if (version !== 1) throw new RangeError(`packet table version ${version} is not known here`);
    const nPackets = view.getUint32(8, true);
    const codecEnd = HEADER_BYTES + view.getUint16(16, true);
    const gapsAt = codecEnd + view.getUint16(18, true);
    const sizesAt = gapsAt + 4 * nPackets;
    if (bytes.byteLength !== sizesAt + 4 * nPackets)
      throw new RangeError(`a table of ${nPackets} packets cannot have ${bytes.byteLength} bytes`);
    const offsets = new Float64Array(nPackets);
    const sizes = new Uint32Array(nPackets);
    const groupStarts: number[] = [];
    let end = 0;
    for (let frame = 0; frame < nPackets; frame++) {
      const marked = view.getUint32(sizesAt + 4 * frame, true);
      const size = marked % KEYFRAME;
      if (marked >= KEYFRAME) groupStarts.push(frame);
      offsets[frame] = end + view.getUint32(gapsAt + 4 * frame, true);
      sizes[frame] = size;
      end = at(offsets, frame) + size;
    }
    const codec = String.fromCharCode(...new Uint8Array(bytes, HEADER_BYTES, codecEnd - HEADER_BYTES));
    const description = new Uint8Array(bytes.slice(codecEnd, gapsAt));
    const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)];
    return new PacketTable(offsets, sizes, Uint32Array.from(groupStarts), codec, description, width, height);
  }

  get nFrames(): number {
    return this.offsets.length;
  }

  get nGroups(): number {
    return this.groupStarts.length;
  }

  /** The group a frame belongs to. */
  groupOf(frame: number): number {
    let low = 0;
    let high = this.groupStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(this.groupStarts, middle) <= frame) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The frames of a group. */
  framesOf(group: number): Range {
    return { first: at(this.groupStarts, group), end: group + 1 < this.nGroups ? at(this.groupStarts, group + 1) : this.nFrames };
  }

  /** Frames of the longest group. */
  get longestGroup(): number {
    let longest = 0;
    for (let group = 0; group < this.nGroups; group++) {
      const { first, end } = this.framesOf(group);
      longest = Math.max(longest, end - first);
    }
    return longest;
  }

  /** Bytes of the widest group, with all that lies between its frames. */
  get widestGroup(): number {
    let widest = 0;
    for (let group = 0; group < this.nGroups; group++) {
      const { first, end } = this.bytesOfGroup(group);
      widest = Math.max(widest, end - first);
    }
    return widest;
  }

  bytesOfGroup(group: number): Range {
    const { first, end } = this.framesOf(group);
    return { first: this.bytesOf(first).first, end: this.bytesOf(end - 1).end };
  }

  bytesOf(frame: number): Range {
    return { first: at(this.offsets, frame), end: at(this.offsets, frame) + at(this.sizes, frame) };
  }
}

function at(numbers: Float64Array | Uint32Array, place: number): number {
  const number = numbers[place];
  if (number === undefined) throw new RangeError(`there is nothing at place ${place}`);
  return number;
}

/** Stand-ins for WebCodecs and the server behind it: packets that bear their frame's number, decoded as slowly as a test wants. */

import { vi } from "vitest";
import { FrameTable } from "../src/core/film/frames";
import { PacketTable } from "../src/core/film/packets";

export const N_FRAMES = 100;
export const GROUP = 15;
export const FRAME_TICKS = 3600;
const PACKET_BYTES = 10;
const GAP_BYTES = 3;

export const table = new FrameTable(
  Float64Array.from({ length: N_FRAMES }, (_, frame) => frame * FRAME_TICKS),
  N_FRAMES * FRAME_TICKS,
);

/** `packets.bin` as Python writes it; every `GROUP`-th packet is a keyframe. */
export function packetBytes(nFrames = N_FRAMES, width = 1280, height = 720): ArrayBuffer {
  const codec = "avc1.64001f";
  const description = [1, 0x64, 0, 0x1f, 0xff];
  const view = new DataView(new ArrayBuffer(20 + codec.length + description.length + 8 * nFrames));
  view.setUint32(0, 0x5649474b, false);
  view.setUint32(4, 1, true);
  view.setUint32(8, nFrames, true);
  new Uint16Array(view.buffer, 12, 4).set([width, height, codec.length, description.length]);
  const letters = [...codec].map((letter) => letter.charCodeAt(0));
  new Uint8Array(view.buffer).set([...letters, ...description], 20);
  const columns = 20 + codec.length + description.length;
  for (let frame = 0; frame < nFrames; frame++) {
    view.setUint32(columns + 4 * frame, GAP_BYTES, true);
    view.setUint32(columns + 4 * (nFrames + frame), PACKET_BYTES + (frame % GROUP === 0 ? 0x8000_0000 : 0), true);
  }
  return view.buffer;
}

export const packets = PacketTable.parse(packetBytes());

/** The film's bytes: each packet filled with its frame's number. */
function filmBytes(first: number, end: number): Uint8Array {
  return Uint8Array.from({ length: end - first }, (_, place) => Math.floor((first + place) / (PACKET_BYTES + GAP_BYTES)));
}

export class FakePicture {
  static readonly open = new Set<FakePicture>();
  readonly displayWidth = 1280;
  readonly displayHeight = 720;
  constructor(readonly timestamp: number) {
    FakePicture.open.add(this);
  }
  get asFrame(): VideoFrame {
    return this as unknown as VideoFrame;
  }
  close(): void {
    FakePicture.open.delete(this);
  }
}

class FakeChunk {
  constructor(readonly given: { type: "key" | "delta"; timestamp: number; data: Uint8Array }) {}
}

/** Takes a packet a millisecond; what it decodes is what the packet's bytes say, and only after a keyframe. */
export class FakeDecoder extends EventTarget {
  static readonly living = new Set<FakeDecoder>();
  static nMade = 0;
  static isSupported = true;
  /** Frames that are passed over without a word, and frames at which decoding breaks. */
  static readonly lost = new Set<number>();
  static readonly broken = new Set<number>();
  static readonly decoded: number[] = [];

  static async isConfigSupported(): Promise<{ supported: boolean }> {
    return { supported: FakeDecoder.isSupported };
  }

  static reset(): void {
    FakeDecoder.living.clear();
    FakeDecoder.nMade = 0;
    FakeDecoder.isSupported = true;
    FakeDecoder.lost.clear();
    FakeDecoder.broken.clear();
    FakeDecoder.decoded.length = 0;
    FakePicture.open.clear();
  }

  state = "unconfigured";
  mostQueued = 0;
  private readonly queue: FakeChunk[] = [];
  private readonly flushes: (() => void)[] = [];
  private last = -1;

  constructor(private readonly events: { output(picture: FakePicture): void; error(error: Error): void }) {
    super();
    FakeDecoder.living.add(this);
    FakeDecoder.nMade++;
  }

  get decodeQueueSize(): number {
    return this.queue.length;
  }

  configure(): void {
    this.state = "configured";
  }

  decode(chunk: FakeChunk): void {
    this.queue.push(chunk);
    this.mostQueued = Math.max(this.mostQueued, this.queue.length);
    setTimeout(() => this.work(), 1);
  }

  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.flushes.push(resolve);
      setTimeout(() => this.work(), 1);
    });
  }

  close(): void {
    this.state = "closed";
    FakeDecoder.living.delete(this);
  }

  private work(): void {
    if (this.state !== "configured") return;
    const chunk = this.queue.shift();
    if (!chunk) {
      for (const resolve of this.flushes.splice(0)) resolve();
      return;
    }
    const { type, timestamp, data } = chunk.given;
    const frame = data[0] ?? -1;
    if (type === "delta" && this.last !== frame - 1) throw new Error(`frame ${frame} after ${this.last}`);
    this.last = frame;
    if (FakeDecoder.broken.has(frame)) {
      this.close();
      this.events.error(new Error("cannot be decoded"));
      return;
    }
    FakeDecoder.decoded.push(frame);
    if (!FakeDecoder.lost.has(frame)) this.events.output(new FakePicture(timestamp));
    this.dispatchEvent(new Event("dequeue"));
  }
}

export interface FakeServer {
  readonly asked: [number, number][];
  nAborted: number;
  /** What a range request is answered with; by default the range. */
  status: number;
  /** Whether answers wait until this is false again. */
  stalls: boolean;
}

export function fakeServer(): FakeServer {
  const server: FakeServer = { asked: [], nAborted: 0, status: 206, stalls: false };
  vi.stubGlobal("fetch", async (_: string, { headers, signal }: { headers: { Range: string }; signal: AbortSignal }) => {
    const [first = 0, last = 0] = headers.Range.replace("bytes=", "").split("-").map(Number);
    server.asked.push([first, last + 1]);
    signal.addEventListener("abort", () => server.nAborted++);
    while (server.stalls && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
    if (signal.aborted) throw new DOMException("aborted", "AbortError");
    return { status: server.status, arrayBuffer: async () => filmBytes(first, last + 1).buffer };
  });
  return server;
}

/** Puts the stand-ins where the page looks for them. */
export function pretendWebCodecs(): void {
  FakeDecoder.reset();
  vi.stubGlobal("VideoDecoder", FakeDecoder);
  vi.stubGlobal("EncodedVideoChunk", FakeChunk);
}

/** A canvas that remembers which frames were drawn on it. */
export function fakeCanvas(): { readonly canvas: HTMLCanvasElement; readonly drawn: number[] } {
  const drawn: number[] = [];
  const brush = { drawImage: (picture: FakePicture) => drawn.push(table.frameOfTimestamp(picture.timestamp)) };
  const canvas = { width: 0, height: 0, hidden: false, dataset: {}, getContext: () => brush };
  return { canvas: canvas as unknown as HTMLCanvasElement, drawn };
}

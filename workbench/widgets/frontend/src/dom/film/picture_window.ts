/** Decoded pictures around the playhead: fetched, decoded and closed again as it moves. A picture that is open holds the decoder's memory. */

import { type Disposable, Owner } from "../../core/disposal";
import type { FrameTable } from "../../core/film/frames";
import { GopWindow, nFramesThatFit } from "../../core/film/gop_window";
import type { PacketTable } from "../../core/film/packets";
import { GroupBytes, MOST_BYTES } from "./group_bytes";

/** Packets of what lies around that a decoder is given before it has taken them: what a jump has to wait for. */
const MOST_QUEUED = 2;

export interface DecodableFilm {
  readonly url: string;
  readonly table: FrameTable;
  readonly packets: PacketTable;
}

interface Events {
  onPicture(frame: number): void;
  /** The bytes do not come or cannot be decoded; nothing more is to be expected of this window. */
  onFailure(): void;
}

/** How the browser is to decode a film; null where it cannot, or where two groups of such pictures, or the bytes of one, would not fit into memory. */
export async function findDecoding({ packets }: DecodableFilm): Promise<VideoDecoderConfig | null> {
  if (typeof VideoDecoder === "undefined") return null;
  if (nFramesThatFit(packets.width, packets.height) < 2 * packets.longestGroup || packets.widestGroup > MOST_BYTES) return null;
  const config: VideoDecoderConfig = {
    codec: packets.codec,
    codedWidth: packets.width,
    codedHeight: packets.height,
    description: packets.description,
    // A decoder in hardware gives out few pictures at a time and waits until they are closed.
    hardwareAcceleration: "prefer-software",
    optimizeForLatency: true,
  };
  const { supported } = await VideoDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  return supported ? config : null;
}

/** All windows of the page, which share the memory set aside for pictures. */
const living = new Set<PictureWindow>();

function share(): void {
  for (const window of living) window.fit(living.size);
}

export class PictureWindow implements Disposable {
  private readonly owner = new Owner();
  private readonly pictures = new Map<number, VideoFrame>();
  private readonly window: GopWindow;
  private readonly bytes: GroupBytes;
  private readonly decoder: VideoDecoder;
  private aimed = 0;
  /** Whether nothing was given to the decoder since it was last asked for all it has, and whether it has answered that. */
  private isFlushed = true;
  private isDrained = true;

  constructor(
    private readonly film: DecodableFilm,
    config: VideoDecoderConfig,
    private readonly events: Events,
  ) {
    const { packets } = film;
    const fail = (): void => this.fail();
    this.window = new GopWindow(packets, nFramesThatFit(packets.width, packets.height));
    this.bytes = this.owner.own(new GroupBytes(film.url, packets, { onArrival: () => this.feed(), onFailure: fail }));
    this.decoder = new VideoDecoder({ output: (picture) => this.take(picture), error: fail });
    living.add(this);
    this.owner.onDispose(() => {
      living.delete(this);
      share();
      if (this.decoder.state !== "closed") this.decoder.close();
      for (const picture of this.pictures.values()) picture.close();
      this.pictures.clear();
    });
    this.owner.listen(this.decoder, "dequeue", () => this.feed());
    this.decoder.configure(config);
    share();
  }

  /** The picture of a frame, which stays the window's own; null while there is none. */
  find(frame: number): VideoFrame | null {
    return this.pictures.get(frame) ?? null;
  }

  /** The playhead is or will be here. */
  aim(frame: number): void {
    this.aimed = frame;
    if (!this.window.aim(frame)) {
      this.checkAimed();
      return;
    }
    this.tidy();
    this.fetch();
    this.feed();
  }

  /** Takes its part of the memory that `nWindows` share. */
  fit(nWindows: number): void {
    const { width, height } = this.film.packets;
    this.window.fit(nFramesThatFit(width, height, nWindows));
    this.tidy();
  }

  dispose(): void {
    this.owner.dispose();
  }

  private tidy(): void {
    for (const [frame, picture] of this.pictures) {
      if (this.window.keeps(frame)) continue;
      picture.close();
      this.pictures.delete(frame);
    }
  }

  /** What lies around waits until the picture aimed at is there: fetching both takes twice as long. */
  private fetch(): void {
    const { kept } = this.window;
    this.bytes.want(this.pictures.has(this.aimed) ? kept : kept.slice(0, 1));
  }

  /** While a jump waits for its bytes the decoder is given nothing, so that it is free; then at once all that the picture needs. */
  private get takesMore(): boolean {
    const { aimed, bytes, pictures, window } = this;
    if (!pictures.has(aimed) && !bytes.has(this.film.packets.groupOf(aimed))) return false;
    return this.decoder.decodeQueueSize < MOST_QUEUED || !window.hasGiven(aimed);
  }

  private feed(): void {
    while (!this.owner.disposed && this.decoder.state === "configured" && this.takesMore) {
      const frame = this.window.next((group) => this.bytes.has(group));
      if (frame === null) {
        this.flush();
        return;
      }
      const { packets, table } = this.film;
      const type = packets.framesOf(packets.groupOf(frame)).first === frame ? "key" : "delta";
      this.decoder.decode(new EncodedVideoChunk({ type, timestamp: table.timestampOf(frame), data: this.bytes.of(frame) }));
      this.isFlushed = false;
      this.isDrained = false;
    }
  }

  /** Decoders may hold pictures back until more come; at the end of all packets they are asked for them. */
  private flush(): void {
    if (this.isFlushed) return;
    this.isFlushed = true;
    this.decoder.flush().then(
      () => {
        this.isDrained = this.isFlushed;
        this.checkAimed();
      },
      () => undefined,
    );
  }

  /** A damaged picture may be passed over without a word; who waits for it must hear of that. */
  private checkAimed(): void {
    if (this.isDrained && this.window.hasGiven(this.aimed) && !this.pictures.has(this.aimed)) this.fail();
  }

  private fail(): void {
    if (!this.owner.disposed) this.events.onFailure();
  }

  private take(picture: VideoFrame): void {
    const frame = this.film.table.frameOfTimestamp(picture.timestamp);
    if (this.owner.disposed || this.pictures.has(frame) || !this.window.keeps(frame)) {
      picture.close();
      return;
    }
    this.pictures.set(frame, picture);
    this.events.onPicture(frame);
    if (frame === this.aimed) this.fetch();
  }
}

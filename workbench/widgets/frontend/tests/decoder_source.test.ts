import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MOST_DECODED_BYTES } from "../src/core/film/gop_window";
import { DecoderSource } from "../src/dom/film/decoder_source";
import { openFrameSource } from "../src/dom/film/frame_sources";
import { PictureScreen } from "../src/dom/film/picture_screen";
import { findDecoding, PictureWindow } from "../src/dom/film/picture_window";
import { VideoSource } from "../src/dom/film/video_source";
import {
  FakeDecoder,
  FakePicture,
  type FakeServer,
  fakeCanvas,
  fakeServer,
  packetBytes,
  packets,
  pretendWebCodecs,
  table,
} from "./fake_decoder";
import { FakeVideo } from "./fake_model";

const FRAME_US = 40_000;
const film = { url: "http://film", table, packets };

let video: FakeVideo;
let server: FakeServer;
let source: DecoderSource;
let canvas: HTMLCanvasElement;
let drawn: number[];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (tell: () => void) => setTimeout(tell, 16));
  vi.stubGlobal("cancelAnimationFrame", (handle: ReturnType<typeof setTimeout>) => clearTimeout(handle));
  pretendWebCodecs();
  server = fakeServer();
  video = new FakeVideo();
  ({ canvas, drawn } = fakeCanvas());
  const decoding = await findDecoding(film);
  const screen = new PictureScreen(canvas);
  const take = () => (video.breaks ? null : new FakePicture(video.pictureUs).asFrame);
  source = new DecoderSource(new VideoSource(video.asElement, table, screen, take), screen, film, decoding as VideoDecoderConfig);
});
afterEach(() => {
  source.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function paint(times = 12): Promise<void> {
  for (let time = 0; time < times; time++) await vi.advanceTimersByTimeAsync(16);
}

/** The video lands where it was sought. */
async function land(): Promise<void> {
  for (let time = 0; time < 12; time++) {
    if (video.seeking) {
      video.pictureUs = Math.floor(((video.soughtS.at(-1) ?? 0) * 1_000_000) / FRAME_US) * FRAME_US;
      video.arrive();
    }
    await paint(1);
  }
}

async function shown(frame: number): Promise<number> {
  const asked = source.show(frame);
  await land();
  return asked;
}

describe("a decoder over the video", () => {
  it("draws a frame that is near at once, without seeking or decoding anything", async () => {
    await shown(50);
    const nDecoded = FakeDecoder.decoded.length;
    void source.show(51);
    expect([drawn.at(-1), source.shown.get(), canvas.hidden]).toEqual([51, 51, false]);
    expect([canvas.width, canvas.height]).toEqual([1280, 720]);
    void source.show(44);
    expect([drawn.at(-1), source.shown.get()]).toEqual([44, 44]);
    expect([video.soughtS, FakeDecoder.decoded.length]).toEqual([[], nDecoded]);
  });

  it("draws the frame of a jump as soon as it is decoded, before the rest of its surroundings", async () => {
    void source.show(47);
    await vi.advanceTimersByTimeAsync(2);
    expect(drawn).toEqual([47]);
    expect(FakeDecoder.decoded.slice(0, 3)).toEqual([45, 46, 47]);
    expect(FakeDecoder.decoded.length).toBeLessThan(7);
    await paint();
    expect([...FakePicture.open].length).toBe(60);
  });

  it("gives the decoder at once what a jump needs, and of what lies around two packets at most", async () => {
    void source.show(47);
    await paint();
    const [decoder] = FakeDecoder.living;
    expect([decoder?.mostQueued, FakePicture.open.size]).toEqual([3, 60]); // frames 45 to 47
    void source.show(99);
    await paint();
    expect(decoder?.mostQueued).toBeLessThanOrEqual(10 + 2);
    expect(source.shown.get()).toBe(99);
  });

  it("fetches what lies around only when the picture of a jump is there", async () => {
    void source.show(50);
    await vi.advanceTimersByTimeAsync(0);
    expect([drawn, server.asked.length]).toEqual([[], 1]);
    await paint();
    expect([drawn, server.asked.length]).toEqual([[50], 4]);
  });

  it("keeps sixty pictures at most and closes all others, wherever it goes", async () => {
    for (const frame of [0, 99, 40, 41, 60, 59, 20, 98, 3, 2, 1]) {
      await shown(frame);
      expect(FakePicture.open.size).toBeLessThanOrEqual(60);
    }
    expect(FakeDecoder.nMade).toBe(1);
  });

  it("keeps less while other films are open in the page, and all of them no more than one alone may", async () => {
    await shown(50);
    const others = [1, 2, 3].map(() => new PictureWindow(film, {} as VideoDecoderConfig, { onPicture: () => {}, onFailure: () => {} }));
    expect(FakePicture.open.size).toBe(30);
    for (const other of others) other.aim(20);
    await shown(80);
    expect(FakePicture.open.size * 1280 * 720 * 1.5).toBeLessThanOrEqual(MOST_DECODED_BYTES);
    for (const other of others) other.dispose();
    await shown(50);
    expect(FakePicture.open.size).toBe(60);
  });

  it("fetches one group after the other, the nearest first, each once while it is near", async () => {
    await shown(50);
    expect(server.asked).toEqual([45, 60, 30, 75].map((first) => [first * 13 + 3, (first + 15) * 13]));
    for (const frame of [60, 75, 60, 50, 35]) await shown(frame);
    expect(server.asked.length).toBe(7);
  });

  it("asks for what a jump needs before all else, and for the rest only when that is there", async () => {
    server.stalls = true;
    void source.show(50);
    await paint(2);
    expect(server.asked).toEqual([[45 * 13 + 3, 60 * 13]]);
    server.stalls = false;
    await paint();
    expect(server.asked.length).toBe(4);
  });

  it("draws no picture that is no longer wanted: of many asked for in one group only the newest", async () => {
    const asked = [source.show(46), source.show(47), source.show(48)];
    await paint();
    expect([await Promise.all(asked), drawn]).toEqual([[48, 48, 48], [48]]);
  });

  it("shows something on a long way through groups that are not decoded", async () => {
    void source.show(10);
    void source.show(95);
    await paint();
    expect(drawn).toEqual([10, 95]);
  });

  it("stops fetching what the playhead has left behind", async () => {
    server.stalls = true;
    void source.show(10);
    await paint(2);
    source.dispose();
    expect(server.nAborted).toBe(server.asked.length);
  });

  it("makes ready what lies around a pause, so that the next step is warm", async () => {
    const playing = source.play();
    await land();
    await playing;
    video.pictureUs = 33 * FRAME_US;
    const stood = source.pause();
    await paint();
    expect([await stood, drawn.at(-1), source.shown.get()]).toEqual([33, 33, 33]);
    void source.show(34);
    expect([drawn.at(-1), video.soughtS]).toEqual([34, []]);
  });

  it("goes on showing what it drew until the video plays from there", async () => {
    await shown(40);
    void source.play();
    await paint(3);
    expect([source.shown.get(), video.soughtS, video.paused]).toEqual([40, [(40.5 * 3600) / 90_000], true]);
    await land();
    expect([source.shown.get(), drawn, video.paused]).toEqual([40, [40], false]);
    video.pictureUs = 41 * FRAME_US;
    video.paintFrame(1.64);
    expect([source.shown.get(), drawn]).toEqual([41, [40, 41]]);
  });

  it("draws nothing of what the video does while it stands elsewhere", async () => {
    await shown(40);
    video.pictureUs = 7 * FRAME_US;
    video.paintFrame(0.28);
    expect([source.shown.get(), drawn]).toEqual([40, [40]]);
  });
});

describe("a decoder that fails", () => {
  it("leaves the drawn picture with its number until the video has the frame, and starts anew with the next", async () => {
    await shown(20);
    FakeDecoder.broken.add(80);
    const said: number[] = [];
    source.shown.subscribe((frame) => said.push(frame));
    const asked = source.show(82);
    await paint();
    expect([source.shown.get(), drawn, video.soughtS.length]).toEqual([20, [20], 1]);
    await land();
    expect([await asked, drawn, said]).toEqual([82, [20, 82], [82]]);
    expect([FakeDecoder.living.size, FakePicture.open.size]).toEqual([0, 0]);
    FakeDecoder.broken.clear();
    expect([await shown(83), drawn.at(-1), video.soughtS.length]).toEqual([83, 83, 1]);
  });

  it("three times in a row is left alone: the video shows the rest", async () => {
    for (let frame = 0; frame < 100; frame++) FakeDecoder.broken.add(frame);
    for (const frame of [10, 30, 50, 70, 90]) expect(await shown(frame)).toBe(frame);
    expect([FakeDecoder.nMade, drawn]).toEqual([3, [10, 30, 50, 70, 90]]);
  });

  it("by passing over a picture without a word is found out, and the video shows that picture", async () => {
    FakeDecoder.lost.add(52);
    for (const frame of [52, 53, 52]) expect(await shown(frame)).toBe(frame);
    expect([drawn, video.soughtS.length]).toEqual([[52, 53, 52], 1]);
  });

  it.each([
    ["answers with the whole film", 200],
    ["refuses", 403],
  ])("for want of bytes, when the server %s, leaves the frame to the video", async (_, status) => {
    server.status = status;
    expect(await shown(30)).toBe(30);
    expect([drawn, video.soughtS.length]).toEqual([[30], 1]);
    server.status = 206;
    expect(await shown(31)).toBe(31);
    expect([drawn, video.soughtS.length]).toEqual([[30, 31], 1]);
  });

  it("for want of an answer does not wait for ever", async () => {
    server.stalls = true;
    const asked = source.show(30);
    await vi.advanceTimersByTimeAsync(9000);
    await land();
    expect(await asked).toBe(30);
  });

  it("while nobody waits for it is replaced without a word", async () => {
    await shown(20);
    FakeDecoder.broken.add(75);
    expect(await shown(50)).toBe(50);
    await paint();
    expect(FakeDecoder.living.size).toBe(0);
    expect([source.shown.get(), drawn, video.soughtS.length]).toEqual([50, [20, 50], 0]);
    expect(await shown(49)).toBe(49);
    expect(drawn.at(-1)).toBe(49);
  });

  it("together with the video leaves the last picture on the screen with its own number", async () => {
    await shown(20);
    FakeDecoder.broken.add(90);
    const asked = source.show(95);
    await paint(1);
    video.breaks = true;
    video.dispatchEvent(new Event("error"));
    await paint(80);
    expect([await asked, drawn]).toEqual([20, [20]]);
  });

  it("is no broken film while the video can be shown, and a video that breaks is one", async () => {
    for (let frame = 0; frame < 100; frame++) FakeDecoder.broken.add(frame);
    for (const frame of [10, 30, 50, 70]) await shown(frame);
    expect(source.broken.get()).toBe(false);
    const said: boolean[] = [];
    source.broken.subscribe((broken) => said.push(broken));
    video.dispatchEvent(new Event("error"));
    expect(said).toEqual([true]);
  });
});

describe("a film that begins later in its file's own time than at zero", () => {
  it("is decoded by its table's times, and sought and read by the file's", async () => {
    source.dispose();
    const startsAt = 9000;
    const shift = 1_000_000 * (startsAt / 90_000);
    const screen = new PictureScreen(canvas);
    const late = new FakeVideo();
    late.pictureUs = shift;
    const byVideo = new VideoSource(late.asElement, table, screen, () => new FakePicture(late.pictureUs).asFrame, startsAt);
    source = new DecoderSource(byVideo, screen, film, (await findDecoding(film)) as VideoDecoderConfig);
    expect(await shown(20)).toBe(20);
    FakeDecoder.broken.add(80);
    const asked = source.show(82);
    await paint();
    expect(late.soughtS).toEqual([(82.5 * 3600 + startsAt) / 90_000]);
    late.pictureUs = 82 * FRAME_US + shift;
    late.arrive();
    await paint();
    expect([await asked, source.shown.get(), source.exact]).toEqual([82, 82, true]);
  });
});

describe("opening a film", () => {
  beforeEach(() => {
    vi.spyOn(HTMLMediaElement.prototype, "load").mockImplementation(function (this: HTMLMediaElement) {
      if (this.getAttribute("src")) queueMicrotask(() => this.dispatchEvent(new Event("loadeddata")));
    });
    vi.stubGlobal("VideoFrame", FakePicture);
    vi.spyOn(HTMLVideoElement.prototype, "videoWidth", "get").mockReturnValue(1280);
    vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  const huge = { ...film, packets: undefined };
  it.each([
    ["over the video where the browser can decode it", film, () => {}, true],
    ["by the video alone where the page is not secure", film, () => vi.stubGlobal("VideoDecoder", undefined), false],
    ["by the video alone where the codec is not known", film, () => Object.assign(FakeDecoder, { isSupported: false }), false],
    ["by the video alone where there is no packet table", huge, () => {}, false],
  ])("is %s", async (_, { packets: table_ }, change, covers) => {
    change();
    const rest = { isOriginal: false, startsAt: 0, peaks: null, thumbnailsUrl: null, fetchSpectrogram: null };
    const opened = await openFrameSource({ url: "http://film/", table, packets: table_ ?? null, ...rest });
    expect(opened.element.dataset["shownBy"]).toBe(covers ? "decoder" : "video");
    expect(opened.element.querySelector("video")?.src).toBe("http://film/");
    opened.source.dispose();
  });

  it("is refused where the browser begins after its first picture, and let go of", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "currentTime", "get").mockReturnValue(0.377);
    const emptied = vi.spyOn(HTMLMediaElement.prototype, "removeAttribute");
    const rest = { isOriginal: true, packets: null, peaks: null, thumbnailsUrl: null, fetchSpectrogram: null };
    await expect(openFrameSource({ url: "http://film/", table, startsAt: 0, ...rest })).rejects.toThrow("after the film's first picture");
    expect(emptied).toHaveBeenCalledWith("src");
    const late = await openFrameSource({ url: "http://film/", table, startsAt: 0.37 * 90_000, ...rest });
    late.source.dispose();
  });

  it("asks for a decoder in software that gives out each picture at once, told what the table says", async () => {
    expect(await findDecoding(film)).toEqual({
      codec: "avc1.64001f",
      codedWidth: 1280,
      codedHeight: 720,
      description: packets.description,
      hardwareAcceleration: "prefer-software",
      optimizeForLatency: true,
    });
  });

  it("with pictures too large to keep two groups of is left to the video", async () => {
    const { PacketTable } = await import("../src/core/film/packets");
    expect(await findDecoding({ ...film, packets: PacketTable.parse(packetBytes(100, 7680, 4320)) })).toBeNull();
  });

  it("with so much between the frames of a group that its bytes would not fit into memory is left to the video", async () => {
    const { PacketTable } = await import("../src/core/film/packets");
    const wire = packetBytes();
    const gapsAt = wire.byteLength - 8 * packets.nFrames;
    new DataView(wire).setUint32(gapsAt + 4 * 50, 2_500_000_000, true);
    expect(await findDecoding({ ...film, packets: PacketTable.parse(wire) })).toBeNull();
    new DataView(wire).setUint32(gapsAt + 4 * 50, 3, true);
    new DataView(wire).setUint32(gapsAt + 4 * 45, 2_500_000_000, true);
    expect(await findDecoding({ ...film, packets: PacketTable.parse(wire) })).not.toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FrameSource } from "../src/core/film/frame_source";
import { DecoderSource } from "../src/dom/film/decoder_source";
import { PictureScreen } from "../src/dom/film/picture_screen";
import { findDecoding } from "../src/dom/film/picture_window";
import { VideoSource } from "../src/dom/film/video_source";
import { FakeDecoder, FakePicture, fakeCanvas, fakeServer, packets, pretendWebCodecs, table } from "./fake_decoder";
import { FakeVideo } from "./fake_model";

const FRAME_US = 40_000;
const film = { url: "http://film", table, packets };

let video: FakeVideo;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (tell: () => void) => setTimeout(tell, 16));
  vi.stubGlobal("cancelAnimationFrame", (handle: ReturnType<typeof setTimeout>) => clearTimeout(handle));
  pretendWebCodecs();
  fakeServer();
  video = new FakeVideo();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Lets the browser do what it was asked for: seek, decode, paint. */
async function deliver(): Promise<void> {
  for (let time = 0; time < 12; time++) {
    if (video.seeking) {
      video.pictureUs = Math.floor(((video.soughtS.at(-1) ?? 0) * 1_000_000) / FRAME_US) * FRAME_US;
      video.arrive();
    }
    await vi.advanceTimersByTimeAsync(16);
  }
}

const overVideo = (screen: PictureScreen): VideoSource =>
  new VideoSource(video.asElement, table, screen, () => new FakePicture(video.pictureUs).asFrame);
const byVideo = async (): Promise<FrameSource> => overVideo(new PictureScreen(fakeCanvas().canvas));
async function byDecoder(): Promise<FrameSource> {
  const decoding = await findDecoding(film);
  if (!decoding) throw new Error("the stand-in decodes everything");
  const screen = new PictureScreen(fakeCanvas().canvas);
  return new DecoderSource(overVideo(screen), screen, film, decoding);
}

describe.each([
  ["the <video> alone", byVideo],
  ["a decoder over the <video>", byDecoder],
])("frames shown by %s", (_, open) => {
  let source: FrameSource;
  beforeEach(async () => {
    source = await open();
  });
  afterEach(() => source.dispose());

  async function shown(frame: number): Promise<number> {
    const asked = source.show(frame);
    await deliver();
    return asked;
  }

  it.each([0, 1, 14, 15, 16, 44, 45, 98, 99])("are the one asked for: %i", async (frame) => {
    await shown(50);
    expect(await shown(frame)).toBe(frame);
    expect(source.shown.get()).toBe(frame);
  });

  it("are exact, stand still at first and say the first frame", () => {
    expect([source.exact, source.playing.get(), source.shown.get()]).toEqual([true, false, 0]);
  });

  it("go to the newest when asked again on the way, and all who asked hear of that one", async () => {
    const asked = [source.show(10), source.show(70), source.show(71)];
    await deliver();
    await deliver();
    expect(await Promise.all(asked)).toEqual([71, 71, 71]);
    expect(source.shown.get()).toBe(71);
  });

  it("never say a number that was not asked for", async () => {
    const said: number[] = [];
    source.shown.subscribe((frame) => said.push(frame));
    for (const frame of [30, 31, 32, 31, 30, 29, 28]) await shown(frame);
    expect(said).toEqual([30, 31, 32, 31, 30, 29, 28]);
  });

  it("are told again without work when asked for the one that is there", async () => {
    await shown(20);
    const before = [video.soughtS.length, FakeDecoder.decoded.length];
    expect(await shown(20)).toBe(20);
    expect([video.soughtS.length, FakeDecoder.decoded.length]).toEqual(before);
  });

  it("go on from the frame that was drawn when played", async () => {
    await shown(30);
    const playing = source.play();
    await deliver();
    await playing;
    expect([source.playing.get(), video.paused, video.pictureUs]).toEqual([true, false, 30 * FRAME_US]);
    video.pictureUs = 31 * FRAME_US;
    video.paintFrame(1.24);
    expect(source.shown.get()).toBe(31);
  });

  it("stand after a pause on the frame in the picture, whatever the clock says", async () => {
    const playing = source.play();
    await deliver();
    await playing;
    const stood = source.pause();
    video.pictureUs = 9 * FRAME_US;
    await deliver();
    expect(await stood).toBe(9);
    expect([source.playing.get(), source.shown.get()]).toEqual([false, 9]);
    expect(await shown(10)).toBe(10);
  });

  it("go on playing from where they were sent", async () => {
    const playing = source.play();
    await deliver();
    await playing;
    expect(await shown(50)).toBe(50);
    expect([source.playing.get(), video.paused]).toEqual([true, false]);
  });

  it("do not start when paused before the film plays", async () => {
    await shown(40);
    void source.play();
    void source.pause();
    await deliver();
    await deliver();
    expect([source.playing.get(), video.paused, source.shown.get()]).toEqual([false, true, 40]);
  });

  it("play at the speed that was set, with the voice at its pitch", () => {
    source.setRate(0.5);
    expect([video.playbackRate, video.preservesPitch]).toEqual([0.5, true]);
  });

  it("say when the screen has been painted", async () => {
    let isPainted = false;
    void source.painted().then(() => {
      isPainted = true;
    });
    await vi.advanceTimersByTimeAsync(1);
    expect(isPainted).toBe(false);
    await vi.advanceTimersByTimeAsync(16);
    expect(isPainted).toBe(true);
  });

  it("let go of everything and of everyone who waits when disposed", async () => {
    await shown(20);
    const asked = source.show(80);
    source.dispose();
    await deliver();
    await asked;
    expect([video.src, video.callbacks.size, FakeDecoder.living.size, FakePicture.open.size]).toEqual(["", 0, 0, 0]);
    video.pictureUs = 30 * FRAME_US;
    video.dispatchEvent(new Event("pause"));
    await deliver();
    expect(source.shown.get()).toBe(20);
    expect(FakeDecoder.living.size).toBe(0);
  });
});

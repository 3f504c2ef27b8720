import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PictureScreen } from "../src/dom/film/picture_screen";
import { VideoSource } from "../src/dom/film/video_source";
import { FakePicture, FRAME_TICKS as FRAME, fakeCanvas, table } from "./fake_decoder";
import { FakeVideo } from "./fake_model";

const FRAME_US = 40_000;

let video: FakeVideo;
let source: VideoSource;
let canvas: HTMLCanvasElement;
let drawn: number[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (tell: () => void) => setTimeout(tell, 16));
  vi.stubGlobal("cancelAnimationFrame", (handle: ReturnType<typeof setTimeout>) => clearTimeout(handle));
  video = new FakeVideo();
  ({ canvas, drawn } = fakeCanvas());
  source = new VideoSource(video.asElement, table, new PictureScreen(canvas), () => new FakePicture(video.pictureUs).asFrame);
});
afterEach(() => {
  source.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function paint(times = 6): Promise<void> {
  for (let time = 0; time < times; time++) await vi.advanceTimersByTimeAsync(16);
}

describe("showing a frame", () => {
  it("seeks to the middle of the frame and is done when the picture says so", async () => {
    const shown = source.show(10);
    expect(video.soughtS).toEqual([(10.5 * FRAME) / 90_000]);
    video.pictureUs = 10 * FRAME_US;
    video.arrive();
    await paint();
    expect(await shown).toBe(10);
    expect([source.shown.get(), drawn.at(-1), canvas.hidden]).toEqual([10, 10, false]);
  });

  it("does not believe `seeked` while the picture is still the one before", async () => {
    let done = false;
    void source.show(10).then(() => {
      done = true;
    });
    video.arrive();
    await paint(5);
    expect(done).toBe(false);
    expect(source.shown.get()).toBe(0);
    video.pictureUs = 10 * FRAME_US;
    await paint(3);
    expect(done).toBe(true);
  });

  it("says which frame is drawn although it is not the one asked for", async () => {
    const shown = source.show(10);
    video.pictureUs = 11 * FRAME_US;
    video.arrive();
    await paint(70);
    expect(await shown).toBe(11);
    expect(source.shown.get()).toBe(11);
  });

  it("does not seek to where the picture is already", async () => {
    video.pictureUs = 7 * FRAME_US;
    const shown = source.show(7);
    await paint();
    expect(await shown).toBe(7);
    expect(video.soughtS).toEqual([]);
  });

  it("asked again on the way goes to the newest only, and all hear of that one", async () => {
    const asked = [source.show(10), source.show(11), source.show(12)];
    video.pictureUs = 10 * FRAME_US;
    video.arrive();
    await paint();
    video.pictureUs = 12 * FRAME_US;
    video.arrive();
    await paint();
    expect(await Promise.all(asked)).toEqual([12, 12, 12]);
    expect(video.soughtS.length).toBe(2);
  });

  it("does not wait for ever for a film that breaks", async () => {
    const shown = source.show(10);
    video.dispatchEvent(new Event("error"));
    await paint(70);
    expect(await shown).toBe(0);
  });
});

describe("the screen", () => {
  it("changes picture and number in one, and holds no picture of the element's", async () => {
    const said: [number, number | undefined][] = [];
    source.shown.subscribe((frame) => said.push([frame, drawn.at(-1)]));
    for (const frame of [3, 4, 70]) {
      const shown = source.show(frame);
      video.pictureUs = frame * FRAME_US;
      video.arrive();
      await paint();
      await shown;
    }
    expect(said).toEqual([
      [3, 3],
      [4, 4],
      [70, 70],
    ]);
    expect(FakePicture.open.size).toBe(0);
  });

  it("is left to others while the source is quiet, which goes where it is sent all the same", async () => {
    source.quiet = true;
    const shown = source.show(10);
    video.pictureUs = 10 * FRAME_US;
    video.arrive();
    await paint();
    video.paintFrame(0.4);
    expect([await shown, drawn, video.soughtS.length]).toEqual([0, [], 1]);
  });
});

describe("playing", () => {
  it("follows the picture of every painted frame", async () => {
    await source.play();
    expect(source.playing.get()).toBe(true);
    video.pictureUs = 5 * FRAME_US;
    video.paintFrame(0.2);
    expect(source.shown.get()).toBe(5);
    video.pictureUs = 6 * FRAME_US;
    video.paintFrame(0.24);
    expect(source.shown.get()).toBe(6);
    expect(drawn.slice(-2)).toEqual([5, 6]);
  });

  it("reads the frame that stands after a pause from the picture, whatever the clock says", async () => {
    await source.play();
    const stood = source.pause();
    video.pictureUs = 9 * FRAME_US;
    await paint();
    expect(await stood).toBe(9);
    expect(source.playing.get()).toBe(false);
  });

  it("counts as still only when the frame that stands has been read, so that a mark made then is on it", async () => {
    await source.play();
    const heard: [boolean, number][] = [];
    source.playing.subscribe((playing) => heard.push([playing, source.shown.get()]));
    void source.pause();
    video.pictureUs = 9 * FRAME_US;
    await paint();
    expect(heard).toEqual([[false, 9]]);
  });

  it("waits for a picture that comes some paintings after the pause", async () => {
    await source.play();
    const stood = source.pause();
    for (const frame of [7, 8, 9]) {
      video.pictureUs = frame * FRAME_US;
      await paint(3);
      expect(source.playing.get()).toBe(true);
    }
    await paint();
    expect([await stood, source.playing.get(), drawn.at(-1)]).toEqual([9, false, 9]);
  });

  it("goes on from where it was sent", async () => {
    await source.play();
    const shown = source.show(50);
    video.pictureUs = 51 * FRAME_US;
    video.arrive();
    await paint();
    expect(await shown).toBe(51);
    expect(source.playing.get()).toBe(true);
  });

  it("keeps the pitch at every speed", () => {
    source.setRate(0.25);
    expect([video.playbackRate, video.preservesPitch]).toEqual([0.25, true]);
  });

  it("without pictures that can be read goes by the time of the painted frame, and says so", () => {
    const bare = fakeCanvas();
    const byClock = new VideoSource(video.asElement, table, new PictureScreen(bare.canvas), null);
    video.paintFrame(0.4);
    expect(byClock.shown.get()).toBe(10);
    expect([byClock.exact, bare.canvas.hidden, bare.drawn]).toEqual([false, true, []]);
    expect(source.exact).toBe(true);
    byClock.dispose();
  });
});

describe("a source that is disposed", () => {
  it("lets go of the film, its callbacks, its listeners and whoever waits", async () => {
    const removed = vi.spyOn(video, "removeEventListener");
    const added = 4;
    const shown = source.show(10);
    source.dispose();
    await paint(70);
    await shown;
    expect(video.src).toBe("");
    expect(video.nLoads).toBe(1);
    expect(video.callbacks.size).toBe(0);
    expect([FakePicture.open.size, canvas.width, canvas.height, canvas.hidden]).toEqual([0, 0, 0, true]);
    expect(removed.mock.calls.length).toBeGreaterThanOrEqual(added);
    video.pictureUs = 30 * FRAME_US;
    video.dispatchEvent(new Event("pause"));
    await paint();
    expect(source.shown.get()).toBe(0);
  });
});

describe("what hears of the pictures", () => {
  it("may refuse to have one drawn: the picture and the number before stay", () => {
    source.onPicture = (frame) => frame <= 4;
    for (const frame of [4, 5]) {
      video.pictureUs = frame * FRAME_US;
      video.paintFrame(frame / 25);
    }
    expect([drawn, source.shown.get(), canvas.dataset["frame"], FakePicture.open.size]).toEqual([[4], 4, "4", 0]);
  });
});

describe("an order to play that waits for a seek", () => {
  it("is taken back by a pause", async () => {
    void source.show(10);
    void source.play();
    void source.pause();
    video.pictureUs = 10 * FRAME_US;
    video.arrive();
    await paint(5);
    expect([video.nPlays, source.playing.get()]).toEqual([0, false]);
  });

  it("is void when the source is let go", async () => {
    void source.show(10);
    void source.play();
    source.dispose();
    await paint(5);
    expect(video.nPlays).toBe(0);
  });
});

describe("a browser without word of painted frames", () => {
  it("is asked at each painting of the page while the film plays", async () => {
    const old = new FakeVideo();
    Object.assign(old, { requestVideoFrameCallback: undefined });
    const screen = fakeCanvas();
    const asking = new VideoSource(old.asElement, table, new PictureScreen(screen.canvas), () => new FakePicture(old.pictureUs).asFrame);
    old.pictureUs = 3 * FRAME_US;
    await paint();
    expect(screen.drawn).toEqual([]);
    await asking.play();
    await paint();
    expect([screen.drawn.at(-1), asking.shown.get(), asking.exact]).toEqual([3, 3, true]);
    asking.dispose();
    const n = screen.drawn.length;
    await paint();
    expect([screen.drawn.length, vi.getTimerCount()]).toEqual([n, 0]);
  });
});

it("a film opened later shows its first picture as soon as it is there", () => {
  video.dispatchEvent(new Event("loadeddata"));
  expect([drawn, canvas.hidden]).toEqual([[0], false]);
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Owner } from "../src/core/disposal";
import type { FamilyClip, FamilyPause } from "../src/core/family/family";
import { FrameTable } from "../src/core/film/frames";
import { FamilyFilm } from "../src/dom/family/film";
import { FakePicture, FRAME_TICKS, fakeCanvas, N_FRAMES, table } from "./fake_decoder";
import { FakeVideo } from "./fake_model";

const FRAME_US = 40_000;
const LAST = N_FRAMES - 1;

let owner: Owner;
let video: FakeVideo;
let canvas: HTMLCanvasElement;
let drawn: number[];
let told: string[];
let film: FamilyFilm;

function clipHolding(...frames: number[]): FamilyClip {
  const pauses: FamilyPause[] = frames.map((frame) => ({ at: frame * FRAME_TICKS, question: "" }));
  const words = { id: "a", title: "", introduction: "", question: "" };
  return { ...words, slowRate: 0.5, pauses, table, width: 1280, height: 720, hasPoster: false };
}

function open(...stops: number[]): void {
  film.load(clipHolding(...stops), "/vig/clip/a");
}

/** The element comes to have a frame's picture and paints it. */
function paint(frame: number): void {
  video.pictureUs = frame * FRAME_US;
  video.paintFrame((frame * FRAME_TICKS) / 90_000);
}

async function arriveAt(frame: number): Promise<void> {
  video.pictureUs = frame * FRAME_US;
  video.arrive();
  await pass();
}

async function pass(paintings = 4): Promise<void> {
  for (let n = 0; n < paintings; n++) await vi.advanceTimersByTimeAsync(16);
}

const soughtFrame = (): number => ((video.soughtS.at(-1) ?? Number.NaN) * 90_000) / FRAME_TICKS - 0.5;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (tell: () => void) => setTimeout(tell, 16));
  vi.stubGlobal("cancelAnimationFrame", (handle: ReturnType<typeof setTimeout>) => clearTimeout(handle));
  vi.stubGlobal(
    "VideoFrame",
    class extends FakePicture {
      constructor(element: FakeVideo) {
        super(element.pictureUs);
      }
    },
  );
  FakePicture.open.clear();
  owner = new Owner();
  video = new FakeVideo();
  ({ canvas, drawn } = fakeCanvas());
  canvas.toggleAttribute = vi.fn();
  told = [];
  film = new FamilyFilm(owner, video.asElement, canvas, {
    onPause: (pause) => told.push(`pause ${pause} at ${film.seen?.frame}`),
    onEnd: () => told.push(`end at ${film.seen?.frame}`),
    onFailure: () => told.push("failure"),
  });
});

afterEach(() => {
  owner.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a film that plays", () => {
  it("draws every picture that is painted and names the frame of the picture, whatever the clock says", async () => {
    open();
    void film.play(false);
    for (const frame of [0, 1, 3]) {
      video.pictureUs = frame * FRAME_US;
      video.paintFrame(2.5);
      expect([drawn.at(-1), film.seen?.frame, film.seen?.image, canvas.dataset["frame"]]).toEqual([frame, frame, canvas, String(frame)]);
    }
    expect(FakePicture.open.size).toBe(0);
  });

  it("begins without waiting, in the press of the button that a browser asks for", () => {
    open();
    void film.play(false);
    expect([video.nPlays, video.volume, video.muted]).toEqual([1, 0, false]);
  });

  it("comes up softly and goes down before a pause", async () => {
    open(50);
    void film.play(false);
    await vi.advanceTimersByTimeAsync(1000);
    paint(25);
    expect(video.volume).toBe(1);
    paint(48);
    expect(video.volume).toBeCloseTo(0.08 / 0.12);
  });

  it("says so when the browser does not play it", async () => {
    video.refuses = true;
    open();
    await film.play(false);
    expect(told).toEqual(["failure"]);
  });
});

describe("a pause point", () => {
  it("is held at its very frame, and is said only when its picture is seen", async () => {
    open(30);
    void film.play(false);
    paint(28);
    paint(29);
    expect([video.paused, soughtFrame(), told]).toEqual([true, 30, []]);
    await arriveAt(29);
    expect(told).toEqual([]);
    await arriveAt(30);
    expect([told, drawn.at(-1)]).toEqual([["pause 0 at 30"], 30]);
  });

  it("is never passed on the screen, however far the element has run", async () => {
    open(30);
    void film.play(false);
    paint(27);
    paint(33);
    paint(34);
    expect([film.seen?.frame, soughtFrame()]).toEqual([27, 30]);
    await arriveAt(30);
    expect(Math.max(...drawn)).toBe(30);
    expect(told).toEqual(["pause 0 at 30"]);
  });

  it("comes after the one before, also on the very first frame and on the next", async () => {
    open(0, 1, 40);
    video.dispatchEvent(new Event("loadeddata"));
    void film.play(false);
    await pass();
    void film.play(false);
    await arriveAt(1);
    expect([told, video.nPlays]).toEqual([["pause 0 at 0", "pause 1 at 1"], 0]);
    void film.play(false);
    paint(38);
    paint(39);
    await arriveAt(40);
    expect(told.at(-1)).toBe("pause 2 at 40");
  });

  it("is not lost when somebody holds the film just before it", async () => {
    open(30);
    void film.play(false);
    paint(28);
    film.hold();
    await arriveAt(30);
    expect([film.seen?.frame, told]).toEqual([28, []]);
    void film.play(false);
    paint(31);
    await arriveAt(30);
    expect(told).toEqual(["pause 0 at 30"]);
  });

  it("is held again after the film is played from its start, and then at the end's last frame too", async () => {
    open(LAST);
    void film.play(false);
    paint(LAST - 1);
    await arriveAt(LAST);
    void film.play(true);
    await arriveAt(0);
    paint(50);
    video.dispatchEvent(new Event("ended"));
    await arriveAt(LAST);
    expect(told).toEqual([`pause 0 at ${LAST}`, `pause 0 at ${LAST}`]);
    void film.play(false);
    paint(LAST);
    video.dispatchEvent(new Event("ended"));
    await arriveAt(LAST);
    expect(told.at(-1)).toBe(`end at ${LAST}`);
  });
});

describe("standing still", () => {
  it("keeps the picture seen when it was asked for, though the element has run on", async () => {
    open();
    void film.play(false);
    paint(11);
    film.hold();
    video.pictureUs = 13 * FRAME_US;
    await pass();
    paint(13);
    expect([video.paused, drawn.at(-1), film.seen?.frame]).toEqual([true, 11, 11]);
    void film.play(false);
    paint(14);
    expect(film.seen?.frame).toBe(14);
  });

  it("shows the last frame at the end, sought where the element ended on another", async () => {
    open();
    void film.play(false);
    paint(LAST - 2);
    video.dispatchEvent(new Event("ended"));
    expect([soughtFrame(), told]).toEqual([LAST, []]);
    await arriveAt(LAST);
    expect(told).toEqual([`end at ${LAST}`]);
  });

  it("from the start again shows nothing between what was seen and the first frame", async () => {
    open();
    void film.play(false);
    paint(60);
    void film.play(true);
    paint(61);
    expect(film.seen?.frame).toBe(60);
    await arriveAt(0);
    paint(1);
    expect([[...new Set(drawn)], video.paused]).toEqual([[60, 0, 1], false]);
  });

  it("has the first picture ready before anybody plays", () => {
    open();
    expect(film.seen).toBeNull();
    video.dispatchEvent(new Event("loadeddata"));
    expect(film.seen?.frame).toBe(0);
  });
});

describe("an order", () => {
  it("to stop is obeyed at once, and takes back one to play that still waits", async () => {
    open();
    void film.play(false);
    paint(60);
    void film.play(true);
    film.hold();
    void film.play(false);
    film.silence();
    expect([video.muted, video.paused]).toEqual([true, true]);
    await arriveAt(0);
    expect([video.nPlays, video.paused, told]).toEqual([1, true, []]);
  });

  it("for another clip takes back all that was asked of the one before", async () => {
    open(30);
    void film.play(false);
    paint(29);
    open(50);
    expect([film.seen, canvas.hidden, canvas.dataset["frame"]]).toEqual([null, true, undefined]);
    await arriveAt(30);
    expect(told).toEqual([]);
  });
});

describe("a clip that is a stretch of a longer film", () => {
  const FIRST = 20;
  const retouch = vi.fn();

  function openStretch(...stops: number[]): void {
    const pts = Float64Array.from({ length: 41 }, (_, frame) => frame * FRAME_TICKS);
    const clip = { ...clipHolding(...stops), table: new FrameTable(pts, 41 * FRAME_TICKS) };
    film.load(clip, "/vig/media/r/film", { table, first: FIRST, retouch });
    retouch.mockClear();
  }

  it("goes to its first frame when the film is there, and shows nothing of what lies before", async () => {
    openStretch();
    video.dispatchEvent(new Event("loadedmetadata"));
    video.dispatchEvent(new Event("loadeddata"));
    expect([soughtFrame(), drawn, film.seen]).toEqual([FIRST, [], null]);
    await arriveAt(FIRST);
    expect([new Set(drawn), film.seen?.frame]).toEqual([new Set([FIRST]), 0]);
  });

  it("counts its frames and pause points from its own start", async () => {
    openStretch(10);
    await arriveAt(FIRST);
    void film.play(false);
    paint(FIRST + 9);
    await arriveAt(FIRST + 10);
    expect([told, drawn.at(-1)]).toEqual([["pause 0 at 10"], FIRST + 10]);
  });

  it("ends with its last frame though the film goes on, goes down before, and begins again when it is played again", async () => {
    openStretch();
    void film.play(false);
    await vi.advanceTimersByTimeAsync(1000);
    paint(FIRST + 38);
    expect(video.volume).toBeCloseTo(0.08 / 0.12);
    paint(FIRST + 39);
    paint(FIRST + 41);
    expect([video.paused, soughtFrame(), Math.max(...drawn)]).toEqual([true, FIRST + 40, FIRST + 39]);
    await arriveAt(FIRST + 40);
    expect(told).toEqual(["end at 40"]);
    void film.play(false);
    expect(soughtFrame()).toBe(FIRST);
    await arriveAt(FIRST);
    paint(FIRST + 1);
    expect(film.seen?.frame).toBe(1);
  });

  it("has each picture retouched before it is seen, by the frame of the film", () => {
    openStretch();
    paint(FIRST);
    expect(retouch.mock.calls.map(([, frame]) => frame)).toEqual([FIRST]);
    paint(FIRST + 3);
    expect(retouch).toHaveBeenCalledTimes(1);
  });
});

describe("in a browser without VideoFrame", () => {
  beforeEach(() => vi.stubGlobal("VideoFrame", undefined));

  it("the video is seen itself, and the frame is that of the painted picture", async () => {
    open(30);
    expect(canvas.toggleAttribute).toHaveBeenLastCalledWith("data-draws", false);
    void film.play(false);
    paint(12);
    expect([film.seen?.frame, film.seen?.image, film.seen?.width, canvas.hidden]).toEqual([12, video, 1280, true]);
    paint(29);
    video.paintFrame((30 * FRAME_TICKS) / 90_000);
    await arriveAt(30);
    expect(told).toEqual(["pause 0 at 30"]);
  });

  it("and without word of painted frames, it is that of the element's clock", async () => {
    Object.assign(video, { requestVideoFrameCallback: undefined });
    open(30);
    void film.play(false);
    video.pictureUs = 12.9 * FRAME_US;
    await pass();
    expect(film.seen?.frame).toBe(12);
    video.pictureUs = 29.2 * FRAME_US;
    await pass();
    await arriveAt(30.5);
    expect(told).toEqual(["pause 0 at 30"]);
  });
});

it("without word of painted frames pictures are drawn all the same, each with its own number", async () => {
  Object.assign(video, { requestVideoFrameCallback: undefined });
  open();
  void film.play(false);
  video.pictureUs = 7 * FRAME_US;
  await pass(1);
  expect([drawn.at(-1), film.seen?.frame]).toEqual([7, 7]);
  owner.dispose();
  await pass(10);
  expect(vi.getTimerCount()).toBe(0);
});

it("a film that is let go leaves no picture, no listener and nothing that plays", async () => {
  const added = vi.spyOn(video, "addEventListener");
  const removed = vi.spyOn(video, "removeEventListener");
  open(30);
  void film.play(false);
  paint(29);
  owner.dispose();
  await pass(70);
  expect([video.src, video.paused, video.callbacks.size, FakePicture.open.size]).toEqual(["", true, 0, 0]);
  expect([canvas.hidden, canvas.width, canvas.dataset["frame"], film.seen]).toEqual([true, 0, undefined, null]);
  expect(removed.mock.calls.length).toBe(added.mock.calls.length + 3);
  expect(vi.getTimerCount()).toBe(0);
  expect(told).toEqual([]);
});

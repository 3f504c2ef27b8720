// @vitest-environment node
import { describe, expect, it } from "vitest";
import { EMPTY_SNAPSHOT, type Interval, type Moment, type Person, type Snapshot, type Step, type Tier } from "../src/core/data";
import { Intervals } from "../src/core/timeline/intervals";
import { ROWS_AT_FIRST, reduceTimelineLook } from "../src/core/timeline/look";
import { findAt, foldedPlaces, laned, layoutRows, lookTarget } from "../src/core/timeline/rows";
import { following, panned, resized, rulerMarks, rulerStep, showing, ticksAt, xOf, zoomed } from "../src/core/timeline/view";
import { besideAcrossRows, besideInRow, findChosen } from "../src/core/timeline/walk";

const S = 90_000;
const mum: Person = {
  id: "p1",
  code: "M1",
  role: "client",
  shownName: "Mum",
  pronoun: "she",
  language: "en",
  askedEachTime: false,
  colour: "#000000",
  shape: "circle",
};
const noah: Person = {
  id: "p2",
  code: "C1",
  role: "child",
  shownName: "Noah",
  pronoun: "he",
  language: "en",
  askedEachTime: false,
  colour: "#111111",
  shape: "square",
};

/** A name as the workspace makes them, of a short word. */
function idOf(word: string): string {
  return Array.from(word, (letter) => letter.charCodeAt(0).toString(16))
    .join("")
    .padStart(16, "0");
}

function interval(id: string, start: number, end: number, label = ""): Interval {
  return { id: idOf(id), start, end, label, confidence: null, note: "" };
}

function tier(
  id: string,
  personId: string | null,
  channel: Tier["channel"],
  origin: Tier["origin"] = "marked",
  intervals: Interval[] = [],
): Tier {
  const known = { revision: 0, awaited: false, intervals: Intervals.of(intervals) };
  return { id, name: id, channel, origin, personId, position: 0, ...known };
}

function step(id: string, actorId: string, start: number): Step {
  const rest = { role: "initiative", modality: "gaze", answers: null, principles: [], topic: "", words: "", layer: "family" } as const;
  return { id, actorId, start, end: start + S, ...rest };
}

function moment(id: string, start: number, end: number): Moment {
  return { id, start, end, kind: "repair", principles: ["E1"], why: "he waits", note: "" };
}

const data: Snapshot = {
  ...EMPTY_SNAPSHOT,
  film: {
    recordingId: "r",
    title: "",
    nFrames: 100,
    length: 60 * S,
    width: 1280,
    height: 720,
    hasSound: true,
    nChannels: 1,
    variableRate: false,
    media: {
      film: "",
      stills: "",
      isOriginal: false,
      startsAt: 0,
      frames: "",
      packets: null,
      peaks: null,
      spectrogram: null,
      thumbnails: null,
    },
    thumbnails: null,
  },
  people: [mum, noah],
  tiers: [
    tier("noah-voice", "p2", "voice"),
    tier("mum-look?", "p1", "look", "candidate"),
    tier("turns", null, "turn"),
    tier("mum-voice", "p1", "voice"),
    tier("mum-look", "p1", "look", "marked", [interval("i1", S, 2 * S, "child"), interval("i2", 3 * S, 3 * S + 10, "puzzle")]),
  ],
  steps: [step("s1", "p1", 10 * S), step("s2", "p2", 10 * S)],
  moments: [moment("m1", 5 * S, 9 * S), moment("m2", 8 * S, 12 * S)],
};

describe("rows", () => {
  it("stand person by person, looks before voices, what was marked above candidates, things of nobody after", () => {
    const keys = layoutRows(data).rows.map((row) => row.key);
    expect(keys).toEqual(["film", "sound", "mum-look", "mum-look?", "mum-voice", "noah-voice", "turns", "steps", "moments", "clips"]);
  });

  it("never overlap, and fill the height", () => {
    const { rows, height } = layoutRows(data);
    rows.slice(1).forEach((row, index) => {
      const before = rows[index];
      expect(row.top).toBeGreaterThanOrEqual((before?.top ?? 0) + (before?.height ?? 0));
    });
    expect(height).toBe((rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0));
  });

  it("leave out the sound of a silent film and steps where there are none", () => {
    const silent = { ...data, film: data.film && { ...data.film, hasSound: false }, steps: [] };
    expect(layoutRows(silent).rows.map((row) => row.key)).not.toContain("sound");
    expect(layoutRows(silent).rows.map((row) => row.key)).not.toContain("steps");
  });

  it("mark the first row of each person and every candidate", () => {
    const tiers = layoutRows(data).rows.flatMap((row) => (row.kind === "tier" ? [row] : []));
    expect(tiers.map((row) => row.firstOfGroup)).toEqual([true, false, false, true, true]);
    expect(tiers.map((row) => row.label)).toEqual(["look", "look?", "voice", "voice", "turns"]);
  });

  it("put what overlaps into lanes of its own", () => {
    expect(laned([...data.moments]).map(({ lane }) => lane)).toEqual([0, 1]);
    expect(laned([moment("a", 0, 5), moment("b", 5, 9)]).map(({ lane }) => lane)).toEqual([0, 0]);
  });
});

describe("a folded group", () => {
  const folded = layoutRows(data, { folded: ["p1", "nobody"], sound: "waveform" });

  it("is one row with all its tiers, and the others stay as they are", () => {
    expect(folded.rows.map((row) => row.key).slice(2, 5)).toEqual(["folded p1", "noah-voice", "folded nobody"]);
    const mums = folded.rows.find((row) => row.key === "folded p1");
    expect(mums?.kind === "folded" && mums.tiers.map((tier) => tier.id)).toEqual(["mum-look", "mum-look?", "mum-voice"]);
    expect(folded.height).toBeLessThan(layoutRows(data).height);
  });

  it("still says what lies where in it", () => {
    const row = folded.rows.find((each) => each.key === "folded p1");
    if (row?.kind !== "folded") throw new Error("not folded");
    const places = foldedPlaces(row);
    expect(places.every(({ top, height }) => top >= 0 && top + height <= row.height)).toBe(true);
    const found = findAt(folded, S, row.top + (places[0]?.top ?? 0) + 1, 100, data.people);
    expect(found).toMatchObject({ chosen: { kind: "interval", id: idOf("i1") }, words: "Mum look: child" });
    expect(findAt(folded, S, row.top + row.height - 1, 100, data.people)).toBeNull();
  });

  it("opens again when it is folded once more", () => {
    const once = reduceTimelineLook(ROWS_AT_FIRST, { type: "foldToggled", group: "p1" });
    expect(once.folded).toEqual(["p1"]);
    expect(reduceTimelineLook(once, { type: "foldToggled", group: "p1" })).toEqual(ROWS_AT_FIRST);
    expect(reduceTimelineLook(once, { type: "soundToggled" })).toEqual({ folded: ["p1"], sound: "spectrogram" });
  });
});

describe("going from thing to thing by keys", () => {
  const rows = layoutRows(data);
  const id = (found: { readonly chosen: { readonly id: string } } | null): string | undefined => found?.chosen.id;
  const interval1 = { kind: "interval", id: idOf("i1") } as const;

  it("begins where the film stands, in the first row that has anything", () => {
    expect(id(besideInRow(rows, null, 2.9 * S, 1, data.people))).toBe(idOf("i2"));
    expect(id(besideAcrossRows(rows, null, 0, 1, data.people))).toBe(idOf("i1"));
    expect(id(besideInRow(rows, { kind: "moment", id: "gone" }, 0, 1, data.people))).toBe(idOf("i1"));
  });

  it("goes along the row and stops at its ends", () => {
    expect(id(besideInRow(rows, interval1, 0, 1, data.people))).toBe(idOf("i2"));
    expect(besideInRow(rows, { ...interval1, id: idOf("i2") }, 0, 1, data.people)).toBeNull();
    expect(besideInRow(rows, interval1, 0, -1, data.people)).toBeNull();
    expect(id(besideInRow(rows, { kind: "moment", id: "m1" }, 0, 1, data.people))).toBe("m2");
  });

  it("goes to the nearest in time of the next row that has anything, and stops at the last", () => {
    expect(besideAcrossRows(rows, interval1, 0, 1, data.people)).toMatchObject({
      chosen: { kind: "step", id: "s1" },
      words: "Mum begins, with a look",
    });
    expect(id(besideAcrossRows(rows, { kind: "step", id: "s1" }, 0, 1, data.people))).toBe("m2");
    expect(id(besideAcrossRows(rows, { kind: "step", id: "s2" }, 0, -1, data.people))).toBe(idOf("i2"));
    expect(besideAcrossRows(rows, { kind: "moment", id: "m2" }, 0, 1, data.people)).toBeNull();
    expect(besideAcrossRows(rows, interval1, 0, -1, data.people)).toBeNull();
  });

  it("finds what is chosen with its words, and nothing for what is in no row", () => {
    expect(findChosen(rows, interval1, data.people)).toMatchObject({ words: "Mum look: child", stretch: { start: S, end: 2 * S } });
    expect(findChosen(rows, { kind: "region", id: "m1" }, data.people)).toBeNull();
    expect(findChosen(rows, null, data.people)).toBeNull();
  });
});

describe("what lies at a place", () => {
  const rows = layoutRows(data);
  const middleOf = (key: string): number => {
    const row = rows.rows.find((each) => each.key === key);
    return (row?.top ?? 0) + (row?.height ?? 0) / 2;
  };
  const topOf = (key: string): number => rows.rows.find((each) => each.key === key)?.top ?? 0;
  const at = (ticks: number, y: number) => findAt(rows, ticks, y, 100, data.people);

  it("is the interval there, half-open, with words for people", () => {
    expect(at(S, middleOf("mum-look"))).toMatchObject({ chosen: { kind: "interval", id: idOf("i1") }, words: "Mum look: child" });
    expect(at(2 * S - 1, middleOf("mum-look"))?.chosen.id).toBe(idOf("i1"));
    expect(at(2 * S + 200, middleOf("mum-look"))).toBeNull();
  });

  it("is found within the pointer's reach although it is too short to hit", () => {
    expect(at(3 * S - 90, middleOf("mum-look"))?.chosen.id).toBe(idOf("i2"));
    expect(at(3 * S + 90, middleOf("mum-look"))?.chosen.id).toBe(idOf("i2"));
    expect(at(3 * S + 150, middleOf("mum-look"))).toBeNull();
  });

  it("is the step of the actor's lane and the moment of the lane", () => {
    expect(at(10 * S, topOf("steps") + 5)?.chosen).toEqual({ kind: "step", id: "s1" });
    expect(at(10 * S, topOf("steps") + 25)?.chosen).toEqual({ kind: "step", id: "s2" });
    expect(at(8.5 * S, topOf("moments") + 5)?.chosen).toEqual({ kind: "moment", id: "m1" });
    expect(at(8.5 * S, topOf("moments") + 23)).toMatchObject({ chosen: { kind: "moment", id: "m2" }, words: "repair · E1 · he waits" });
  });

  it("is nothing on the film, between rows and outside them", () => {
    expect(at(S, middleOf("film"))).toBeNull();
    expect(at(S, topOf("mum-look") - 1)).toBeNull();
    expect(at(S, rows.height + 50)).toBeNull();
  });
});

describe("a look's target", () => {
  it("is somebody by name, code or role, else a thing", () => {
    expect(lookTarget("Mum", data.people)).toEqual({ person: mum });
    expect(lookTarget("c1", data.people)).toEqual({ person: noah });
    expect(lookTarget("child", data.people)).toEqual({ person: noah });
    expect(lookTarget("puzzle", data.people)).toMatchObject({ uncodable: false });
    expect(lookTarget("uncodable", data.people)).toMatchObject({ uncodable: true });
  });
});

describe("the view", () => {
  const length = 100 * S;
  const view = { start: 20 * S, end: 40 * S };

  it("maps time to pixels and back", () => {
    expect(xOf(30 * S, view, 800)).toBe(400);
    expect(ticksAt(400, view, 800)).toBe(30 * S);
  });

  it("zooms around an instant, which stays where it is", () => {
    const closer = zoomed(view, 0.5, 25 * S, length);
    expect(closer.end - closer.start).toBe(10 * S);
    expect(xOf(25 * S, closer, 800)).toBeCloseTo(xOf(25 * S, view, 800), 6);
  });

  it("never leaves the film, nor comes closer than a few frames", () => {
    expect(zoomed(view, 100, 25 * S, length)).toEqual({ start: 0, end: length });
    const closest = zoomed(view, 1e-9, 25 * S, length);
    expect(closest.end - closest.start).toBe(9000);
    expect(zoomed({ start: 0, end: 4000 }, 0.5, 0, 4000)).toEqual({ start: 0, end: 4000 });
    expect(panned(view, -50 * S, length)).toEqual({ start: 0, end: 20 * S });
    expect(panned(view, 500 * S, length)).toEqual({ start: 80 * S, end: 100 * S });
  });

  it("is resized by one edge, never beyond the film nor too short", () => {
    expect(resized(view, "start", 10 * S, length)).toEqual({ start: 10 * S, end: 40 * S });
    expect(resized(view, "end", 70 * S, length)).toEqual({ start: 20 * S, end: 70 * S });
    expect(resized(view, "end", 700 * S, length)).toEqual({ start: 20 * S, end: length });
    expect(resized(view, "start", -5, length)).toEqual({ start: 0, end: 40 * S });
    expect(resized(view, "start", 60 * S, length)).toEqual({ start: 40 * S - 9000, end: 40 * S });
    expect(resized(view, "end", 0, length)).toEqual({ start: 20 * S, end: 20 * S + 9000 });
    expect(resized({ start: 0, end: 4000 }, "end", 10, 4000)).toEqual({ start: 0, end: 4000 });
  });

  it("turns the page when the playhead leaves it, and not before", () => {
    expect(following(view, 39 * S, length)).toBe(view);
    expect(following(view, 40 * S, length)).toEqual({ start: 38 * S, end: 58 * S });
    expect(following(view, 19 * S, length)).toEqual({ start: 1 * S, end: 21 * S });
  });

  it("shows a stretch with film around it", () => {
    expect(showing({ start: 40 * S, end: 50 * S }, length)).toEqual({ start: 36 * S, end: 54 * S });
  });

  it("has ruler marks that stand apart, labelled every fifth", () => {
    const stepTicks = rulerStep(view, 800, 76);
    expect(stepTicks).toBe(2 * S);
    const marks = rulerMarks(view, stepTicks);
    expect(marks.filter((mark) => mark.labelled).map((mark) => mark.ticks / S)).toEqual([20, 22, 24, 26, 28, 30, 32, 34, 36, 38]);
    expect(marks.length).toBe(50);
  });
});

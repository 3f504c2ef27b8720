// @vitest-environment node
import { describe, expect, it } from "vitest";
import { gapsIn, markStretch, unnamed, unnamedFrom } from "../src/core/coding/gaps";
import { type CodeLabel, EVERYONE, keysWith, labelsOf, rowOf, tierOf } from "../src/core/coding/labels";
import { type Coded, type CodeState, type LiveEvent, type LivePass, react, STANDING } from "../src/core/coding/live_coding";
import { NO_MARKS } from "../src/core/coding/selection";
import type { Interval, Person, Tier } from "../src/core/data";
import { FrameTable } from "../src/core/film/frames";
import { Intervals } from "../src/core/timeline/intervals";

const FRAME = 3600;
const N = 250;
const table = new FrameTable(
  Float64Array.from({ length: N }, (_, frame) => frame * FRAME),
  N * FRAME,
);
const CHILD: CodeState = { row: "look m", label: "child" };
const PUZZLE: CodeState = { row: "look m", label: "puzzle" };
const NOAH: CodeState = { row: "voice n", label: "speech" };
const HOLD: LivePass = { table, start: 0, end: table.end, holds: true, delayMs: 0 };
const TOGGLE: LivePass = { ...HOLD, holds: false };

const ran = (frame: number): LiveEvent => ({ type: "ran", at: frame * FRAME });
const stood = (frame: number): LiveEvent => ({ type: "stood", at: (frame + 1) * FRAME });
const down = (state: CodeState, frame: number, speed = 1): LiveEvent => ({ type: "pressed", state, at: frame * FRAME, speed });
const up = (state: CodeState, frame: number, speed = 1): LiveEvent => ({ type: "released", state, at: frame * FRAME, speed });

function codedBy(pass: LivePass, ...events: LiveEvent[]): Coded[] {
  let live = STANDING;
  return events.flatMap((event) => {
    const reaction = react(live, event, pass);
    live = reaction.live;
    return [...reaction.coded];
  });
}

/** `child 10-20` for what is coded from the start of frame 10 to the start of frame 20. */
function words(coded: readonly Coded[]): string[] {
  return coded.map(({ label, start, end }) => `${label} ${start / FRAME}-${end / FRAME}`);
}

describe("coding with keys held down", () => {
  it("lasts while the key is down", () => {
    expect(words(codedBy(HOLD, ran(0), down(CHILD, 10), up(CHILD, 20), down(PUZZLE, 25), up(PUZZLE, 26)))).toEqual([
      "child 10-20",
      "puzzle 25-26",
    ]);
  });

  it("takes the reaction delay off as human time: the slower the film, the less of it", () => {
    const pass = { ...HOLD, delayMs: 400 };
    expect(words(codedBy(pass, ran(0), down(CHILD, 30), up(CHILD, 50)))).toEqual(["child 20-40"]);
    expect(words(codedBy(pass, ran(0), down(CHILD, 30, 0.5), up(CHILD, 50, 0.5)))).toEqual(["child 25-45"]);
    expect(words(codedBy(pass, ran(0), down(CHILD, 30, 2), up(CHILD, 50, 2)))).toEqual(["child 10-30"]);
  });

  it("never begins before the film ran, and ends where it stands, without delay", () => {
    expect(words(codedBy({ ...HOLD, delayMs: 400 }, ran(28), down(CHILD, 30), stood(59)))).toEqual(["child 28-60"]);
  });

  it("goes on with the key still down when the film runs again, and begins with what was held before", () => {
    expect(words(codedBy(HOLD, down(CHILD, 5), ran(5), stood(9), ran(20), up(CHILD, 25)))).toEqual(["child 5-10", "child 20-25"]);
    expect(words(codedBy(HOLD, down(CHILD, 5), up(CHILD, 5), ran(5), stood(9)))).toEqual([]);
  });

  it("ends one state by another of the row, and comes back to what is still held", () => {
    expect(words(codedBy(HOLD, ran(0), down(CHILD, 10), down(PUZZLE, 20), up(PUZZLE, 30), up(CHILD, 40)))).toEqual([
      "child 10-20",
      "puzzle 20-30",
      "child 30-40",
    ]);
  });

  it("lets states of different rows last side by side", () => {
    expect(words(codedBy(HOLD, ran(0), down(CHILD, 10), down(NOAH, 12), up(CHILD, 20), up(NOAH, 22)))).toEqual([
      "child 10-20",
      "speech 12-22",
    ]);
  });

  it("gives a tap one frame, and a slip nothing", () => {
    expect(words(codedBy(HOLD, ran(0), down(CHILD, 10), up(CHILD, 10)))).toEqual(["child 10-11"]);
    expect(words(codedBy(HOLD, ran(0), down(CHILD, 10), down(PUZZLE, 10), up(CHILD, 15), up(PUZZLE, 20)))).toEqual(["puzzle 10-20"]);
  });

  it("codes only within the stretch of the pass", () => {
    const pass = { ...HOLD, start: 15 * FRAME, end: 18 * FRAME };
    expect(words(codedBy(pass, ran(0), down(CHILD, 10), up(CHILD, 20), down(PUZZLE, 21), up(PUZZLE, 30)))).toEqual(["child 15-18"]);
  });
});

describe("coding with keys pressed once", () => {
  it("lasts until the next press of the row, or the same again", () => {
    expect(words(codedBy(TOGGLE, ran(0), down(CHILD, 10), up(CHILD, 11), down(PUZZLE, 20), down(PUZZLE, 30), stood(50)))).toEqual([
      "child 10-20",
      "puzzle 20-30",
    ]);
  });

  it("begins when the film runs with what was chosen while it stood", () => {
    expect(words(codedBy(TOGGLE, down(CHILD, 0), down(PUZZLE, 0), ran(0), down(CHILD, 10), stood(19)))).toEqual([
      "puzzle 0-10",
      "child 10-20",
    ]);
    expect(words(codedBy(TOGGLE, down(CHILD, 0), down(CHILD, 0), ran(0), stood(19)))).toEqual([]);
  });
});

describe("whatever is pressed", () => {
  it("is coded on whole frames, within the film and the pass, and no two stretches of a run and a row overlap", () => {
    let seed = 11;
    const random = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * n);
    };
    const wrong: Coded[] = [];
    for (let round = 0; round < 400; round++) {
      const first = random(200);
      const pass: LivePass = {
        table,
        start: first * FRAME,
        end: (first + 1 + random(N - first)) * FRAME,
        holds: random(2) === 0,
        delayMs: random(3) * 150,
      };
      let frame = 0;
      let live = STANDING;
      let run: Coded[] = [];
      for (let turn = 0; turn < 60; turn++) {
        frame = Math.min(frame + random(9), N - 1);
        const state = [CHILD, PUZZLE, NOAH][random(3)] ?? CHILD;
        const speed = [0.25, 1, 2][random(3)] ?? 1;
        const event =
          [down(state, frame, speed), up(state, frame, speed), live.runs ? stood(frame) : ran(frame)][random(3)] ?? stood(frame);
        if (event.type === "ran") run = [];
        const reaction = react(live, event, pass);
        live = reaction.live;
        run.push(...reaction.coded);
        const from = Math.max(pass.start, live.ranFrom);
        const isWhole = ({ start, end }: Coded): boolean => start % FRAME === 0 && end % FRAME === 0 && start < end;
        const isWithin = ({ start, end }: Coded): boolean => start >= from && end <= pass.end;
        const isApart = (one: Coded, other: Coded): boolean =>
          other === one || other.row !== one.row || other.start >= one.end || other.end <= one.start;
        wrong.push(...run.filter((one) => !isWhole(one) || !isWithin(one) || !run.every((other) => isApart(one, other))));
      }
    }
    expect(wrong).toEqual([]);
  });
});

const mum: Person = {
  id: "m",
  code: "M1",
  role: "client",
  shownName: "Mum",
  pronoun: "she",
  language: "en",
  askedEachTime: false,
  colour: "#000",
  shape: "circle",
};
const noah: Person = {
  id: "n",
  code: "C1",
  role: "child",
  shownName: "Noah",
  pronoun: "he",
  language: "en",
  askedEachTime: false,
  colour: "#000",
  shape: "square",
};

function tier(name: string, changes: Partial<Tier>, ...coded: [string, number, number][]): Tier {
  const intervals = coded.map(([label, start, end], place): Interval => {
    return { id: String(place).padStart(16, "0"), start: start * FRAME, end: end * FRAME, label, confidence: null, note: "" };
  });
  const header = { id: name, name, channel: "look", origin: "marked", personId: "m", position: 0, revision: 0, awaited: false } as const;
  return { ...header, intervals: Intervals.of(intervals), ...changes };
}

describe("the labels of a pass", () => {
  const looks = tier("a", { origin: "authored" }, ["noah", 0, 1], ["puzzle", 1, 2], ["uncodable", 2, 3], ["", 3, 4]);
  const shown = (labels: readonly CodeLabel[]): string[] => labels.map((each) => `${each.chord} ${each.label}`);

  it("are people, things known, elsewhere, and U for what cannot be coded", () => {
    const labels = labelsOf({ whose: "m", channel: "look" }, [mum, noah], [looks], []);
    expect(shown(labels)).toEqual(["1 noah", "2 puzzle", "3 elsewhere", "U uncodable"]);
    expect(labels[0]).toMatchObject({ words: "Noah", person: noah, row: rowOf("look", "m") });
  });

  it("of everybody's voice are the people, each in a row of their own", () => {
    const labels = labelsOf({ whose: EVERYONE, channel: "voice" }, [mum, noah], [], []);
    expect(labels.map((each) => `${each.chord} ${each.words} ${each.row} ${each.label}`)).toEqual([
      "1 Mum voice m speech",
      "2 Noah voice n speech",
    ]);
  });

  it("have the keys one chose, and two never share one", () => {
    const own = [
      { channel: "look", label: "book", chord: "1" },
      { channel: "voice", label: "hum", chord: "2" },
    ] as const;
    const labels = labelsOf({ whose: "m", channel: "look" }, [mum, noah], [looks], own);
    expect(shown(labels)).toEqual(["2 noah", "1 book", "3 puzzle", "4 elsewhere", "U uncodable"]);
    const swapped = keysWith(labels, own, "look", "noah", "U");
    expect(swapped).toEqual([
      own[0],
      own[1],
      { channel: "look", label: "noah", chord: "U" },
      { channel: "look", label: "uncodable", chord: "2" },
    ]);
    const after = labelsOf({ whose: "m", channel: "look" }, [mum, noah], [looks], swapped);
    expect(new Set(after.map((each) => each.chord)).size).toBe(after.length);
  });

  it("call people by their code where two are shown alike", () => {
    const labels = labelsOf({ whose: "m", channel: "look" }, [mum, noah, { ...noah, id: "o", code: "C2" }], [], []);
    expect(labels.map((each) => each.label)).toEqual(["C1", "C2", "elsewhere", "uncodable"]);
  });

  it("go into the topmost row that people marked, never into one of a script, a file or an analysis", () => {
    const marked = tier("b", { position: 4 });
    expect(tierOf([looks, tier("c", { origin: "candidate" }), tier("d", { position: 9 }), marked], rowOf("look", "m"))).toBe(marked);
    expect(tierOf([looks], rowOf("look", "m"))).toBeUndefined();
  });
});

describe("what is left to do in a row", () => {
  it("are the parts of a stretch without a code", () => {
    const { intervals } = tier("a", {}, ["child", 10, 20], ["puzzle", 20, 30], ["child", 35, 40]);
    const shown = (start: number, end: number): string[] =>
      gapsIn(intervals, { start: start * FRAME, end: end * FRAME }).map((gap) => `${gap.start / FRAME}-${gap.end / FRAME}`);
    expect(shown(0, 50)).toEqual(["0-10", "30-35", "40-50"]);
    expect(shown(12, 33)).toEqual(["30-33"]);
    expect(shown(12, 28)).toEqual([]);
    expect(gapsIn(Intervals.NONE, { start: 3, end: 9 })).toEqual([{ start: 3, end: 9 }]);
  });

  it("are the marks without a name, from the playhead on and then from the start", () => {
    const { intervals } = tier("a", {}, ["", 10, 20], ["puzzle", 20, 30], ["", 35, 40]);
    expect(unnamed(intervals).map((each) => each.start / FRAME)).toEqual([10, 35]);
    expect(unnamedFrom(intervals, 11 * FRAME)?.start).toBe(35 * FRAME);
    expect(unnamedFrom(intervals, 36 * FRAME)?.start).toBe(10 * FRAME);
    expect(unnamedFrom(Intervals.NONE, 0)).toBeUndefined();
  });

  it("a mark covers the selection, or from the in mark, or a usual length around what was seen before one pressed", () => {
    const lengths = { lengthMs: 400, delayMs: 400, speed: 1 };
    const shown = (stretch: { start: number; end: number }): string => `${stretch.start / FRAME}-${stretch.end / FRAME}`;
    expect(shown(markStretch({ start: 5 * FRAME, end: 9 * FRAME }, 50, table, lengths))).toBe("5-9");
    expect(shown(markStretch({ start: 5 * FRAME, end: null }, 50, table, lengths))).toBe("5-41");
    expect(shown(markStretch(NO_MARKS, 50, table, lengths))).toBe("35-46");
    expect(shown(markStretch(NO_MARKS, 50, table, { ...lengths, speed: 0.5 }))).toBe("40-51");
    expect(shown(markStretch(NO_MARKS, 2, table, { ...lengths, lengthMs: 0 }))).toBe("0-1");
  });
});

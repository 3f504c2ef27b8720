/** Steps: the chains they form, what marking one here makes of it, walking, linking, removing, the history's words. */

import { describe, expect, it } from "vitest";
import goldenCases from "../../../../tests/golden/step_chains.json";
import { NO_MARKS } from "../src/core/coding/selection";
import { type Change, EMPTY_SNAPSHOT, type Person, type Snapshot, type Step, type StepRole } from "../src/core/data";
import { FrameTable } from "../src/core/film/frames";
import { byDay, standingAt, turnWords } from "../src/core/history";
import { questionWords, removalEdit, removedWords } from "../src/core/removing";
import { chainsOf, chainWith, stepBeside, takeFives, threeAround, yesCycles } from "../src/core/steps/chains";
import { movedStep, nextActor, nextModality, planLink, planStep } from "../src/core/steps/plans";
import { chainWords, deedWords, mannerWords } from "../src/core/steps/words";

const SECOND = 90_000;
const FRAME = 3600;
const N_FRAMES = 250;
const table = new FrameTable(
  Float64Array.from({ length: N_FRAMES }, (_, frame) => frame * FRAME),
  N_FRAMES * FRAME,
);

const person = (id: string, role: string): Person => ({
  id,
  code: id,
  role,
  shownName: id,
  pronoun: "",
  language: "en",
  askedEachTime: false,
  colour: "#123456",
  shape: "circle",
});
const PEOPLE = [person("Guider", "guider"), person("Mum", "client"), person("Noah", "child")];

const step = (id: string, startS: number, actorId: string, role: StepRole, answers: string | null = null, topic = ""): Step => ({
  id,
  start: startS * SECOND,
  end: (startS + 1) * SECOND,
  actorId,
  role,
  modality: role === "response" ? "words" : "gaze",
  answers,
  principles: [],
  topic,
  words: "",
  layer: "family",
});

const EXCHANGE = [step("a", 1, "Noah", "initiative"), step("b", 2, "Mum", "reception", "a"), step("c", 3, "Mum", "response", "b")];
const withSteps = (steps: readonly Step[], more: Partial<Snapshot> = {}): Snapshot => ({
  ...EMPTY_SNAPSHOT,
  people: PEOPLE,
  steps,
  ...more,
});

interface Golden {
  readonly name: string;
  readonly steps: readonly {
    id: string;
    start: number;
    end: number;
    actor_id: string;
    role: StepRole;
    answers: string | null;
    topic: string;
  }[];
  readonly yes_cycles: readonly (readonly string[])[];
  readonly take_fives: readonly (readonly string[])[];
}
const golden = goldenCases as readonly Golden[];
const ids = (chains: readonly (readonly Step[])[]): string[][] => chains.map((chain) => chain.map((each) => each.id));

describe("Chains", () => {
  it.each(golden)("are those written down for Python and the page: $name", (written) => {
    const steps = written.steps.map(
      ({ actor_id, ...rest }): Step => ({ ...rest, actorId: actor_id, modality: "words", principles: [], words: "", layer: "family" }),
    );
    expect(ids(yesCycles(steps))).toEqual(written.yes_cycles);
    expect(ids(takeFives(steps))).toEqual(written.take_fives);
  });

  it("are walked from end to end, and a step in two chains in the one that was chosen", () => {
    const steps = [...EXCHANGE, step("d", 5, "Noah", "reception", "a")];
    const chains = chainsOf(steps);
    const [long, short] = chains;
    expect(chains.map((chain) => chain.steps.length)).toEqual([3, 2]);
    expect(chainWith(chains, "a", null)).toBe(long);
    expect(chainWith(chains, "a", short?.key ?? "")).toBe(short);
    expect(chainWith(chains, "nobody", null)).toBeUndefined();
    if (!long) throw new Error("no chain");
    expect(stepBeside(long, "a", 1)?.id).toBe("b");
    expect(stepBeside(long, "c", 1)).toBeUndefined();
    expect(stepBeside(long, "a", -1)).toBeUndefined();
  });

  it("show three steps side by side, also at their ends", () => {
    const steps = Array.from({ length: 5 }, (_, n) => step(`s${n}`, n, n % 2 ? "Mum" : "Noah", "response", n ? `s${n - 1}` : null));
    const [chain] = chainsOf(steps);
    if (!chain) throw new Error("no chain");
    const around = (id: string): string =>
      threeAround(chain, id)
        .map((each) => each.id)
        .join(" ");
    expect([around("s0"), around("s1"), around("s3"), around("s4")]).toEqual(["s0 s1 s2", "s0 s1 s2", "s2 s3 s4", "s2 s3 s4"]);
  });

  it("are said in words of the practice", () => {
    const [chain] = chainsOf(EXCHANGE);
    const five = chainsOf("NMNMN".split("").map((letter, n) => step(`${n}`, n, letter === "N" ? "Noah" : "Mum", "response", null, "blue")));
    expect(chain && chainWords(chain, PEOPLE)).toBe("Yes-cycle of 3 steps: Noah, Mum");
    expect(five[0] && chainWords(five[0], PEOPLE)).toBe("Take five: 5 turns on blue");
    expect(EXCHANGE.map((each) => deedWords(each, PEOPLE))).toEqual(["Noah begins", "Mum receives", "Mum answers"]);
    expect(mannerWords({ ...step("a", 1, "Noah", "initiative"), words: "look" })).toBe("with a look · “look”");
  });
});

describe("A step marked here", () => {
  const plan = (role: StepRole, atS: number, data: Snapshot, chosenId: string | null = null) =>
    planStep(role, table.frameNear(atS * SECOND), table, { data, chosenId, marks: NO_MARKS });

  it("begins with the child, lasts a second, and is nobody's answer", () => {
    expect(plan("initiative", 1, withSteps([]))).toEqual({
      start: SECOND,
      end: 2 * SECOND,
      actorId: "Noah",
      role: "initiative",
      modality: "gesture",
      answers: null,
    });
  });

  it("is received by the other and answered by whoever received, each answering the step before", () => {
    expect(plan("reception", 2, withSteps(EXCHANGE.slice(0, 1)))).toMatchObject({ actorId: "Mum", answers: "a", modality: "face" });
    expect(plan("response", 3, withSteps(EXCHANGE.slice(0, 2)))).toMatchObject({ actorId: "Mum", answers: "b", modality: "words" });
    expect(plan("reception", 4, withSteps(EXCHANGE))).toMatchObject({ actorId: "Noah", answers: "c" });
  });

  it("answers the chosen step where that comes before, and never one that comes later", () => {
    expect(plan("reception", 5, withSteps(EXCHANGE), "a")).toMatchObject({ actorId: "Mum", answers: "a" });
    expect(plan("reception", 2, withSteps(EXCHANGE), "c")?.answers).toBe("a");
    expect(plan("response", 0, withSteps(EXCHANGE))?.answers).toBeNull();
  });

  it("keeps to the selection it lies in, to the film's end, and to who is in view", () => {
    const marks = { start: SECOND, end: 4 * SECOND };
    expect(planStep("initiative", 50, table, { data: withSteps([]), chosenId: null, marks })).toMatchObject(marks);
    const last = planStep("initiative", N_FRAMES - 1, table, { data: withSteps([]), chosenId: null, marks: NO_MARKS });
    expect(last).toMatchObject({ start: (N_FRAMES - 1) * FRAME, end: N_FRAMES * FRAME });
    const consent = { inView: ["Mum"], statements: [], missing: [], assents: [], toAsk: [] };
    expect(plan("initiative", 1, withSteps([], { consent }))?.actorId).toBe("Mum");
    expect(plan("initiative", 1, { ...EMPTY_SNAPSHOT })).toBeNull();
  });

  it("is seen in the way the same person did the same before", () => {
    const before = { ...step("x", 1, "Noah", "initiative"), modality: "voice" as const };
    expect(plan("initiative", 5, withSteps([before]))?.modality).toBe("voice");
  });
});

describe("A chosen step", () => {
  it("goes to the next person and the next modality, round and round", () => {
    const [first] = EXCHANGE;
    if (!first) throw new Error("no step");
    expect(nextActor(first, withSteps(EXCHANGE))).toBe("Mum");
    expect(nextActor({ ...first, actorId: "Mum" }, withSteps(EXCHANGE))).toBe("Noah");
    expect(nextModality({ ...first, modality: "gaze" })).toBe("face");
    expect(nextModality({ ...first, modality: "distance" })).toBe("gaze");
  });

  it("is linked to the latest earlier step of somebody else, or unlinked", () => {
    const loose = step("d", 5, "Noah", "reception");
    expect(planLink(loose, [...EXCHANGE, loose])).toBe("c");
    expect(planLink(step("e", 3.5, "Mum", "response"), EXCHANGE)).toBe("a");
    expect(planLink(EXCHANGE[1] ?? loose, EXCHANGE)).toBeNull();
    expect(planLink(step("f", 0, "Mum", "response"), EXCHANGE)).toBeUndefined();
  });

  it("is dragged by whole frames, keeps its length, and stays in the film", () => {
    const here = { start: 10 * FRAME, end: 35 * FRAME };
    expect(movedStep(here, 2.4 * FRAME, table)).toEqual({ start: 12 * FRAME, end: 37 * FRAME });
    expect(movedStep(here, -1e9, table)).toEqual({ start: 0, end: 25 * FRAME });
    expect(movedStep(here, 1e9, table)).toEqual({ start: (N_FRAMES - 25) * FRAME, end: N_FRAMES * FRAME });
  });
});

describe("Taking away", () => {
  it("says what becomes of what hung on it, before and after", () => {
    expect(questionWords("tier", { nGoing: 34, words: ["34 intervals go too"] })).toBe("Removing the row: 34 intervals go too");
    expect(removedWords("moment", { ok: true, result: { also: ["1 clip keeps its own times"] } })).toBe(
      "The moment is removed: 1 clip keeps its own times",
    );
    expect(removedWords("clip", { ok: true, result: { id: "x", also: [] } })).toBe("The clip is removed");
    expect(removedWords("clip", { ok: true, result: null })).toBe("The clip is removed");
    expect(removalEdit("step", "x")).toEqual({ kind: "remove_step", id: "x" });
    expect(removalEdit("interval", "x")).toEqual({ kind: "remove_intervals", ids: ["x"] });
    expect(removalEdit("person", "x")).toBeNull();
  });
});

describe("The history", () => {
  const change = (id: number, more: Partial<Change> = {}): Change => ({
    id,
    label: `edit ${id}`,
    day: "2026-03-10",
    time: "14:02:11",
    undone: false,
    lasting: false,
    ...more,
  });
  const changes = [
    change(5, { undone: true }),
    change(4, { undone: true }),
    change(3),
    change(2, { day: "2026-03-09", lasting: true }),
    change(1, { day: "2026-03-09" }),
  ];

  it("stands by days, newest first, and knows where the case stands", () => {
    expect(byDay(changes).map(({ day, changes: made }) => [day, made.map((each) => each.id)])).toEqual([
      ["2026-03-10", [5, 4, 3]],
      ["2026-03-09", [2, 1]],
    ]);
    expect(standingAt(changes)?.id).toBe(3);
    expect(standingAt([])).toBeUndefined();
  });

  it("says what going to a line would do", () => {
    const words = (id: number): string => turnWords(changes, changes.find((each) => each.id === id) ?? change(0));
    expect([words(5), words(4), words(3), words(2), words(1)]).toEqual([
      "make 2 again",
      "make this again",
      "",
      "undo the one after it",
      "undo the one after it",
    ]);
  });
});

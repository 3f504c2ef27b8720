// @vitest-environment node
import { describe, expect, it } from "vitest";
import golden from "../../../../tests/golden/figures.json";
import type { Form, Point, Shape } from "../src/core/data";
import { NOTHING_DRAWN, penPoints, pointsDrawn, reduceDrawing } from "../src/core/figures/drawing";
import {
  edgeNear,
  formAround,
  handlesOf,
  movedBy,
  resizedBy,
  simplifiedLine,
  turnedBy,
  turnedTowards,
  turnHandleOf,
  withHandleAt,
} from "../src/core/figures/reshaping";
import { boundsOf, boundsOfForm, cornersOf, distanceToSegment, FRAMED, formAt, isMeant, isVisible } from "../src/core/figures/shapes";
import { inHandOf } from "../src/core/keys/figure_keys";
import { KeyBindings } from "../src/core/keys/key_bindings";
import type { Command, KeyPress } from "../src/core/keys/keys";
import { INITIAL_STATE, type PlayerState, reduce, SHAPES } from "../src/core/state";

const WIDE = 16 / 9;
const BOX: Form = {
  points: [
    [0.2, 0.2],
    [0.6, 0.8],
  ],
  turnDeg: 0,
};
const turnedBox = (turnDeg: number): Form => ({ ...BOX, turnDeg });

function near(a: readonly Point[], b: readonly Point[]): void {
  expect(a.length).toBe(b.length);
  for (const [place, value] of a.flat().entries()) expect(value).toBeCloseTo(b.flat()[place] ?? Number.NaN, 9);
}

describe("the cases shared with Python", () => {
  it.each(golden.forms)("$shape at $at is the same number to the last bit", ({ keyframes, at, points, turn_deg }) => {
    const region = {
      keyframes: keyframes.map((each) => ({ at: each.at, points: each.points as unknown as Point[], turnDeg: each.turn_deg })),
    };
    const form = formAt(region, at);
    expect(form.points).toEqual(points);
    expect(form.turnDeg).toBe(turn_deg);
  });

  it.each(golden.places)(
    "$shape turned by $turn_deg covers the same place",
    ({ shape, points, turn_deg, width, height, corners, bounds }) => {
      const form: Form = { points: points as unknown as Point[], turnDeg: turn_deg };
      const found = boundsOfForm(shape as Shape, form, width / height);
      near([found.slice(0, 2), found.slice(2)] as unknown as Point[], [bounds.slice(0, 2), bounds.slice(2)] as unknown as Point[]);
      if (corners) near(cornersOf(form, width / height), corners as unknown as Point[]);
    },
  );

  it("have every figure there is", () => {
    expect(new Set(golden.forms.map((each) => each.shape))).toEqual(new Set(SHAPES));
  });
});

describe("a figure", () => {
  it("is seen in its stretch, half-open", () => {
    const region = { id: "r", start: 0, end: 1000, shape: "box", keyframes: [], label: "", purpose: "point_out", hides: null } as const;
    expect([0, 999, 1000].map((ticks) => isVisible(region, ticks))).toEqual([true, true, false]);
  });

  it("is moved no further than the picture, also when it is turned", () => {
    for (const turn of [0, 30, 90]) {
      const [left, top, right, bottom] = boundsOfForm("box", movedBy("box", turnedBox(turn), 5, -5, WIDE), WIDE);
      expect([right, top].map((edge) => Math.abs(edge).toFixed(9))).toEqual(["1.000000000", "0.000000000"]);
      expect([right - left, bottom - top].every((size) => size > 0.2)).toBe(true);
    }
  });

  it.each([0, 30, -120, 180])("turned by %i keeps its turn and its opposite corner when a corner is taken elsewhere", (turn) => {
    for (const shape of ["box", "ellipse", "spotlight", "blur"] as const) {
      for (const handle of [0, 1, 2, 3]) {
        const before = cornersOf(turnedBox(turn), WIDE);
        const taken = before[handle] ?? [0, 0];
        const place: Point = [taken[0] + 0.01, taken[1] - 0.02];
        const after = withHandleAt(shape, turnedBox(turn), handle, place, WIDE);
        expect(after.turnDeg).toBe(turn);
        const corners = cornersOf(after, WIDE);
        const has = (point: Point): boolean => corners.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < 1e-9);
        expect(has(place)).toBe(true);
        expect(has(before[(handle + 2) % 4] ?? [9, 9])).toBe(true);
      }
    }
  });

  it("has the handles of its form", () => {
    expect(handlesOf("box", BOX, WIDE).length).toBe(4);
    expect(handlesOf("arrow", BOX, WIDE)).toEqual(BOX.points);
    expect(handlesOf("polygon", BOX, WIDE)).toEqual(BOX.points);
    expect(handlesOf("line", BOX, WIDE)).toEqual([]);
    expect(withHandleAt("arrow", BOX, 1, [0, 0], WIDE).points).toEqual([
      [0.2, 0.2],
      [0, 0],
    ]);
  });

  it("is turned to where its handle is taken, in displayed pixels", () => {
    const handle = turnHandleOf("box", turnedBox(40), 0.05, WIDE) as Point;
    expect(turnedTowards(BOX, handle, WIDE, 0.5).turnDeg).toBe(40);
    expect(turnedTowards(BOX, handle, WIDE, 15).turnDeg).toBe(45);
    expect(turnedTowards(BOX, [0.9, 0.5], WIDE, 1).turnDeg).toBe(90);
    expect(turnedTowards(BOX, [0.4, 0.9], WIDE, 1).turnDeg).toBe(180);
    expect(turnHandleOf("arrow", BOX, 0.05, WIDE)).toBeNull();
  });

  it("has its turning handle on the picture also where it touches the edge, on the same side of its middle", () => {
    const high: Form = {
      ...BOX,
      points: [
        [0.2, 0],
        [0.6, 0.3],
      ],
    };
    const handle = turnHandleOf("box", high, 0.05, WIDE) as Point;
    expect(handle[1]).toBeGreaterThan(0);
    expect(turnedTowards(high, handle, WIDE, 1).turnDeg).toBe(0);
  });

  it("turns by keys: framed by its turn and round again, others by their points, keeping their lengths in pixels", () => {
    expect(turnedBy("box", turnedBox(179), 2, WIDE).turnDeg).toBe(-179);
    const arrow = turnedBy("arrow", BOX, 90, WIDE);
    expect(arrow.turnDeg).toBe(0);
    const length = ([[x0, y0], [x1, y1]]: readonly [Point, Point]): number => Math.hypot((x1 - x0) * WIDE, y1 - y0);
    expect(length(arrow.points as [Point, Point])).toBeCloseTo(length(BOX.points as [Point, Point]), 12);
  });

  it.each([0, 50])("turned by %i grows by keys with its first corner held", (turn) => {
    const after = resizedBy("box", turnedBox(turn), 0.1, 0.05, WIDE);
    near(cornersOf(after, WIDE).slice(0, 1), cornersOf(turnedBox(turn), WIDE).slice(0, 1));
    const [left, top, right, bottom] = boundsOf(after.points);
    expect(right - left).toBeCloseTo(0.5, 12);
    expect(bottom - top).toBeCloseTo(0.65, 12);
    const smallest = resizedBy("box", turnedBox(turn), -5, -5, WIDE);
    expect(boundsOf(smallest.points)[2]).toBeGreaterThan(boundsOf(smallest.points)[0]);
  });

  it("is meant when it is more than a click", () => {
    expect(
      isMeant([
        [0.5, 0.5],
        [0.505, 0.505],
      ]),
    ).toBe(false);
    expect(
      isMeant([
        [0.5, 0.5],
        [0.5, 0.55],
      ]),
    ).toBe(true);
  });

  it("made without saying how large has as many points as it needs and lies on the picture", () => {
    for (const shape of SHAPES) {
      const { points } = formAround(shape, [0.5, 0.5]);
      expect(points.length).toBe(shape === "polygon" || shape === "line" ? 3 : 2);
      expect(isMeant(points)).toBe(true);
    }
  });
});

describe("points of a polygon", () => {
  const square: Point[] = [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.6, 0.6],
    [0.2, 0.6],
  ];

  it("are added on the edge that is nearest, also on the one that closes it", () => {
    expect(edgeNear("polygon", square, [0.3, 0.21], WIDE)).toEqual({ after: 0, part: expect.closeTo(0.25, 9) });
    expect(edgeNear("polygon", square, [0.19, 0.3], WIDE)).toEqual({ after: 3, part: expect.closeTo(0.75, 9) });
    expect(edgeNear("line", square, [0.19, 0.4], WIDE).after).not.toBe(3);
  });

  it("set twice by a double click count once", () => {
    expect(penPoints([...square, [0.2001, 0.6001]])).toEqual(square);
  });

  it("make a figure once there are enough", () => {
    const at: Point = [0.9, 0.9];
    expect(pointsDrawn("polygon", { points: square.slice(0, 2), at })).toBeNull();
    expect(pointsDrawn("polygon", { points: square, at })).toEqual(square);
    expect(pointsDrawn("box", { points: square.slice(0, 1), at })).toEqual([square[0], at]);
    expect(pointsDrawn("arrow", { points: [], at })).toBeNull();
  });
});

describe("a free line", () => {
  it("keeps its ends and its corner, and stays within the tolerance", () => {
    const drawn: Point[] = [];
    for (let x = 0; x <= 50; x++) drawn.push([x / 100, 0.1 + (x % 2) * 0.0005]);
    for (let y = 1; y <= 50; y++) drawn.push([0.5, 0.1 + y / 100]);
    const kept = simplifiedLine(drawn, 0.002);
    expect(kept.length).toBeLessThan(6);
    expect(kept[0]).toEqual(drawn[0]);
    expect(kept.at(-1)).toEqual(drawn.at(-1));
    for (const point of drawn) {
      const away = Math.min(...kept.slice(1).map((end, index) => distanceToSegment(point, kept[index] ?? end, end)));
      expect(away).toBeLessThanOrEqual(0.002);
    }
  });

  it("scribbled for minutes still fits into a message", () => {
    const drawn = Array.from({ length: 9000 }, (_, n): Point => [0.5 + 0.4 * Math.sin(n * 1.7), 0.5 + 0.4 * Math.cos(n * 2.3)]);
    const kept = simplifiedLine(drawn, 0.002);
    expect(kept.length).toBeLessThanOrEqual(2000);
    expect(kept.length).toBeGreaterThan(100);
  });
});

describe("what is in hand", () => {
  const press = (key: string, modifiers = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers });

  const found = (pressed: KeyPress, state: PlayerState): Command | undefined => {
    const [inHand, usual] = [inHandOf(state), new KeyBindings().find(pressed)];
    const command = new KeyBindings().find(pressed, inHand);
    return inHand === null || command === usual ? undefined : command;
  };

  it("takes the arrows only while a tool or a figure is in hand, and never the keys that go frame by frame", () => {
    const inHand = { ...INITIAL_STATE, drawing: reduceDrawing(NOTHING_DRAWN, { type: "handTaken", hand: { point: null } }) };
    const right = press("ArrowRight");
    expect(found(right, INITIAL_STATE)).toBeUndefined();
    expect(found(right, inHand)).toEqual({ do: "shiftFigure", dx: 1, dy: 0 });
    expect(found(press("ArrowUp", { shiftKey: true }), inHand)).toEqual({ do: "shiftFigure", dx: 0, dy: -10 });
    expect(found(press("ArrowUp", { altKey: true, shiftKey: true }), inHand)).toEqual({ do: "resizeFigure", dx: 0, dy: -10 });
    expect(found(press("<", { shiftKey: true }), inHand)).toEqual({ do: "turnFigure", degrees: -1 });
    expect(found(right, { ...INITIAL_STATE, tool: "box" })).toEqual({ do: "movePen", dx: 1, dy: 0 });
    for (const key of [",", ".", "Escape"]) {
      expect(found(press(key), inHand)).toBeUndefined();
      expect(found(press(key), { ...INITIAL_STATE, tool: "box" })).toBeUndefined();
    }
  });

  it("is let go when something else is chosen or a tool is taken", () => {
    const held = reduce(INITIAL_STATE, { type: "handTaken", hand: { point: 2 } });
    expect(held.drawing.hand).toEqual({ point: 2 });
    expect(reduce(held, { type: "chose", chosen: null }).drawing.hand).toBeNull();
    expect(reduce(held, { type: "tookTool", tool: "box" }).drawing).toEqual(NOTHING_DRAWN);
  });

  it("knows which figures are a frame with a turn", () => {
    expect(SHAPES.filter((shape) => FRAMED.has(shape))).toEqual(["box", "ellipse", "spotlight", "blur"]);
  });
});

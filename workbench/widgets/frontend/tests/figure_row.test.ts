// @vitest-environment node
import { describe, expect, it } from "vitest";
import { EMPTY_SNAPSHOT, type Region } from "../src/core/data";
import { FrameTable } from "../src/core/film/frames";
import { findAt, layoutRows } from "../src/core/timeline/rows";
import { withEdge } from "../src/dom/timeline/figure_row";

const FRAME = 3600;
const table = new FrameTable(
  Float64Array.from({ length: 100 }, (_, frame) => frame * FRAME),
  100 * FRAME,
);

function figure(id: string, start: number, end: number, more: Partial<Region> = {}): Region {
  const keyframes = [{ at: start * FRAME, points: [], turnDeg: 0 }];
  return { id, start: start * FRAME, end: end * FRAME, shape: "blur", keyframes, label: "", purpose: "anonymise", hides: null, ...more };
}

describe("the row of figures", () => {
  it("is there when there is a figure, one lane above the other where they overlap in time", () => {
    expect(layoutRows(EMPTY_SNAPSHOT).rows.some((row) => row.kind === "figures")).toBe(false);
    const data = { ...EMPTY_SNAPSHOT, regions: [figure("a", 0, 50), figure("b", 20, 60), figure("c", 55, 70)] };
    const row = layoutRows(data).rows.find((each) => each.kind === "figures");
    expect(row?.kind === "figures" && row.figures.map(({ thing, lane }) => [thing.id, lane])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 0],
    ]);
  });

  it("says what lies under the pointer", () => {
    const rows = layoutRows({ ...EMPTY_SNAPSHOT, regions: [figure("a", 10, 50, { label: "a neighbour" })] });
    const row = rows.rows.find((each) => each.kind === "figures");
    const touched = findAt(rows, 20 * FRAME, (row?.top ?? 0) + 5, 0, []);
    expect(touched?.chosen).toEqual({ kind: "region", id: "a" });
    expect(touched?.words).toBe("a neighbour · hides · 1 keyframe");
    expect(findAt(rows, 60 * FRAME, (row?.top ?? 0) + 5, 0, [])).toBeNull();
  });

  it("moves an edge by whole frames and leaves one frame at least", () => {
    const seen = { start: 10 * FRAME, end: 20 * FRAME };
    expect(withEdge(seen, "start", 12 * FRAME + 5, table)).toEqual({ start: 12 * FRAME, end: 20 * FRAME });
    expect(withEdge(seen, "end", 29 * FRAME + 5, table)).toEqual({ start: 10 * FRAME, end: 30 * FRAME });
    expect(withEdge(seen, "start", 90 * FRAME, table)).toEqual({ start: 19 * FRAME, end: 20 * FRAME });
    expect(withEdge(seen, "end", 0, table)).toEqual({ start: 10 * FRAME, end: 11 * FRAME });
    expect(withEdge(seen, "end", 1e9, table)).toEqual({ start: 10 * FRAME, end: 100 * FRAME });
  });
});

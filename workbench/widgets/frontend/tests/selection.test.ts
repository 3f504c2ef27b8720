// @vitest-environment node
import { describe, expect, it } from "vitest";
import { momentStretch, NO_MARKS, regionStretch, selectedStretch, withEnd, withStart } from "../src/core/coding/selection";
import { FrameTable } from "../src/core/film/frames";

const FRAME = 3600;
const table = new FrameTable(
  Float64Array.from({ length: 500 }, (_, frame) => frame * FRAME),
  500 * FRAME,
);

describe("marks", () => {
  it("forget the other end when it would no longer be beyond", () => {
    const marks = withEnd(withStart(NO_MARKS, 10), 20);
    expect(marks).toEqual({ start: 10, end: 20 });
    expect(withStart(marks, 20)).toEqual({ start: 20, end: null });
    expect(withEnd(marks, 10)).toEqual({ start: null, end: 10 });
    expect(selectedStretch(marks)).toEqual({ start: 10, end: 20 });
    expect(selectedStretch({ start: 10, end: null })).toBeNull();
  });
});

describe("the stretch M marks", () => {
  it("is the selection where there is one", () => {
    expect(momentStretch({ start: FRAME, end: 3 * FRAME }, 400, table)).toEqual({ start: FRAME, end: 3 * FRAME });
  });

  it("is otherwise the last ten seconds up to and with the frame shown, on frames", () => {
    expect(momentStretch(NO_MARKS, 300, table)).toEqual({ start: 51 * FRAME, end: 301 * FRAME });
    expect(momentStretch(NO_MARKS, 10, table)).toEqual({ start: 0, end: 11 * FRAME });
  });

  it("runs from a lone in mark to the frame shown, and ten seconds back from a lone out mark", () => {
    expect(momentStretch({ start: 5 * FRAME, end: null }, 9, table)).toEqual({ start: 5 * FRAME, end: 10 * FRAME });
    expect(momentStretch({ start: 50 * FRAME, end: null }, 9, table)).toEqual({ start: 0, end: 10 * FRAME });
    expect(momentStretch({ start: null, end: 300 * FRAME }, 9, table)).toEqual({ start: 50 * FRAME, end: 300 * FRAME });
  });
});

describe("the stretch of a new figure", () => {
  it("is the selection while the frame lies in it, else three seconds from the frame on", () => {
    expect(regionStretch({ start: 0, end: 20 * FRAME }, 10, table)).toEqual({ start: 0, end: 20 * FRAME });
    expect(regionStretch({ start: 0, end: 20 * FRAME }, 20, table)).toEqual({ start: 20 * FRAME, end: 95 * FRAME });
    expect(regionStretch(NO_MARKS, 499, table)).toEqual({ start: 499 * FRAME, end: 500 * FRAME });
  });
});

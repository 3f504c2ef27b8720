/** What a hand is doing to figures: drawing one point by point, moving one by keys, changing one that is not saved yet. Nothing of it is kept. */

import type { Form, Point, Shape, Stretch } from "../data";

/** A figure being drawn point by point: those set, and where the next would be. */
export interface Pen {
  readonly points: readonly Point[];
  readonly at: Point;
}

/** The chosen figure is moved by keys; or only one of its points. */
export interface Hand {
  readonly point: number | null;
}

/** A figure as it will be once saved: a new one (no id), or a changed one, on the frame that starts `at`. */
export interface Draft {
  readonly id: string | null;
  readonly shape: Shape;
  readonly form: Form;
  readonly at: number;
}

export interface Drawing {
  readonly pen: Pen;
  readonly hand: Hand | null;
  readonly draft: Draft | null;
  /** When a figure will be seen once an edge dragged on the timeline is let go. */
  readonly seen: (Stretch & { readonly id: string }) | null;
}

const PEN_AT_FIRST: Pen = { points: [], at: [0.5, 0.5] };
export const NOTHING_DRAWN: Drawing = { pen: PEN_AT_FIRST, hand: null, draft: null, seen: null };

export type DrawingAction =
  | { readonly type: "penMoved"; readonly to: Point }
  | { readonly type: "penSet"; readonly points: readonly Point[] }
  | { readonly type: "handTaken"; readonly hand: Hand | null }
  | { readonly type: "drafted"; readonly draft: Draft | null }
  | { readonly type: "seenDrafted"; readonly seen: Drawing["seen"] };

export function reduceDrawing(drawing: Drawing, action: { readonly type: string } | DrawingAction): Drawing {
  const own = action as DrawingAction;
  switch (own.type) {
    case "penMoved":
      return { ...drawing, pen: { ...drawing.pen, at: own.to } };
    case "penSet":
      return { ...drawing, pen: { ...drawing.pen, points: own.points } };
    case "handTaken":
      return { ...drawing, hand: own.hand };
    case "drafted":
      return { ...drawing, draft: own.draft };
    case "seenDrafted":
      return { ...drawing, seen: own.seen };
    default:
      return drawing;
  }
}

/** Points set one after another, with each only once: a double click sets its place twice. */
export function penPoints(points: readonly Point[]): readonly Point[] {
  return points.filter(([x, y], place) => {
    const before = points[place - 1];
    return !before || Math.hypot(x - before[0], y - before[1]) > 0.004;
  });
}

/** The points a pen would make a figure of now; null where there are too few. */
export function pointsDrawn(shape: Shape, { points, at }: Pen): readonly Point[] | null {
  if (shape === "polygon") return points.length >= 3 ? points : null;
  if (shape === "line") return points.length >= 2 ? points : null;
  const first = points[0];
  return first ? [first, points[1] ?? at] : null;
}

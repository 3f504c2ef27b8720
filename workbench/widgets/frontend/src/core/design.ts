/** The design tokens that drawing code needs; the CSS has all of them as custom properties. */

import tokens from "../../../../design.json";

export type PersonShape = "circle" | "square" | "triangle" | "diamond";

export interface PersonMark {
  readonly colour: string;
  readonly shape: PersonShape;
}

const marks = tokens.people as readonly PersonMark[];

/** The mark of the person at a place in the case's order, from 0; marks repeat after the last. */
export function personMark(position: number): PersonMark {
  const mark = marks[position % marks.length];
  if (!mark) throw new RangeError(`no mark for a person at place ${position}`);
  return mark;
}

/** Colours of things looked at that are nobody. */
export const OBJECT_COLOURS: Readonly<Record<string, string>> = tokens.objects;

export const ACCENT = tokens.accent;
export const CANDIDATE = tokens.candidate;

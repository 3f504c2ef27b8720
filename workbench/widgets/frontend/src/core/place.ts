/** Where somebody is in a recording: kept outside the screen, so that one that is put up again begins there. */

import type { Marks } from "./coding/selection";
import type { Stretch } from "./data";
import type { Chosen, PlayerState } from "./state";

export interface Place {
  readonly frame: number;
  readonly marks: Marks;
  readonly looping: boolean;
  readonly chosen: Chosen | null;
  readonly view: Stretch;
}

export function placeOf({ frame, marks, looping, chosen, view }: PlayerState): Place {
  return { frame, marks, looping, chosen, view };
}

/** What passes between the family's page and a presenter: orders from a list one way, what the family sees the other way. */

import type { FamilyAction, FamilyState, LightPlace } from "./family";

export type OrderName =
  | "reveal"
  | "cover"
  | "play"
  | "pause"
  | "again"
  | "slow"
  | "full_speed"
  | "blank"
  | "go_on"
  | "next"
  | "previous"
  | "light"
  | "no_light";

/** The light alone has a place. */
export interface Order {
  readonly order: OrderName;
  readonly at?: LightPlace;
}

/** What the family sees. */
export interface Report extends Omit<FamilyState, "kept"> {
  readonly frame: number;
  /** Browsers let a film sound only on a page that somebody has touched. */
  readonly needsTouch: boolean;
}

export function reportOf({ kept: _, ...seen }: FamilyState, frame: number, needsTouch: boolean): Report {
  return { ...seen, frame: Math.max(0, frame), needsTouch };
}

/** What an order leads to on a page in a state; null where it is so already, or cannot be. */
export function actionOfOrder({ order, at }: Order, state: FamilyState, needsTouch: boolean): FamilyAction | null {
  const unless = (is: boolean, kind: "play_or_pause" | "slower" | "question"): FamilyAction | null => (is ? null : { kind });
  switch (order) {
    case "reveal":
      return unless(state.questionShown, "question");
    case "cover":
      return unless(!state.questionShown, "question");
    case "play":
      return unless(state.phase === "playing" || needsTouch, "play_or_pause");
    case "pause":
      return { kind: "still" };
    case "again":
      return needsTouch ? null : { kind: "again" };
    case "slow":
      return unless(state.slower, "slower");
    case "full_speed":
      return unless(!state.slower, "slower");
    case "blank":
      return { kind: "stop" };
    case "light":
      return at ? { kind: "light", at } : null;
    case "no_light":
      return { kind: "light", at: null };
    default:
      return { kind: order };
  }
}

/** What a computer found in the film: candidates to look at, and who is who. None of it is a verdict. */

import type { Stretch } from "./data";

/** How far the looking through of the film is: `part` from 0 to 1. */
export interface Analysing {
  readonly words: string;
  readonly part: number;
  readonly leftS: number | null;
}

/** A stretch worth a look, with the reasons in sentences; its id is that of its candidate under the film. */
export interface PlaceToLook extends Stretch {
  readonly id: string;
  readonly reasons: readonly string[];
}

/** One of the voices that were told apart; `personId` is "" for nobody of those in view and null where there is no telling. */
export interface FoundVoice {
  readonly speaker: number;
  readonly seconds: number;
  /** Where it is heard for longest. */
  readonly listenAt: number;
  readonly personId: string | null;
  readonly isProposed: boolean;
}

export interface Analysis {
  readonly isLookedThrough: boolean;
  readonly hasFaces: boolean;
  readonly hasVoices: boolean;
  /** Whether people have marked voices that the computer can learn from. */
  readonly canLearn: boolean;
  /** In the order in which they are worth a look. */
  readonly places: readonly PlaceToLook[];
  readonly voices: readonly FoundVoice[];
  /** When somebody looks straight ahead. */
  readonly ahead: readonly { readonly personId: string; readonly at: number }[];
}

/** A face in one picture: its box in fractions of the picture; `words` say why its gaze is not measured, else they are empty. */
export interface FoundFace {
  readonly track: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly personId: string | null;
  readonly isProposed: boolean;
  readonly words: string;
}

export interface FoundFaces {
  readonly faces: readonly FoundFace[];
}

export type AnalysisEdit =
  | { readonly kind: "look_for_places"; readonly learn?: boolean }
  | { readonly kind: "stop_looking" }
  | { readonly kind: "name_face"; readonly track: number; readonly personId: string }
  | { readonly kind: "merge_faces"; readonly track: number; readonly into: number }
  | { readonly kind: "split_face"; readonly track: number; readonly at: number }
  | { readonly kind: "name_voice"; readonly speaker: number; readonly personId: string }
  | { readonly kind: "look_ahead"; readonly personId: string; readonly at: number | null };

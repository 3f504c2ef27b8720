/** What the page may ask Python to do, in the page's own words; the adapter writes the wire names and checks that the two agree. */

import type { ConsentScope, ConsentStatus, MomentKind, PausePoint, Playlist, Point, Region, Shape } from "./data";

export type Edit =
  | {
      readonly kind: "mark_moment";
      readonly start: number;
      readonly end: number;
      readonly momentKind?: MomentKind;
      readonly principles?: readonly string[];
    }
  | {
      readonly kind: "change_moment";
      readonly id: string;
      readonly start?: number;
      readonly end?: number;
      readonly momentKind?: MomentKind;
      readonly principles?: readonly string[];
      readonly why?: string;
      readonly note?: string;
    }
  | { readonly kind: "remove_moment"; readonly id: string }
  | {
      readonly kind: "draw_region";
      readonly shape: Shape;
      readonly points: readonly Point[];
      readonly at: number;
      readonly start: number;
      readonly end: number;
      readonly label?: string;
      readonly purpose?: Region["purpose"];
    }
  | {
      readonly kind: "change_region";
      readonly id: string;
      readonly points?: readonly Point[];
      readonly at?: number;
      readonly start?: number;
      readonly end?: number;
      readonly label?: string;
      readonly purpose?: Region["purpose"];
    }
  | { readonly kind: "remove_region"; readonly id: string }
  | { readonly kind: "make_clip"; readonly momentId: string }
  | {
      readonly kind: "change_clip";
      readonly id: string;
      readonly start?: number;
      readonly end?: number;
      readonly title?: string;
      readonly introduction?: string;
      readonly question?: string;
      readonly pauses?: readonly PausePoint[];
      readonly posterAt?: number | null;
      readonly slowRate?: number;
      readonly principles?: readonly string[];
      readonly hopeToNotice?: string;
      readonly mayBeHard?: string;
    }
  | { readonly kind: "order_clips"; readonly clipIds: readonly string[] }
  | { readonly kind: "remove_clip"; readonly id: string }
  | {
      readonly kind: "change_playlist";
      readonly title?: string;
      readonly closingQuestion?: string;
      readonly profile?: Playlist["profile"];
    }
  | { readonly kind: "change_case"; readonly hope?: string; readonly helpingQuestion?: string }
  | { readonly kind: "set_in_view"; readonly personIds: readonly string[] }
  | { readonly kind: "add_person"; readonly code: string; readonly role: PersonRole; readonly shownName: string }
  | {
      readonly kind: "say_consent";
      readonly personId: string;
      readonly scope: ConsentScope;
      readonly status: ConsentStatus;
      readonly givenBy?: string;
    }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "publish" };

export type PersonRole = "client" | "child" | "carer" | "sibling" | "professional" | "guider" | "supervisor" | "trainee" | "bystander";

/** Why something was not done, and what to do about it. */
export interface Refusal {
  readonly problem: string;
  readonly nextStep: string;
}

export type SendResult = { readonly ok: true; readonly result: unknown } | ({ readonly ok: false } & Refusal);

/** Asks Python; never rejects: what goes wrong is a refusal in calm words. */
export type Send = (edit: Edit) => Promise<SendResult>;

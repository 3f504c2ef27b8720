/** What the page may ask Python to do, in the page's own words; the adapter writes the wire names and checks that the two agree. */

import type { AnalysisEdit, FoundFaces } from "./analysis";
import type { CaseKind, CycleState } from "./casework";
import type { AssentAnswer, ConsentScope, ConsentStatus } from "./consent";
import type {
  Channel,
  Depending,
  Edits,
  FilmKind,
  Modality,
  MomentKind,
  PausePoint,
  Playlist,
  Point,
  Preview,
  Reach,
  Region,
  Settings,
  Shape,
  StepRole,
  Viewing,
} from "./data";
import type { LetterKind, MayGo } from "./record";

export type Edit =
  | AnalysisEdit
  | { readonly kind: "align_camera"; readonly recordingId: string }
  | { readonly kind: "stop_aligning"; readonly recordingId: string }
  | { readonly kind: "place_camera"; readonly recordingId: string; readonly startsAt: number }
  | { readonly kind: "correct_camera"; readonly recordingId: string; readonly at: number; readonly frames: number }
  | { readonly kind: "remove_camera"; readonly recordingId: string }
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
      readonly turnDeg?: number;
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
      readonly turnDeg?: number;
      readonly at?: number;
      readonly start?: number;
      readonly end?: number;
      readonly label?: string;
      readonly purpose?: Region["purpose"];
      readonly hides?: string | null;
    }
  | { readonly kind: "remove_keyframe"; readonly id: string; readonly at: number }
  | { readonly kind: "add_point"; readonly id: string; readonly after: number; readonly part: number }
  | { readonly kind: "remove_point"; readonly id: string; readonly index: number }
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
      readonly goalId?: string | null;
      readonly whyBetter?: string;
      readonly initiative?: string;
      readonly followUps?: readonly string[];
      readonly stretch?: Reach | null;
      readonly playPlan?: readonly Viewing[];
      readonly note?: string;
    }
  | { readonly kind: "order_clips"; readonly clipIds: readonly string[] }
  | { readonly kind: "remove_clip"; readonly id: string }
  | {
      readonly kind: "change_playlist";
      readonly title?: string;
      readonly closingQuestion?: string;
      readonly profile?: Playlist["profile"];
    }
  | {
      readonly kind: "change_case";
      readonly hope?: string;
      readonly helpingQuestion?: string;
      readonly setting?: string;
      readonly caseKind?: CaseKind;
      readonly plannedCycles?: number;
    }
  | { readonly kind: "add_goal"; readonly words: string }
  | { readonly kind: "change_goal"; readonly id: string; readonly words: string }
  | { readonly kind: "remove_goal"; readonly id: string }
  | { readonly kind: "rate_goal"; readonly goalId: string; readonly value: number; readonly words?: string; readonly on?: string }
  | { readonly kind: "begin_cycle" }
  | { readonly kind: "move_cycle"; readonly id: string; readonly state: CycleState }
  | { readonly kind: "remove_cycle"; readonly id: string }
  | { readonly kind: "change_film"; readonly cycleId?: string | null; readonly filmKind?: FilmKind }
  | ({ readonly kind: "add_review" } & ReviewChange)
  | ({ readonly kind: "change_review"; readonly id: string } & ReviewChange)
  | { readonly kind: "remove_review"; readonly id: string }
  | {
      readonly kind: "note_response";
      readonly reviewId: string;
      readonly clipId: string;
      readonly saidFirst?: string;
      readonly named?: string;
      readonly feeling?: string;
      readonly workingPoint?: string;
      readonly kept?: boolean;
    }
  | ({ readonly kind: "add_supervision"; readonly hours: number; readonly reviewId?: string | null } & MeetingChange)
  | ({ readonly kind: "change_supervision"; readonly id: string; readonly hours?: number } & MeetingChange)
  | { readonly kind: "remove_supervision"; readonly id: string }
  | { readonly kind: "look_back"; readonly reviewId: string; readonly point: string; readonly words: string }
  | {
      readonly kind: "log_measure";
      readonly name: string;
      readonly score: string;
      readonly version?: string;
      readonly rater?: string;
      readonly on?: string;
    }
  | { readonly kind: "remove_measure"; readonly id: string }
  | { readonly kind: "seal_for_supervision"; readonly reviewId: string; readonly passphrase: string; readonly forWhom?: string }
  | { readonly kind: "draft_letter"; readonly letterKind: LetterKind; readonly withRatings?: boolean }
  | { readonly kind: "change_letter"; readonly id: string; readonly heading?: string; readonly paragraphs?: readonly string[] }
  | { readonly kind: "approve_letter"; readonly id: string }
  | { readonly kind: "add_letter_still"; readonly id: string; readonly clipId: string }
  | { readonly kind: "remove_letter_still"; readonly id: string; readonly recordingId: string; readonly at: number }
  | { readonly kind: "write_letter"; readonly id: string; readonly form: LetterForm }
  | { readonly kind: "write_filming_guide" }
  | { readonly kind: "close_case"; readonly on?: string }
  | { readonly kind: "reopen_case" }
  | { readonly kind: "hold_case"; readonly reason: string; readonly reviewOn: string }
  | { readonly kind: "end_hold" }
  | { readonly kind: "set_in_view"; readonly personIds: readonly string[] }
  | { readonly kind: "add_person"; readonly code: string; readonly role: PersonRole; readonly shownName: string }
  | {
      readonly kind: "change_person";
      readonly id: string;
      readonly role?: PersonRole;
      readonly shownName?: string;
      readonly pronoun?: string;
      readonly language?: string;
      readonly askedEachTime?: boolean;
    }
  | {
      readonly kind: "say_assent";
      readonly personId: string;
      readonly scope: ConsentScope;
      readonly answer: AssentAnswer;
      readonly shownBy?: string;
    }
  | {
      readonly kind: "say_consent";
      readonly personId: string;
      readonly scope: ConsentScope;
      readonly status: ConsentStatus;
      readonly givenBy?: string;
      /** The last day it holds, as `YYYY-MM-DD`. */
      readonly expires?: string;
    }
  | { readonly kind: "add_tier"; readonly channel: Channel; readonly personId?: string | null; readonly name?: string }
  | {
      readonly kind: "change_tier";
      readonly id: string;
      readonly name?: string;
      readonly personId?: string | null;
      readonly position?: number;
    }
  | { readonly kind: "remove_tier"; readonly id: string }
  | {
      readonly kind: "add_intervals";
      readonly tierId: string;
      readonly intervals: readonly { readonly start: number; readonly end: number; readonly label?: string; readonly note?: string }[];
      readonly overlap?: Overlap;
    }
  | { readonly kind: "change_intervals"; readonly intervals: readonly IntervalChange[]; readonly overlap?: Overlap }
  | { readonly kind: "remove_intervals"; readonly ids: readonly string[] }
  | { readonly kind: "split_intervals"; readonly ids: readonly string[]; readonly at: number }
  | { readonly kind: "merge_intervals"; readonly ids: readonly string[]; readonly overlap?: Overlap }
  | {
      readonly kind: "move_intervals" | "copy_intervals";
      readonly ids: readonly string[];
      readonly byTicks: number;
      readonly tierId?: string | null;
      readonly overlap?: Overlap;
    }
  | { readonly kind: "accept_candidates" | "dismiss_candidates"; readonly ids?: readonly string[]; readonly tierId?: string | null }
  | ({ readonly kind: "change_settings" } & Partial<Omit<Settings, "notice">>)
  | {
      readonly kind: "add_step";
      readonly start: number;
      readonly end: number;
      readonly actorId: string;
      readonly role: StepRole;
      readonly modality: Modality;
      readonly answers?: string | null;
      readonly principles?: readonly string[];
      readonly topic?: string;
      readonly words?: string;
    }
  | {
      readonly kind: "change_step";
      readonly id: string;
      readonly start?: number;
      readonly end?: number;
      readonly actorId?: string;
      readonly role?: StepRole;
      readonly modality?: Modality;
      readonly principles?: readonly string[];
      readonly topic?: string;
      readonly words?: string;
    }
  | { readonly kind: "link_step"; readonly id: string; readonly answers: string | null }
  | { readonly kind: "remove_step"; readonly id: string }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "turn_to"; readonly change: number }
  | { readonly kind: "publish"; readonly offline?: boolean }
  | {
      readonly kind: "export_for_training";
      readonly way: "training_internal" | "training_external";
      readonly forWhom: string;
      readonly days: number;
    }
  | { readonly kind: "stop_publishing" }
  | { readonly kind: "write_still"; readonly recordingId: string; readonly at: number }
  | { readonly kind: "prepare" }
  | { readonly kind: "stop_preparing" };

/** Other words about a shared review; only what is said is changed. Days are `YYYY-MM-DD`. */
export interface ReviewChange {
  readonly heldOn?: string;
  readonly cycleId?: string | null;
  readonly playlistId?: string | null;
  readonly recordingId?: string | null;
  readonly present?: readonly string[];
  readonly done?: readonly string[];
  readonly workingPoint?: string;
  readonly howItWas?: string;
  readonly note?: string;
}

/** Other words about a meeting with a supervisor. */
export interface MeetingChange {
  readonly heldOn?: string;
  readonly supervisor?: string;
  readonly focus?: string;
  readonly agreed?: string;
}

export type LetterForm = "docx" | "pdf";

/** What can be taken out of a case. */
export type Removable = "moment" | "step" | "region" | "clip" | "tier" | "interval" | "person" | "goal" | "cycle" | "review";

/** What the page may ask without changing anything, and what it is answered. */
export interface Questions {
  readonly read_history: { readonly asked: { readonly most?: number }; readonly answer: Edits };
  readonly read_preview: { readonly asked: Record<string, never>; readonly answer: Preview };
  readonly read_faces: { readonly asked: { readonly at: number }; readonly answer: FoundFaces };
  readonly what_depends_on: { readonly asked: { readonly thing: Removable; readonly id: string }; readonly answer: Depending };
  readonly what_may_go: { readonly asked: { readonly reviewId: string }; readonly answer: MayGo };
}

export type Question = { [K in keyof Questions]: { readonly kind: K } & Questions[K]["asked"] }[keyof Questions];

/** Asks Python something; null where there is no answer. Never rejects. */
export type Ask = <K extends keyof Questions>(kind: K, asked: Questions[K]["asked"]) => Promise<Questions[K]["answer"] | null>;

/** Who gives way where intervals of one row would overlap: nobody, what stands, or what comes. */
export type Overlap = "refuse" | "trim" | "fit";

/** Other times or words for one interval; only what is said is changed. */
export interface IntervalChange {
  readonly id: string;
  readonly start?: number;
  readonly end?: number;
  readonly label?: string;
  readonly note?: string;
}

export type PersonRole = "client" | "child" | "carer" | "sibling" | "professional" | "guider" | "supervisor" | "trainee" | "bystander";

/** Why something was not done, and what to do about it. */
export interface Refusal {
  readonly problem: string;
  readonly nextStep: string;
}

/** Where nobody has answered, `isUnanswered` says so, and `late` is the answer if it comes after all. */
export type SendResult =
  | { readonly ok: true; readonly result: unknown }
  | ({ readonly ok: false; readonly isUnanswered?: boolean; readonly late?: Promise<SendResult> } & Refusal);

/** Asks Python; never rejects: what goes wrong is a refusal in calm words. */
export type Send = (edit: Edit) => Promise<SendResult>;

/**
 * What Python owns and the page shows: the case with its film, tiers, moments, figures and clips.
 * Times are whole ticks of the film clock (90 000 a second, 0 at the first frame); stretches are half-open.
 * What the page itself owns (playhead, selection, tool) does not live here but in `state`.
 */

import type { Analysing, Analysis } from "./analysis";
import type { Casework } from "./casework";
import type { ConsentScope, ConsentState } from "./consent";
import type { PersonShape } from "./design";
import type { Checklist, Letter, Review, Supervising } from "./record";
import type { Intervals } from "./timeline/intervals";

/** A stretch of film `[start, end)`, never empty. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Film {
  readonly recordingId: string;
  readonly title: string;
  readonly nFrames: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly hasSound: boolean;
  readonly nChannels: number;
  readonly variableRate: boolean;
  readonly media: {
    readonly film: string;
    /** Whether `film` is the film as it came, which not every browser plays, because its working copy is not there yet. */
    readonly isOriginal: boolean;
    /** When the first frame is shown in the file's own time, in ticks. */
    readonly startsAt: number;
    /** Single pictures are below this, by the number of their frame. */
    readonly stills: string;
    readonly frames: string;
    readonly packets: string | null;
    readonly peaks: string | null;
    readonly spectrogram: string | null;
    readonly thumbnails: string | null;
  };
  readonly thumbnails: Thumbnails | null;
}

export interface Thumbnails {
  readonly n: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How far the film's working copy is that is not there yet; where nobody makes it, there may be words why. */
export interface Preparation {
  readonly words: string;
  readonly part: number;
  readonly leftS: number | null;
  readonly isGoingOn: boolean;
  readonly problem: string;
  readonly nextStep: string;
}

/** Something there is to say about the film as a film, with the stretches concerned. */
export interface Finding {
  readonly check: string;
  readonly weight: "look" | "helps" | "know";
  readonly words: string;
  readonly nextStep: string;
  /** Starts and ends in ticks; empty where it is about the whole film. */
  readonly spans: readonly (readonly [number, number])[];
}

/** The film looked over: what matters most first; `good` says that there is nothing to mend, `know` stands over mere facts. */
export interface FilmChecks {
  readonly good: string;
  readonly know: string;
  readonly findings: readonly Finding[];
}

export type FilmKind = "family_film" | "shared_review" | "training";

export interface CaseWords {
  readonly code: string;
  readonly cycle: number | null;
  readonly cycleId: string | null;
  /** What the film on the screen is; null where there is none. */
  readonly filmKind: FilmKind | null;
  readonly helpingQuestion: string;
  readonly hope: string;
  readonly setting: string;
}

export interface Person {
  readonly id: string;
  readonly code: string;
  readonly role: string;
  readonly shownName: string;
  readonly pronoun: string;
  readonly language: string;
  /** Whether this is a child who is asked anew before anything leaves. */
  readonly askedEachTime: boolean;
  readonly colour: string;
  readonly shape: PersonShape;
}

export interface Interval extends Stretch {
  readonly id: string;
  readonly label: string;
  readonly confidence: number | null;
  readonly note: string;
}

export type Channel = "look" | "voice" | "words" | "face" | "turn" | "other";
export type Origin = "marked" | "authored" | "imported" | "candidate";

/** What is known of a tier before its intervals have come; another `revision` means that they are others now. */
export interface TierHeader {
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly origin: Origin;
  readonly personId: string | null;
  readonly position: number;
  readonly revision: number;
}

export interface Tier extends TierHeader {
  readonly intervals: Intervals;
  /** Whether newer intervals than these are still to come. */
  readonly awaited: boolean;
}

export type StepRole = "initiative" | "reception" | "response";

export type Modality = "gaze" | "face" | "voice" | "words" | "touch" | "posture" | "gesture" | "distance";

export interface Step extends Stretch {
  readonly id: string;
  readonly actorId: string;
  readonly role: StepRole;
  readonly modality: Modality;
  readonly answers: string | null;
  readonly principles: readonly string[];
  readonly topic: string;
  readonly words: string;
  readonly layer: "family" | "review";
}

export type MomentKind = "better_than_usual" | "repair" | "first_time" | "everyday";

export interface Moment extends Stretch {
  readonly id: string;
  readonly kind: MomentKind;
  readonly principles: readonly string[];
  readonly why: string;
  readonly note: string;
}

/** A place on the displayed picture as fractions of its width and height, from the top left corner. */
export type Point = readonly [x: number, y: number];

export type Shape = "box" | "ellipse" | "polygon" | "line" | "arrow" | "spotlight" | "blur";

/** A figure as it stands at one instant; the turn is clockwise about its middle, in degrees. */
export interface Form {
  readonly points: readonly Point[];
  readonly turnDeg: number;
}

export interface Keyframe extends Form {
  readonly at: number;
}

export interface Region extends Stretch {
  readonly id: string;
  readonly shape: Shape;
  readonly keyframes: readonly Keyframe[];
  readonly label: string;
  readonly purpose: "point_out" | "anonymise";
  /** Whom it makes unknowable, where it anonymises. */
  readonly hides: string | null;
}

export interface PausePoint {
  readonly at: number;
  readonly question: string;
}

export interface Clip extends Stretch {
  readonly id: string;
  readonly recordingId: string;
  readonly position: number;
  readonly title: string;
  readonly introduction: string;
  readonly question: string;
  readonly pauses: readonly PausePoint[];
  readonly posterAt: number | null;
  readonly slowRate: number;
  readonly momentId: string | null;
  readonly principles: readonly string[];
  readonly hopeToNotice: string;
  readonly mayBeHard: string;
  readonly goalId: string | null;
  readonly whyBetter: string;
  /** A line on who begins, and how it is received. */
  readonly initiative: string;
  readonly followUps: readonly string[];
  readonly stretch: Reach | null;
  /** The ways of looking, in order. */
  readonly playPlan: readonly Viewing[];
  readonly note: string;
}

/** How far what a clip shows is from what the client sees already. */
export type Reach = "seen" | "within_reach" | "stretch";

export type Viewing = "whole" | "slow" | "frame_by_frame" | "still";

/** A better instant for one edge of a clip, and why. */
export interface Trim {
  readonly clipId: string;
  readonly edge: "start" | "end";
  readonly at: number;
  readonly words: string;
}

/** A clip at its place in a proposed order, and why there. */
export interface Placed {
  readonly clipId: string;
  readonly words: string;
}

export interface Advice {
  readonly check: string;
  readonly words: string;
  readonly clipId: string | null;
}

export interface Playlist {
  readonly id: string;
  readonly title: string;
  readonly closingQuestion: string;
  readonly profile: "clip" | "micro";
  readonly clips: readonly Clip[];
  readonly advice: readonly Advice[];
  readonly trims: readonly Trim[];
  /** From simpler to more complex; empty where the clips stand so already. */
  readonly proposedOrder: readonly Placed[];
}

/** Another film of the case, which may stand beside the one on the stage. */
export interface Camera {
  readonly film: Film;
  /** The instant of the film on the stage at which this one begins; null where it does not stand beside it. */
  readonly startsAt: number | null;
  readonly alignedBy: "sound" | "hand" | null;
  /** How many times better the sounds agreed there than at any other place; null where that was not asked. */
  readonly standsOut: number | null;
  /** The part of both sounds that has been listened to while they are being aligned, 0 to 1; else null. */
  readonly listened: number | null;
}

export interface Principle {
  readonly code: string;
  readonly behaviour: string;
  readonly family: string;
}

export interface Level {
  readonly number: number;
  readonly name: string;
  readonly phase: "love" | "play" | "work";
  readonly principles: readonly Principle[];
}

/** What one use of a film is called. */
export interface ScopeWords {
  readonly scope: ConsentScope;
  readonly words: string;
}

export interface Vocabulary {
  readonly title: string;
  readonly source: string;
  readonly levels: readonly Level[];
  /** Opening questions to start from. */
  readonly questions: readonly string[];
  /** The uses of a film, in the order in which people are asked. */
  readonly scopes: readonly ScopeWords[];
  readonly checklists: readonly Checklist[];
}

/** One edit of the case's history; `day` is `YYYY-MM-DD`. What lasts cannot be undone. */
export interface Change {
  readonly id: number;
  readonly label: string;
  readonly day: string;
  readonly time: string;
  readonly undone: boolean;
  readonly lasting: boolean;
}

/** The latest edits, newest first; `more` where there are older ones. */
export interface Edits {
  readonly changes: readonly Change[];
  readonly more: boolean;
}

/** The ways out by which this screen gives a playlist's clips away. */
export type GivenWay = "package" | "offline_page" | "training_internal" | "training_external";

/** How far the writing of something that leaves is: `part` from 0 to 1. */
export interface PublishingPart {
  readonly words: string;
  readonly part: number;
  readonly leftS: number | null;
  readonly way: GivenWay;
}

/** The family's page of the playlist as it stands, as one HTML text; null where it cannot be shown. */
export interface Preview {
  readonly page: string | null;
  readonly notes: readonly string[];
}

/** What hangs on a thing: how much goes with it, and what becomes of the rest, in short sentences. */
export interface Depending {
  readonly nGoing: number;
  readonly words: readonly string[];
}

export interface HistoryWords {
  readonly undo: string | null;
  readonly redo: string | null;
  readonly savedAt: string | null;
}

/** The keys of one command where this person wants others than the usual ones; none at all is a choice too. */
export interface KeyChoice {
  readonly command: string;
  readonly chords: readonly string[];
}

/** A label for coding one channel, with its key. */
export interface LabelKey {
  readonly channel: Channel;
  readonly label: string;
  readonly chord: string;
}

/** What this person prefers, the same for every case. Milliseconds are as people feel them, whatever speed the film plays at. */
export interface Settings {
  readonly keys: readonly KeyChoice[];
  readonly labelKeys: readonly LabelKey[];
  readonly aroundBeforeMs: number;
  readonly aroundAfterMs: number;
  readonly pausesWhileWriting: boolean;
  readonly writingBackMs: number;
  readonly writingRestMs: number;
  readonly reactionDelayMs: number;
  readonly markLengthMs: number;
  readonly holdToCode: boolean;
  readonly writeOver: boolean;
  /** The guider's own, for vocabulary and checklists. */
  readonly language: string;
  /** Where what was kept could not be read: a sentence about it, else empty. */
  readonly notice: string;
}

export const USUAL_SETTINGS: Settings = {
  keys: [],
  labelKeys: [],
  aroundBeforeMs: 2000,
  aroundAfterMs: 2000,
  pausesWhileWriting: true,
  writingBackMs: 1000,
  writingRestMs: 1500,
  reactionDelayMs: 0,
  markLengthMs: 2000,
  holdToCode: true,
  writeOver: true,
  language: "en",
  notice: "",
};

export interface Snapshot {
  readonly film: Film | null;
  readonly preparation: Preparation | null;
  /** Null until the film was looked over. */
  readonly checks: FilmChecks | null;
  readonly publishing: PublishingPart | null;
  readonly analysing: Analysing | null;
  readonly analysis: Analysis | null;
  readonly case: CaseWords | null;
  readonly casework: Casework | null;
  readonly people: readonly Person[];
  readonly tiers: readonly Tier[];
  readonly steps: readonly Step[];
  readonly moments: readonly Moment[];
  readonly regions: readonly Region[];
  readonly cameras: readonly Camera[];
  readonly playlist: Playlist | null;
  readonly consent: ConsentState | null;
  readonly reviews: readonly Review[];
  readonly supervision: Supervising | null;
  readonly letters: readonly Letter[];
  readonly vocabulary: Vocabulary | null;
  readonly history: HistoryWords;
  readonly settings: Settings;
  readonly screen: "guider" | "player";
}

export const EMPTY_SNAPSHOT: Snapshot = {
  film: null,
  preparation: null,
  checks: null,
  publishing: null,
  analysing: null,
  analysis: null,
  case: null,
  casework: null,
  people: [],
  tiers: [],
  steps: [],
  moments: [],
  regions: [],
  cameras: [],
  playlist: null,
  consent: null,
  reviews: [],
  supervision: null,
  letters: [],
  vocabulary: null,
  history: { undo: null, redo: null, savedAt: null },
  settings: USUAL_SETTINGS,
  screen: "guider",
};

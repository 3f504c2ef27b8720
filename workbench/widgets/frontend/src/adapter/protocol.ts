// Made from protocol.schema.json by build.mjs; the source is workbench/widgets/protocol. Not edited by hand.

/**
 * Why a moment is worth keeping.
 */
export type MomentKind = "better_than_usual" | "repair" | "first_time" | "everyday";
/**
 * How it can be seen or heard.
 */
export type Modality = "gaze" | "face" | "voice" | "words" | "touch" | "posture" | "gesture" | "distance";
/**
 * What a step is in the exchange; reception is apart from response and comes before words.
 */
export type StepRole = "initiative" | "reception" | "response";
/**
 * What a region is for.
 */
export type Purpose = "point_out" | "anonymise";
/**
 * The figures one can draw: a spotlight is an ellipse that darkens the rest, a blur a box that hides what is in it.
 */
export type ShapeKind = "box" | "ellipse" | "polygon" | "line" | "arrow" | "spotlight" | "blur";
/**
 * One way of looking at a clip; a play plan is several, one after the other.
 */
export type Viewing = "whole" | "slow" | "frame_by_frame" | "still";
/**
 * How far what a clip shows is from what the client sees already (zone of proximal development).
 */
export type Stretch = "seen" | "within_reach" | "stretch";
/**
 * Which lengths are usual; :class:`workbench.practice.lengths.Lengths` says how long that is.
 */
export type LengthProfile = "clip" | "micro";
/**
 * With whom one works: a family, or a professional (video enhanced reflective practice), who may choose the clips.
 */
export type CaseKind = "family" | "professional";
/**
 * Who somebody is in a case.
 */
export type Role = "client" | "child" | "carer" | "sibling" | "professional" | "guider" | "supervisor" | "trainee" | "bystander";
/**
 * What a film may be used for.
 */
export type Scope =
  | "film"
  | "shared_review"
  | "film_review"
  | "supervision"
  | "intervision"
  | "accreditation"
  | "keep_copy_family"
  | "training_internal"
  | "training_external"
  | "research_numeric"
  | "research_video"
  | "publication";
/**
 * What somebody said; expiry by date is worked out by :meth:`Consent.allows`.
 */
export type ConsentStatus = "granted" | "refused" | "withdrawn";
/**
 * What a child answered, in words or otherwise: turning away is a no.
 */
export type Answer = "yes" | "no";
/**
 * How far a cycle has come.
 */
export type CycleState = "planned" | "filmed" | "analysed" | "reviewed" | "supervised" | "closed";
/**
 * What was filmed.
 */
export type RecordingKind = "family_film" | "shared_review" | "training";
/**
 * What a letter is for.
 */
export type LetterKind = "closing" | "strengths";
/**
 * What a tier's intervals describe.
 */
export type Channel = "look" | "voice" | "words" | "face" | "turn" | "other";
/**
 * Who gives way where a coming interval meets one that stands.
 */
export type Overlap = "refuse" | "trim" | "fit";
/**
 * How it is known when a camera began.
 */
export type AlignedBy = "sound" | "hand";
/**
 * Where something is done: the key of a panel on the guider's screen.
 */
export type Place = "case" | "people" | "films" | "moments" | "clips" | "give" | "review" | "supervision" | "letter";
/**
 * The checks of a recording.
 */
export type FilmCheck =
  | "black"
  | "frozen"
  | "dark"
  | "darker"
  | "white"
  | "blurred"
  | "moving"
  | "small_picture"
  | "upright"
  | "short"
  | "no_sound"
  | "silent"
  | "soft"
  | "clipped"
  | "noisy"
  | "noisy_estimated"
  | "silent_channel"
  | "same_channels"
  | "drift"
  | "sound_gaps"
  | "sound_ends"
  | "people_unknown"
  | "no_face"
  | "both_in_view"
  | "seldom_both"
  | "small_faces"
  | "cut_off"
  | "dark_faces"
  | "backlight"
  | "more_people"
  | "variable_rate"
  | "rotated"
  | "picture_late"
  | "picture_early"
  | "location";
/**
 * How much a finding matters: a part of the film may not be usable; it helps the next film; it is good to know.
 */
export type Weight = "look" | "helps" | "know";
/**
 * What stands against letting something out.
 */
export type Cause =
  | "no_film"
  | "gone"
  | "unsaid"
  | "unknown"
  | "film_taken_back"
  | "silent"
  | "refused"
  | "withdrawn"
  | "expired"
  | "said_no"
  | "to_be_asked"
  | "not_hidden";
/**
 * Which end of a clip.
 */
export type Edge = "start" | "end";
/**
 * Which two people: those in the film, or the guider and the client in the film of the review.
 */
export type Layer = "family" | "review";
/**
 * Who made a tier.
 */
export type Origin = "marked" | "authored" | "imported" | "candidate";

/**
 * All that passes between page and kernel, gathered for the schema.
 */
export interface Wire {
  command: SeekCommand;
  depending: WireDepending;
  edit:
    | MarkMoment
    | ChangeMoment
    | RemoveMoment
    | AlignCamera
    | StopAligning
    | PlaceCamera
    | CorrectCamera
    | RemoveCamera
    | AddStep
    | ChangeStep
    | LinkStep
    | RemoveStep
    | DrawRegion
    | ChangeRegion
    | RemoveKeyframe
    | AddPoint
    | RemovePoint
    | RemoveRegion
    | MakeClip
    | ChangeClip
    | OrderClips
    | RemoveClip
    | ChangePlaylist
    | ChangeCase
    | SetInView
    | AddPerson
    | ChangePerson
    | SayConsent
    | SayAssent
    | AddGoal
    | ChangeGoal
    | RemoveGoal
    | RateGoal
    | BeginCycle
    | MoveCycle
    | RemoveCycle
    | ChangeFilm
    | AddReview
    | ChangeReview
    | RemoveReview
    | NoteResponse
    | AddSupervision
    | ChangeSupervision
    | RemoveSupervision
    | LookBack
    | LogMeasure
    | RemoveMeasure
    | SealForSupervision
    | DraftLetter
    | ChangeLetter
    | ApproveLetter
    | AddLetterStill
    | RemoveLetterStill
    | WriteLetter
    | WriteFilmingGuide
    | Publish
    | ExportForTraining
    | StopPublishing
    | WriteStill
    | CloseCase
    | ReopenCase
    | HoldCase
    | EndHold
    | AddTier
    | ChangeTier
    | RemoveTier
    | AddIntervals
    | ChangeIntervals
    | RemoveIntervals
    | SplitIntervals
    | MergeIntervals
    | MoveIntervals
    | CopyIntervals
    | AcceptCandidates
    | DismissCandidates
    | LookForPlaces
    | StopLooking
    | NameFace
    | MergeFaces
    | SplitFace
    | NameVoice
    | LookAhead
    | Undo
    | Redo
    | TurnTo
    | Prepare
    | StopPreparing
    | ChangeSettings;
  edits: WireEdits;
  faces: WireFaces;
  intervals: WireIntervals;
  may_go: WireMayGo;
  playhead: Playhead;
  preview: WirePreview;
  question: Look | ReadTier | ReadHistory | WhatDependsOn | WhatMayGo | ReadPreview | ReadFaces;
  reply: Done | Refused;
  snapshot: Snapshot;
}
/**
 * Go to the frame shown at an instant of the film clock.
 */
export interface SeekCommand {
  command: "seek";
  ticks: number;
}
/**
 * How many things would go with a thing, and what would happen to what hangs on it, in short sentences.
 */
export interface WireDepending {
  n_going: number;
  words: string[];
}
/**
 * A new moment.
 */
export interface MarkMoment {
  end: number;
  key?: string | null;
  kind: "mark_moment";
  moment_kind?: MomentKind;
  /**
   * @maxItems 12
   */
  principles?: string[];
  start: number;
}
/**
 * Other words, principles or times for a moment; only the fields said are changed, start and end only together.
 */
export interface ChangeMoment {
  end?: number;
  id: string;
  key?: string | null;
  kind: "change_moment";
  moment_kind?: MomentKind;
  note?: string;
  /**
   * @maxItems 12
   */
  principles?: string[];
  start?: number;
  why?: string;
}
/**
 * Take a moment away.
 */
export interface RemoveMoment {
  id: string;
  key?: string | null;
  kind: "remove_moment";
}
/**
 * Put another film beside this one where their sounds agree; answered when both have been listened to.
 */
export interface AlignCamera {
  key?: string | null;
  kind: "align_camera";
  recording_id: string;
}
/**
 * Listen no longer to another film; nothing is changed.
 */
export interface StopAligning {
  key?: string | null;
  kind: "stop_aligning";
  recording_id: string;
}
/**
 * Put another film beside this one by hand: it begins at this instant, which may lie before this film's start.
 */
export interface PlaceCamera {
  key?: string | null;
  kind: "place_camera";
  recording_id: string;
  starts_at: number;
}
/**
 * Move another film so that `at` this instant it shows a frame so many later than now.
 */
export interface CorrectCamera {
  at: number;
  frames: number;
  key?: string | null;
  kind: "correct_camera";
  recording_id: string;
}
/**
 * Take another film from beside this one; it stays in the case.
 */
export interface RemoveCamera {
  key?: string | null;
  kind: "remove_camera";
  recording_id: string;
}
/**
 * A new step; `answers` is the step it answers.
 */
export interface AddStep {
  actor_id: string;
  answers?: string | null;
  end: number;
  key?: string | null;
  kind: "add_step";
  modality: Modality;
  /**
   * @maxItems 12
   */
  principles?: string[];
  role: StepRole;
  start: number;
  topic?: string;
  words?: string;
}
/**
 * Another actor, role, modality, time or other words for a step; only the fields said are changed, start and end only together.
 */
export interface ChangeStep {
  actor_id?: string;
  end?: number;
  id: string;
  key?: string | null;
  kind: "change_step";
  modality?: Modality;
  /**
   * @maxItems 12
   */
  principles?: string[];
  role?: StepRole;
  start?: number;
  topic?: string;
  words?: string;
}
/**
 * What a step answers; None for nothing.
 */
export interface LinkStep {
  answers: string | null;
  id: string;
  key?: string | null;
  kind: "link_step";
}
/**
 * Take a step away; what answered it forgets it.
 */
export interface RemoveStep {
  id: string;
  key?: string | null;
  kind: "remove_step";
}
/**
 * A new figure on the picture, drawn on the frame that starts `at`, visible from `start` to `end`; purpose None is the usual one.
 */
export interface DrawRegion {
  at: number;
  end: number;
  key?: string | null;
  kind: "draw_region";
  label?: string;
  /**
   * @minItems 2
   * @maxItems 2000
   */
  points: [number, number][];
  purpose?: Purpose | null;
  shape: ShapeKind;
  start: number;
  turn_deg?: number;
}
/**
 * `points` or `turn_deg` with `at` set the figure there; only the fields said are changed, start and end only together.
 *
 * `hides` is whom a figure that anonymises makes unknowable.
 */
export interface ChangeRegion {
  at?: number;
  end?: number;
  hides?: string | null;
  id: string;
  key?: string | null;
  kind: "change_region";
  label?: string;
  /**
   * @minItems 2
   * @maxItems 2000
   */
  points?: [number, number][];
  purpose?: Purpose;
  start?: number;
  turn_deg?: number;
}
/**
 * Forget how a figure was set on the frame that starts `at`.
 */
export interface RemoveKeyframe {
  at: number;
  id: string;
  key?: string | null;
  kind: "remove_keyframe";
}
/**
 * One more point on a polygon or a line, at `part` of the edge that leads on from point `after`.
 */
export interface AddPoint {
  after: number;
  id: string;
  key?: string | null;
  kind: "add_point";
  part?: number;
}
/**
 * One point of a polygon or a line fewer.
 */
export interface RemovePoint {
  id: string;
  index: number;
  key?: string | null;
  kind: "remove_point";
}
/**
 * Take a figure away.
 */
export interface RemoveRegion {
  id: string;
  key?: string | null;
  kind: "remove_region";
}
/**
 * A clip of a moment, at the end of the playlist.
 */
export interface MakeClip {
  key?: string | null;
  kind: "make_clip";
  moment_id: string;
}
/**
 * Other words, times or pauses for a clip; only the fields said are changed, start and end only together.
 */
export interface ChangeClip {
  end?: number;
  /**
   * @maxItems 20
   */
  follow_ups?: string[];
  goal_id?: string | null;
  hope_to_notice?: string;
  id: string;
  initiative?: string;
  introduction?: string;
  key?: string | null;
  kind: "change_clip";
  may_be_hard?: string;
  note?: string;
  /**
   * @maxItems 50
   */
  pauses?: Pause[];
  /**
   * @maxItems 12
   */
  play_plan?: Viewing[];
  poster_at?: number | null;
  /**
   * @maxItems 12
   */
  principles?: string[];
  question?: string;
  slow_rate?: number;
  start?: number;
  stretch?: Stretch | null;
  title?: string;
  why_better?: string;
}
/**
 * Where the picture holds, on the film clock.
 */
export interface Pause {
  at: number;
  question?: string;
}
/**
 * All clips of the playlist in their new order.
 */
export interface OrderClips {
  /**
   * @maxItems 200
   */
  clip_ids: string[];
  key?: string | null;
  kind: "order_clips";
}
/**
 * Take a clip out of the playlist; its moment stays.
 */
export interface RemoveClip {
  id: string;
  key?: string | null;
  kind: "remove_clip";
}
/**
 * Other words or another usual length for the case's playlist; only the fields said are changed.
 */
export interface ChangePlaylist {
  closing_question?: string;
  key?: string | null;
  kind: "change_playlist";
  profile?: LengthProfile;
  title?: string;
}
/**
 * The case itself: its words, with whom one works and where, how many cycles are planned; only the fields said are changed.
 */
export interface ChangeCase {
  case_kind?: CaseKind;
  helping_question?: string;
  hope?: string;
  key?: string | null;
  kind: "change_case";
  planned_cycles?: number;
  setting?: string;
}
/**
 * Who can be recognised in the film.
 */
export interface SetInView {
  key?: string | null;
  kind: "set_in_view";
  /**
   * @maxItems 100
   */
  person_ids: string[];
}
/**
 * Somebody new in the case, under a pseudonymous code.
 */
export interface AddPerson {
  code: string;
  key?: string | null;
  kind: "add_person";
  role: Role;
  shown_name: string;
}
/**
 * Another name, role, pronoun or language for somebody, or whether they are asked each time; only the fields said are changed.
 */
export interface ChangePerson {
  asked_each_time?: boolean;
  id: string;
  key?: string | null;
  kind: "change_person";
  language?: string;
  pronoun?: string;
  role?: Role;
  shown_name?: string;
}
/**
 * What one person said about one use, or `given_by` on their behalf; `expires` is the last day it holds, None without an end.
 */
export interface SayConsent {
  expires?: string | null;
  given_by?: string;
  key?: string | null;
  kind: "say_consent";
  person_id: string;
  scope: Scope;
  status: ConsentStatus;
}
/**
 * What somebody who is asked each time answered about one use of the film on the screen, and how that was to be seen or heard.
 */
export interface SayAssent {
  answer: Answer;
  key?: string | null;
  kind: "say_assent";
  person_id: string;
  scope: Scope;
  shown_by?: string;
}
/**
 * A goal, in the client's words.
 */
export interface AddGoal {
  key?: string | null;
  kind: "add_goal";
  words: string;
}
/**
 * Other words for a goal.
 */
export interface ChangeGoal {
  id: string;
  key?: string | null;
  kind: "change_goal";
  words: string;
}
/**
 * Take a goal away, and its ratings with it.
 */
export interface RemoveGoal {
  id: string;
  key?: string | null;
  kind: "remove_goal";
}
/**
 * How near the client felt to a goal on a day, else today, and what they said with it.
 */
export interface RateGoal {
  goal_id: string;
  key?: string | null;
  kind: "rate_goal";
  on?: string | null;
  value: number;
  words?: string;
}
/**
 * The next cycle, planned.
 */
export interface BeginCycle {
  key?: string | null;
  kind: "begin_cycle";
}
/**
 * A cycle in another state, on or back.
 */
export interface MoveCycle {
  id: string;
  key?: string | null;
  kind: "move_cycle";
  state: CycleState;
}
/**
 * Take a cycle away; its films and reviews stay and belong to none.
 */
export interface RemoveCycle {
  id: string;
  key?: string | null;
  kind: "remove_cycle";
}
/**
 * To which cycle the film on the screen belongs, and what was filmed; only the fields said are changed.
 */
export interface ChangeFilm {
  cycle_id?: string | null;
  film_kind?: RecordingKind;
  key?: string | null;
  kind: "change_film";
}
/**
 * Write a shared review down; without a cycle it belongs to the latest that has not come to its review.
 */
export interface AddReview {
  cycle_id?: string | null;
  /**
   * @maxItems 100
   */
  done?: string[];
  held_on?: string;
  how_it_was?: string;
  key?: string | null;
  kind: "add_review";
  note?: string;
  playlist_id?: string | null;
  /**
   * @maxItems 100
   */
  present?: string[];
  recording_id?: string | null;
  working_point?: string;
}
/**
 * Another day, other people or words for a review; only the fields said are changed.
 */
export interface ChangeReview {
  cycle_id?: string | null;
  /**
   * @maxItems 100
   */
  done?: string[];
  held_on?: string;
  how_it_was?: string;
  id: string;
  key?: string | null;
  kind: "change_review";
  note?: string;
  playlist_id?: string | null;
  /**
   * @maxItems 100
   */
  present?: string[];
  recording_id?: string | null;
  working_point?: string;
}
/**
 * Take the record of a review away, and what was said of its clips with it.
 */
export interface RemoveReview {
  id: string;
  key?: string | null;
  kind: "remove_review";
}
/**
 * What the client said of a clip in a review; only the fields said are changed.
 */
export interface NoteResponse {
  clip_id: string;
  feeling?: string;
  kept?: boolean;
  key?: string | null;
  kind: "note_response";
  named?: string;
  review_id: string;
  said_first?: string;
  working_point?: string;
}
/**
 * Write down a meeting with a supervisor about a review; the review's cycle is supervised then.
 */
export interface AddSupervision {
  agreed?: string;
  focus?: string;
  held_on?: string;
  hours: number;
  key?: string | null;
  kind: "add_supervision";
  review_id?: string | null;
  supervisor?: string;
}
/**
 * Another day, length or other words for a meeting; only the fields said are changed.
 */
export interface ChangeSupervision {
  agreed?: string;
  focus?: string;
  held_on?: string;
  hours?: number;
  id: string;
  key?: string | null;
  kind: "change_supervision";
  supervisor?: string;
}
/**
 * Take the record of a meeting away.
 */
export interface RemoveSupervision {
  id: string;
  key?: string | null;
  kind: "remove_supervision";
}
/**
 * The guider's words to one point of the checklist, looking back on a review; without a word the point is taken out.
 */
export interface LookBack {
  key?: string | null;
  kind: "look_back";
  point: string;
  review_id: string;
  words: string;
}
/**
 * A score of a published instrument as its rater gave it.
 */
export interface LogMeasure {
  key?: string | null;
  kind: "log_measure";
  name: string;
  on?: string | null;
  rater?: string;
  score: string;
  version?: string;
}
/**
 * Take a logged score away.
 */
export interface RemoveMeasure {
  id: string;
  key?: string | null;
  kind: "remove_measure";
}
/**
 * Write what may go to a supervisor of one review as a sealed file; answered when it is written.
 *
 * The passphrase is used for that and kept nowhere.
 */
export interface SealForSupervision {
  for_whom?: string;
  key?: string | null;
  kind: "seal_for_supervision";
  passphrase: string;
  review_id: string;
}
/**
 * A draft of the client's own words, in the place of the letter of that kind; `with_ratings` tells their own numbers, as they wish.
 */
export interface DraftLetter {
  key?: string | null;
  kind: "draft_letter";
  letter_kind: LetterKind;
  with_ratings?: boolean;
}
/**
 * Other words for a letter, which counts as read then; only the fields said are changed.
 */
export interface ChangeLetter {
  heading?: string;
  id: string;
  key?: string | null;
  kind: "change_letter";
  /**
   * @maxItems 200
   */
  paragraphs?: string[];
}
/**
 * Say that a letter was read and may leave as it is.
 */
export interface ApproveLetter {
  id: string;
  key?: string | null;
  kind: "approve_letter";
}
/**
 * Put the still that was chosen for a clip at the end of a letter.
 */
export interface AddLetterStill {
  clip_id: string;
  id: string;
  key?: string | null;
  kind: "add_letter_still";
}
/**
 * Take a still out of a letter, named by its film and instant.
 */
export interface RemoveLetterStill {
  at: number;
  id: string;
  key?: string | null;
  kind: "remove_letter_still";
  recording_id: string;
}
/**
 * Write a letter that was read as a file, which leaves.
 */
export interface WriteLetter {
  form: "docx" | "pdf";
  id: string;
  key?: string | null;
  kind: "write_letter";
}
/**
 * Write the page on how to film at home, to print.
 */
export interface WriteFilmingGuide {
  key?: string | null;
  kind: "write_filming_guide";
}
/**
 * Write the family's package of the playlist, or its page for a stick; answered when it is written.
 */
export interface Publish {
  key?: string | null;
  kind: "publish";
  offline?: boolean;
}
/**
 * Write the playlist's clips with their coding for training, for somebody and for some days; answered when it is written.
 */
export interface ExportForTraining {
  days: number;
  for_whom: string;
  key?: string | null;
  kind: "export_for_training";
  way: "training_internal" | "training_external";
}
/**
 * Stop writing what is being published or exported; nothing of it is left.
 */
export interface StopPublishing {
  key?: string | null;
  kind: "stop_publishing";
}
/**
 * Write the picture that a film of the case shows at an instant as a file, which the family keeps.
 */
export interface WriteStill {
  at: number;
  key?: string | null;
  kind: "write_still";
  recording_id: string;
}
/**
 * End the case on a day.
 */
export interface CloseCase {
  key?: string | null;
  kind: "close_case";
  on?: string | null;
}
/**
 * Go on in a case that was closed.
 */
export interface ReopenCase {
  key?: string | null;
  kind: "reopen_case";
}
/**
 * Keep the case's films for safeguarding, and look at that again on a day.
 */
export interface HoldCase {
  key?: string | null;
  kind: "hold_case";
  reason: string;
  review_on: string;
}
/**
 * The films are kept as long as usual again.
 */
export interface EndHold {
  key?: string | null;
  kind: "end_hold";
}
/**
 * A new empty row for marks of one person, or without one of nobody; without a name it is called after person and channel.
 */
export interface AddTier {
  channel: Channel;
  key?: string | null;
  kind: "add_tier";
  name?: string;
  person_id?: string | null;
}
/**
 * Another name, person or place for a row; only the fields said are changed.
 */
export interface ChangeTier {
  id: string;
  key?: string | null;
  kind: "change_tier";
  name?: string;
  person_id?: string | null;
  position?: number;
}
/**
 * Take a row away with everything in it.
 */
export interface RemoveTier {
  id: string;
  key?: string | null;
  kind: "remove_tier";
}
/**
 * New intervals in a row; `overlap` says who gives way where something is coded already.
 */
export interface AddIntervals {
  /**
   * @minItems 1
   * @maxItems 5000
   */
  intervals: NewInterval[];
  key?: string | null;
  kind: "add_intervals";
  overlap?: Overlap;
  tier_id: string;
}
/**
 * A stretch to be coded.
 */
export interface NewInterval {
  end: number;
  label?: string;
  note?: string;
  start: number;
}
/**
 * Changes of several intervals as one edit, each interval once.
 */
export interface ChangeIntervals {
  /**
   * @minItems 1
   * @maxItems 5000
   */
  intervals: IntervalChange[];
  key?: string | null;
  kind: "change_intervals";
  overlap?: Overlap;
}
/**
 * Other times or words for one interval; only the fields said are changed, start and end only together.
 */
export interface IntervalChange {
  end?: number;
  id: string;
  label?: string;
  note?: string;
  start?: number;
}
/**
 * Take intervals away.
 */
export interface RemoveIntervals {
  /**
   * @minItems 1
   * @maxItems 5000
   */
  ids: string[];
  key?: string | null;
  kind: "remove_intervals";
}
/**
 * Split intervals at the frame shown at an instant.
 */
export interface SplitIntervals {
  at: number;
  /**
   * @minItems 1
   * @maxItems 5000
   */
  ids: string[];
  key?: string | null;
  kind: "split_intervals";
}
/**
 * Make one interval of the chosen ones of each row.
 */
export interface MergeIntervals {
  /**
   * @minItems 1
   * @maxItems 5000
   */
  ids: string[];
  key?: string | null;
  kind: "merge_intervals";
  overlap?: Overlap;
}
/**
 * Move intervals in time and, with a row, to that row.
 */
export interface MoveIntervals {
  by_ticks: number;
  /**
   * @minItems 1
   * @maxItems 5000
   */
  ids: string[];
  key?: string | null;
  kind: "move_intervals";
  overlap?: Overlap;
  tier_id?: string | null;
}
/**
 * The same intervals again at another time or, with a row, in that row.
 */
export interface CopyIntervals {
  by_ticks: number;
  /**
   * @minItems 1
   * @maxItems 5000
   */
  ids: string[];
  key?: string | null;
  kind: "copy_intervals";
  overlap?: Overlap;
  tier_id?: string | null;
}
/**
 * Make candidates a person's own marks: some by their ids, or all of a row.
 */
export interface AcceptCandidates {
  /**
   * @maxItems 5000
   */
  ids?: string[];
  key?: string | null;
  kind: "accept_candidates";
  tier_id?: string | null;
}
/**
 * Take candidates out of sight: some by their ids, or all of a row.
 */
export interface DismissCandidates {
  /**
   * @maxItems 5000
   */
  ids?: string[];
  key?: string | null;
  kind: "dismiss_candidates";
  tier_id?: string | null;
}
/**
 * Look the film through; with `learn` learn the voices anew from what is marked. Answered when it is done.
 */
export interface LookForPlaces {
  key?: string | null;
  kind: "look_for_places";
  learn?: boolean;
}
/**
 * Stop looking the film through; what is whole stays, and nothing else is left.
 */
export interface StopLooking {
  key?: string | null;
  kind: "stop_looking";
}
/**
 * Say whose face a track is.
 */
export interface NameFace {
  key?: string | null;
  kind: "name_face";
  person_id: string;
  track: number;
}
/**
 * Say that two tracks are one face, named as the second is.
 */
export interface MergeFaces {
  into: number;
  key?: string | null;
  kind: "merge_faces";
  track: number;
}
/**
 * Say that a track is another face from an instant on.
 */
export interface SplitFace {
  at: number;
  key?: string | null;
  kind: "split_face";
  track: number;
}
/**
 * Say whose voice a speaker is.
 */
export interface NameVoice {
  key?: string | null;
  kind: "name_voice";
  person_id: string;
  speaker: number;
}
/**
 * Say that somebody looks straight ahead at an instant, or with None that nothing is known of it.
 */
export interface LookAhead {
  at: number | null;
  key?: string | null;
  kind: "look_ahead";
  person_id: string;
}
/**
 * Take the last edit back.
 */
export interface Undo {
  key?: string | null;
  kind: "undo";
}
/**
 * Do what was taken back again.
 */
export interface Redo {
  key?: string | null;
  kind: "redo";
}
/**
 * Go to the case as it was right after an edit of its history, back or forward; 0 is before the first.
 */
export interface TurnTo {
  change: number;
  key?: string | null;
  kind: "turn_to";
}
/**
 * Go on with the working copy of the film on the screen.
 */
export interface Prepare {
  key?: string | null;
  kind: "prepare";
}
/**
 * Stop making the working copy; what was finished is kept.
 */
export interface StopPreparing {
  key?: string | null;
  kind: "stop_preparing";
}
/**
 * Other preferences; only the fields said are changed, a list as a whole. No edit of the case, and undo passes it by.
 */
export interface ChangeSettings {
  around_after_ms?: number;
  around_before_ms?: number;
  hold_to_code?: boolean;
  key?: string | null;
  /**
   * @maxItems 300
   */
  keys?: KeyChoice[];
  kind: "change_settings";
  /**
   * @maxItems 200
   */
  label_keys?: LabelKey[];
  language?: string;
  mark_length_ms?: number;
  pauses_while_writing?: boolean;
  reaction_delay_ms?: number;
  write_over?: boolean;
  writing_back_ms?: number;
  writing_rest_ms?: number;
}
/**
 * The keys of one command where they are not the usual ones; none at all is a choice too.
 */
export interface KeyChoice {
  /**
   * @maxItems 6
   */
  chords: string[];
  command: string;
}
/**
 * A label for coding one channel, with its key.
 */
export interface LabelKey {
  channel: Channel;
  chord: string;
  label: string;
}
/**
 * The latest edits, newest first; `more` where there are older ones.
 */
export interface WireEdits {
  changes: WireChange[];
  more: boolean;
}
/**
 * One edit of the history: what and when (``YYYY-MM-DD`` and ``HH:MM:SS`` here), whether it is undone now, and whether it lasts.
 */
export interface WireChange {
  day: string;
  id: number;
  label: string;
  lasting: boolean;
  time: string;
  undone: boolean;
}
/**
 * The faces in the picture looked at nearest to an instant.
 */
export interface WireFaces {
  faces: WireFace[];
}
/**
 * A face in one picture: its box in fractions of the picture, whose it is, and words where its gaze is not measured.
 */
export interface WireFace {
  bottom: number;
  is_proposed: boolean;
  left: number;
  person_id: string | null;
  right: number;
  top: number;
  track: number;
  words: string;
}
/**
 * The JSON part of a tier's intervals: how many, of which revision, the labels in use; the columns are in ``tier_columns``.
 */
export interface WireIntervals {
  labels: string[];
  n: number;
  notes: WireNote[];
  revision: number;
}
/**
 * A note to one interval of a tier, by its place in order of time.
 */
export interface WireNote {
  place: number;
  words: string;
}
/**
 * What may go to a supervisor of a review: how many clips, what is said of its film in words; and what stays here and why.
 */
export interface WireMayGo {
  is_empty: boolean;
  left_out: string[];
  measures: string[];
  n_clips: number;
}
/**
 * Where the page is: the frame drawn, the tick it starts at, and all that several views of one player share.
 *
 * `view` names the view that says it, so that the others follow and it does not follow itself; `start` and `end` are the marks.
 */
export interface Playhead {
  backward?: boolean;
  chosen?: ChosenThing | null;
  end?: number | null;
  frame: number;
  looping?: boolean;
  playing: boolean;
  rate?: number;
  recording_id?: string | null;
  start?: number | null;
  ticks: number;
  view?: string;
}
/**
 * What is chosen on the screen; an interval with its tier.
 */
export interface ChosenThing {
  id: string;
  kind: string;
  tier_id?: string | null;
}
/**
 * The family's page as one HTML text, None where it cannot be shown, and what there is to say about it, in sentences.
 */
export interface WirePreview {
  notes: string[];
  page: string | null;
}
/**
 * Is anybody there, and is there anything new: films of the case, a working copy that is ready; ``widgets.snapshot.WireLook``.
 */
export interface Look {
  kind: "look";
}
/**
 * All intervals of a tier, please; the answer's columns are as ``widgets.tier_columns`` says.
 */
export interface ReadTier {
  id: string;
  kind: "read_tier";
}
/**
 * The latest edits of the case, newest first; answered with ``widgets.snapshot.WireEdits``.
 */
export interface ReadHistory {
  kind: "read_history";
  most?: number;
}
/**
 * What would go with a thing if it were removed; answered with ``widgets.snapshot.WireDepending``.
 */
export interface WhatDependsOn {
  id: string;
  kind: "what_depends_on";
  thing: "moment" | "step" | "region" | "clip" | "tier" | "interval" | "person" | "goal" | "cycle" | "review";
}
/**
 * What may go to a supervisor of a review today, and what stays here; answered with ``widgets.record.WireMayGo``.
 */
export interface WhatMayGo {
  kind: "what_may_go";
  review_id: string;
}
/**
 * The family's page of the case's playlist as it stands; answered with ``widgets.snapshot.WirePreview``.
 */
export interface ReadPreview {
  kind: "read_preview";
}
/**
 * The faces that were found in the picture at an instant; answered with ``widgets.analysis.WireFaces``.
 */
export interface ReadFaces {
  at: number;
  kind: "read_faces";
}
/**
 * The request was carried out and is on disk.
 */
export interface Done {
  ok: true;
  reply: number;
  result: {
    [k: string]: unknown;
  };
}
/**
 * The request changed nothing; why, and what to do next, in a guider's words.
 */
export interface Refused {
  next_step: string;
  ok: false;
  problem: string;
  reply: number;
}
/**
 * All that Python owns on the guider's screen; each field is a trait of its own and may change alone.
 */
export interface Snapshot {
  analysing: WireAnalysing | null;
  analysis: WireAnalysis | null;
  cameras: WireCamera[];
  case: WireCase | null;
  casework: WireCasework | null;
  checks: WireFilmChecks | null;
  consent: WireConsent | null;
  film: WireFilm | null;
  history: WireHistory;
  letters: WireLetter[];
  moments: WireMoment[];
  people: WirePerson[];
  playlist: WirePlaylist | null;
  preparation: WirePreparation | null;
  publishing: WirePublishing | null;
  regions: WireRegion[];
  reviews: WireReview[];
  screen: "guider" | "player";
  settings: WireSettings;
  steps: WireStep[];
  supervision: WireSupervising | null;
  tiers: WireTier[];
  vocabulary: WireVocabulary | null;
}
/**
 * How far the looking through of the film is: `part` from 0 to 1.
 */
export interface WireAnalysing {
  left_s: number | null;
  part: number;
  words: string;
}
/**
 * What was found in the film; `places` in the order in which they are worth a look.
 */
export interface WireAnalysis {
  ahead: WireAhead[];
  can_learn: boolean;
  has_faces: boolean;
  has_voices: boolean;
  is_looked_through: boolean;
  places: WirePlaceToLook[];
  voices: WireVoice[];
}
/**
 * When somebody looks straight ahead.
 */
export interface WireAhead {
  at: number;
  person_id: string;
}
/**
 * A stretch worth a look, with the reasons in sentences; `id` is that of its candidate under the film.
 */
export interface WirePlaceToLook {
  end: number;
  id: string;
  reasons: string[];
  start: number;
}
/**
 * One of the voices that were told apart: how long it is heard, where to listen to it, and whose it is (None: no telling).
 */
export interface WireVoice {
  is_proposed: boolean;
  listen_at: number;
  person_id: string | null;
  seconds: number;
  speaker: number;
}
/**
 * Another film of the case, which may stand beside the one on the stage: where it begins on that one's clock, None where it does not.
 *
 * `stands_out` says how clearly the sounds agreed; None where the place was set by hand or there is none. `listened` is the part of both
 * sounds that has been listened to while they are being aligned, 0 to 1; else None.
 */
export interface WireCamera {
  aligned_by: AlignedBy | null;
  film: WireFilm;
  listened: number | null;
  stands_out: number | null;
  starts_at: number | null;
}
/**
 * The film on the stage.
 */
export interface WireFilm {
  has_sound: boolean;
  height: number;
  length: number;
  media: WireMedia;
  n_channels: number;
  n_frames: number;
  recording_id: string;
  thumbnails: WireThumbnails | null;
  title: string;
  variable_rate: boolean;
  width: number;
}
/**
 * Where the page fetches the film and what was made of it: URL paths relative to the server's base URL, without a leading slash.
 *
 * Single pictures are below `stills`, by the number of their frame. `is_original` tells that `film` is the film as it came, which not
 * every browser plays, because its working copy is not there yet; `starts_at` is when its first frame is shown in the file's own time,
 * in ticks of the film clock; 0 in a working copy.
 */
export interface WireMedia {
  film: string;
  frames: string;
  is_original: boolean;
  packets: string | null;
  peaks: string | null;
  spectrogram: string | null;
  starts_at: number;
  stills: string;
  thumbnails: string | null;
}
/**
 * The strip of small pictures: how many stand in the row and how large each is.
 */
export interface WireThumbnails {
  height_px: number;
  n: number;
  width_px: number;
}
/**
 * Whose film this is; the cycle it belongs to by number and id, and what was filmed, both None where there is no film.
 */
export interface WireCase {
  code: string;
  cycle: number | null;
  cycle_id: string | null;
  film_kind: RecordingKind | null;
  helping_question: string;
  hope: string;
  setting: string;
}
/**
 * The case beyond its films: what is next (most urgent first), goals, cycles by number, and its end.
 *
 * `deleted_on` is when the films of a closed case are to be deleted; None while it is open or held. `page_languages` are those in which
 * the family's page has words of its own.
 */
export interface WireCasework {
  closed_on: string | null;
  cycles: WireCycle[];
  deleted_on: string | null;
  goals: WireGoal[];
  hold_reason: string;
  hold_review_on: string | null;
  kind: CaseKind;
  next_steps: WireNextStep[];
  opened: string;
  page_languages: string[];
  planned_cycles: number;
  retention_days: number;
}
/**
 * One round of filming and review; `n_films` belong to it.
 */
export interface WireCycle {
  id: string;
  n_films: number;
  number: number;
  state: CycleState;
}
/**
 * What the client works towards; ratings oldest first.
 */
export interface WireGoal {
  id: string;
  ratings: WireRating[];
  set_on: string;
  words: string;
}
/**
 * How near the client felt to a goal on a day (``YYYY-MM-DD``), from 0 to 10.
 */
export interface WireRating {
  id: string;
  on: string;
  value: number;
  words: string;
}
/**
 * One thing to do: a sentence, the panel where it is done, and the command that does it.
 */
export interface WireNextStep {
  command: string;
  key: string;
  place: Place;
  words: string;
}
/**
 * The film looked over: what matters most first, a sentence for where nothing is to be mended, and what stands over mere facts.
 */
export interface WireFilmChecks {
  findings: WireFinding[];
  good: string;
  know: string;
}
/**
 * Something there is to say about the film, with the stretches concerned; none where it is about all of it.
 */
export interface WireFinding {
  check: FilmCheck;
  next_step: string;
  spans: [number, number][];
  weight: Weight;
  words: string;
}
/**
 * Who is in view (None: nobody has said yet), what decides, answers of those asked each time (oldest first), who has to be asked.
 *
 * `missing` names whose consent to the shared review is missing, once each; a child whose yes has counted for a package, and who is asked
 * anew for the next, is in `to_ask` only.
 */
export interface WireConsent {
  assents: WireAssent[];
  in_view: string[] | null;
  missing: string[];
  statements: WireStatement[];
  to_ask: WireToAsk[];
}
/**
 * What somebody who is asked each time answered; `counted` says that something left resting on it, and it counts no more.
 */
export interface WireAssent {
  answer: Answer;
  counted: boolean;
  id: string;
  on: string;
  person_id: string;
  scope: Scope;
  shown_by: string;
}
/**
 * The statement that decides for one person and use on this film; dates as ``YYYY-MM-DD``.
 */
export interface WireStatement {
  expires: string | null;
  for_this_film: boolean;
  given_by: string;
  on: string;
  person_id: string;
  scope: Scope;
  status: ConsentStatus;
}
/**
 * Who stands against a use of this film as it is, and why, in words that follow the name.
 */
export interface WireToAsk {
  cause: Cause;
  person_id: string;
  scope: Scope;
  words: string;
}
/**
 * What undo and redo would do (None: nothing), and when the last edit was on disk, as ``HH:MM:SS``.
 */
export interface WireHistory {
  redo: string | null;
  saved_at: string | null;
  undo: string | null;
}
/**
 * A letter as it stands; `edited` says that somebody has read it.
 */
export interface WireLetter {
  drafted_on: string;
  edited: boolean;
  heading: string;
  id: string;
  kind: LetterKind;
  language: string;
  paragraphs: string[];
  stills: WireLetterStill[];
}
/**
 * A still in a letter: of which film, at which instant of it, and the line below it.
 */
export interface WireLetterStill {
  at: number;
  recording_id: string;
  words: string;
}
/**
 * A stretch the guider noticed.
 */
export interface WireMoment {
  end: number;
  id: string;
  kind: MomentKind;
  note: string;
  principles: string[];
  start: number;
  why: string;
}
/**
 * Somebody in the case, in the case's order.
 */
export interface WirePerson {
  asked_each_time: boolean;
  code: string;
  id: string;
  language: string;
  pronoun: string;
  role: Role;
  shown_name: string;
}
/**
 * The clips of one review with the live checks, better edges, and an order from simpler to more complex (empty: they stand so).
 */
export interface WirePlaylist {
  advice: WireAdvice[];
  clips: WireClip[];
  closing_question: string;
  id: string;
  profile: LengthProfile;
  proposed_order: WirePlaced[];
  title: string;
  trims: WireTrim[];
}
/**
 * A quiet note about the playlist or one clip.
 */
export interface WireAdvice {
  check: string;
  clip_id: string | null;
  words: string;
}
/**
 * A clip of the playlist.
 */
export interface WireClip {
  end: number;
  follow_ups: string[];
  goal_id: string | null;
  hope_to_notice: string;
  id: string;
  initiative: string;
  introduction: string;
  may_be_hard: string;
  moment_id: string | null;
  note: string;
  pauses: WirePause[];
  play_plan: Viewing[];
  position: number;
  poster_at: number | null;
  principles: string[];
  question: string;
  recording_id: string;
  slow_rate: number;
  start: number;
  stretch: Stretch | null;
  title: string;
  why_better: string;
}
/**
 * Where the picture holds.
 */
export interface WirePause {
  at: number;
  question: string;
}
/**
 * A clip at its place in the proposed order, with the reason.
 */
export interface WirePlaced {
  clip_id: string;
  words: string;
}
/**
 * A better instant for one edge of a clip, with the reason.
 */
export interface WireTrim {
  at: number;
  clip_id: string;
  edge: Edge;
  words: string;
}
/**
 * How far the film's working copy is: `part` from 0 to 1; where nobody makes it, `problem` and `next_step` may say why.
 */
export interface WirePreparation {
  is_going_on: boolean;
  left_s: number | null;
  next_step: string;
  part: number;
  problem: string;
  words: string;
}
/**
 * How far the writing of something that leaves is: `part` from 0 to 1; `way` says what it is.
 */
export interface WirePublishing {
  left_s: number | null;
  part: number;
  way: "package" | "offline_page" | "training_internal" | "training_external";
  words: string;
}
/**
 * A figure drawn on the picture; `hides` is whom it makes unknowable.
 */
export interface WireRegion {
  end: number;
  hides: string | null;
  id: string;
  keyframes: WireKeyframe[];
  label: string;
  purpose: Purpose;
  shape: ShapeKind;
  start: number;
}
/**
 * A figure's points at one instant, as fractions of the displayed picture, and its turn clockwise about its middle.
 */
export interface WireKeyframe {
  at: number;
  points: [number, number][];
  turn_deg: number;
}
/**
 * One meeting in which clips were looked at; its clips in their order, those that are gone last.
 */
export interface WireReview {
  clips: WireResponse[];
  cycle_id: string | null;
  done: string[];
  held_on: string;
  how_it_was: string;
  id: string;
  note: string;
  playlist_id: string | null;
  present: string[];
  recording_id: string | null;
  working_point: string;
}
/**
 * A clip of a review and what the client said of it; `clip_id` is None for a clip that is gone.
 */
export interface WireResponse {
  clip_id: string | null;
  feeling: string;
  kept: boolean;
  named: string;
  said_first: string;
  title: string;
  working_point: string;
}
/**
 * What this person prefers, and a sentence where it could not be read; a page is told every field.
 */
export interface WireSettings {
  around_after_ms: number;
  around_before_ms: number;
  hold_to_code: boolean;
  /**
   * @maxItems 300
   */
  keys: KeyChoice[];
  /**
   * @maxItems 200
   */
  label_keys: LabelKey[];
  language: string;
  mark_length_ms: number;
  notice: string;
  pauses_while_writing: boolean;
  reaction_delay_ms: number;
  write_over: boolean;
  writing_back_ms: number;
  writing_rest_ms: number;
}
/**
 * One step of an exchange.
 */
export interface WireStep {
  actor_id: string;
  answers: string | null;
  end: number;
  id: string;
  layer: Layer;
  modality: Modality;
  principles: string[];
  role: StepRole;
  start: number;
  topic: string;
  words: string;
}
/**
 * What a guider learns by; oldest first, each.
 */
export interface WireSupervising {
  look_backs: WireLookBack[];
  measures: WireMeasure[];
  meetings: WireMeeting[];
}
/**
 * The guider's own look at a review, point by point.
 */
export interface WireLookBack {
  id: string;
  on: string;
  points: WirePoint[];
  review_id: string | null;
}
/**
 * A point of a checklist, or with a guider's words, what was written to it.
 */
export interface WirePoint {
  code: string;
  words: string;
}
/**
 * A score of a published instrument, as its rater gave it.
 */
export interface WireMeasure {
  id: string;
  name: string;
  on: string;
  rater: string;
  score: string;
  version: string;
}
/**
 * One meeting with a supervisor.
 */
export interface WireMeeting {
  agreed: string;
  focus: string;
  held_on: string;
  hours: number;
  id: string;
  review_id: string | null;
  supervisor: string;
}
/**
 * One row under the film; its intervals are asked for when `revision` is not the one the page has.
 */
export interface WireTier {
  channel: Channel;
  id: string;
  name: string;
  origin: Origin;
  person_id: string | null;
  position: number;
  revision: number;
}
/**
 * The principles a guider chooses from, opening questions to start from, the uses of a film in the order asked, checklists.
 */
export interface WireVocabulary {
  checklists: WireChecklist[];
  levels: WireLevel[];
  questions: string[];
  scopes: WireScope[];
  source: string;
  title: string;
}
/**
 * Points to have in mind, in order; never counted.
 */
export interface WireChecklist {
  code: string;
  points: WirePoint[];
  title: string;
}
/**
 * A step of the ladder.
 */
export interface WireLevel {
  name: string;
  number: number;
  phase: "love" | "play" | "work";
  principles: WirePrinciple[];
}
/**
 * One observable behaviour.
 */
export interface WirePrinciple {
  behaviour: string;
  code: string;
  family: string;
}
/**
 * What one use of a film is called.
 */
export interface WireScope {
  scope: Scope;
  words: string;
}

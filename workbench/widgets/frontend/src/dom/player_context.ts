/** What every part of the player is given: what Python owns, what the page owns, the film at hand, and the ways to change each. */

import type { Film, Snapshot } from "../core/data";
import type { Disposable, Owner } from "../core/disposal";
import type { Ask, Edit, Refusal, Removable, SendResult } from "../core/edits";
import type { StillAsk } from "../core/figures/cut_out";
import type { Ensemble } from "../core/film/ensemble";
import type { FrameTable } from "../core/film/frames";
import type { PacketTable } from "../core/film/packets";
import type { Peaks } from "../core/film/peaks";
import type { Playback } from "../core/film/playback";
import type { Spectrogram } from "../core/film/spectrogram";
import type { KeyBindings } from "../core/keys/key_bindings";
import type { Command } from "../core/keys/keys";
import type { Place } from "../core/place";
import type { Action, Chosen, PlayerState } from "../core/state";
import type { Readable } from "../core/store";
import type { Coding } from "./coding/coding";

/** A film as fetched: where it plays from, when each frame is shown, and what is drawn of it on the timeline. */
export interface FilmMaterial {
  readonly url: string;
  readonly isOriginal: boolean;
  /** When the first frame is shown in the file's own time, in ticks. */
  readonly startsAt: number;
  readonly table: FrameTable;
  /** Null where frames cannot be had one by one. */
  readonly packets: PacketTable | null;
  readonly peaks: Peaks | null;
  readonly thumbnailsUrl: string | null;
  /** Brings the film's spectrogram, which may have to be made first; null for a film that cannot have one. */
  readonly fetchSpectrogram: ((signal: AbortSignal) => Promise<Spectrogram>) | null;
}

export interface LoadedFilm {
  readonly film: Film;
  readonly material: FilmMaterial;
  /** The element on which the film is seen. */
  readonly picture: HTMLElement;
  /** What plays the film and is heard. */
  readonly video: HTMLVideoElement;
  readonly playback: Playback;
  /** What other films join that are to move with this one. */
  readonly ensemble: Ensemble;
  readonly exact: boolean;
}

/** Where a view of the player is, and all that several views of one player share. */
export interface Playhead {
  readonly frame: number;
  readonly ticks: number;
  readonly playing: boolean;
  readonly backward: boolean;
  /** The view that says it, so that it does not follow itself. */
  readonly view: string;
  readonly recordingId: string | null;
  readonly rate: number;
  readonly looping: boolean;
  readonly start: number | null;
  readonly end: number | null;
  readonly chosen: Chosen | null;
}

export interface KernelState {
  readonly isThere: boolean;
  readonly nUnsent: number;
  /** Why the last edit that had to wait was not carried out. */
  readonly refusal: Refusal | null;
}

/** Where one was in each recording, for as long as the page lives. */
export interface PlacePort {
  find(recordingId: string): Place | null;
  keep(recordingId: string, place: Place): void;
}

/** What the player needs from outside the page: the adapter has it from the kernel, a test makes its own. */
export interface PlayerPorts {
  readonly snapshot: Readable<Snapshot>;
  /** Never rejects. */
  send(edit: Edit): Promise<SendResult>;
  readonly ask: Ask;
  /** Where one picture of a film is fetched; `stills` as the film says it. */
  stillUrl(stills: string, frame: number, ask: StillAsk): string;
  /** Rejects when the film cannot be fetched; aborted when it is no longer wanted. */
  fetchFilm(film: Film, signal: AbortSignal): Promise<FilmMaterial>;
  /** Whether the kernel answers, and how many edits wait for it. */
  readonly kernel: Readable<KernelState>;
  readonly place: PlacePort;
  tellPlayhead(playhead: Playhead): void;
  /** What was told last by any view, this one too; also from before the page was opened. */
  readonly playhead: Readable<Playhead | null>;
  onSeek(listener: (ticks: number) => void): Disposable;
}

export interface PlayerContext {
  readonly root: HTMLElement;
  readonly snapshot: Readable<Snapshot>;
  readonly state: Readable<PlayerState>;
  readonly film: Readable<LoadedFilm | null>;
  /** Which keys do what for this person. */
  readonly keys: Readable<KeyBindings>;
  readonly fetchFilm: PlayerPorts["fetchFilm"];
  readonly stillUrl: PlayerPorts["stillUrl"];
  readonly coding: Coding;
  dispatch(action: Action): void;
  /** Carries out what a key or a button asks for; `repeated` while a key is held down. */
  act(command: Command, repeated?: boolean): void;
  /** Sends an edit, and shows that it is being saved or why it was refused. */
  send(edit: Edit): Promise<SendResult>;
  readonly ask: Ask;
  /** Takes a thing away and says what became of all that hung on it; where much would go with it, asks first. */
  remove(thing: Removable, id: string): Promise<void>;
}

/** What coding stands on. */
export type CodingGround = Pick<PlayerContext, "root" | "snapshot" | "state" | "film" | "dispatch" | "send">;

/** A part of the screen: its element, and the owner of all that belongs to it. */
export interface Part {
  readonly element: HTMLElement;
  readonly owner: Owner;
}

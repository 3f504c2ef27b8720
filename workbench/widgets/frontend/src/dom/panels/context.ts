/** What the panels need from the screen they stand on. They know no protocol, no film element and no other part of the page. */

import type { Snapshot, Stretch } from "../../core/data";
import type { Ask, Send } from "../../core/edits";
import type { Command } from "../../core/keys/keys";
import type { Readable } from "../../core/store";
import type { Coding } from "../coding/coding";

export type PanelsSelection =
  | { readonly kind: "moment" | "clip"; readonly id: string }
  | { readonly kind: "step"; readonly id: string; readonly chain: string | null }
  | null;

export interface PanelsContext {
  /** The case as Python owns it; a new value after every change. */
  readonly data: Readable<Snapshot>;
  /** What is chosen on the whole screen; the timeline shares it. Setting it to what it is already tells nobody. */
  readonly selection: Readable<PanelsSelection> & { set(selection: PanelsSelection): void };
  readonly send: Send;
  /** Asks Python something that changes nothing. */
  readonly ask: Ask;
  /** Carries out what a key would. */
  act(command: Command): void;
  /** Where the picture shown at an instant of the film on the screen is fetched; null where there is no film. */
  stillUrl(ticks: number, widthPx: number): string | null;
  /** The tick at which the frame on the screen starts. */
  playhead(): number;
  seek(ticks: number): void;
  /** The frame shown at an instant of the film, as a stretch. */
  frameAt(ticks: number): Stretch;
  /** The edge of a frame `frames` further on, or back when negative; held at the film's start and end. */
  shiftEdge(ticks: number, frames: number): number;
  /** Shows the faces that were found on the picture, or not. */
  seeFaces(seen: boolean): void;
  formatTime(ticks: number): string;
  /** Coding while the film plays. */
  readonly coding: Coding;
  /** The key of a command as it stands on the keyboard; empty where it has none. */
  keyOf(command: Command): string;
}

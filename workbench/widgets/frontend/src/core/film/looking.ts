/** How the film is looked at in one view of the player: how closely, and beside what. Nothing of it is kept anywhere else. */

import type { Camera, Film, Point } from "../data";
import type { Comparison } from "./comparison";
import { drawnBy, type PictureView, pixelScale, type Sizes, scaleBeside, scaledAt, WHOLE_PICTURE } from "./picture";
import { FULL_SOUND, type Sound } from "./sound";

export interface Looking {
  /** The stage and the picture, once they are laid out. */
  readonly sizes: Sizes | null;
  readonly picture: PictureView;
  /** Whether the controls for all this are shown. */
  readonly open: boolean;
  /** A second place of the film beside the one at hand. */
  readonly comparison: Comparison | null;
  /** Whether the session's other films, where they are and what can be done with them, are listed. */
  readonly camerasListed: boolean;
  /** Whether they are seen beside this one. */
  readonly camerasSeen: boolean;
  /** The recording that the keys move by a frame; null for the first. */
  readonly cameraInHand: string | null;
  /** Whether this view is the one in use among several of one player: the others follow it, in silence. */
  readonly leads: boolean;
  readonly sound: Sound;
  /** Whether the faces that were found are shown on the picture, to say who they are. */
  readonly facesSeen: boolean;
  /** The track kept to say that another is the same face. */
  readonly faceKept: number | null;
}

export const AT_FIRST: Looking = {
  sizes: null,
  picture: WHOLE_PICTURE,
  open: false,
  comparison: null,
  camerasListed: false,
  camerasSeen: true,
  cameraInHand: null,
  leads: true,
  sound: FULL_SOUND,
  facesSeen: false,
  faceKept: null,
};

export type LookingAction =
  | { readonly type: "measured"; readonly sizes: Sizes }
  /** To a scale, with the same place of the picture under a point of the stage in pixels. */
  | { readonly type: "scaled"; readonly scale: number; readonly at?: Point }
  | { readonly type: "scaledBeside"; readonly direction: 1 | -1 }
  /** One pixel of the film on one of the screen, which has so many in a CSS pixel. */
  | { readonly type: "scaledToPixels"; readonly pixelRatio: number }
  | { readonly type: "wholePictureShown" }
  | { readonly type: "lookToggled" }
  | { readonly type: "soundSet"; readonly sound: Sound }
  | { readonly type: "facesSeenSet"; readonly seen: boolean }
  | { readonly type: "faceKept"; readonly track: number | null }
  | { readonly type: "leadSet"; readonly leads: boolean }
  | { readonly type: "camerasListToggled" }
  | { readonly type: "camerasSeenToggled" }
  | { readonly type: "cameraTaken"; readonly recordingId: string }
  /** This place is kept, to hold another against it. */
  | { readonly type: "placeKept"; readonly ticks: number }
  /** The place kept is seen beside this one. */
  | { readonly type: "compared"; readonly ticks: number }
  | { readonly type: "comparisonShifted"; readonly frames: number }
  | { readonly type: "comparisonLeft" }
  /** The picture was drawn along by so many pixels. */
  | { readonly type: "pictureDrawn"; readonly dx: number; readonly dy: number };

/** The looking after an action that is about it; the same value where nothing changed or the action is another's. */
export function reduceLooking(looking: Looking, action: { readonly type: string } | LookingAction): Looking {
  const { sizes, picture, comparison } = looking;
  const own = action as LookingAction;
  switch (own.type) {
    case "measured":
      if (same(sizes, own.sizes)) return looking;
      return { ...looking, sizes: own.sizes, picture: scaledAt(own.sizes, picture, picture.scale) };
    case "scaled":
      return sizes ? { ...looking, picture: scaledAt(sizes, picture, own.scale, own.at) } : looking;
    case "scaledBeside":
      return sizes ? { ...looking, picture: scaledAt(sizes, picture, scaleBeside(picture.scale, own.direction)) } : looking;
    case "scaledToPixels":
      return sizes ? { ...looking, picture: scaledAt(sizes, picture, pixelScale(sizes, own.pixelRatio)) } : looking;
    case "wholePictureShown":
      return { ...looking, picture: WHOLE_PICTURE };
    case "lookToggled":
      return { ...looking, open: !looking.open };
    case "camerasListToggled":
      return { ...looking, camerasListed: !looking.camerasListed };
    case "camerasSeenToggled":
      return { ...looking, camerasSeen: !looking.camerasSeen };
    case "cameraTaken":
      return looking.cameraInHand === own.recordingId ? looking : { ...looking, cameraInHand: own.recordingId };
    case "soundSet":
      return { ...looking, sound: own.sound };
    case "facesSeenSet":
      return looking.facesSeen === own.seen ? looking : { ...looking, facesSeen: own.seen, faceKept: null };
    case "faceKept":
      return { ...looking, faceKept: own.track };
    case "leadSet":
      return looking.leads === own.leads ? looking : { ...looking, leads: own.leads };
    case "placeKept":
      return { ...looking, comparison: { kept: own.ticks, against: null, shift: 0 } };
    case "compared":
      return comparison ? { ...looking, comparison: { ...comparison, against: own.ticks } } : looking;
    case "comparisonShifted":
      return comparison ? { ...looking, comparison: { ...comparison, shift: comparison.shift + own.frames } } : looking;
    case "comparisonLeft":
      return comparison ? { ...looking, comparison: null } : looking;
    case "pictureDrawn":
      return sizes ? { ...looking, picture: drawnBy(sizes, picture, own.dx, own.dy) } : looking;
    default:
      return looking;
  }
}

/** A film that stands beside the one on the stage. */
export interface CameraBeside {
  readonly film: Film;
  readonly startsAt: number;
}

/** The session's other films as they are seen: none while two places are compared, or while they are put out of sight. */
export function camerasBeside(looking: Looking, cameras: readonly Camera[]): readonly CameraBeside[] {
  if (!looking.camerasSeen || looking.comparison) return [];
  return cameras.flatMap(({ film, startsAt }) => (startsAt === null ? [] : [{ film, startsAt }]));
}

/** The camera that the keys move. */
export function cameraInHand(looking: Looking, cameras: readonly Camera[]): CameraBeside | null {
  const beside = camerasBeside(looking, cameras);
  return beside.find(({ film }) => film.recordingId === looking.cameraInHand) ?? beside[0] ?? null;
}

function same(a: Sizes | null, b: Sizes): boolean {
  return a !== null && [a.stage, a.picture].every((size, place) => sameSize(size, place === 0 ? b.stage : b.picture));
}

function sameSize(a: Sizes["stage"], b: Sizes["stage"]): boolean {
  return a.width === b.width && a.height === b.height;
}

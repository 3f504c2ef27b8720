/** How the film is heard: how loud, which of two channels, and whether a short grain of sound goes with each step. */

export type Heard = "both" | "left" | "right";

export interface Sound {
  /** 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
  /** Loudness of the two channels, two microphones for instance, 0 to 1 each. */
  readonly left: number;
  readonly right: number;
  readonly scrubs: boolean;
}

export const FULL_SOUND: Sound = { volume: 1, muted: false, left: 1, right: 1, scrubs: false };

/** A key changes the volume by so much. */
const PER_KEY = 0.1;
/** A grain is at least so long, however short the frame is. */
const LEAST_GRAIN_S = 0.08;

/** How much of each channel each ear gets. A channel that is heard alone is heard in both ears. */
export interface Mix {
  readonly leftToLeft: number;
  readonly leftToRight: number;
  readonly rightToLeft: number;
  readonly rightToRight: number;
}

export function mixOf({ left, right }: Sound): Mix {
  return { leftToLeft: left, leftToRight: right === 0 ? left : 0, rightToLeft: left === 0 ? right : 0, rightToRight: right };
}

/** Whether both channels are as they were recorded, so that nothing has to be mixed. */
export function isAsRecorded({ left, right }: Sound): boolean {
  return left === 1 && right === 1;
}

export function louder(sound: Sound, direction: 1 | -1): Sound {
  return { ...sound, muted: false, volume: Math.round(Math.min(Math.max(sound.volume + direction * PER_KEY, 0), 1) * 10) / 10 };
}

/** Both channels, then the left one alone, then the right one alone. */
export function nextHeard(sound: Sound): Sound {
  const heard: Heard = sound.right === 0 ? "right" : sound.left === 0 ? "both" : "left";
  return { ...sound, left: heard === "right" ? 0 : 1, right: heard === "left" ? 0 : 1 };
}

/** A short stretch of sound, in seconds of the film's file. */
export interface Grain {
  readonly startS: number;
  readonly lengthS: number;
}

/** The stretch of sound that goes with a frame. */
export function grainOf(startS: number, endS: number): Grain {
  return { startS, lengthS: Math.max(endS - startS, LEAST_GRAIN_S) };
}

/** Waiting for pictures, and saying so when it takes long: a server or a disk may hang without an error. */

import { type Disposable, Owner } from "../../core/disposal";
import type { FrameSource } from "../../core/film/frame_source";
import type { Playback } from "../../core/film/playback";

/** How often it is looked whether a picture is overdue. */
const LOOKS_EVERY_MS = 500;
const SLOW_AFTER_MS = 3000;
const GONE_AFTER_MS = 10_000;

/** Calls `onGone` when what was begun now has not ended after so long a time, of which only that counts in which somebody may see the page. */
export function watchOnce(withinMs: number, onGone: () => void): Disposable {
  const owner = new Owner();
  let lateMs = 0;
  const timer = setInterval(() => {
    if (!document.hidden) lateMs += LOOKS_EVERY_MS;
    if (lateMs < withinMs) return;
    owner.dispose();
    onGone();
  }, LOOKS_EVERY_MS);
  owner.onDispose(() => clearInterval(timer));
  return owner;
}

interface Events {
  /** A picture is overdue. */
  onSlow(): void;
  /** It came after all. */
  onWell(): void;
  /** It is so late that it will not come. */
  onGone(): void;
}

export function watchPatiently(source: FrameSource, playback: Playback, events: Events): Disposable {
  const owner = new Owner();
  let hasMoved = false;
  let lateMs = 0;
  owner.own(
    source.shown.subscribe(() => {
      hasMoved = true;
    }),
  );
  const look = (): void => {
    const isAwaited = playback.standing !== source.shown.get() || playback.motion.get() === "forward";
    const wasLate = lateMs >= SLOW_AFTER_MS;
    // A page nobody sees is painted rarely or never.
    lateMs = isAwaited && !hasMoved && !document.hidden ? lateMs + LOOKS_EVERY_MS : 0;
    hasMoved = false;
    if (lateMs === SLOW_AFTER_MS) events.onSlow();
    else if (lateMs === GONE_AFTER_MS) events.onGone();
    else if (wasLate && lateMs === 0) events.onWell();
  };
  const timer = setInterval(look, LOOKS_EVERY_MS);
  owner.onDispose(() => clearInterval(timer));
  return owner;
}

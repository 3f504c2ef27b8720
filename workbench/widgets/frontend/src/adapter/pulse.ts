/** Whether the kernel is there: asked every few seconds, which also brings what is new in the case. */

import type { Disposable } from "../core/disposal";
import { Store } from "../core/store";
import type { Conversation } from "./model";

const LOOKS_EVERY_MS = 2000;
/** A kernel that works on something else answers late; longer than this, somebody should be told. */
const ANSWERS_WITHIN_MS = 6000;

export class Pulse implements Disposable {
  readonly isThere = new Store(true);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private gone = false;

  /** `heard` is called after every answer. */
  constructor(
    private readonly conversation: Conversation,
    private readonly heard: () => void,
    firstAfterMs: number = LOOKS_EVERY_MS,
  ) {
    this.lookAfter(firstAfterMs);
  }

  dispose(): void {
    this.gone = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private lookAfter(ms: number): void {
    if (!this.gone) this.timer = setTimeout(() => void this.look(), ms);
  }

  private async look(): Promise<void> {
    const reply = await this.conversation.ask({ kind: "look" }, ANSWERS_WITHIN_MS);
    if (this.gone) return;
    this.isThere.set(!reply.late);
    if (!reply.late) this.heard();
    this.lookAfter(LOOKS_EVERY_MS);
  }
}

/**
 * Edits the kernel has not answered: kept in order, and sent again once it answers again. Each goes under a key of its own, by which the
 * kernel knows one that it carried out without its answer being heard.
 */

import type { Edit, SendResult } from "./edits";
import { Store } from "./store";

export interface KeptEdit {
  readonly edit: Edit;
  readonly key: string;
  /** Tells whoever sent it first; nobody any more where that was on a screen that is gone. */
  readonly tell: (answer: SendResult) => void;
}

/** What outlives a screen: all screens of one recording share it, and go on with what another one left. */
export type KeptEdits = KeptEdit[];

/** What nobody wants any more when the moment has passed: taking back, and work that the screen begins; and a passphrase is not kept. */
const PASSING: ReadonlySet<string> = new Set([
  ...["undo", "redo", "turn_to"],
  ...["publish", "export_for_training", "stop_publishing", "prepare", "stop_preparing", "stop_aligning"],
  ...["seal_for_supervision", "write_letter", "write_still", "write_filming_guide"],
]);

const KEY_DIGITS = 32;

export class Outbox {
  readonly nKept: Store<number>;
  private isSending = false;

  constructor(
    private readonly kept: KeptEdits,
    private readonly sendOnce: (edit: Edit, key: string) => Promise<SendResult>,
  ) {
    this.nKept = new Store(kept.length);
  }

  /** Answers when the edit is carried out or refused, however long that takes; an edit of the moment is refused when there is no answer. */
  async send(edit: Edit): Promise<SendResult> {
    const key = newKey();
    const isPassing = PASSING.has(edit.kind);
    if (this.kept.length > 0 && !isPassing) return this.keep(edit, key);
    const answer = await this.sendOnce(edit, key);
    if (answer.ok || !answer.isUnanswered || isPassing) return answer;
    return this.keep(edit, key, answer);
  }

  /** The kernel answers: sends it all that is kept, in order. Gives what it refuses. */
  async sendKept(): Promise<readonly Extract<SendResult, { ok: false }>[]> {
    const refused: Extract<SendResult, { ok: false }>[] = [];
    if (this.isSending) return refused;
    this.isSending = true;
    for (let entry = this.kept[0]; entry; entry = this.kept[0]) {
      const answer = await this.sendOnce(entry.edit, entry.key);
      if (!answer.ok && answer.isUnanswered) break;
      if (!answer.ok) refused.push(answer);
      this.settle(entry, answer);
    }
    this.isSending = false;
    this.nKept.set(this.kept.length);
    return refused;
  }

  private keep(edit: Edit, key: string, unanswered?: SendResult): Promise<SendResult> {
    return new Promise((tell) => {
      const entry = { edit, key, tell };
      this.kept.push(entry);
      this.nKept.set(this.kept.length);
      if (unanswered) void this.settleLate(entry, unanswered);
    });
  }

  /** What comes late may be but word that it will come later still, or never. */
  private async settleLate(entry: KeptEdit, answer: SendResult): Promise<void> {
    let latest: SendResult | undefined = answer;
    while (latest && !latest.ok && latest.isUnanswered) latest = await latest.late;
    if (latest) this.settle(entry, latest);
  }

  private settle(entry: KeptEdit, answer: SendResult): void {
    const place = this.kept.indexOf(entry);
    if (place < 0) return;
    this.kept.splice(place, 1);
    this.nKept.set(this.kept.length);
    entry.tell(answer);
  }
}

function newKey(): string {
  return Array.from({ length: KEY_DIGITS }, () => Math.floor(Math.random() * 16).toString(16)).join("");
}

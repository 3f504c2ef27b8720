/**
 * Edits the kernel has not answered: kept in order, and sent again once it answers again. Nothing is sent twice that may still be carried
 * out: the kernel answers in order, so what it was asked before something it answers has been answered too, or was lost.
 */

import type { Edit, SendResult } from "./edits";
import { Store } from "./store";

interface Entry {
  readonly edit: Edit;
  /** Tells whoever sent it first; nobody any more where it was sent from a screen that is gone. */
  readonly tell: (answer: SendResult) => void;
}

/** What nobody wants any more when the moment has passed: taking back, and work that the screen begins. */
const PASSING: ReadonlySet<string> = new Set(["undo", "redo", "turn_to", "publish", "prepare", "stop_preparing"]);

/** What outlives a screen: another one of the same recording goes on with it. */
export type KeptEdits = Edit[];

export class Outbox {
  readonly nKept: Store<number>;
  private entries: Entry[];
  private isSending = false;

  constructor(
    private readonly kept: KeptEdits,
    private readonly sendOnce: (edit: Edit) => Promise<SendResult>,
  ) {
    this.entries = kept.map((edit) => ({ edit, tell: () => undefined }));
    this.nKept = new Store(kept.length);
  }

  /** Answers when the edit is carried out or refused, however long that takes; an edit of the moment is refused when there is no answer. */
  async send(edit: Edit): Promise<SendResult> {
    const isPassing = PASSING.has(edit.kind);
    if (this.entries.length > 0 && !isPassing) return this.keep(edit);
    const answer = await this.sendOnce(edit);
    if (answer.ok || !answer.isUnanswered || isPassing) return answer;
    return this.keep(edit, answer.late);
  }

  /** The kernel has answered something asked after all that is kept: sends it again, in order. Gives what it refuses. */
  async sendKept(): Promise<readonly Extract<SendResult, { ok: false }>[]> {
    const refused: Extract<SendResult, { ok: false }>[] = [];
    if (this.isSending) return refused;
    this.isSending = true;
    for (let entry = this.entries[0]; entry; entry = this.entries[0]) {
      const answer = await this.sendOnce(entry.edit);
      if (!answer.ok && answer.isUnanswered) break;
      if (!answer.ok) refused.push(answer);
      this.settle(entry, answer);
    }
    this.isSending = false;
    return refused;
  }

  private keep(edit: Edit, late?: Promise<SendResult>): Promise<SendResult> {
    return new Promise((tell) => {
      const entry = { edit, tell };
      this.entries.push(entry);
      this.kept.push(edit);
      this.nKept.set(this.entries.length);
      void late?.then((answer) => this.settle(entry, answer));
    });
  }

  private settle(entry: Entry, answer: SendResult): void {
    if (!this.entries.includes(entry)) return;
    this.entries = this.entries.filter((each) => each !== entry);
    this.kept.splice(this.kept.indexOf(entry.edit), 1);
    this.nKept.set(this.entries.length);
    entry.tell(answer);
  }
}

/** The anywidget model, typed: traits that come and go, and messages that are asked and answered. */

import type { Disposable } from "../core/disposal";

/** The part of anywidget's model that is used; a test brings its own. */
export interface RawModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: string, listener: (...received: never[]) => void): void;
  off(event: string, listener: (...received: never[]) => void): void;
}

export interface WireReply {
  readonly reply: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly problem?: string;
  readonly next_step?: string;
  /** Where no reply has come in time: the one that may come after all. Never from the kernel. */
  readonly late?: Promise<WireReply>;
  /** What came beside the words: views into the message, good for as long as it is handled. */
  readonly buffers?: readonly DataView<ArrayBuffer>[];
}

/** How long the kernel may take for one request. */
export const ANSWER_WITHIN_MS = 20_000;

/** How long it may take for work that cuts film, which is answered when it is done. */
export const LONG_WORK_WITHIN_MS = 2 * 3600 * 1000;

/** What a kernel that is there was asked this lately it will carry out, though nobody hears its answer. */
const PROMPT_MS = 1500;

interface Waiting {
  readonly answer: (reply: WireReply) => void;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly askedMs: number;
}

/** One view's conversation with the kernel. Dispose it with the view: what still waits is answered with a refusal. */
export class Conversation implements Disposable {
  /** Whether the kernel is known not to answer. */
  isSilent = false;
  private readonly waiting = new Map<number, Waiting>();
  private readonly commandListeners = new Set<(command: Record<string, unknown>) => void>();
  private readonly receive = (content: unknown, buffers?: readonly DataView<ArrayBuffer>[]): void => this.received(content, buffers ?? []);
  private next: number;

  /** `first` is the first request's number: views of one model share its messages, so each counts in a range of its own. */
  constructor(
    private readonly model: RawModel,
    private readonly answerWithinMs: number = ANSWER_WITHIN_MS,
    first: number = Math.floor(Math.random() * 2 ** 31) * 1024,
  ) {
    this.next = first;
    model.on("msg:custom", this.receive);
  }

  ask(message: Record<string, unknown>, withinMs: number = this.answerWithinMs): Promise<WireReply> {
    const request = this.next++;
    const askedMs = Date.now();
    return new Promise((resolve) => {
      const answer = (reply: WireReply): void => {
        clearTimeout(this.waiting.get(request)?.timer);
        this.waiting.delete(request);
        resolve(reply);
      };
      const giveUp = (problem: string): void => {
        const late = new Promise<WireReply>((come) => this.waiting.set(request, { answer: come, timer, askedMs }));
        resolve({ ...refusal(request, problem, KERNEL_STEP), late });
      };
      const timer = setTimeout(() => giveUp("The kernel has not answered"), withinMs);
      this.waiting.set(request, { answer, timer, askedMs });
      try {
        this.model.send({ request, ...message });
      } catch {
        clearTimeout(timer);
        giveUp("The kernel cannot be reached");
      }
    });
  }

  onCommand(listener: (command: Record<string, unknown>) => void): Disposable {
    this.commandListeners.add(listener);
    return { dispose: () => void this.commandListeners.delete(listener) };
  }

  dispose(): void {
    this.model.off("msg:custom", this.receive);
    this.commandListeners.clear();
    for (const [request, { answer, timer, askedMs }] of [...this.waiting]) {
      clearTimeout(timer);
      this.waiting.delete(request);
      const closed = refusal(request, "The view was closed", "Open it again");
      answer(this.isSilent || Date.now() - askedMs > PROMPT_MS ? { ...closed, late: NEVER } : closed);
    }
  }

  private received(content: unknown, buffers: readonly DataView<ArrayBuffer>[]): void {
    if (typeof content !== "object" || content === null) return;
    if ("reply" in content && typeof content.reply === "number") {
      const { answer } = this.waiting.get(content.reply) ?? {};
      this.waiting.delete(content.reply);
      answer?.({ ...(content as WireReply), buffers });
    } else if ("command" in content) for (const listener of [...this.commandListeners]) listener(content as Record<string, unknown>);
  }
}

const NEVER: Promise<WireReply> = new Promise(() => undefined);
const KERNEL_STEP = "See whether the kernel is running, then try again; nothing already saved is lost";

function refusal(reply: number, problem: string, next_step: string): WireReply {
  return { reply, ok: false, problem, next_step };
}

/** Hears of one trait's changes. */
export function onTrait(model: RawModel, name: string, listener: () => void): Disposable {
  model.on(`change:${name}`, listener);
  return { dispose: () => model.off(`change:${name}`, listener) };
}

/** Stand-ins for what a browser and a kernel bring: the anywidget model, a film's element, boxes that have a size. */

import type { RawModel } from "../src/adapter/model";
import type { Playhead } from "../src/dom/player_context";

type Listener = (...received: never[]) => void;

export class FakeModel implements RawModel {
  readonly sent: Record<string, unknown>[] = [];
  readonly playheads: Playhead[] = [];
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly traits: Record<string, unknown>;

  constructor(traits: Record<string, unknown> = {}) {
    const lists = { people: [], tiers: [], steps: [], moments: [], regions: [], cameras: [], reviews: [], letters: [] };
    const nothing = { film: null, case: null, casework: null, supervision: null, playlist: null, consent: null, vocabulary: null };
    this.traits = { ...lists, ...nothing, history: { undo: null, redo: null, saved_at: null }, screen: "guider", ...traits };
  }

  get(name: string): unknown {
    return this.traits[name];
  }

  set(name: string, value: unknown): void {
    this.traits[name] = value;
    if (name === "playhead") this.playheads.push(value as Playhead);
    this.tell(`change:${name}`);
  }

  save_changes(): void {}

  send(content: unknown): void {
    this.sent.push(content as Record<string, unknown>);
  }

  on(event: string, listener: Listener): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: string, listener: Listener): void {
    this.listeners.get(event)?.delete(listener);
  }

  tell(event: string, content?: unknown): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) (listener as (content?: unknown) => void)(content);
  }

  /** What the kernel does when it changes a trait. */
  change(name: string, value: unknown): void {
    this.traits[name] = value;
    this.tell(`change:${name}`);
  }

  /** Answers the newest request. */
  answer(reply: Record<string, unknown>): void {
    this.tell("msg:custom", { reply: this.sent.at(-1)?.["request"], ...reply });
  }

  get nListeners(): number {
    return [...this.listeners.values()].reduce((sum, each) => sum + each.size, 0);
  }
}

/** A film's element that is as slow and as stale as a test wants: the picture changes only when told. */
export class FakeVideo extends EventTarget {
  paused = true;
  seeking = false;
  readyState = 4;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  preservesPitch = false;
  muted = false;
  volume = 1;
  ended = false;
  videoWidth = 1280;
  videoHeight = 720;
  src = "http://film";
  /** Whether the browser refuses to play. */
  refuses = false;
  nPlays = 0;
  nLoads = 0;
  /** Whether no picture can be had from it any more. */
  breaks = false;
  /** The timestamp of the picture on the element, in microseconds. */
  pictureUs = 0;
  readonly soughtS: number[] = [];
  readonly callbacks = new Map<number, (now: number, metadata: { mediaTime: number }) => void>();
  private nextHandle = 1;

  set currentTime(seconds: number) {
    this.soughtS.push(seconds);
    this.seeking = true;
  }

  get currentTime(): number {
    return this.pictureUs / 1_000_000;
  }

  arrive(): void {
    this.seeking = false;
    this.dispatchEvent(new Event("seeked"));
  }

  async play(): Promise<void> {
    this.nPlays++;
    if (this.refuses) throw new DOMException("refused", "NotAllowedError");
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  load(): void {
    this.nLoads++;
  }

  removeAttribute(name: string): void {
    if (name === "src") this.src = "";
  }

  requestVideoFrameCallback(callback: (now: number, metadata: { mediaTime: number }) => void): number {
    this.callbacks.set(this.nextHandle, callback);
    return this.nextHandle++;
  }

  cancelVideoFrameCallback(handle: number): void {
    this.callbacks.delete(handle);
  }

  paintFrame(mediaTime: number): void {
    const callbacks = [...this.callbacks];
    for (const [handle, callback] of callbacks) {
      this.callbacks.delete(handle);
      callback(0, { mediaTime });
    }
  }

  get asElement(): HTMLVideoElement {
    return this as unknown as HTMLVideoElement;
  }
}

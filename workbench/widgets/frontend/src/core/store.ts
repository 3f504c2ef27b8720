/** Values that change and whoever wants to know: one plain value, replaced and never mutated. */

import type { Disposable } from "./disposal";

/** What a view may see of a store. */
export interface Readable<T> {
  get(): T;
  /** The listener hears of every replacement, with the value before; not of the value that stands now. */
  subscribe(listener: (now: T, before: T) => void): Disposable;
}

/** A value in one place. Setting it to the identical value tells nobody. Listeners are told in the order of subscription. */
export class Store<T> implements Readable<T> {
  private listeners: ((now: T, before: T) => void)[] = [];
  private queue: [T, T][] = [];
  private telling = false;

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  /** A change made by a listener is told after everybody has heard of the one before. */
  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.queue.push([value, this.value]);
    this.value = value;
    if (this.telling) return;
    this.telling = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        for (const listener of [...this.listeners]) listener(next[0], next[1]);
      }
    } finally {
      this.telling = false;
      this.queue = [];
    }
  }

  subscribe(listener: (now: T, before: T) => void): Disposable {
    this.listeners = [...this.listeners, listener];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((each) => each !== listener);
      },
    };
  }

  get nListeners(): number {
    return this.listeners.length;
  }
}

/**
 * Ownership: every listener, timer, observer and view belongs to one `Owner`, and goes when it goes.
 * Owners own owners; disposing the root disposes the tree, newest first.
 */

export interface Disposable {
  dispose(): void;
}

/** Where events come from: elements, media, windows. */
export type Listenable = Pick<EventTarget, "addEventListener" | "removeEventListener">;

export class Owner implements Disposable {
  private owned: Disposable[] = [];
  private gone = false;

  get disposed(): boolean {
    return this.gone;
  }

  /** Takes ownership; a thing given to an owner that is already gone is disposed at once. */
  own<T extends Disposable>(thing: T): T {
    if (this.gone) thing.dispose();
    else this.owned.push(thing);
    return thing;
  }

  onDispose(act: () => void): void {
    this.own({ dispose: act });
  }

  listen<E extends Event = Event>(
    target: Listenable,
    type: string,
    listener: (event: E) => void,
    options: { passive?: boolean; capture?: boolean } = {},
  ): void {
    target.addEventListener(type, listener as EventListener, options);
    this.onDispose(() => target.removeEventListener(type, listener as EventListener, options));
  }

  /** An owner inside this one, which may also be disposed alone. */
  child(): Owner {
    const child = new Owner();
    this.owned.push(child);
    child.onDispose(() => {
      this.owned = this.owned.filter((each) => each !== child);
    });
    if (this.gone) child.dispose();
    return child;
  }

  dispose(): void {
    if (this.gone) return;
    this.gone = true;
    const owned = this.owned.reverse();
    this.owned = [];
    for (const thing of owned) thing.dispose();
  }
}

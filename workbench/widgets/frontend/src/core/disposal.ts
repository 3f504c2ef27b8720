/**
 * Ownership: every listener, timer, observer and view belongs to one `Owner`, and goes when it goes.
 * Owners own owners; disposing the root disposes the tree, newest first.
 */

export interface Disposable {
  dispose(): void;
}

/** Where events come from; the DOM's EventTarget and media elements fit. */
export interface Listenable {
  addEventListener(type: string, listener: (event: never) => void, options?: { passive?: boolean; capture?: boolean }): void;
  removeEventListener(type: string, listener: (event: never) => void, options?: { capture?: boolean }): void;
}

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

  listen<E>(target: Listenable, type: string, listener: (event: E) => void, options: { passive?: boolean; capture?: boolean } = {}): void {
    target.addEventListener(type, listener as (event: never) => void, options);
    this.onDispose(() => target.removeEventListener(type, listener as (event: never) => void, options));
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

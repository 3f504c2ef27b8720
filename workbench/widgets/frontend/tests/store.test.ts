// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Store } from "../src/core/store";

describe("a store", () => {
  it("tells every listener of a new value with the one before, and nobody of the same value", () => {
    const store = new Store(1);
    const heard: [number, number][] = [];
    store.subscribe((now, before) => heard.push([now, before]));
    store.set(2);
    store.set(2);
    expect(heard).toEqual([[2, 1]]);
  });

  it("tells changes made while telling in their order to everybody", () => {
    const store = new Store(0);
    const second: number[] = [];
    store.subscribe((now) => {
      if (now === 1) store.set(2);
    });
    store.subscribe((now) => second.push(now));
    store.set(1);
    expect(second).toEqual([1, 2]);
  });

  it("forgets a listener that is disposed", () => {
    const store = new Store(0);
    const subscription = store.subscribe(() => {
      throw new Error("still heard");
    });
    expect(store.nListeners).toBe(1);
    subscription.dispose();
    store.set(1);
    expect(store.nListeners).toBe(0);
  });
});

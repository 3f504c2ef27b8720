// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Owner } from "../src/core/disposal";

describe("an owner", () => {
  it("disposes what it owns once, newest first", () => {
    const owner = new Owner();
    const gone: string[] = [];
    owner.onDispose(() => gone.push("first"));
    owner.onDispose(() => gone.push("second"));
    owner.dispose();
    owner.dispose();
    expect(gone).toEqual(["second", "first"]);
    expect(owner.disposed).toBe(true);
  });

  it("takes its listeners away", () => {
    const owner = new Owner();
    const target = new EventTarget();
    let heard = 0;
    owner.listen(target, "ping", () => heard++);
    target.dispatchEvent(new Event("ping"));
    owner.dispose();
    target.dispatchEvent(new Event("ping"));
    expect(heard).toBe(1);
  });

  it("disposes its children, and a child alone leaves the rest", () => {
    const owner = new Owner();
    const gone: string[] = [];
    owner.child().onDispose(() => gone.push("kept"));
    const child = owner.child();
    child.onDispose(() => gone.push("alone"));
    child.dispose();
    expect(gone).toEqual(["alone"]);
    owner.dispose();
    expect(gone).toEqual(["alone", "kept"]);
  });

  it("that is gone disposes at once what it is given", () => {
    const owner = new Owner();
    owner.dispose();
    let gone = 0;
    owner.onDispose(() => gone++);
    expect(gone).toBe(1);
    expect(owner.child().disposed).toBe(true);
  });
});

// @vitest-environment node
import { describe, expect, it } from "vitest";
import { ViewFollowing } from "../src/core/film/view_following";
import type { Motion } from "../src/core/state";
import { Store } from "../src/core/store";

/** A view's own playing, which does at once what it is told and writes it down. */
class OwnPlayback {
  readonly motion = new Store<Motion>("still");
  readonly did: string[] = [];
  standing = 0;
  async goTo(frame: number): Promise<void> {
    this.did.push(`go to ${frame}`);
    this.standing = frame;
  }
  async play(): Promise<void> {
    this.did.push("play");
    this.motion.set("forward");
  }
  async stop(): Promise<void> {
    this.did.push("stop");
    this.motion.set("still");
  }
}

describe("a view that follows another", () => {
  it("goes where it goes, plays with it and stops on its frame", async () => {
    const own = new OwnPlayback();
    const following = new ViewFollowing(own);
    await following.follow({ frame: 7, playing: false, backward: false });
    await following.follow({ frame: 7, playing: true, backward: false });
    own.standing = 20;
    await following.follow({ frame: 18, playing: true, backward: false });
    await following.follow({ frame: 50, playing: true, backward: false });
    own.standing = 61;
    await following.follow({ frame: 60, playing: false, backward: false });
    expect(own.did).toEqual(["go to 7", "go to 7", "play", "go to 50", "stop", "go to 60"]);
  });

  it("goes along backwards frame by frame", async () => {
    const own = new OwnPlayback();
    const following = new ViewFollowing(own);
    for (const frame of [9, 5, 2]) await following.follow({ frame, playing: true, backward: true });
    expect(own.did).toEqual(["go to 9", "go to 5", "go to 2"]);
  });

  it("leaves out what is old when it cannot keep up, and does nothing more once it is gone", async () => {
    const own = new OwnPlayback();
    const following = new ViewFollowing(own);
    const first = following.follow({ frame: 1, playing: false, backward: false });
    void following.follow({ frame: 2, playing: false, backward: false });
    void following.follow({ frame: 3, playing: false, backward: false });
    await first;
    expect(own.did).toEqual(["go to 1", "go to 3"]);
    following.dispose();
    await following.follow({ frame: 8, playing: false, backward: false });
    expect(own.did).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { Owner } from "../src/core/disposal";
import type { Edit } from "../src/core/edits";
import { FrameTable } from "../src/core/film/frames";
import { INITIAL_STATE, type PlayerState } from "../src/core/state";
import { Store } from "../src/core/store";
import { createCoding, type KeyEvent } from "../src/dom/coding/coding";
import type { LoadedFilm } from "../src/dom/player_context";
import { aCase } from "./panels_case";

const FRAME = 3600;
const table = new FrameTable(
  Float64Array.from({ length: 100 }, (_, frame) => frame * FRAME),
  100 * FRAME,
);
const LOOK: KeyEvent = { key: "1", code: "Digit1", repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** A film that has not arrived before it is told to, and what is sent for what is coded on it. */
function underHand(change: Partial<PlayerState> = {}, holdToCode = true) {
  const state = new Store<PlayerState>({ ...INITIAL_STATE, ...change });
  const sent: Edit[] = [];
  let arrive = (): void => {};
  const arriving = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const playback = { standing: 0, stop: () => arriving, goToTicks: () => arriving };
  const snapshot = aCase();
  const coding = createCoding(
    {
      root: document.createElement("div"),
      snapshot: new Store({ ...snapshot, settings: { ...snapshot.settings, holdToCode, reactionDelayMs: 0 } }),
      state,
      film: new Store({ material: { table }, playback } as unknown as LoadedFilm | null),
      dispatch: () => {},
      send: async (edit) => {
        sent.push(edit);
        return { ok: true, result: { id: "a".repeat(16) } };
      },
    },
    new Owner(),
  );
  const shows = (frame: number, motion: PlayerState["motion"]): void => state.set({ ...state.get(), frame, motion });
  const coded = (): unknown[] => sent.flatMap((edit) => (edit.kind === "add_intervals" ? edit.intervals : []));
  return { coding, arrive, shows, coded };
}

describe("a pass", () => {
  it("hears keys that come before the film is where it begins", async () => {
    const { coding, arrive, shows, coded } = underHand({ marks: { start: 10 * FRAME, end: 30 * FRAME } });
    const begun = coding.begin();
    expect(coding.press(LOOK)).toBe(true);
    arrive();
    await begun;
    shows(10, "still");
    shows(10, "forward");
    shows(29, "still");
    await expect.poll(coded).toEqual([expect.objectContaining({ start: 10 * FRAME, end: 30 * FRAME })]);
  });

  it("keeps what was chosen to begin with while the film that played comes to stand", async () => {
    const { coding, arrive, shows, coded } = underHand({ motion: "forward" }, false);
    const begun = coding.begin();
    coding.press(LOOK);
    shows(5, "still");
    arrive();
    await begun;
    shows(5, "forward");
    shows(9, "still");
    await expect.poll(coded).toEqual([expect.objectContaining({ start: 5 * FRAME, end: 10 * FRAME })]);
  });
});

/** The faces that were found, on the standing picture. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FoundFace } from "../src/core/analysis";
import { EMPTY_SNAPSHOT, type Snapshot } from "../src/core/data";
import type { Disposable } from "../src/core/disposal";
import type { Edit } from "../src/core/edits";
import { type Action, INITIAL_STATE, type PlayerState, reduce } from "../src/core/state";
import { Store } from "../src/core/store";
import { createFacesLayer } from "../src/dom/analysis/faces_layer";
import type { LoadedFilm, PlayerContext } from "../src/dom/player_context";
import { aCase } from "./panels_case";

const FRAME = 3600;
const { people } = aCase();
const [mum, noah] = people;
const face = (track: number, change: Partial<FoundFace> = {}): FoundFace => ({
  track,
  left: 0.25,
  top: 0.1,
  right: 0.5,
  bottom: 0.4,
  personId: mum?.id ?? "",
  isProposed: true,
  words: "",
  ...change,
});

describe("faces on the picture", () => {
  let state: Store<PlayerState>;
  let snapshot: Store<Snapshot>;
  let layer: Disposable & { readonly element: HTMLElement };
  let faces: readonly FoundFace[];
  let asked: number[];
  let sent: Edit[];
  const all = (testid: string): HTMLElement[] => [...layer.element.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
  const dispatch = (action: Action): void => state.set(reduce(state.get(), action));
  const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  beforeEach(async () => {
    state = new Store<PlayerState>({ ...INITIAL_STATE, phase: "ready", frame: 25 });
    const { consent } = aCase();
    snapshot = new Store<Snapshot>({ ...EMPTY_SNAPSHOT, people, consent: consent && { ...consent, inView: people.map(({ id }) => id) } });
    [faces, asked, sent] = [[face(3), face(4, { personId: null, isProposed: false, words: "too blurred" })], [], []];
    const context = {
      state,
      snapshot,
      film: new Store({ material: { table: { startOf: (frame: number) => frame * FRAME } } } as unknown as LoadedFilm),
      dispatch,
      send: async (edit: Edit) => {
        sent.push(edit);
        return { ok: true, result: {} };
      },
      ask: async (_: string, { at }: { at: number }) => {
        asked.push(at);
        return { faces };
      },
    } as unknown as PlayerContext;
    layer = createFacesLayer(context, new Store({ left: 10, top: 0, width: 400, height: 200 }));
    document.body.append(layer.element);
    dispatch({ type: "facesSeenSet", seen: true });
    await answered();
  });
  afterEach(() => {
    layer.dispose();
    layer.element.remove();
  });

  it("have frames at their places, with a name that is called in question while it is a guess", () => {
    expect(asked).toEqual([25 * FRAME]);
    expect(layer.element.textContent).toContain(`${mum?.shownName}?`);
    expect(layer.element.textContent).toContain("who is this?");
    expect(all("face")[0]?.parentElement?.style.left).toBe("25%");
    expect(all("face")[0]?.parentElement?.style.height).toBe("30%");
  });

  it("are asked for anew at another frame and after an edit, and are gone while the film plays", async () => {
    state.set({ ...state.get(), frame: 26 });
    await answered();
    snapshot.set({ ...snapshot.get(), analysis: null });
    snapshot.set({ ...snapshot.get(), analysis: { ...({} as NonNullable<Snapshot["analysis"]>), ahead: [], voices: [], places: [] } });
    await answered();
    expect(asked).toEqual([25 * FRAME, 26 * FRAME, 26 * FRAME]);
    state.set({ ...state.get(), motion: "forward", frame: 27 });
    expect(layer.element.hidden).toBe(true);
    expect(asked).toHaveLength(3);
  });

  it("are named, parted and said to look ahead from a face's own buttons", async () => {
    for (const [testid, at] of [
      ["name-face", 1],
      ["name-nobody", 0],
      ["split-face", 0],
      ["look-ahead", 0],
    ] as const) {
      all("face")[0]?.click();
      all(testid)[at]?.click();
      expect(all("face-acts")).toEqual([]);
    }
    await answered();
    expect(sent).toEqual([
      { kind: "name_face", track: 3, personId: noah?.id },
      { kind: "name_face", track: 3, personId: "" },
      { kind: "split_face", track: 3, at: 25 * FRAME },
      { kind: "look_ahead", personId: mum?.id, at: 25 * FRAME },
    ]);
  });

  it("can be said to be the same as one kept before", async () => {
    all("face")[0]?.click();
    all("keep-face")[0]?.click();
    all("face")[1]?.click();
    expect(all("face-acts")[0]?.textContent).toContain("Too blurred.");
    expect(all("look-ahead")).toEqual([]);
    all("merge-faces")[0]?.click();
    await answered();
    expect(sent).toEqual([{ kind: "merge_faces", track: 4, into: 3 }]);
    expect(state.get().looking.faceKept).toBeNull();
  });

  it("lets Escape close a face's buttons and nothing else", () => {
    all("face")[0]?.click();
    all("name-face")[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(all("face-acts")).toEqual([]);
    expect(document.activeElement).toBe(all("face")[0]);
  });

  it("stop asking once they are disposed", async () => {
    layer.dispose();
    state.set({ ...state.get(), frame: 40 });
    await answered();
    expect(asked).toHaveLength(1);
  });
});

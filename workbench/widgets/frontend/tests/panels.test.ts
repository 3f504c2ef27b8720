import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Playlist } from "../src/core/data";
import type { Disposable } from "../src/core/disposal";
import type { SendResult } from "../src/core/edits";
import { createPanels } from "../src/dom/panels/panels";
import { TYPING_PAUSE_MS } from "../src/dom/panels/saving";
import { aCase, aClip, aMoment, aStatement, type FakePython, fakePython, seconds } from "./panels_case";

const REFUSAL = { ok: false, problem: "The title has 301 letters, 300 are the most", nextStep: "Shorten it" } as const;

let root: HTMLElement;
let python: FakePython;
let panels: Disposable;

beforeEach(() => {
  vi.useFakeTimers();
  root = document.createElement("div");
  document.body.append(root);
  start(fakePython());
});

afterEach(() => {
  panels.dispose();
  root.remove();
  vi.useRealTimers();
});

function start(fake: FakePython): void {
  panels?.dispose();
  python = fake;
  panels = createPanels(root, python.context);
}

function all(testid: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
}

function one(testid: string): HTMLElement {
  const [found] = all(testid);
  if (!found) throw new Error(`nothing with the test id ${testid}`);
  return found;
}

function text(testid: string): HTMLInputElement {
  return one(testid) as HTMLInputElement;
}

function click(testid: string): void {
  one(testid).click();
}

function type(testid: string, value: string): HTMLInputElement {
  const field = text(testid);
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field;
}

function press(element: Element, key: string, more: KeyboardEventInit = {}): void {
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

function openSheet(id = "c222222222222222"): void {
  python.selection.set({ kind: "clip", id });
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe("typing", () => {
  it("is not lost, and the caret stays, when the case changes meanwhile", () => {
    openSheet();
    const field = type("clip-title", "Waiting for each other");
    field.setSelectionRange(7, 7);
    python.data.set(aCase({ moments: [aMoment("6".repeat(16), 1, 2)] }));
    expect(one("clip-title")).toBe(field);
    expect(field.value).toBe("Waiting for each other");
    expect(field.selectionStart).toBe(7);
    expect(document.activeElement).toBe(field);
  });

  it("is sent once, a while after the last key", async () => {
    openSheet();
    type("clip-title", "Wait");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS - 1);
    type("clip-title", "Waiting");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS - 1);
    expect(python.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(python.sent).toEqual([{ kind: "change_clip", id: "c222222222222222", title: "Waiting" }]);
  });

  it("is sent at once when the field is left, and not again", async () => {
    openSheet();
    type("clip-title", "Waiting").blur();
    expect(python.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10 * TYPING_PAUSE_MS);
    expect(python.sent).toHaveLength(1);
  });

  it("goes on while a message is under way, and the rest follows in the next one", async () => {
    openSheet();
    let answer: (result: SendResult) => void = () => {};
    python.answer = () => new Promise((resolve) => (answer = resolve));
    type("clip-title", "Waiting").blur();
    type("clip-title", "Waiting together").blur();
    expect(python.sent).toHaveLength(1);
    answer({ ok: true, result: {} });
    await settled();
    expect(python.sent.at(-1)).toMatchObject({ title: "Waiting together" });
    expect(text("clip-title").value).toBe("Waiting together");
  });

  it("shows what Python has kept when that differs from what was typed", async () => {
    openSheet();
    python.answer = () => {
      const playlist = aCase().playlist;
      const clips = playlist?.clips.map((clip) => ({ ...clip, title: "Waiting" })) ?? [];
      python.data.set(aCase({ playlist: playlist && { ...playlist, clips } }));
      return { ok: true, result: {} };
    };
    type("clip-title", "  Waiting ").blur();
    await settled();
    expect(text("clip-title").value).toBe("Waiting");
  });

  it("is sent when the panels go, also the part typed after the last message", () => {
    openSheet();
    python.answer = () => new Promise(() => {});
    type("clip-title", "Waiting").blur();
    type("clip-title", "Waiting together");
    type("clip-introduction", "At the table");
    panels.dispose();
    expect(python.sent.slice(1)).toEqual([
      { kind: "change_clip", id: "c222222222222222", title: "Waiting together" },
      { kind: "change_clip", id: "c222222222222222", introduction: "At the table" },
    ]);
  });

  it("is sent when the page is put away", () => {
    openSheet();
    type("clip-title", "Waiting");
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(python.sent).toHaveLength(1);
  });

  it("in one clip does not show in another", () => {
    openSheet();
    type("clip-title", "Waiting together");
    openSheet("c111111111111111");
    expect(text("clip-title").value).toBe("Side by side");
  });
});

describe("a refused edit", () => {
  beforeEach(async () => {
    openSheet();
    python.answer = () => REFUSAL;
    type("clip-title", "Too long").blur();
    await settled();
  });

  it("keeps the text and says why beside the field", () => {
    expect(text("clip-title").value).toBe("Too long");
    const said = document.getElementById(text("clip-title").getAttribute("aria-describedby") ?? "");
    expect(said?.textContent).toContain("The title has 301 letters, 300 are the most. Shorten it.");
    expect(one("said").textContent).toContain("Shorten it");
  });

  it("stays through an update, and is sent again once it is mended", async () => {
    python.data.set({ ...python.data.get() });
    expect(text("clip-title").value).toBe("Too long");
    python.answer = null;
    type("clip-title", "Short").blur();
    await settled();
    expect(python.data.get().playlist?.clips[1]?.title).toBe("Short");
    expect(all("refusal")).toHaveLength(0);
  });

  it("can be put back to what was saved", () => {
    click("put-back");
    expect(text("clip-title").value).toBe("Waiting for Noah");
  });
});

describe("moments", () => {
  it("stand in order of time; a click sends the film there and opens the words", () => {
    const rows = all("moment-item");
    expect(rows.map((row) => row.dataset["moment"])).toEqual(aCase().moments.map((moment) => moment.id));
    rows[1]?.click();
    expect(python.sought).toEqual([seconds(41.2)]);
    expect(python.selection.get()).toEqual({ kind: "moment", id: "2222222222222222" });
    expect(text("moment-why").value).toContain("She waits until he looks up");
  });

  it("show in the list what is being typed, before it is saved", () => {
    python.selection.set({ kind: "moment", id: "3333333333333333" });
    expect(all("moment-item")[2]?.textContent).toContain("Nothing written yet");
    type("moment-why", "He asks again");
    expect(all("moment-item")[2]?.textContent).toContain("He asks again");
    expect(python.sent).toEqual([]);
  });

  it("can be walked through with the arrow keys, and the player does not hear them", () => {
    const heard = vi.fn();
    document.body.addEventListener("keydown", heard);
    const [first, second] = all("moment-item");
    first?.focus();
    if (first) press(first, "ArrowDown");
    document.body.removeEventListener("keydown", heard);
    expect(document.activeElement).toBe(second);
    expect(python.sought).toEqual([seconds(41.2)]);
    expect(heard).not.toHaveBeenCalled();
  });

  it("change their kind by arrow keys that the player does not hear, while letters still reach it", () => {
    python.selection.set({ kind: "moment", id: "2222222222222222" });
    const heard = vi.fn((event: KeyboardEvent) => event.key);
    document.body.addEventListener("keydown", heard);
    press(one("moment-kind-repair"), "ArrowRight");
    press(one("moment-kind-repair"), "m");
    document.body.removeEventListener("keydown", heard);
    expect(heard.mock.results.map(({ value }) => value)).toEqual(["m"]);
    click("moment-kind-repair");
    expect(python.sent).toEqual([{ kind: "change_moment", id: "2222222222222222", momentKind: "repair" }]);
  });

  it("marked elsewhere on the screen opens here", () => {
    click("tab-consent");
    python.selection.set({ kind: "moment", id: "3333333333333333" });
    expect(one("tab-moments").getAttribute("aria-selected")).toBe("true");
    expect(one("moment-editor").textContent).toContain("01:03.000");
  });

  it("take any number of principles, kept in the order of the levels", async () => {
    python.selection.set({ kind: "moment", id: "2222222222222222" });
    click("choose-principles");
    for (const [level, code] of [
      [1, "A1"],
      [4, "D5"],
      [2, "E8"],
    ] as const) {
      click(`level-${level}`);
      click(`principle-${code}`);
      await settled();
    }
    expect(python.data.get().moments[1]?.principles).toEqual(["A1", "E1", "E8", "R3", "D5"]);
  });

  it("become a clip, whose sheet opens with the title in focus", async () => {
    python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("make-clip");
    click("make-clip");
    await settled();
    expect(python.sent).toEqual([{ kind: "make_clip", momentId: "3333333333333333" }]);
    expect(one("clip-position").textContent).toBe("Clip 4 of 4");
    expect(document.activeElement).toBe(one("clip-title"));
  });

  it("that are removed can be brought back on the spot", async () => {
    python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("remove-moment");
    await settled();
    expect(all("moment-item")).toHaveLength(4);
    click("bring-back");
    await settled();
    expect(python.sent.at(-1)).toEqual({ kind: "undo" });
    expect(all("removed")).toHaveLength(0);
  });

  it("that are removed cannot be brought back here once something else is edited, which undo would take back instead", async () => {
    python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("remove-moment");
    await settled();
    python.selection.set({ kind: "moment", id: "1111111111111111" });
    expect(all("bring-back")).toHaveLength(1);
    type("moment-note", "Ask about this").blur();
    await settled();
    expect(all("bring-back")).toHaveLength(0);
  });

  it("teach what to do where there are none", () => {
    start(fakePython(aCase({ moments: [] })));
    expect(one("empty").textContent).toContain("Press M where something is a little better than usual");
  });
});

describe("a clip sheet", () => {
  beforeEach(() => openSheet());

  it("puts a pause point where the film stands and takes the question at once", async () => {
    python.playhead = seconds(45) + 100;
    click("add-pause");
    expect(document.activeElement).toBe(one(`pause-question-${seconds(45)}`));
    type(`pause-question-${seconds(45)}`, "And now?").blur();
    await settled();
    expect(python.data.get().playlist?.clips[1]?.pauses).toEqual([
      { at: seconds(43.12), question: "What is he telling you with his eyes?" },
      { at: seconds(45), question: "And now?" },
      { at: seconds(49.6), question: "" },
    ]);
  });

  it("says why no pause point fits, and asks Python nothing", () => {
    python.playhead = seconds(5);
    click("add-pause");
    expect(one("refusal").textContent).toContain("outside this clip. Go to a place inside the clip first; it starts at 00:38.000.");
    expect(python.sent).toEqual([]);
  });

  it("sets start and end to the frame shown, and by single frames", async () => {
    python.playhead = seconds(40);
    click("set-start");
    await settled();
    click("end-earlier");
    click("end-earlier");
    await settled();
    python.playhead = seconds(60);
    click("set-end");
    await settled();
    expect(python.sent).toEqual([
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) - 3600 },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(62.3) - 7200 },
      { kind: "change_clip", id: "c222222222222222", start: seconds(40), end: seconds(60) + 3600 },
    ]);
  });

  it("shows no still until one is chosen", async () => {
    openSheet("c111111111111111");
    expect(one("poster").textContent).toContain("No still chosen");
    python.playhead = seconds(20);
    click("set-poster");
    await settled();
    expect(one("poster-time").textContent).toBe("00:20.000");
    click("clear-poster");
    await settled();
    expect(python.data.get().playlist?.clips[0]?.posterAt).toBeNull();
  });

  it("offers the vocabulary's own opening questions, whatever their language", () => {
    const { vocabulary } = python.data.get();
    python.data.set({ ...python.data.get(), vocabulary: vocabulary && { ...vocabulary, questions: ["Was fällt Ihnen auf?"] } });
    expect(one("suggestion-1").textContent).toBe("“Was fällt Ihnen auf?”");
    expect(all("suggestion-2")).toEqual([]);
  });

  it("offers three opening questions", async () => {
    openSheet("c333333333333333");
    click("suggestion-3");
    await settled();
    expect(text("clip-question").value).toBe("What do you think the child was experiencing right then?");
  });

  it("has the live checks beside what they are about", () => {
    openSheet("c333333333333333");
    expect(one("clip-sheet").textContent).toContain("No opening question yet.");
    openSheet();
    expect(one("clip-notes").textContent).toBe("No consent to show this yet: Grandma.");
  });
});

describe("the playlist", () => {
  const order = (): (string | undefined)[] => all("clip-card").map((card) => card.dataset["clip"]);

  beforeEach(() => click("tab-playlist"));

  function grab(index: number): HTMLElement {
    all("clip-card").forEach((card, at) => {
      card.getBoundingClientRect = () => new DOMRect(0, at * 70, 380, 60);
    });
    const handle = all("drag-handle")[index];
    if (!handle) throw new Error(`no card ${index}`);
    point(handle, "pointerdown", index * 70);
    return handle;
  }

  function point(element: Element, name: string, clientY: number): void {
    element.dispatchEvent(new MouseEvent(name, { bubbles: true, button: 0, clientY }));
  }

  it("is put in another order by dragging", async () => {
    const handle = grab(0);
    point(handle, "pointermove", 100);
    expect(all("clip-card")[1]?.style.transform).toBe("translateY(-70px)");
    point(handle, "pointerup", 100);
    const wanted = ["c222222222222222", "c111111111111111", "c333333333333333"];
    expect(order()).toEqual(wanted);
    await settled();
    expect(python.sent).toEqual([{ kind: "order_clips", clipIds: wanted }]);
    expect(all("clip-card").map((card) => card.style.transform)).toEqual(["", "", ""]);
  });

  it("stays as it was when a drag is given up", async () => {
    const handle = grab(0);
    point(handle, "pointermove", 160);
    press(handle, "Escape");
    point(handle, "pointerup", 160);
    await settled();
    expect(python.sent).toEqual([]);
    expect(order()[0]).toBe("c111111111111111");
  });

  it("is put in another order by keys, says so, and keeps the focus on the card", () => {
    const handle = all("drag-handle")[0];
    handle?.focus();
    if (handle) press(handle, "ArrowDown", { altKey: true });
    expect(order()).toEqual(["c222222222222222", "c111111111111111", "c333333333333333"]);
    expect(one("said").textContent).toBe("Side by side is now 2 of 3");
    expect(document.activeElement).toBe(handle);
  });

  it("keeps the focus on a card that moves up too", () => {
    const handle = all("drag-handle")[2];
    handle?.focus();
    if (handle) press(handle, "ArrowUp", { altKey: true });
    expect(order()[1]).toBe("c333333333333333");
    expect(document.activeElement).toBe(handle);
  });

  it("sends every order, the last one last, also while an earlier one is under way", async () => {
    python.answer = async () => ({ ok: true, result: {} });
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await settled();
    expect(python.sent.at(-1)).toEqual({
      kind: "order_clips",
      clipIds: ["c222222222222222", "c333333333333333", "c111111111111111"],
    });
  });

  it("goes back to the saved order when Python refuses", async () => {
    python.answer = () => REFUSAL;
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await settled();
    expect(order()[0]).toBe("c111111111111111");
    expect(one("refusal").textContent).toContain("Shorten it");
  });

  it("opens the preview after what was typed has been sent, by its button and not by publishing", async () => {
    type("case-hope", "that we laugh together");
    click("preview");
    await settled();
    expect(python.sent).toEqual([{ kind: "change_case", hope: "that we laugh together" }]);
    expect(python.acted).toEqual([{ do: "togglePreview" }]);
  });

  it("has the family's hope and the closing question, saved while they are typed", async () => {
    type("case-hope", "that we laugh together");
    type("closing-question", "What stays with you?");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(python.sent).toEqual([
      { kind: "change_case", hope: "that we laugh together" },
      { kind: "change_playlist", closingQuestion: "What stays with you?" },
    ]);
    expect(python.data.get().case?.hope).toBe("that we laugh together");
    expect(text("closing-question").value).toBe("What stays with you?");
  });

  it("says which length is usual for its clips", async () => {
    click("length-profile-micro");
    await vi.advanceTimersByTimeAsync(0);
    expect(python.sent).toEqual([{ kind: "change_playlist", profile: "micro" }]);
    expect((one("length-profile-micro") as HTMLInputElement).checked).toBe(true);
  });

  it("has changed since it was published when the hope has", async () => {
    click("publish");
    await vi.advanceTimersByTimeAsync(0);
    expect(one("publish-result").textContent).toContain("The package is ready");
    type("case-hope", "that we laugh together");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(one("publish-result").textContent).toContain("Changed since it was published");
  });

  it("is published after what was typed has been sent, and says how to present it", async () => {
    openSheet();
    click("tab-clip-sheet");
    type("clip-title", "Waiting");
    click("tab-playlist");
    click("publish");
    expect(all("publish")).toEqual([]);
    await settled();
    expect(python.sent.map((edit) => edit.kind)).toEqual(["change_clip", "publish"]);
    expect(one("publish-result").textContent).toContain("vig-packages/second-review");
    expect(one("present-command").textContent).toBe("vig present vig-packages/second-review");
  });

  it("is published for a stick, and says what to do with the folder and what nobody can undo", async () => {
    click("publish-offline");
    await settled();
    expect(python.sent).toEqual([{ kind: "publish", offline: true }]);
    const said = one("publish-result").textContent;
    for (const words of ["The page for a stick is ready", "Copy the whole folder to a stick", "cannot be taken back"])
      expect(said).toContain(words);
    expect(one("offline-folder").textContent).toBe("vig-packages/second-review");
    expect(all("present-command")).toEqual([]);
  });

  it("shows how far publishing is, whoever began it, and stops it", async () => {
    python.data.set({ ...python.data.get(), publishing: { words: "Cutting clip 1 of 3", part: 0.25, leftS: 100, way: "offline_page" } });
    expect(one("publish-progress").textContent).toContain("The page for a stick: Cutting clip 1 of 3, about 2 min left");
    expect(all("publish")).toEqual([]);
    click("stop-publishing");
    await settled();
    expect(python.sent).toEqual([{ kind: "stop_publishing" }]);
    python.data.set({ ...python.data.get(), publishing: null });
    expect([all("publish-progress").length, all("publish").length]).toEqual([0, 1]);
  });

  it("says when it has changed since it was published", async () => {
    click("publish");
    await settled();
    const handle = all("drag-handle")[0];
    if (handle) press(handle, "ArrowDown", { altKey: true });
    await settled();
    expect(one("publish-result").textContent).toContain("Changed since it was published");
  });

  it("says who has not consented when publishing is refused", async () => {
    python.answer = () => ({ ok: false, problem: "Grandma has not consented", nextStep: "Ask her, or leave the clip out" });
    click("publish");
    await settled();
    expect(one("publish-refusal").textContent).toContain("Grandma has not consented. Ask her, or leave the clip out.");
    expect(all("publish-progress")).toEqual([]);
  });
});

describe("an export for training", () => {
  beforeEach(() => {
    click("tab-playlist");
    click("training");
  });

  it("stands in the place of the ways to the family, and is left without a trace", () => {
    expect(document.activeElement).toBe(one("training-for"));
    expect(all("publish")).toEqual([]);
    click("training-way-training_external");
    one("training-form").querySelectorAll("button")[1]?.click();
    expect([all("training-form").length, all("publish").length, python.sent.length]).toEqual([0, 1, 0]);
    expect(document.activeElement).toBe(one("training"));
  });

  it("is asked for only with somebody who gets it and a number of days", async () => {
    click("training-write");
    expect(one("publish-refusal").textContent).toContain("Write their initials or a code");
    type("training-for", " AB ");
    for (const days of ["", "0", "1.5", "soon", "3651"]) {
      type("training-days", days);
      click("training-write");
      expect(one("publish-refusal").textContent, days).toContain("a whole number from 1 to 3650");
    }
    type("training-days", "90");
    python.answer = () => ({ ok: true, result: { folder: "training/training-2026-05-01-1234", lastDay: "2026-07-30" } });
    click("training-write");
    await settled();
    expect(python.sent).toEqual([{ kind: "export_for_training", way: "training_internal", forWhom: "AB", days: 90 }]);
    const said = one("publish-result").textContent;
    for (const words of ["The export for training is ready", "names are heard", "until 30 Jul 2026"]) expect(said).toContain(words);
    expect(one("training-folder").textContent).toBe("training/training-2026-05-01-1234");
    expect(all("training-form")).toEqual([]);
  });

  it("stays filled in where somebody does not agree, with their names", async () => {
    python.answer = () => ({ ok: false, problem: "Noah has not said anything about it", nextStep: "Ask him" });
    type("training-for", "AB");
    click("training-write");
    await settled();
    expect(one("publish-refusal").textContent).toContain("Noah has not said anything about it. Ask him.");
    expect((one("training-for") as HTMLInputElement).value).toBe("AB");
  });

  it("shows how far it is and can be stopped while it is written", async () => {
    python.answer = () => new Promise(() => undefined);
    type("training-for", "AB");
    click("training-write");
    python.data.set({
      ...python.data.get(),
      publishing: { words: "Cutting clip 1 of 3", part: 0.25, leftS: null, way: "training_internal" },
    });
    expect(one("publish-progress").textContent).toContain("The export for training: Cutting clip 1 of 3");
    expect(all("training-form")).toEqual([]);
    click("stop-publishing");
    expect(python.sent.at(-1)).toEqual({ kind: "stop_publishing" });
  });
});

describe("a still to keep", () => {
  const CLIP = "c222222222222222";

  beforeEach(() => openSheet());

  it("is the clip's chosen one or the frame on the screen, and the place it was written to is shown", async () => {
    python.answer = () => ({ ok: true, result: { place: "stills/HAZEL-ffffffff-00.44.200.png" } });
    click("write-still");
    await settled();
    expect(one(`written-still-${CLIP}`).textContent).toContain("HAZEL-ffffffff-00.44.200.png");
    python.playhead = seconds(45) + 7;
    click("write-still-here");
    await settled();
    expect(python.sent).toEqual([
      { kind: "write_still", recordingId: "f".repeat(16), at: seconds(44.2) },
      { kind: "write_still", recordingId: "f".repeat(16), at: seconds(45) },
    ]);
  });

  it("is not written where somebody does not agree, and then no place is shown", async () => {
    python.answer = () => ({ ok: true, result: { place: "stills/before.png" } });
    click("write-still");
    await settled();
    python.answer = () => ({ ok: false, problem: "Grandma has not said anything about it", nextStep: "Ask her" });
    click("write-still");
    await settled();
    expect(one("still-refusal").textContent).toContain("Grandma has not said anything about it. Ask her.");
    expect(all(`written-still-${CLIP}`)).toEqual([]);
  });

  it("is only the frame on the screen where the clip has none chosen", () => {
    python.data.set({
      ...python.data.get(),
      playlist: { ...(python.data.get().playlist as Playlist), clips: [aClip(CLIP, 38, 62.3)] },
    });
    expect([all("write-still").length, all("write-still-here").length]).toEqual([0, 1]);
  });
});

describe("consent", () => {
  const cell = (letter: string, scope: string): string => `consent-${letter.repeat(16)}-${scope}`;

  beforeEach(() => click("tab-consent"));

  it("counts as no where nobody was asked", () => {
    expect(one(cell("c", "shared_review")).textContent).toContain("Not asked");
  });

  it("is asked about each use in the vocabulary's words, the rarer uses when wanted", () => {
    const uses = (): (string | null)[] => [...one("consent-table").querySelectorAll(".vp-scope")].map((head) => head.textContent);
    expect(uses()).toEqual(["Being filmed", "Watching clips together", "Supervision"]);
    click("all-scopes");
    expect(uses()).toContain("Publication");
  });

  it("can be given until a day, which is shown and can be changed or taken away", async () => {
    click(cell("c", "supervision"));
    expect(all("consent-expires"), "only a yes has an end").toEqual([]);
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("");
    type("consent-expires", "2026-12-31");
    click("consent-keep");
    await settled();
    expect(python.sent.at(-1)).toMatchObject({ status: "granted", expires: "2026-12-31" });
    expect(one(cell("c", "supervision")).textContent).toContain("until 31 Dec 2026");
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("2026-12-31");
    type("consent-expires", "");
    click("consent-keep");
    await settled();
    expect(python.sent.at(-1)).not.toHaveProperty("expires");
    expect(one(cell("c", "supervision")).textContent).not.toContain("until");
  });

  it("says in a sentence that an end lies in the past, and has no end with a no", async () => {
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    type("consent-expires", "2026-04-01");
    python.answer = () => ({ ok: false, problem: "1 April 2026 is over already", nextStep: "Choose the last day from today on, or none" });
    click("consent-keep");
    await settled();
    expect(one("consent-question").textContent).toContain("1 April 2026 is over already.");
    click("consent-answer-refused");
    click("consent-keep");
    await settled();
    expect(python.sent.at(-1)).not.toHaveProperty("expires");
  });

  it("offers no end that is over already", () => {
    const { consent } = python.data.get();
    const over = aStatement("c".repeat(16), "supervision", { expires: "2026-04-01" });
    python.data.set({ ...python.data.get(), consent: consent && { ...consent, statements: [over] } });
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("");
  });

  it("is not said without a word from whom", async () => {
    click(cell("b", "supervision"));
    expect(document.activeElement).toBe(one("consent-answer-granted"));
    click("consent-answer-granted");
    click("consent-keep");
    expect(one("consent-question").textContent).toContain("Write who said it");
    type("consent-given-by", "Mum for Noah");
    click("consent-keep");
    await settled();
    expect(python.sent).toEqual([
      { kind: "say_consent", personId: "b".repeat(16), scope: "supervision", status: "granted", givenBy: "Mum for Noah" },
    ]);
    expect(all("consent-question")).toHaveLength(0);
    expect(one(cell("b", "supervision")).textContent).toContain("Granted");
    expect(document.activeElement).toBe(one(cell("b", "supervision")));
  });

  it("who is in view is everybody ticked, also when ticked quickly", async () => {
    start(fakePython(aCase({ consent: { inView: null, missing: [], assents: [], toAsk: [], statements: [] } })));
    click("tab-consent");
    click("in-view-P1");
    click("in-view-C1");
    await settled();
    expect(python.sent.at(-1)).toEqual({ kind: "set_in_view", personIds: ["a".repeat(16), "b".repeat(16)] });
    expect(text("in-view-C1").checked).toBe(true);
  });

  it("a refused tick goes back to what is saved", async () => {
    python.answer = () => REFUSAL;
    click("in-view-P1");
    expect(text("in-view-P1").checked).toBe(false);
    await settled();
    expect(text("in-view-P1").checked).toBe(true);
  });

  it("asks for the people first", async () => {
    start(fakePython(aCase({ people: [] })));
    click("tab-consent");
    click("add-person");
    type("person-name", "Mum");
    type("person-code", "P1");
    click("person-keep");
    await settled();
    expect(python.sent).toEqual([{ kind: "add_person", code: "P1", role: "client", shownName: "Mum" }]);
    expect(all("in-view-P1")).toHaveLength(1);
  });
});

describe("tabs", () => {
  it("are walked through with arrow keys, round and round", () => {
    const first = one("tab-case");
    first.focus();
    press(first, "ArrowLeft");
    expect(document.activeElement).toBe(one("tab-code"));
    expect(one("tab-code").getAttribute("aria-selected")).toBe("true");
    press(one("tab-code"), "ArrowRight");
    expect(document.activeElement).toBe(one("tab-case"));
  });

  it("each name the panel they show", () => {
    for (const tab of all("tab-moments")[0]?.parentElement?.children ?? []) {
      (tab as HTMLElement).click();
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      expect(panel?.getAttribute("aria-labelledby")).toBe(tab.id);
    }
  });
});

describe("disposing", () => {
  it("removes every listener and subscription, ten times over", () => {
    const added = vi.spyOn(EventTarget.prototype, "addEventListener");
    const removed = vi.spyOn(EventTarget.prototype, "removeEventListener");
    panels.dispose();
    const nBefore = python.data.nListeners;
    added.mockClear();
    removed.mockClear();
    for (let times = 0; times < 10; times++) {
      const made = createPanels(root, python.context);
      click("tab-playlist");
      made.dispose();
    }
    expect(added.mock.calls.length).toBeGreaterThan(0);
    const names = (calls: unknown[][]): unknown[] => calls.map(([name]) => name).sort();
    expect(names(removed.mock.calls)).toEqual(names(added.mock.calls));
    expect(python.data.nListeners).toBe(nBefore);
    expect(python.selection.nListeners).toBe(0);
  });

  it("leaves an empty place that does not answer", async () => {
    openSheet();
    type("clip-title", "Waiting");
    panels.dispose();
    const nSent = python.sent.length;
    await vi.advanceTimersByTimeAsync(10 * TYPING_PAUSE_MS);
    python.data.set(aCase());
    expect(root.childNodes).toHaveLength(0);
    expect(root.classList).toHaveLength(0);
    expect(python.sent).toHaveLength(nSent);
  });
});

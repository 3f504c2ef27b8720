import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readPresentation, readScene } from "../src/adapter/presenter";
import { Owner } from "../src/core/disposal";
import type { Order } from "../src/core/family/company";
import { formatQuiet, lookAt, type Presentation, type Scene } from "../src/core/presenter/presenter";
import { presenterWords } from "../src/core/presenter/words";
import { type Entrance, type PresenterEvents, showPresenter } from "../src/dom/presenter/presenter";

const clip = {
  id: "a",
  title: "Waiting together",
  introduction: "Noah looks.",
  question: "What do you notice?",
  slow_rate: 0.5,
  pauses: [
    { at: 3600, question: "What is she doing?" },
    { at: 10_800, question: "" },
  ],
  pts: [0, 3600, 7200, 10_800],
  end: 14_400,
  width: 640,
  height: 360,
  has_poster: false,
};
const notes = {
  hope_to_notice: "<b>the wait</b>",
  may_be_hard: "the noise",
  initiative: "",
  note: "",
  follow_ups: ["And then?", "How did it feel?"],
  play_plan: ["whole", "slow"],
};
const presentation = readPresentation({
  kind: "review",
  review: {
    language: "en",
    hope: "",
    closing_question: "What next?",
    clips: [clip, { ...clip, id: "b", title: "To and fro", pauses: [] }],
  },
  notes: { a: notes },
}) as Presentation;
const state = {
  screen: 0,
  phase: "card",
  pause: null,
  frame: 0,
  slower: false,
  question_shown: false,
  stopped: false,
  failed: false,
  needs_touch: false,
  light: null,
} as const;

function scene(changed: object = {}, n_pages = 1): Scene {
  return readScene({ kind: "scene", n_pages, state: { ...state, ...changed }, quiet_s: 65, words: null });
}

describe("what a presenter sees", () => {
  it("is the clip's question first, then that of the pause point, and what comes next", () => {
    expect(lookAt(presentation, scene())).toMatchObject({
      question: "What do you notice?",
      atNextPause: "What is she doing?",
      nextClip: { title: "To and fro" },
      canPoint: false,
    });
    expect(lookAt(presentation, scene({ phase: "held", pause: 0, frame: 1 }))).toMatchObject({
      question: "What is she doing?",
      atNextPause: "What do you notice?",
      canPoint: true,
    });
    expect(lookAt(presentation, scene({ phase: "held", pause: 1, frame: 3 }))?.atNextPause).toBe("");
    expect(lookAt(presentation, scene({ screen: 1 }))).toMatchObject({ nextClip: null, notes: null });
    expect(lookAt(presentation, scene({ screen: 2 }))).toMatchObject({ where: "last", question: "What next?", clip: null });
  });

  it("is nothing while the family's page is not open", () => {
    expect(lookAt(presentation, { nPages: 0, report: null, quietS: 0, words: null })).toBeNull();
  });

  it("tells the quiet in minutes and seconds", () => {
    expect([0, 9.9, 65, 600].map(formatQuiet)).toEqual(["0:00", "0:09", "1:05", "10:00"]);
  });

  it("is in Dutch for those who read it, in English for all others", () => {
    expect(presenterWords(["nl-BE", "en"]).language).toBe("nl");
    expect(presenterWords(["en-GB", "nl"]).language).toBe("en");
    expect(presenterWords(["fr", "nl"]).language).toBe("nl");
    expect(presenterWords([]).language).toBe("en");
  });
});

function desk(kept: string | null = null) {
  const orders: Order[] = [];
  let events: PresenterEvents | null = null;
  const entrance: Entrance = {
    kept: () => kept,
    forget: vi.fn(),
    enter: vi.fn(async (code: string) =>
      code === "K7M 4QX" ? { key: "k", sentence: "" } : { key: null, sentence: "This is not the code." },
    ),
    open: (_owner, _key, heard) => {
      events = heard;
      return { give: (order) => orders.push(order), fetchPicture: async () => null };
    },
  };
  const owner = new Owner();
  const place = document.createElement("div");
  document.body.append(place);
  const { words, language } = presenterWords([]);
  showPresenter(owner, place, words, language, entrance);
  const button = (name: string): HTMLButtonElement => {
    const found = [...place.querySelectorAll("button")].find((each) => each.textContent === name);
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const hear = (): PresenterEvents => {
    if (!events) throw new Error("not open");
    return events;
  };
  return { owner, place, orders, entrance, button, hear };
}

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue(undefined);
});

afterEach(() => {
  document.body.replaceChildren();
});

describe("the presenter's view", () => {
  it("opens with the code, and says calmly what is wrong with another", async () => {
    const { place, button } = desk();
    const box = place.querySelector("input") as HTMLInputElement;
    const enter = (code: string): void => {
      box.value = code;
      place.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
    };
    enter("AAA AAA");
    await vi.waitFor(() => expect(place.textContent).toContain("This is not the code."));
    enter("K7M 4QX");
    await vi.waitFor(() => expect(button("Show the question").disabled).toBe(true));
    expect(place.querySelector("form")).toBeNull();
  });

  it("shows question, notes as plain text and what comes next, and leads with its buttons", () => {
    const { place, orders, button, hear } = desk("k");
    hear().onPresentation(presentation);
    hear().onScene(scene());
    expect(place.querySelector(".vig-presenter-question")?.textContent).toBe("What do you notice?");
    expect(place.querySelector(".vig-presenter-notes")?.textContent).toContain("<b>the wait</b>");
    expect(place.textContent).toContain("Then: To and fro");
    expect(place.textContent).toContain("quiet for 1:05");
    for (const name of ["Show the question", "Play", "Slower", "Plain screen", "Next"]) button(name).click();
    hear().onScene(scene({ phase: "playing", question_shown: true, slower: true }));
    for (const name of ["Hide the question", "Pause", "Slower"]) button(name).click();
    hear().onScene(scene({ stopped: true }));
    button("Go on").click();
    const given = ["reveal", "play", "slow", "blank", "next", "cover", "pause", "full_speed", "go_on"];
    expect(orders).toEqual(given.map((order) => ({ order })));
  });

  it("points where the picture is touched, only while it stands still", () => {
    const { place, orders, hear } = desk("k");
    hear().onPresentation(presentation);
    hear().onScene(scene());
    const frame = place.querySelector(".vig-presenter-frame") as HTMLButtonElement;
    expect(frame.disabled).toBe(true);
    hear().onScene(scene({ phase: "held" }));
    vi.spyOn(frame, "getBoundingClientRect").mockReturnValue(new DOMRect(100, 50, 200, 100));
    frame.dispatchEvent(new MouseEvent("click", { detail: 1, clientX: 150, clientY: 125 }));
    frame.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
    frame.dispatchEvent(new MouseEvent("click", { detail: 0 }));
    expect(orders).toEqual([
      { order: "light", at: { x: 0.25, y: 0.75 } },
      { order: "light", at: { x: 0.2, y: 0.75 } },
      { order: "light", at: { x: 0.5, y: 0.5 } },
    ]);
  });

  it("says when a screen has to be touched first, and when the way there is gone", () => {
    const { place, button, hear, entrance } = desk("k");
    hear().onPresentation(presentation);
    hear().onScene(scene({ needs_touch: true }));
    expect(place.textContent).toContain("Touch the family's screen once");
    expect(button("Play").disabled).toBe(true);
    hear().onAway();
    expect(place.textContent).toContain("The connection is gone.");
    expect(button("Show the question").disabled).toBe(true);
    button("Enter another code").click();
    expect(entrance.forget).toHaveBeenCalled();
    expect(place.querySelector("form")).not.toBeNull();
  });

  it("leaves nothing behind, ten times over", () => {
    vi.useFakeTimers();
    for (let n = 0; n < 10; n++) {
      const { owner, place } = desk("k");
      expect(vi.getTimerCount()).toBe(1);
      owner.dispose();
      expect(place.childElementCount).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    }
    vi.useRealTimers();
  });
});

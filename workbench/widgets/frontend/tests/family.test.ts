import { describe, expect, it } from "vitest";
import { readReview } from "../src/adapter/family";
import {
  actionOfKey,
  type FamilyAction,
  type FamilyReview,
  type FamilyState,
  FIRST_STATE,
  type FilmOrder,
  loudness,
  questionOf,
  step,
  stopsOf,
} from "../src/core/family/family";
import { directionOf } from "../src/core/family/words";
import { pageWords } from "./page_words";

const wire = {
  language: "en",
  hope: "that he listens to me",
  closing_question: "What would you like to take with you?",
  clips: [
    {
      id: "a",
      title: "Waiting together",
      introduction: "",
      question: "What do you notice here?",
      slow_rate: 0.5,
      pauses: [
        { at: 7250, question: "" },
        { at: 10_799, question: "What is she doing?" },
        { at: 18_000, question: "" },
      ],
      // four frames of different lengths
      pts: [0, 3600, 7200, 10_800, 18_000],
      end: 21_600,
      width: 640,
      height: 360,
      has_poster: false,
    },
    {
      id: "b",
      title: "",
      introduction: "",
      question: "",
      slow_rate: 0.25,
      pauses: [],
      pts: [0],
      end: 3600,
      width: 2,
      height: 2,
      has_poster: true,
    },
  ],
};

function review(): FamilyReview {
  const read = readReview(wire);
  if (!read) throw new Error("not read");
  return read;
}

/** The state and all orders after a row of actions. */
function following(...actions: (FamilyAction | FamilyAction["kind"])[]): { state: FamilyState; orders: FilmOrder[] } {
  let state = FIRST_STATE;
  const orders: FilmOrder[] = [];
  for (const action of actions) {
    const outcome = step(review(), state, (typeof action === "string" ? { kind: action } : action) as FamilyAction);
    state = outcome.state;
    orders.push(...outcome.orders);
  }
  return { state, orders };
}

const atPause = (pause: number): FamilyAction => ({ kind: "reached_pause", pause });

describe("what the page does", () => {
  it("starts covered and does nothing by itself", () => {
    expect(FIRST_STATE).toMatchObject({ screen: 0, phase: "card", stopped: false, questionShown: false });
  });

  it("plays and pauses with one button", () => {
    expect(following("play_or_pause")).toMatchObject({ state: { phase: "playing" }, orders: ["play"] });
    expect(following("play_or_pause", "play_or_pause")).toMatchObject({ state: { phase: "held" }, orders: ["play", "hold"] });
  });

  it("holds at a pause point without another order, because the film stands there already", () => {
    expect(following("play_or_pause", atPause(0))).toMatchObject({ state: { phase: "held", pause: 0 }, orders: ["play"] });
  });

  it("goes on from a pause point where it stood, with the question put away", () => {
    const { state, orders } = following("play_or_pause", atPause(0), "question", "play_or_pause");
    expect(state).toMatchObject({ phase: "playing", pause: null, questionShown: false });
    expect(orders).toEqual(["play", "play"]);
  });

  it("stays at the end of a clip and plays it from its start when asked", () => {
    expect(following("play_or_pause", "reached_end").state).toMatchObject({ screen: 0, phase: "ended" });
    expect(following("play_or_pause", "reached_end", "play_or_pause").orders).toEqual(["play", "play_from_start"]);
    expect(following("again").orders).toEqual(["play_from_start"]);
  });

  it("does not believe a film that says it arrived when nobody plays", () => {
    expect(following("reached_end").state.phase).toBe("card");
    expect(following("play_or_pause", "still", atPause(1)).state).toMatchObject({ phase: "held", pause: null });
  });

  it("changes speed without starting or stopping", () => {
    expect(following("slower")).toMatchObject({ state: { phase: "card", slower: true }, orders: ["set_rate"] });
    expect(following("play_or_pause", "slower", "slower").state).toMatchObject({ phase: "playing", slower: false });
  });

  it("holds the picture for Still, and only while it moves", () => {
    expect(following("play_or_pause", "still")).toMatchObject({ state: { phase: "held" }, orders: ["play", "hold"] });
    expect(following("still").orders).toEqual([]);
  });

  it("keeps a picture only while one stands still, and takes it along to the last page", () => {
    expect(following("keep").orders).toEqual([]);
    expect(following("play_or_pause", "keep").orders).toEqual(["play"]);
    expect(following("play_or_pause", "still", "keep").orders).toEqual(["play", "hold", "keep_picture"]);
    const still = { clipId: "a", frame: 2 };
    expect(following("play_or_pause", "still", "keep", { kind: "kept", still }, "next", "next").state).toMatchObject({
      screen: 2,
      kept: still,
    });
  });
});

describe("stop for now", () => {
  it("silences at once and lets nothing else through", () => {
    const { state, orders } = following("play_or_pause", "question", "stop", "play_or_pause", "again", "next", "question", "still");
    expect(state).toMatchObject({ stopped: true, screen: 0, phase: "held", questionShown: false });
    expect(orders).toEqual(["play", "silence"]);
  });

  it("comes back covered and at rest", () => {
    expect(following("play_or_pause", "stop", "go_on")).toMatchObject({
      state: { stopped: false, phase: "card" },
      orders: ["play", "silence"],
    });
    expect(following("go_on").state).toEqual(FIRST_STATE);
  });

  it("works on the last page and after a failure", () => {
    expect(following("next", "next", "stop").state.stopped).toBe(true);
    expect(following("failed", "stop").state.stopped).toBe(true);
  });
});

describe("from clip to clip", () => {
  it("loads the next clip covered, at normal speed, and never past the last page or before the first", () => {
    expect(following("slower", "play_or_pause", "next")).toMatchObject({
      state: { screen: 1, phase: "card", slower: false },
      orders: ["set_rate", "play", "load"],
    });
    expect(following("next", "next", "next").state.screen).toBe(2);
    expect(following("previous").orders).toEqual([]);
  });

  it("has no film on the last page", () => {
    expect(following("next", "next", "play_or_pause", "again", "keep").orders).toEqual(["load", "load"]);
  });

  it("leaves a film that failed alone, but lets people move on", () => {
    expect(following("failed", "play_or_pause").orders).toEqual([]);
    expect(following("failed", "next").state).toMatchObject({ screen: 1, failed: false });
  });
});

describe("questions", () => {
  it("shows the pause point's own question there, the clip's otherwise", () => {
    expect(questionOf(review(), FIRST_STATE)).toBe("What do you notice here?");
    expect(questionOf(review(), following("play_or_pause", atPause(0)).state)).toBe("What is she doing?");
    expect(questionOf(review(), following("play_or_pause", atPause(1)).state)).toBe("What do you notice here?");
  });

  it("shows none where there is none", () => {
    expect(following("next", "question").state.questionShown).toBe(false);
    expect(following("next", "next", "question").state.questionShown).toBe(false);
  });
});

describe("pause points", () => {
  it("hold the frame shown at their instant; two on one frame are one", () => {
    const [clip] = review().clips;
    expect(stopsOf(clip ?? null)).toEqual([
      { frame: 2, question: "What is she doing?" },
      { frame: 4, question: "" },
    ]);
    expect(stopsOf(null)).toEqual([]);
  });
});

describe("sound", () => {
  it("comes up after the start and goes down before a hold", () => {
    expect(loudness(0, Number.POSITIVE_INFINITY)).toBe(0);
    expect(loudness(0.06, Number.POSITIVE_INFINITY)).toBeCloseTo(0.5);
    expect(loudness(5, Number.POSITIVE_INFINITY)).toBe(1);
    expect(loudness(5, 0.03)).toBeCloseTo(0.25);
    expect(loudness(5, -0.01)).toBe(0);
  });
});

describe("keys", () => {
  const key = (name: string, rightToLeft = false): string | null => actionOfKey(name, false, rightToLeft, false);

  it("are the guider's", () => {
    expect([" ", "ArrowRight", "ArrowLeft", "r", "S", "f", "k", "Q", "Escape", "b"].map((name) => key(name))).toEqual([
      "play_or_pause",
      "next",
      "previous",
      "again",
      "slower",
      "still",
      "keep",
      "question",
      "stop",
      "stop",
    ]);
    expect(key("x")).toBeNull();
    expect(key("Tab")).toBeNull();
  });

  it("point the way the page is read", () => {
    expect([key("ArrowLeft", true), key("ArrowRight", true)]).toEqual(["next", "previous"]);
  });

  it("are letters while somebody writes, except Escape", () => {
    expect(actionOfKey("s", true, false, false)).toBeNull();
    expect(actionOfKey(" ", true, false, false)).toBeNull();
    expect(actionOfKey("Escape", true, false, false)).toBe("stop");
  });

  it("bring back with B, never with Escape", () => {
    expect(actionOfKey("b", false, false, true)).toBe("go_on");
    expect(actionOfKey("Escape", false, false, true)).toBe("stop");
  });
});

describe("words", () => {
  it("are read in the direction of the family's language", () => {
    expect(["en", "ar", "he-IL", "fa", "de"].map(directionOf)).toEqual(["ltr", "rtl", "rtl", "rtl", "ltr"]);
  });

  it("are Dutch for a Dutch family, every one of them", () => {
    const [words, english] = [pageWords("nl"), pageWords("en")];
    expect(words.stop).toBe("Stop even");
    const same = Object.entries(words).filter(([name, text]) => text === english[name as keyof typeof english]);
    // a Dutch family says Film, too
    expect(same).toEqual([["clip", "Film"]]);
  });

  it.each(["en", "nl"])("are easy to read in %s: no long words, no long sentences, none empty", (language) => {
    for (const text of Object.values(pageWords(language))) {
      expect(text.trim()).not.toBe("");
      for (const sentence of text.split(/[.:,;]/)) expect(sentence.trim().split(/\s+/).length).toBeLessThanOrEqual(15);
      for (const word of text.split(/[^a-zA-Z]+/)) expect(word.length).toBeLessThanOrEqual(10);
    }
  });

  it.each(["en", "nl"])("fit the buttons in %s", (language) => {
    const { play, pause, again, slower, still, stop, back, next, question } = pageWords(language);
    for (const text of [play, pause, again, slower, still, back, next, question]) expect(text.length).toBeLessThanOrEqual(9);
    expect(stop.length).toBeLessThanOrEqual(12);
  });
});

describe("the wire", () => {
  it("gives nothing where Python had nothing to show", () => {
    expect(readReview(null)).toBeNull();
    expect(readReview({})).toBeNull();
  });
});

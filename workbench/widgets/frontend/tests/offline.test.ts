import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isOver, overSentence } from "../src/core/family/offline";
import { pageWords, wireWords } from "./page_words";

const LAST_DAY = "2027-01-19";

const TOLD = {
  words: wireWords("nl"),
  language: "nl",
  hope: "dat hij luistert",
  closing_question: "",
  clips: [
    {
      id: "a",
      title: "",
      introduction: "",
      question: "",
      slow_rate: 0.5,
      pauses: [],
      pts: [0, 3600],
      end: 7200,
      width: 640,
      height: 360,
      has_poster: true,
    },
  ],
  expires_on: LAST_DAY,
  clips_in: "films/clips",
  posters_in: "films/posters",
};

/** The page as it runs when it is opened at an instant. */
async function open(told: unknown, now: Date): Promise<void> {
  vi.useFakeTimers({ now });
  const data = Object.assign(document.createElement("script"), { type: "application/json", id: "vig-review" });
  data.textContent = JSON.stringify(told);
  document.body.append(data);
  vi.resetModules();
  await import("../src/index/offline");
}

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, "load").mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => undefined);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe("a page on a stick", () => {
  it("is over when its last day is, where it is watched", () => {
    expect(isOver(LAST_DAY, new Date(2027, 0, 19, 23, 59, 59))).toBe(false);
    expect(isOver(LAST_DAY, new Date(2027, 0, 20))).toBe(true);
    expect(isOver("2026-12-31", new Date(2026, 11, 31, 12))).toBe(false);
    expect(isOver("2026-12-31", new Date(2027, 0, 1))).toBe(true);
  });

  it("names the day in its language", () => {
    expect(overSentence(LAST_DAY, pageWords("en"))).toContain("19 January 2027");
    expect(overSentence(LAST_DAY, pageWords("nl"))).toContain("19 januari 2027");
  });

  it("shows the family's page with the films beside it until then", async () => {
    await open(TOLD, new Date(2027, 0, 19, 20));
    expect(document.querySelector("video")?.getAttribute("src")).toBe("films/clips/a.mp4");
    expect(document.querySelector("img")?.getAttribute("src")).toBe("films/posters/a.jpg");
    expect(document.querySelector(".vig-family")?.getAttribute("lang")).toBe("nl");
  });

  it("says so in plain words afterwards, and has no film", async () => {
    await open(TOLD, new Date(2027, 0, 20, 9));
    expect(document.querySelector("video")).toBeNull();
    expect(document.querySelector(".vig-family-unavailable")?.textContent).toContain("19 januari 2027");
  });
});

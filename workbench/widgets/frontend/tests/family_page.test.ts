import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readReview } from "../src/adapter/family";
import { Owner } from "../src/core/disposal";
import type { Order, Report } from "../src/core/family/company";
import { type FamilyCompany, HOLD_TO_GO_ON_MS, showFamilyPage, showUnavailable } from "../src/dom/family/family";
import { pageWords, wireWords } from "./page_words";

const media = { clip: (id: string) => `/vig/clip/${id}`, poster: (id: string) => `/vig/poster/${id}` };

function page(language = "en") {
  const clip = {
    id: "a",
    title: "<b>Waiting</b>",
    introduction: "Noah looks.",
    question: "What do you notice?",
    slow_rate: 0.5,
    pauses: [],
    pts: [0, 3600],
    end: 7200,
    width: 640,
    height: 360,
    has_poster: false,
  };
  const review = readReview({
    language,
    words: wireWords("en"),
    hope: "that he listens",
    closing_question: "What next?",
    clips: [clip, { ...clip, id: "b", has_poster: true }],
  });
  if (!review) throw new Error("not read");
  const owner = new Owner();
  const place = document.createElement("div");
  document.body.append(place);
  let order: (order: Order) => void = () => undefined;
  const reports: Report[] = [];
  const keepWords = vi.fn<FamilyCompany["keepWords"]>().mockResolvedValue(true);
  const company: FamilyCompany = {
    join: (onOrder) => {
      order = onOrder;
      return (report) => reports.push(report);
    },
    keepWords,
  };
  showFamilyPage(owner, place, review, media, company);
  const find = <T extends HTMLElement>(selector: string): T => {
    const found = place.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  return { owner, place, find, video: find<HTMLVideoElement>("video"), order: (each: Order) => order(each), reports, keepWords };
}

const press = (key: string, target: EventTarget = document.body): boolean =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, "load").mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue(undefined);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe("the family's page", () => {
  it("shows the hope, the title as plain text and a plain card, and plays nothing", () => {
    const { find, video } = page();
    expect(find(".vig-family-hope").textContent).toBe("You hoped: that he listens");
    expect(find(".vig-family-title").textContent).toBe("<b>Waiting</b>");
    expect(find(".vig-family-card").hidden).toBe(false);
    expect(find<HTMLImageElement>(".vig-family-poster").hidden).toBe(true);
    expect(video.getAttribute("src")).toBe("/vig/clip/a");
    expect(video.autoplay).toBe(false);
    expect(HTMLMediaElement.prototype.play).not.toHaveBeenCalled();
  });

  it("shows a poster only where one was chosen", () => {
    const { find } = page();
    press("ArrowRight");
    expect(find<HTMLImageElement>(".vig-family-poster").getAttribute("src")).toBe("/vig/poster/b");
    expect(find(".vig-family-poster").hidden).toBe(false);
  });

  it("tells where people are by dots, and by words for those who do not see them", () => {
    const { find, place } = page();
    expect(place.querySelectorAll(".vig-family-dot")).toHaveLength(3);
    expect(find(".vig-family-dots").textContent).toBe("");
    expect(place.textContent).not.toMatch(/\d/);
    press("ArrowRight");
    press("ArrowRight");
    expect(find(".vig-family-dots").getAttribute("aria-label")).toBe("Last page");
    expect(find(".vig-family-closing").textContent).toBe("What next?");
  });

  it("goes plain at once on Escape, also while somebody writes", () => {
    const { find, video } = page();
    press(" ");
    press("ArrowRight");
    press("ArrowRight");
    press("Escape", find("textarea"));
    expect(find(".vig-family-plain").hidden).toBe(false);
    expect(find("main").inert).toBe(true);
    expect(video.muted).toBe(true);
    expect(HTMLMediaElement.prototype.pause).toHaveBeenCalled();
  });

  it("leads back from the plain screen only when the dot is held long enough", () => {
    vi.useFakeTimers();
    const { find } = page();
    const dot = find<HTMLButtonElement>(".vig-family-way-back");
    find(".vig-family-stop").click();
    const press = (type: string): boolean => dot.dispatchEvent(new Event(type));
    press("pointerdown");
    vi.advanceTimersByTime(HOLD_TO_GO_ON_MS - 1);
    press("pointerup");
    vi.advanceTimersByTime(HOLD_TO_GO_ON_MS);
    dot.dispatchEvent(new MouseEvent("click", { detail: 1 }));
    expect(find(".vig-family-plain").hidden).toBe(false);
    press("pointerdown");
    vi.advanceTimersByTime(HOLD_TO_GO_ON_MS);
    expect(find(".vig-family-plain").hidden).toBe(true);
  });

  it("leads back for a switch or a keyboard, which cannot hold a dot", () => {
    const { find } = page();
    press("b");
    find(".vig-family-way-back").dispatchEvent(new MouseEvent("click", { detail: 0 }));
    expect(find(".vig-family-plain").hidden).toBe(true);
  });

  it("shows the question only when it is asked for", () => {
    const { find } = page();
    expect(find(".vig-family-question").textContent).toBe("");
    press("q");
    expect(find(".vig-family-question").textContent).toBe("What do you notice?");
    press("q");
    expect(find(".vig-family-question").textContent).toBe("");
  });

  it("leaves the space bar to a button in focus, and key combinations to the browser", () => {
    const { find } = page();
    expect(press(" ", find(".vig-family-stop"))).toBe(true);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", ctrlKey: true, bubbles: true }));
    expect(find(".vig-family").getAttribute("data-phase")).toBe("card");
    expect(press(" ")).toBe(false);
    expect(find(".vig-family").getAttribute("data-phase")).toBe("playing");
  });

  it("says one calm sentence when a film cannot be shown, and nothing when it is only let go", () => {
    const { find, video, owner } = page();
    video.dispatchEvent(new Event("error"));
    expect(find(".vig-family-failure").textContent).toBe("This film cannot be shown just now.");
    expect(find<HTMLButtonElement>(".vig-family-main").disabled).toBe(true);
    owner.dispose();
  });

  it("is laid out from right to left for a family who reads so", () => {
    const { find } = page("ar");
    expect(find(".vig-family").dir).toBe("rtl");
    expect(find(".vig-family").lang).toBe("en");
    expect(find(".vig-family-title").lang).toBe("ar");
  });

  it("leaves nothing behind, ten times over", () => {
    const added = vi.spyOn(document, "addEventListener");
    const removed = vi.spyOn(document, "removeEventListener");
    for (let n = 0; n < 10; n++) {
      const { owner, place, video } = page();
      owner.dispose();
      expect(place.childElementCount).toBe(0);
      expect(video.hasAttribute("src")).toBe(false);
    }
    expect(added.mock.calls.length).toBe(20);
    expect(removed.mock.calls.length).toBe(20);
  });

  it("does what a presenter orders and says what is seen", () => {
    const { find, order, reports } = page();
    order({ order: "reveal" });
    expect(find(".vig-family-question").textContent).toBe("What do you notice?");
    order({ order: "reveal" });
    expect(find(".vig-family-question").textContent).toBe("What do you notice?");
    order({ order: "cover" });
    expect(find(".vig-family-question").textContent).toBe("");
    order({ order: "slow" });
    order({ order: "blank" });
    expect(find(".vig-family-plain").hidden).toBe(false);
    expect(reports.at(-1)).toMatchObject({ screen: 0, phase: "card", slower: true, questionShown: false, stopped: true });
    order({ order: "next" });
    expect(reports.at(-1)?.screen).toBe(0);
    order({ order: "go_on" });
    order({ order: "next" });
    expect(reports.at(-1)).toMatchObject({ screen: 1, stopped: false });
  });

  it("lays a soft light on a picture that stands still, and takes it away when the film moves", () => {
    const { find, order } = page();
    order({ order: "light", at: { x: 0.25, y: 0.5 } });
    expect(find(".vig-family-light").hidden).toBe(true);
    press(" ");
    order({ order: "pause" });
    order({ order: "light", at: { x: 0.25, y: 0.5 } });
    expect(find(".vig-family-light").hidden).toBe(false);
    expect(find(".vig-family-light").style.getPropertyValue("--vig-family-light-x")).toBe("25%");
    press(" ");
    expect(find(".vig-family-light").hidden).toBe(true);
  });

  it("keeps words only when somebody presses the button, and for the guider only when they say so", async () => {
    const { find, place, keepWords } = page();
    const box = find<HTMLTextAreaElement>(".vig-family-words");
    box.value = "He looked at me.";
    box.dispatchEvent(new Event("input"));
    expect(keepWords).not.toHaveBeenCalled();
    find(".vig-family-keep-words").click();
    expect(keepWords).toHaveBeenLastCalledWith("He looked at me.", false);
    await vi.waitFor(() => expect(find(".vig-family-kept-words").textContent).toMatch(/^Your words are kept/));
    find<HTMLInputElement>(".vig-family-choice input").checked = true;
    keepWords.mockResolvedValue({ instead: "This is a preview, and nothing is kept." });
    find(".vig-family-keep-words").click();
    await vi.waitFor(() => expect(find(".vig-family-kept-words").textContent).toBe("This is a preview, and nothing is kept."));
    keepWords.mockResolvedValue(false);
    find(".vig-family-keep-words").click();
    expect(keepWords).toHaveBeenLastCalledWith("He looked at me.", true);
    await vi.waitFor(() => expect(find(".vig-family-kept-words").textContent).toMatch(/could not be kept/));
    expect(box.value).toBe("He looked at me.");
    expect(place.textContent).toContain("beside these films");
  });

  it("says a calm sentence where there is nothing to watch", () => {
    const owner = new Owner();
    const place = document.createElement("div");
    showUnavailable(owner, place, pageWords("en").unavailable, "en");
    expect(place.textContent).toBe("There is nothing to watch here just now. Please ask the person who invited you.");
    owner.dispose();
    expect(place.childElementCount).toBe(0);
  });
});

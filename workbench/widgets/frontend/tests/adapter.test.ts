import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchFilm, findBaseUrl } from "../src/adapter/media";
import { Conversation } from "../src/adapter/model";
import { connectPlayer } from "../src/adapter/player";
import { UNSAID } from "../src/adapter/playhead";
import { camelised, editToWire, resultFromWire, snaked, traitFromWire } from "../src/adapter/wire";
import type { Film } from "../src/core/data";
import { FakeModel } from "./fake_model";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe("a conversation with the kernel", () => {
  it("gives each request the answer with its number, in whatever order they come", async () => {
    const model = new FakeModel();
    const conversation = new Conversation(model);
    const first = conversation.ask({ kind: "undo" });
    const second = conversation.ask({ kind: "redo" });
    const [one, two] = model.sent.map((content) => content["request"]);
    expect(one).not.toBe(two);
    model.tell("msg:custom", { reply: two, ok: true, result: "second" });
    model.tell("msg:custom", { reply: one, ok: false, problem: "no", next_step: "yes" });
    expect((await first).problem).toBe("no");
    expect((await second).result).toBe("second");
  });

  it("refuses in calm words when no answer comes in time", async () => {
    const conversation = new Conversation(new FakeModel(), 1000);
    const asked = conversation.ask({ kind: "undo" });
    vi.advanceTimersByTime(1000);
    expect(await asked).toMatchObject({ ok: false, problem: "The kernel has not answered" });
  });

  it("refuses when the kernel cannot be reached at all", async () => {
    const model = new FakeModel();
    model.send = () => {
      throw new Error("comm is closed");
    };
    expect(await new Conversation(model).ask({ kind: "undo" })).toMatchObject({ ok: false, problem: "The kernel cannot be reached" });
  });

  it("does not take another view's answer for its own", async () => {
    const model = new FakeModel();
    const [mine, other] = [new Conversation(model), new Conversation(model)];
    let answered = false;
    void mine.ask({ kind: "undo" }).then(() => {
      answered = true;
    });
    const asked = other.ask({ kind: "undo" });
    model.tell("msg:custom", { reply: model.sent[1]?.["request"], ok: true });
    expect((await asked).ok).toBe(true);
    expect(answered).toBe(false);
  });

  it("that is disposed answers what still waits and listens no more", async () => {
    const model = new FakeModel();
    const conversation = new Conversation(model);
    const asked = conversation.ask({ kind: "undo" });
    conversation.dispose();
    expect(await asked).toMatchObject({ ok: false, problem: "The view was closed" });
    expect(model.nListeners).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("wire names", () => {
  it("are turned both ways without touching values", () => {
    const wire = { start: 1, moment_kind: "better_than_usual", pauses: [{ at: 3, next_step: null }], points: [[0.5, 1]] };
    const page = { start: 1, momentKind: "better_than_usual", pauses: [{ at: 3, nextStep: null }], points: [[0.5, 1]] };
    expect(camelised(wire)).toEqual(page);
    expect(snaked(page)).toEqual(wire);
    expect(editToWire({ kind: "make_clip", momentId: "m" })).toEqual({ kind: "make_clip", moment_id: "m" });
  });

  it("give people their marks by their place", () => {
    const people = traitFromWire("people", [
      { id: "a", code: "M1", role: "client", shown_name: "Mum", pronoun: "", asked_each_time: false },
      { id: "b", code: "C1", role: "child", shown_name: "Noah", pronoun: "", asked_each_time: false },
    ]);
    expect(people.map((person) => [person.shownName, person.shape])).toEqual([
      ["Mum", "circle"],
      ["Noah", "square"],
    ]);
    expect(people[0]?.colour).not.toBe(people[1]?.colour);
  });

  it("of a refusal are words, also when the kernel gave none", () => {
    expect(resultFromWire({ reply: 1, ok: false, problem: "p", next_step: "n" })).toEqual({ ok: false, problem: "p", nextStep: "n" });
    expect(resultFromWire({ reply: 1, ok: false })).toMatchObject({ ok: false, problem: expect.any(String), nextStep: expect.any(String) });
    expect(resultFromWire({ reply: 1, ok: true, result: { new_id: "x" } })).toEqual({ ok: true, result: { newId: "x" } });
  });
});

describe("the player's connection", () => {
  it("reads every trait, hears each change, and keeps the parts that did not change", () => {
    const model = new FakeModel({ history: { undo: null, redo: null, saved_at: "14:02:11" } });
    const { ports, dispose } = connectPlayer(model, document);
    expect(ports.snapshot.get().history.savedAt).toBe("14:02:11");
    const { people } = ports.snapshot.get();
    model.change("moments", [{ id: "m", start: 0, end: 1, kind: "repair", principles: [], why: "", note: "" }]);
    expect(ports.snapshot.get().moments[0]?.kind).toBe("repair");
    expect(ports.snapshot.get().people).toBe(people);
    dispose();
    expect(model.nListeners).toBe(0);
  });

  const somewhere = {
    frame: 0,
    ticks: 0,
    playing: false,
    backward: false,
    view: "one",
    recordingId: "00000000000000aa",
    rate: 0.5,
    looping: true,
    start: 5,
    end: 9,
    chosen: { kind: "moment", id: "m" },
  } as const;

  it("lets the views of one model hear of each other's playheads, in the page's words, and the kernel in its own", () => {
    const model = new FakeModel({ playhead: { frame: 3, ticks: 9, playing: false } });
    const [one, other] = [connectPlayer(model, document), connectPlayer(model, document)];
    expect(other.ports.playhead.get()).toEqual({ ...UNSAID, frame: 3, ticks: 9, playing: false });
    one.ports.tellPlayhead(somewhere);
    expect(other.ports.playhead.get()).toEqual(somewhere);
    expect(model.get("playhead")).toMatchObject({ recording_id: "00000000000000aa", view: "one", chosen: { kind: "moment", id: "m" } });
    one.dispose();
    other.dispose();
    expect(model.nListeners).toBe(0);
  });

  it("tells the kernel of the playhead at most ten times a second, and always of the last", () => {
    const model = new FakeModel();
    const { ports, dispose } = connectPlayer(model, document);
    for (let frame = 0; frame < 60; frame++) {
      ports.tellPlayhead({ ...somewhere, frame, ticks: frame * 3000, playing: true });
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(1000);
    const told = model.playheads.map((playhead) => playhead.frame);
    expect(told.length).toBeLessThanOrEqual(12);
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(59);
    ports.tellPlayhead({ ...somewhere, frame: 1 });
    ports.tellPlayhead({ ...somewhere, frame: 2 });
    dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes on where the kernel wants the film to go, and nothing else", () => {
    const model = new FakeModel();
    const { ports } = connectPlayer(model, document);
    const gone: number[] = [];
    const listening = ports.onSeek((ticks) => gone.push(ticks));
    model.tell("msg:custom", { command: "seek", ticks: 900 });
    model.tell("msg:custom", { command: "seek", ticks: "far" });
    model.tell("msg:custom", { command: "dance", ticks: 1 });
    model.tell("msg:custom", null);
    listening.dispose();
    model.tell("msg:custom", { command: "seek", ticks: 5 });
    expect(gone).toEqual([900]);
  });
});

describe("the film's address", () => {
  const configuration = (text: string): void => {
    const script = document.createElement("script");
    script.id = "jupyter-config-data";
    script.type = "application/json";
    script.textContent = text;
    document.body.append(script);
  };

  it("is below the base URL the notebook page names, else below the page", () => {
    expect(findBaseUrl(document).href).toBe(new URL(".", document.baseURI).href);
    configuration('{"baseUrl": "/user/hazel/"}');
    expect(findBaseUrl(document).pathname).toBe("/user/hazel/");
  });

  it("is asked with the referrer, and a refusal of the server is not a film", async () => {
    const media = {
      film: "vig/media/r/film",
      stills: "vig/still/r",
      isOriginal: false,
      startsAt: 0,
      frames: "vig/media/r/frames",
      packets: null,
      peaks: null,
      spectrogram: null,
      thumbnails: null,
    };
    const fetching = vi.fn(async () => new Response("", { status: 403 }));
    vi.stubGlobal("fetch", fetching);
    const base = new URL("http://localhost/base/");
    const film = { media } as unknown as Film;
    await expect(fetchFilm(film, base, new AbortController().signal)).rejects.toThrow("403");
    const [url, options] = fetching.mock.calls[0] as unknown as [string, RequestInit];
    expect(url).toBe("http://localhost/base/vig/media/r/frames");
    expect(options).toMatchObject({ referrerPolicy: "same-origin", credentials: "same-origin" });
    vi.unstubAllGlobals();
  });
});

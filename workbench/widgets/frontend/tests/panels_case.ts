/** A made-up case and a stand-in for Python that keeps it, for the tests of the panels. */

import type { Statement } from "../src/core/consent";
import type { Clip, Moment, Snapshot, Vocabulary } from "../src/core/data";
import { EMPTY_SNAPSHOT } from "../src/core/data";
import { Owner } from "../src/core/disposal";
import type { Edit, SendResult } from "../src/core/edits";
import { formatTime } from "../src/core/format";
import { KeyBindings } from "../src/core/keys/key_bindings";
import type { Command } from "../src/core/keys/keys";
import { INITIAL_STATE } from "../src/core/state";
import { Store } from "../src/core/store";
import { createCoding } from "../src/dom/coding/coding";
import type { PanelsContext, PanelsSelection } from "../src/dom/panels/context";
import type { LoadedFilm } from "../src/dom/player_context";

const FRAME = 3600;

export function seconds(s: number): number {
  return Math.round((s * 90_000) / FRAME) * FRAME;
}

export const VOCABULARY: Vocabulary = {
  title: "Principles of Attuned Interactions and Guidance",
  source: "Kennedy, H., Landor, M., & Todd, L. (2011)",
  questions: [
    "What do you notice happening here?",
    "How did that moment feel to you?",
    "What do you think the child was experiencing right then?",
  ],
  scopes: [
    { scope: "film", words: "Being filmed" },
    { scope: "shared_review", words: "Watching clips together" },
    { scope: "supervision", words: "Supervision" },
    { scope: "publication", words: "Publication" },
  ],
  checklists: [
    {
      code: "shared_review",
      title: "A shared review, step by step",
      points: [
        { code: "wait", words: "Wait" },
        { code: "client_first", words: "The client speaks first" },
      ],
    },
    {
      code: "self_reflection",
      title: "Looking back on my own part",
      points: [
        { code: "attentive", words: "When was I attentive?" },
        { code: "receiving", words: "Which initiatives did I receive?" },
      ],
    },
  ],
  levels: [
    level(1, "Being attentive", "love", {
      A1: "looks interested, friendly posture",
      A2: "turns towards the other",
      A3: "gives time and space",
    }),
    level(2, "Encouraging initiatives", "love", { E1: "waits", E2: "listens actively", E3: "warm tone", E8: "looks for initiatives" }),
    level(3, "Receiving initiatives", "love", { R1: "shows it was noticed", R3: "returns look, smile, nod", R5: "receives in words" }),
    level(4, "Developing attuned interactions", "play", {
      D1: "receives, then responds",
      D5: "gives a second and further turn on the same topic",
      D8: "cooperates, helps",
    }),
    level(5, "Guiding", "work", { G1: "scaffolds", G6: "offers choices that can be understood" }),
    level(6, "Deepening discussion", "work", { X2: "shares viewpoints", X7: "reaches new shared understanding" }),
  ],
};

function level(
  number: number,
  name: string,
  phase: "love" | "play" | "work",
  behaviours: Record<string, string>,
): Vocabulary["levels"][number] {
  const principles = Object.entries(behaviours).map(([code, behaviour]) => ({ code, behaviour, family: behaviour }));
  return { number, name, phase, principles };
}

export function aMoment(id: string, start: number, end: number, change: Partial<Moment> = {}): Moment {
  return { id, start: seconds(start), end: seconds(end), kind: "better_than_usual", principles: [], why: "", note: "", ...change };
}

export function aClip(id: string, start: number, end: number, change: Partial<Clip> = {}): Clip {
  return {
    id,
    recordingId: "f".repeat(16),
    position: 0,
    start: seconds(start),
    end: seconds(end),
    title: "",
    introduction: "",
    question: "",
    pauses: [],
    posterAt: null,
    slowRate: 0.5,
    momentId: null,
    principles: [],
    hopeToNotice: "",
    mayBeHard: "",
    goalId: null,
    whyBetter: "",
    initiative: "",
    followUps: [],
    stretch: null,
    playPlan: [],
    note: "",
    ...change,
  };
}

export function aStatement(personId: string, scope: string, change: Partial<Statement> = {}): Statement {
  return { personId, scope, status: "granted", on: "2026-03-03", expires: null, givenBy: "Mum", forThisFilm: false, ...change };
}

/** A case as it looks in the middle of the work. */
export function aCase(change: Partial<Snapshot> = {}): Snapshot {
  const person = (id: string, code: string, shownName: string, role: string, colour: string, shape: "circle" | "square" | "triangle") => ({
    id,
    code,
    role,
    shownName,
    pronoun: "",
    language: "en",
    askedEachTime: false,
    colour,
    shape,
  });
  return {
    ...EMPTY_SNAPSHOT,
    film: {
      recordingId: "f".repeat(16),
      title: "Puzzle at the kitchen table",
      nFrames: 3000,
      length: seconds(120),
      width: 1280,
      height: 720,
      hasSound: true,
      nChannels: 1,
      variableRate: true,
      media: {
        film: "",
        stills: "",
        isOriginal: false,
        startsAt: 0,
        frames: "",
        packets: null,
        peaks: null,
        spectrogram: null,
        thumbnails: null,
      },
      thumbnails: null,
    },
    case: {
      code: "HAZEL",
      cycle: 2,
      cycleId: null,
      filmKind: "family_film",
      helpingQuestion: "I wish he would listen to me",
      hope: "that he listens to me",
      setting: "",
    },
    people: [
      person("a".repeat(16), "P1", "Mum", "client", "#3f5fa8", "circle"),
      person("b".repeat(16), "C1", "Noah", "child", "#c4922a", "square"),
      person("c".repeat(16), "G1", "Grandma", "carer", "#2c8f83", "triangle"),
    ],
    moments: [
      aMoment("1111111111111111", 12.4, 19.2, { principles: ["A2", "A3"], why: "She leans in and lets him turn the piece himself." }),
      aMoment("2222222222222222", 41.2, 49.64, {
        principles: ["E1", "R3"],
        why: "She waits until he looks up, and gives the smile back. Longest wait so far, and he comes to her.",
        note: "Ask what she felt while it was so quiet.",
      }),
      aMoment("3333333333333333", 63, 66.5, { kind: "repair" }),
      aMoment("4444444444444444", 72.04, 96, {
        principles: ["D5", "D1", "D8"],
        why: "Five turns about the blue piece.",
        kind: "first_time",
      }),
      aMoment("5555555555555555", 104, 108, { kind: "everyday", note: "Both hum." }),
    ],
    playlist: {
      id: "9".repeat(16),
      title: "Second review",
      closingQuestion: "What would you like to take with you?",
      profile: "clip",
      clips: [
        aClip("c111111111111111", 10, 31.2, {
          title: "Side by side",
          question: "What do you notice happening here?",
          pauses: [{ at: seconds(19), question: "" }],
          momentId: "1111111111111111",
        }),
        aClip("c222222222222222", 38, 62.3, {
          title: "Waiting for Noah",
          introduction: "You and Noah look for the corner piece.",
          question: "How did that moment feel to you?",
          pauses: [
            { at: seconds(43.12), question: "What is he telling you with his eyes?" },
            { at: seconds(49.6), question: "" },
          ],
          posterAt: seconds(44.2),
          momentId: "2222222222222222",
          hopeToNotice: "That he comes to her because she leaves him room.",
          mayBeHard: "The silence before it: she may say she did nothing.",
        }),
        aClip("c333333333333333", 72, 88, { title: "", momentId: "4444444444444444" }),
      ],
      advice: [
        { check: "length", words: "16 s long; 20 to 90 s are usual.", clipId: "c333333333333333" },
        { check: "question", words: "No opening question yet.", clipId: "c333333333333333" },
        { check: "pause", words: "No pause point yet.", clipId: "c333333333333333" },
        { check: "consent", words: "No consent to show this yet: Grandma.", clipId: "c222222222222222" },
        { check: "order", words: "Simpler clips usually come before more complex ones.", clipId: null },
      ],
      trims: [],
      proposedOrder: [],
    },
    consent: {
      inView: ["a".repeat(16), "b".repeat(16), "c".repeat(16)],
      missing: ["Grandma"],
      toAsk: [{ scope: "shared_review", personId: "c".repeat(16), cause: "silent", words: "has not said anything about it" }],
      assents: [],
      statements: [
        aStatement("a".repeat(16), "film"),
        aStatement("b".repeat(16), "film"),
        aStatement("c".repeat(16), "film", { givenBy: "Grandma" }),
        aStatement("a".repeat(16), "shared_review"),
        aStatement("b".repeat(16), "shared_review"),
        aStatement("a".repeat(16), "supervision", { expires: "2027-01-31" }),
        aStatement("a".repeat(16), "keep_copy_family", { status: "withdrawn", on: "2026-04-11" }),
        aStatement("c".repeat(16), "training_internal", { status: "refused", on: "2026-03-10" }),
      ],
    },
    vocabulary: VOCABULARY,
    history: { undo: null, redo: null, savedAt: "14:02:11" },
    ...change,
  };
}

export interface FakePython {
  readonly context: PanelsContext;
  readonly data: Store<Snapshot>;
  readonly selection: Store<PanelsSelection>;
  readonly sent: Edit[];
  readonly acted: Command[];
  readonly asked: object[];
  /** What every question is answered. */
  tell: unknown;
  readonly sought: number[];
  /** Whether faces were to be seen on the picture, each time that changed. */
  readonly seen: boolean[];
  playhead: number;
  /** Answers the next edits with this instead of carrying them out. */
  answer: ((edit: Edit) => Promise<SendResult> | SendResult) | null;
}

function published(offline?: boolean): { readonly folder: string; readonly command: string } {
  const folder = "vig-packages/second-review";
  return { folder, command: offline ? "" : `vig present ${folder}` };
}

/** Keeps the case as Python would: carries out each edit, shows the new case, then answers. */
export function fakePython(snapshot: Snapshot = aCase()): FakePython {
  const data = new Store(snapshot);
  const selection = new Store<PanelsSelection>(null);
  const fake: FakePython = {
    data,
    selection,
    sent: [],
    acted: [],
    asked: [],
    tell: null,
    sought: [],
    seen: [],
    playhead: seconds(45),
    answer: null,
    context: {
      data,
      selection,
      send: async (edit) => {
        fake.sent.push(edit);
        if (fake.answer) return fake.answer(edit);
        const history = { undo: edit.kind, redo: null, savedAt: `14:02:${10 + fake.sent.length}` };
        data.set({ ...after(data.get(), edit), history });
        return { ok: true, result: edit.kind === "publish" ? published(edit.offline) : {} };
      },
      ask: async (kind, asked) => {
        fake.asked.push({ kind, ...asked });
        return fake.tell as never;
      },
      act: (command) => fake.acted.push(command),
      seeFaces: (seen) => fake.seen.push(seen),
      stillUrl: (ticks, widthPx) => `http://film.test/still/${Math.floor(ticks / FRAME)}?width=${widthPx}`,
      playhead: () => fake.playhead,
      seek: (ticks) => {
        fake.playhead = ticks;
        fake.sought.push(ticks);
      },
      frameAt: (ticks) => ({ start: Math.floor(ticks / FRAME) * FRAME, end: Math.floor(ticks / FRAME) * FRAME + FRAME }),
      shiftEdge: (ticks, frames) => Math.max(0, Math.min(ticks + frames * FRAME, snapshot.film?.length ?? 0)),
      formatTime,
      coding: createCoding(
        {
          root: document.createElement("div"),
          snapshot: data,
          state: new Store(INITIAL_STATE),
          film: new Store<LoadedFilm | null>(null),
          dispatch: () => {},
          send: (edit) => fake.context.send(edit),
        },
        new Owner(),
      ),
      keyOf: (command) => new KeyBindings().chordFor(command),
    },
  };
  return fake;
}

function after(data: Snapshot, edit: Edit): Snapshot {
  const { playlist } = data;
  const withClips = (clips: readonly Clip[]): Snapshot => ({ ...data, playlist: playlist && { ...playlist, clips } });
  const clips = playlist?.clips ?? [];
  switch (edit.kind) {
    case "change_moment": {
      const { kind: _kind, id, momentKind, ...change } = edit;
      const changed = { ...change, ...(momentKind ? { kind: momentKind } : {}) };
      return { ...data, moments: data.moments.map((one) => (one.id === id ? { ...one, ...changed } : one)) };
    }
    case "remove_moment":
      return { ...data, moments: data.moments.filter((one) => one.id !== edit.id) };
    case "change_clip": {
      const { kind: _kind, id, ...change } = edit;
      return withClips(clips.map((one) => (one.id === id ? { ...one, ...change } : one)));
    }
    case "make_clip": {
      const moment = data.moments.find((one) => one.id === edit.momentId);
      return moment
        ? withClips([...clips, { ...aClip(`d${moment.id.slice(1)}`, 0, 1), start: moment.start, end: moment.end, momentId: moment.id }])
        : data;
    }
    case "order_clips":
      return withClips(edit.clipIds.flatMap((id) => clips.filter((one) => one.id === id)));
    case "remove_clip":
      return withClips(clips.filter((one) => one.id !== edit.id));
    case "change_playlist": {
      const { kind: _kind, ...change } = edit;
      return { ...data, playlist: playlist && { ...playlist, ...change } };
    }
    case "change_person": {
      const { kind: _kind, id, ...change } = edit;
      return { ...data, people: data.people.map((one) => (one.id === id ? { ...one, ...change } : one)) };
    }
    case "change_case": {
      const { kind: _kind, ...change } = edit;
      return { ...data, case: data.case && { ...data.case, ...change } };
    }
    case "set_in_view":
      return { ...data, consent: data.consent && { ...data.consent, inView: edit.personIds } };
    case "say_consent": {
      const said = aStatement(edit.personId, edit.scope, {
        status: edit.status,
        on: "2026-05-01",
        givenBy: edit.givenBy ?? "",
        expires: edit.expires ?? null,
      });
      return { ...data, consent: data.consent && { ...data.consent, statements: [said, ...data.consent.statements] } };
    }
    case "add_person": {
      const { kind: _kind, ...words } = edit;
      const person = {
        ...words,
        id: "d".repeat(16),
        pronoun: "",
        language: "en",
        askedEachTime: false,
        colour: "#8d5a99",
        shape: "diamond" as const,
      };
      return { ...data, people: [...data.people, person] };
    }
    default:
      return data;
  }
}

/** Coding while the film plays, and marks to be named later: keys and buttons in, edits out. What follows from what is in `core/live_coding`. */

import { type CodingState, NOTHING_CODED, rowPerson, targetNow } from "../../core/coding/coding_state";
import { gapsIn, markStretch, unnamed } from "../../core/coding/gaps";
import { type CodeLabel, EVERYONE, keysWith, labelsOf, rowOf, type Target, tierOf } from "../../core/coding/labels";
import { type CodeState, type LiveEvent, react, STANDING } from "../../core/coding/live_coding";
import { selectedStretch } from "../../core/coding/selection";
import type { Stretch } from "../../core/data";
import type { Owner } from "../../core/disposal";
import { TICKS_PER_SECOND } from "../../core/film/frames";
import { LEAVING_CHORD, whyReserved } from "../../core/keys/key_bindings";
import { chordOf, type KeyPress } from "../../core/keys/keys";
import { type PlayerState, speedOf } from "../../core/state";
import { type Readable, Store } from "../../core/store";
import type { CodingGround } from "../player_context";
import { createNaming, unnamedNow, withUndone } from "./naming";
import { createRecorder } from "./recorder";

/** A leap of the picture longer than this, at the speed the film plays at, is no playing on. */
const LEAP_S = 1;
const MOST_GAPS_AT_ONCE = 5000;
const KEYS_FOR_NEW = [..."1234567890EPTHVWBNAQDFGC"];

export type KeyEvent = KeyPress & Pick<KeyboardEvent, "code" | "repeat">;

export type Coding = ReturnType<typeof createCoding>;

export function createCoding(context: CodingGround, owner: Owner) {
  const { state, snapshot, film, send, root } = context;
  const coding = new Store<CodingState>({ ...NOTHING_CODED, target: targetNow(NOTHING_CODED.target, snapshot.get().people) });
  const recorder = createRecorder(context);
  const naming = createNaming(context, coding);
  const held = new Map<string, CodeState>();
  const change = (values: Partial<CodingState>): void => coding.set({ ...coding.get(), ...values });
  const table = () => film.get()?.material.table;

  const labels = (): readonly CodeLabel[] => {
    const { people, tiers, settings } = snapshot.get();
    return labelsOf(coding.get().target, people, tiers, settings.labelKeys);
  };
  const happen = (event: LiveEvent): void => {
    const { pass, live } = coding.get();
    const frames = table();
    if (!pass || !frames) return;
    const { holdToCode: holds, reactionDelayMs: delayMs } = snapshot.get().settings;
    const reaction = react(live, event, { table: frames, ...pass, holds, delayMs });
    if (reaction.live !== live) change({ live: reaction.live });
    for (const one of reaction.coded) void keep(one);
  };
  const keep = async (one: CodingState["unkept"][number]): Promise<void> => {
    const answer = await recorder.keep([one], snapshot.get().settings.writeOver ? "trim" : "fit");
    if (!answer.ok) change({ unkept: [...coding.get().unkept, one] });
  };
  const here = (frame = state.get().frame): number => table()?.startOf(frame) ?? 0;
  const keyed = (type: "pressed" | "released", code: CodeState): void =>
    happen({ type, state: { row: code.row, label: code.label }, at: here(), speed: speedOf(state.get()) });

  const follow = (now: PlayerState, before: PlayerState): void => {
    if (now.marks !== before.marks) change({});
    const { pass } = coding.get();
    const frames = table();
    if (!pass || !frames) return;
    const [ran, runs] = [before.motion === "forward", now.motion === "forward"];
    const leap = frames.startOf(now.frame) - frames.startOf(before.frame);
    const leapt = leap < 0 || leap > LEAP_S * TICKS_PER_SECOND * Math.max(1, speedOf(now));
    if (ran && (!runs || leapt)) happen({ type: "stood", at: frames.endOf(leapt ? before.frame : now.frame) });
    if (runs && (!ran || leapt)) happen({ type: "ran", at: frames.startOf(now.frame) });
    const last = frames.frameNear(pass.end - 1);
    if (runs && before.frame < last && now.frame >= last) void film.get()?.playback.stop();
  };

  const begin = async (): Promise<void> => {
    const frames = table();
    if (!frames) return;
    naming.stop();
    const selected = selectedStretch(state.get().marks);
    held.clear();
    root.focus({ preventScroll: true });
    // Before the film is where it begins: keys that come meanwhile are meant for the pass.
    change({ pass: selected ?? { start: 0, end: frames.end }, live: STANDING, asking: null, said: "" });
    await film.get()?.playback.stop();
    if (selected) await film.get()?.playback.goToTicks(selected.start);
  };
  const stop = async (): Promise<void> => {
    await film.get()?.playback.stop();
    held.clear();
    change({ pass: null, live: STANDING });
  };
  const choose = (wanted: Target): void => {
    naming.stop();
    held.clear();
    if (state.get().motion === "forward" && coding.get().pass) happen({ type: "stood", at: here() });
    change({
      target: targetNow(wanted, snapshot.get().people),
      live: { ...STANDING, runs: coding.get().live.runs, ranFrom: here() },
      asking: null,
      said: "",
    });
  };

  const askedFor = (asking: string, press: KeyPress): void => {
    const chord = chordOf(press);
    const reserved = whyReserved(chord) ?? (chord === "Space" ? "Space plays the film" : null);
    if (reserved && chord !== LEAVING_CHORD) {
      change({ said: `${reserved}. Press another key.` });
      return;
    }
    const labelKeys = keysWith(labels(), snapshot.get().settings.labelKeys, coding.get().target.channel, asking, chord);
    change({ asking: null, said: "" });
    if (chord !== LEAVING_CHORD) void send({ kind: "change_settings", labelKeys });
  };

  const row = (): string | null => {
    const { whose, channel } = coding.get().target;
    const person = rowPerson(whose);
    return person === undefined ? null : rowOf(channel, person);
  };
  const stretch = (): Stretch | null => {
    const frames = table();
    return coding.get().pass ?? selectedStretch(state.get().marks) ?? (frames ? { start: 0, end: frames.end } : null);
  };
  const gaps = (): readonly Stretch[] => {
    const wanted = row();
    const all = stretch();
    if (wanted === null || !all) return [];
    const tier = tierOf(snapshot.get().tiers, wanted);
    return tier ? gapsIn(tier.intervals, all) : [all];
  };
  const dropMark = async (): Promise<void> => {
    const frames = table();
    const wanted = row();
    if (!frames) return;
    if (wanted === null) return change({ said: "Choose one person: a mark goes into one row." });
    const { settings } = snapshot.get();
    const { motion, marks } = state.get();
    const delayMs = motion === "still" ? 0 : settings.reactionDelayMs;
    const frame = film.get()?.playback.standing ?? state.get().frame;
    const mark = markStretch(marks, frame, frames, { lengthMs: settings.markLengthMs, delayMs, speed: speedOf(state.get()) });
    const answer = await recorder.keep([{ row: wanted, label: "", ...mark }], "fit");
    if (answer.ok) change({ said: nothingKept(answer.result) ? "All of this is coded already." : "Marked; its name can wait." });
  };

  owner.own(state.subscribe(follow));
  owner.own(film.subscribe(() => change({ ...NOTHING_CODED, target: coding.get().target, unkept: coding.get().unkept })));
  owner.own(
    snapshot.subscribe(({ people, tiers, screen }) => {
      const { target, naming: now } = coding.get();
      const next = targetNow(target, people);
      if (next.whose !== target.whose) change({ target: next });
      const tier = tierOf(tiers, row() ?? "");
      if (now && tier && !tier.awaited) {
        const settled = withUndone(now, unnamed(tier.intervals));
        if (settled !== now) change({ naming: settled });
      }
      if (screen === "player" && (coding.get().pass || coding.get().naming)) void stop();
    }),
  );

  return {
    state: coding as Readable<CodingState>,
    labels,
    /** What a pass goes over: the selection, else the whole film. */
    stretch,
    /** The parts of it without a code. */
    gaps,
    unnamed: () => unnamedNow(context, coding.get()),
    /** Whether a key that goes down is meant for coding; then nobody else hears of it. */
    press: (event: KeyEvent): boolean => {
      const { asking, pass, naming: now } = coding.get();
      if (asking !== null) {
        if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) askedFor(asking, event);
        return true;
      }
      const label = pass || now ? labels().find((each) => each.chord === chordOf(event)) : undefined;
      if (!label || event.repeat) return label !== undefined;
      if (now) void naming.name(label.label);
      else {
        held.set(event.code, label);
        keyed("pressed", label);
      }
      return true;
    },
    release: (code: string): void => {
      const label = held.get(code);
      if (held.delete(code) && label) keyed("released", label);
    },
    /** Nobody will hear of keys going up any more. */
    releaseAll: (): void => {
      for (const label of held.values()) keyed("released", label);
      held.clear();
    },
    /** A button of a label: names the mark, or begins and ends the state as a key pressed once does. */
    touch: (label: CodeLabel): void => {
      if (coding.get().naming) return void naming.name(label.label);
      const isOn = [...coding.get().live.open, ...coding.get().live.wanted].some(
        (each) => each.row === label.row && each.label === label.label,
      );
      keyed(isOn && snapshot.get().settings.holdToCode ? "released" : "pressed", label);
    },
    choose,
    begin,
    stop,
    toggle: (): Promise<void> => (coding.get().pass ? stop() : begin()),
    dropMark,
    nameNext: naming.next,
    stopNaming: naming.stop,
    ask: (asking: string | null): void => change({ asking, said: asking === null ? "" : "Press the new key. Esc leaves it as it is." }),
    addLabel: (label: string): void => {
      const words = label.trim();
      const taken = labels();
      if (words === "" || taken.some((each) => each.label === words)) return;
      const chord = KEYS_FOR_NEW.find((key) => !taken.some((each) => each.chord === key)) ?? "";
      const { labelKeys } = snapshot.get().settings;
      const { channel } = coding.get().target;
      void send({ kind: "change_settings", labelKeys: [...labelKeys, { channel, label: words, chord }] });
    },
    usualLabels: (): void => {
      const { channel } = coding.get().target;
      void send({ kind: "change_settings", labelKeys: snapshot.get().settings.labelKeys.filter((each) => each.channel !== channel) });
    },
    fillGaps: async (label: string): Promise<void> => {
      const wanted = row();
      const open = gaps().slice(0, MOST_GAPS_AT_ONCE);
      if (wanted === null || open.length === 0) return;
      await recorder.keep(
        open.map((gap) => ({ row: wanted, label, ...gap })),
        "fit",
      );
    },
    retry: (): void => {
      const { unkept } = coding.get();
      change({ unkept: [] });
      for (const one of unkept) void keep(one);
    },
    isForEverybody: (): boolean => coding.get().target.whose === EVERYONE,
  };
}

function nothingKept(result: unknown): boolean {
  return typeof result === "object" && result !== null && "ids" in result && Array.isArray(result.ids) && result.ids.length === 0;
}

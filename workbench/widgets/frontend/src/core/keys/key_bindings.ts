/** Which keys do what for this person: the table of usual keys with their own choices over it. With the same in hand no chord means two things. */

import type { KeyChoice } from "../data";
import { type Command, chordOf, type InHand, KEY_MAP, type KeyBinding, type KeyGroup, type KeyPress } from "./keys";

/** A command with the keys it has now. */
export interface BoundKey {
  readonly name: string;
  readonly binding: KeyBinding;
  readonly inHand: InHand | null;
  readonly chords: readonly string[];
  readonly isUsual: boolean;
}

export interface BoundGroup {
  readonly title: string;
  readonly keys: readonly BoundKey[];
}

/** A line of the list of keys: several commands share one while all of them have their usual keys. */
export interface KeyLine {
  readonly command: Command;
  readonly chords: readonly string[];
  readonly shownAs: string | null;
  readonly words: string;
}

/** The one chord nobody can take: without it one could not leave the player. */
export const LEAVING_CHORD = "Escape";

const RESERVED: ReadonlyMap<string, string> = new Map([
  [LEAVING_CHORD, "Esc always leads out"],
  ...["Tab", "Shift+Tab"].map((chord): [string, string] => [chord, "Tab goes from one control to the next"]),
  ...["Mod+W", "Mod+T", "Mod+N", "Mod+R", "Mod+Shift+T", "Mod+Shift+N", "Mod+Shift+W", "F5", "F11", "F12"].map(
    (chord): [string, string] => [chord, "the browser keeps these keys for itself"],
  ),
]);

/** Why a chord cannot be given to a command, in words; null where it can. */
export function whyReserved(chord: string): string | null {
  return RESERVED.get(chord) ?? null;
}

/** What a command is called where choices are kept: what it does and with what, `step -1`. */
export function commandName(command: Command): string {
  return Object.values(command).join(" ");
}

function nameOf({ command, chords, isFixed }: KeyBinding): string {
  return isFixed ? `${commandName(command)} ${chords.join(" ")}` : commandName(command);
}

/** Where a chord counts: with this in hand. */
function placed(inHand: InHand | null, chord: string): string {
  return `${inHand ?? ""} ${chord}`;
}

export class KeyBindings {
  readonly groups: readonly BoundGroup[];
  private readonly byChord = new Map<string, BoundKey>();
  private readonly byName = new Map<string, BoundKey>();

  constructor(
    readonly choices: readonly KeyChoice[] = [],
    map: readonly KeyGroup[] = KEY_MAP,
  ) {
    const { chosen, taken } = ownChords(choices, map);
    this.groups = map.map(({ title, bindings, inHand = null }) => ({
      title,
      keys: bindings.map((binding): BoundKey => {
        const name = nameOf(binding);
        const chords = chosen.get(name) ?? binding.chords.filter((chord) => !taken.has(placed(inHand, chord)));
        return { name, binding, inHand, chords, isUsual: sameChords(chords, binding.chords) };
      }),
    }));
    for (const bound of this.groups.flatMap((group) => group.keys)) {
      this.byName.set(bound.name, bound);
      for (const chord of bound.chords) this.byChord.set(placed(bound.inHand, chord), bound);
    }
  }

  /** What a press means: with something in hand its own keys count first. */
  find(press: KeyPress, inHand: InHand | null = null): Command | undefined {
    const chord = chordOf(press);
    return (this.holderOf(chord, inHand) ?? this.holderOf(chord))?.binding.command;
  }

  /** Who has a chord among the keys that count with this in hand. */
  holderOf(chord: string, inHand: InHand | null = null): BoundKey | undefined {
    return this.byChord.get(placed(inHand, chord));
  }

  named(name: string): BoundKey | undefined {
    return this.byName.get(name);
  }

  /** The first chord of a command, for tooltips; empty for a command that has no key. */
  chordFor(command: Command): string {
    return this.byName.get(commandName(command))?.chords[0] ?? "";
  }

  get isUsual(): boolean {
    return this.groups.every((group) => group.keys.every((key) => key.isUsual));
  }

  /** The choices after a command got other chords; whoever had one of them, with the same in hand, goes without it. */
  choicesWith(name: string, chords: readonly string[]): readonly KeyChoice[] {
    const inHand = this.named(name)?.inHand ?? null;
    return this.groups
      .flatMap((group) => group.keys)
      .flatMap((bound) => {
        const loses = (chord: string): boolean => bound.inHand === inHand && chords.includes(chord);
        const now = bound.name === name ? [...chords] : bound.chords.filter((chord) => !loses(chord));
        return sameChords(now, bound.binding.chords) ? [] : [{ command: bound.name, chords: now }];
      });
  }
}

/** The lines of one group, as the list of keys shows them. */
export function keyLines(group: BoundGroup): readonly KeyLine[] {
  return group.keys.flatMap(({ binding, chords }, place): KeyLine[] => {
    const together = lineOf(group.keys, place);
    const first = together[0]?.binding;
    if (!first?.shownAs || !together.every((key) => key.isUsual)) {
      return [{ command: binding.command, chords, shownAs: null, words: binding.words }];
    }
    return binding === first
      ? [{ command: binding.command, chords, shownAs: first.shownAs, words: first.wordsTogether ?? first.words }]
      : [];
  });
}

/** The commands that may share a line with the one at a place: from one that says how, on while the others say nothing of their own. */
function lineOf(keys: readonly BoundKey[], place: number): readonly BoundKey[] {
  let start = place;
  while (start > 0 && keys[start]?.binding.shownAs === "") start--;
  let end = start + 1;
  while (keys[end]?.binding.shownAs === "") end++;
  return keys.slice(start, end);
}

interface OwnChords {
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  readonly taken: ReadonlySet<string>;
}

/** Chosen chords by command: of known commands, none reserved, each for the first who has it. What is fixed keeps its chord. */
function ownChords(choices: readonly KeyChoice[], map: readonly KeyGroup[]): OwnChords {
  const known = new Map<string, InHand | null>();
  for (const { bindings, inHand = null } of map) for (const binding of bindings) if (!binding.isFixed) known.set(nameOf(binding), inHand);
  const taken = new Set<string>();
  const chosen = new Map<string, readonly string[]>();
  for (const { command, chords } of choices) {
    const inHand = known.get(command);
    if (inHand === undefined || chosen.has(command)) continue;
    const own = chords.filter((chord) => !taken.has(placed(inHand, chord)) && whyReserved(chord) === null);
    for (const chord of own) taken.add(placed(inHand, chord));
    chosen.set(command, own);
  }
  return { chosen, taken };
}

function sameChords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((chord, place) => chord === b[place]);
}

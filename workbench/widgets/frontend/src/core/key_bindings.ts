/** Which keys do what for this person: the table of usual keys with their own choices over it. No chord ever means two things. */

import type { KeyChoice } from "./data";
import { type Command, chordOf, KEY_MAP, type KeyBinding, type KeyGroup, type KeyPress } from "./keys";

/** A command with the keys it has now. */
export interface BoundKey {
  readonly name: string;
  readonly binding: KeyBinding;
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

export class KeyBindings {
  readonly groups: readonly BoundGroup[];
  private readonly byChord = new Map<string, BoundKey>();
  private readonly byName = new Map<string, BoundKey>();

  constructor(
    readonly choices: readonly KeyChoice[] = [],
    map: readonly KeyGroup[] = KEY_MAP,
  ) {
    const chosen = ownChords(choices, map);
    const taken = new Set([...chosen.values()].flat());
    this.groups = map.map(({ title, bindings }) => ({
      title,
      keys: bindings.map((binding): BoundKey => {
        const name = commandName(binding.command);
        const chords = chosen.get(name) ?? binding.chords.filter((chord) => !taken.has(chord));
        return { name, binding, chords, isUsual: sameChords(chords, binding.chords) };
      }),
    }));
    for (const bound of this.groups.flatMap((group) => group.keys)) {
      this.byName.set(bound.name, bound);
      for (const chord of bound.chords) this.byChord.set(chord, bound);
    }
  }

  find(press: KeyPress): Command | undefined {
    return this.holderOf(chordOf(press))?.binding.command;
  }

  holderOf(chord: string): BoundKey | undefined {
    return this.byChord.get(chord);
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

  /** The choices after a command got other chords; whoever had one of them goes without it. */
  choicesWith(name: string, chords: readonly string[]): readonly KeyChoice[] {
    return this.groups
      .flatMap((group) => group.keys)
      .flatMap((bound) => {
        const now = bound.name === name ? [...chords] : bound.chords.filter((chord) => !chords.includes(chord));
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

/** Chosen chords by command: of known commands, none reserved, each for the first who has it. Leaving keeps its chord. */
function ownChords(choices: readonly KeyChoice[], map: readonly KeyGroup[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(map.flatMap((group) => group.bindings.map((binding) => commandName(binding.command))));
  const taken = new Set<string>();
  const chosen = new Map<string, readonly string[]>();
  for (const { command, chords } of choices) {
    if (!known.has(command) || chosen.has(command) || command === "leave") continue;
    const own = chords.filter((chord) => !taken.has(chord) && whyReserved(chord) === null);
    for (const chord of own) taken.add(chord);
    chosen.set(command, own);
  }
  return chosen;
}

function sameChords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((chord, place) => chord === b[place]);
}

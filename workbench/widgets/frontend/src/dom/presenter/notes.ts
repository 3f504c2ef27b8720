/** What the guider wrote for themselves beside the clip at hand. */

import type { Look } from "../../core/presenter/presenter";
import type { PresenterWords } from "../../core/presenter/words";
import { element } from "../element";

export class NotesView {
  readonly root = element("section", { class: "vig-presenter-part vig-presenter-notes" });
  private shown = "";

  constructor(private readonly words: PresenterWords) {}

  show(look: Look | null): void {
    const parts = look ? this.partsOf(look) : [];
    const text = JSON.stringify(parts);
    if (text === this.shown) return;
    this.shown = text;
    this.root.hidden = parts.length === 0;
    this.root.replaceChildren(
      ...parts.flatMap(([heading, lines]) => [
        ...(heading ? [element("h2", {}, heading)] : []),
        ...lines.map((line) => element("p", { dir: "auto" }, line)),
      ]),
    );
  }

  /** Headings with their lines, in the order in which they are wanted during a review. */
  private partsOf({ clip, notes, atNextPause }: Look): [string, readonly string[]][] {
    const { words } = this;
    if (!clip) return [];
    const all: [string, readonly string[]][] = [
      [words.atNextPause, [atNextPause]],
      [words.followUps, notes?.followUps ?? []],
      [words.hope, [notes?.hopeToNotice ?? ""]],
      [words.hard, [notes?.mayBeHard ?? ""]],
      [words.begins, [notes?.initiative ?? ""]],
      [words.note, [notes?.note ?? ""]],
      [words.plan, [notes?.playPlan.map((way) => words.ways[way] ?? way).join(", ") ?? ""]],
    ];
    const said = all.map(([heading, lines]): [string, readonly string[]] => [heading, lines.filter((line) => line !== "")]);
    const there = said.filter(([, lines]) => lines.length > 0);
    return notes ? there : [...there, ["", [words.noNotes]]];
  }
}

/** What can be done with what is picked in the rows: buttons with words and keys, at the right of the line below the timeline. */

import { isOwn, type PickedInterval } from "../../core/coding/picking";
import { Owner } from "../../core/disposal";
import type { Command } from "../../core/keys/keys";
import { pickedOf } from "../commands/picking";
import { CHANGING, commandButton, keyWords } from "../controls";
import { element, setText } from "../element";
import { chosenRegion } from "../figures/figure_saving";
import type { IconName } from "../icons";
import type { Part, PlayerContext } from "../player_context";

interface Tool {
  readonly command: Command;
  readonly testId: string;
  readonly words: string;
  readonly icon: IconName;
  /** For which selections it is there. */
  wanted(own: number, candidates: number, anyCandidate: boolean): boolean;
}

const TOOLS: readonly Tool[] = [
  { command: { do: "openLabels" }, testId: "label-picked", words: "Label", icon: "label", wanted: (own) => own > 0 },
  { command: { do: "splitPicked" }, testId: "split-picked", words: "Split", icon: "split", wanted: (own) => own > 0 },
  { command: { do: "mergePicked" }, testId: "merge-picked", words: "Merge", icon: "merge", wanted: (own) => own > 1 },
  { command: { do: "copyPicked" }, testId: "copy-picked", words: "Copy", icon: "copy", wanted: (own) => own > 0 },
  { command: { do: "removeChosen" }, testId: "remove-picked", words: "Remove", icon: "remove", wanted: (own) => own > 0 },
  {
    command: { do: "acceptCandidates", all: false },
    testId: "accept",
    words: "Accept",
    icon: "saved",
    wanted: (_, candidates) => candidates > 0,
  },
  {
    command: { do: "dismissCandidates", all: false },
    testId: "dismiss",
    words: "Dismiss",
    icon: "remove",
    wanted: (_, candidates) => candidates > 0,
  },
  {
    command: { do: "acceptCandidates", all: true },
    testId: "accept-all",
    words: "Accept row",
    icon: "saved",
    wanted: (_, candidates) => candidates > 0,
  },
  {
    command: { do: "dismissCandidates", all: true },
    testId: "dismiss-all",
    words: "Dismiss row",
    icon: "remove",
    wanted: (_, candidates) => candidates > 0,
  },
  {
    command: { do: "visitCandidate", direction: 1 },
    testId: "next-candidate",
    words: "Next candidate",
    icon: "toEnd",
    wanted: (own, _, anyCandidate) => own === 0 && anyCandidate,
  },
  {
    command: { do: "codeHere" },
    testId: "code-here",
    words: "Code here",
    icon: "markIn",
    wanted: (own, candidates) => own + candidates === 0,
  },
  { command: { do: "openRows" }, testId: "open-rows", words: "Rows", icon: "rows", wanted: (own, candidates) => own + candidates === 0 },
];

export function createCodingLine(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot } = context;
  const count = element("span", { class: "vig-quiet vig-numbers", "data-testid": "n-picked" });
  const tools = TOOLS.map((tool) => ({ tool, button: toolButton(owner, context, tool) }));
  const line = element(
    "div",
    { class: `vig-coding ${CHANGING}`, role: "toolbar", "aria-label": "Rows", "data-testid": "coding-line" },
    count,
    ...tools.map((each) => each.button),
  );
  const show = (): void => {
    const picked = pickedOf(context);
    const own = picked.filter((each) => isOwn(each.tier)).length;
    const anyCandidate = snapshot.get().tiers.some((tier) => !isOwn(tier));
    for (const { tool, button } of tools) button.hidden = !tool.wanted(own, picked.length - own, anyCandidate);
    setText(count, countWords(picked));
    line.hidden = state.get().phase !== "ready" || chosenRegion(context) !== undefined;
  };
  owner.own(
    state.subscribe((now, before) => {
      if (now.picking !== before.picking || now.chosen !== before.chosen || now.phase !== before.phase) show();
    }),
  );
  owner.own(snapshot.subscribe(show));
  show();
  return { element: line, owner };
}

function toolButton(owner: Owner, context: PlayerContext, { command, testId, words, icon }: Tool): HTMLButtonElement {
  const button = commandButton(owner, context, command, { testId, words, icon, showsWords: true, class: "vig-plain" });
  // Its words are its name; a name beside them would have to repeat the key.
  button.removeAttribute("aria-label");
  const key = element("kbd", { "aria-hidden": "true" });
  const show = (): void => setText(key, keyWords(context, command));
  owner.own(context.keys.subscribe(show));
  show();
  button.append(key);
  return button;
}

function countWords(picked: readonly PickedInterval[]): string {
  return picked.length > 1 ? `${picked.length} chosen` : "";
}

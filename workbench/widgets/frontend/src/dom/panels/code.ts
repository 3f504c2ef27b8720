/** The Code tab: whose row, by which keys; a pass while the film plays, marks to name later, and what has no code yet. */

import { CHANNELS, type CodingState } from "../../core/coding/coding_state";
import { EVERYONE, UNCODABLE } from "../../core/coding/labels";
import { labelList } from "./code_labels";
import { howKeysAreRead } from "./code_reading";
import { button, paragraph, timeButton } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

const MOST_GAPS_SHOWN = 6;

export function codeTab(view: View): Child[] {
  const state = view.context.coding.state.get();
  return [
    node(
      "div",
      { class: "vp-editor vp-coding", key: "code" },
      whoseRow(view, state),
      labelList(view, state),
      passPart(view, state),
      laterPart(view, state),
      gapsPart(view),
      howKeysAreRead(view),
    ),
  ];
}

function whoseRow(view: View, { target }: CodingState): TreeNode {
  const { coding } = view.context;
  const people = view.data.people.map((person) => ({ value: person.id, words: person.shownName }));
  const everyone = target.channel === "voice" && people.length > 1 ? [{ value: EVERYONE, words: "Everyone" }] : [];
  return node(
    "div",
    { class: "vp-code-whose", key: "whose" },
    chooser("code-whose", "Whose", [...people, ...everyone], target.whose ?? "", (whose) => coding.choose({ ...target, whose })),
    chooser(
      "code-channel",
      "What",
      CHANNELS.map(({ channel, words }) => ({ value: channel, words })),
      target.channel,
      (channel) => coding.choose({ ...target, channel }),
    ),
  );

  function chooser<T extends string>(
    testId: string,
    label: string,
    options: readonly { value: T; words: string }[],
    chosen: string,
    act: (value: T) => void,
  ): TreeNode {
    const id = `${view.uid}-${testId}`;
    return node(
      "div",
      { class: "vp-field", key: testId },
      node("label", { class: "vp-label", attributes: { for: id } }, label),
      node(
        "select",
        {
          class: "vp-text",
          attributes: { id, "data-testid": testId },
          value: chosen,
          on: { change: (_, element) => act((element as HTMLSelectElement).value as T) },
        },
        options.map(({ value, words }) => node("option", { key: value, attributes: { value } }, words)),
      ),
    );
  }
}

function passPart(view: View, { pass, unkept, said, asking }: CodingState): TreeNode {
  const { coding, keyOf } = view.context;
  const key = keyOf({ do: "toggleCoding" });
  const stretch = coding.stretch();
  const whole = !stretch || stretch.end - stretch.start === view.data.film?.length;
  const over = whole ? "the whole film" : `${view.context.formatTime(stretch.start)} – ${view.context.formatTime(stretch.end)}`;
  return node(
    "div",
    { class: "vp-part vp-code-pass", key: "pass", attributes: { "data-testid": "code-pass" } },
    button(pass ? "Stop coding" : "Begin a pass", () => void coding.toggle(), {
      look: pass ? "plain" : "main",
      testid: "toggle-coding",
      attributes: { title: key },
    }),
    paragraph(
      pass
        ? `Coding ${over}. ${keyOf({ do: "togglePlay" })} plays, at any speed; ${view.data.settings.holdToCode ? "hold a key while it lasts" : "press a key when it changes"}.`
        : `Over ${over}. ${keyOf({ do: "markIn" })} and ${keyOf({ do: "markOut" })} choose a stretch to do again.`,
    ),
    unkept.length > 0 &&
      node(
        "div",
        { class: "vp-refusal", key: "unkept", attributes: { "data-testid": "unkept" } },
        paragraph(unkept.length === 1 ? "One stretch could not be kept." : `${unkept.length} stretches could not be kept.`),
        button("Try again", coding.retry, { testid: "keep-again" }),
      ),
    said !== "" &&
      asking === null &&
      node("p", { class: "vp-code-said", key: "said", attributes: { role: "status", "data-testid": "code-said" } }, said),
  );
}

function laterPart(view: View, { naming }: CodingState): Child {
  const { coding, keyOf } = view.context;
  if (coding.isForEverybody()) return null;
  const waiting = coding.unnamed().length;
  const nNamed = naming?.named.size ?? 0;
  const name = naming ? "Next without a name" : "Name them";
  return node(
    "div",
    { class: "vp-part", key: "later" },
    node("p", { class: "vp-label" }, "Mark now, name later"),
    node(
      "div",
      { class: "vp-acts" },
      button(withKey("Mark here", keyOf({ do: "dropMark" })), () => void coding.dropMark(), { testid: "drop-mark" }),
      waiting > 0 && button(withKey(name, keyOf({ do: "nameNext" })), () => void coding.nameNext(), { key: "next", testid: "name-next" }),
      naming && button("Stop", coding.stopNaming, { look: "quiet", key: "stop", testid: "stop-naming" }),
    ),
    node(
      "p",
      { attributes: { role: "status", "data-testid": "naming-progress" } },
      naming ? `${nNamed} of ${nNamed + waiting} named` : waiting > 0 ? `${waiting} without a name` : "",
    ),
  );
}

function gapsPart(view: View): Child {
  const { coding } = view.context;
  if (coding.isForEverybody()) return null;
  const gaps = coding.gaps();
  if (gaps.length === 0) return node("p", { key: "gaps", attributes: { "data-testid": "gaps" } }, "Every frame of it has a code.");
  const fill = [UNCODABLE, ...(coding.state.get().target.channel === "look" ? ["elsewhere"] : [])];
  return node(
    "div",
    { class: "vp-part", key: "gaps", attributes: { "data-testid": "gaps" } },
    node("p", { class: "vp-label" }, "No code yet"),
    node(
      "div",
      { class: "vp-acts" },
      gaps.slice(0, MOST_GAPS_SHOWN).map((gap) => timeButton(view, gap.start, `gap-${gap.start}`)),
      gaps.length > MOST_GAPS_SHOWN && node("span", { key: "more" }, `and ${gaps.length - MOST_GAPS_SHOWN} more`),
    ),
    node(
      "div",
      { class: "vp-acts", key: "fill" },
      fill.map((label) =>
        button(`Fill with “${label}”`, () => void coding.fillGaps(label), { look: "quiet", key: label, testid: `fill-${label}` }),
      ),
    ),
  );
}

function withKey(words: string, key: string): string {
  return key ? `${words} (${key})` : words;
}

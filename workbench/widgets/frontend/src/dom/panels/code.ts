/** The Code tab: whose row, by which keys; a pass while the film plays, marks to name later, and what has no code yet. */

import { type CodeLabel, EVERYONE, UNCODABLE } from "../../core/coding_labels";
import { CHANNELS, type CodingState } from "../../core/coding_state";
import type { Settings } from "../../core/data";
import { button, choose, paragraph, personSign, timeButton } from "./parts";
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
      howPart(view),
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

function labelList(view: View, state: CodingState): TreeNode {
  const { coding } = view.context;
  const isKeyed = !coding.isForEverybody();
  return node(
    "div",
    { class: "vp-part", key: "labels" },
    node("p", { class: "vp-label" }, "Labels and their keys"),
    node(
      "ul",
      { class: "vp-code-labels", attributes: { "data-testid": "code-labels" } },
      coding.labels().map((label) => labelRow(view, state, label, isKeyed)),
    ),
    state.asking !== null && node("p", { class: "vp-code-said", key: "asking", attributes: { role: "status" } }, state.said),
    isKeyed && newLabel(view),
  );
}

function labelRow(view: View, state: CodingState, label: CodeLabel, isKeyed: boolean): TreeNode {
  const { coding } = view.context;
  const same = (each: { readonly row: string; readonly label: string }): boolean => each.row === label.row && each.label === label.label;
  const since = state.live.open.find(same)?.since;
  const isWanted = state.live.wanted.some(same);
  const isUsable = state.pass !== null || state.naming !== null;
  const asks = state.asking === label.label;
  return node(
    "li",
    { key: `${label.row}/${label.label}` },
    node(
      "button",
      {
        class: "vp-button vp-code-label",
        attributes: {
          type: "button",
          "data-testid": `code-label-${label.words}`,
          "aria-pressed": since !== undefined || isWanted,
          disabled: !isUsable,
        },
        on: { click: () => coding.touch(label) },
      },
      label.person && personSign(label.person),
      node("span", { class: label.label === UNCODABLE ? "vp-code-uncodable" : "" }, label.words),
      since !== undefined && node("span", { class: "vp-code-since", key: "since" }, `since ${view.context.formatTime(since)}`),
    ),
    node(
      "button",
      {
        class: "vp-button vp-code-key",
        attributes: {
          type: "button",
          "data-testid": `code-key-${label.words}`,
          "aria-label": `Change the key of ${label.words}. Now ${label.chord || "none"}`,
          "aria-pressed": asks,
          disabled: !isKeyed,
        },
        on: { click: () => coding.ask(asks ? null : label.label) },
      },
      node("kbd", {}, asks ? "…" : label.chord || "–"),
    ),
  );
}

function newLabel(view: View): TreeNode {
  const { coding } = view.context;
  const id = `${view.uid}-new-label`;
  const add = (input: HTMLInputElement): void => {
    coding.addLabel(input.value);
    input.value = "";
  };
  const { channel } = coding.state.get().target;
  return node(
    "div",
    { class: "vp-code-new", key: "new" },
    node("input", {
      class: "vp-text",
      attributes: {
        id,
        type: "text",
        maxlength: 100,
        placeholder: "Another label",
        "aria-label": "Another label",
        "data-testid": "new-label",
      },
      on: {
        keydown: (event, element) => {
          if ((event as KeyboardEvent).key === "Enter") add(element as HTMLInputElement);
        },
      },
    }),
    button("Add", () => add(document.getElementById(id) as HTMLInputElement), { testid: "add-label" }),
    view.data.settings.labelKeys.some((each) => each.channel === channel) &&
      button("As at first", coding.usualLabels, { look: "quiet", key: "usual", testid: "usual-labels" }),
  );
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

function howPart(view: View): TreeNode {
  const { settings } = view.data;
  const change = (values: Partial<Omit<Settings, "notice">>): void => void view.context.send({ kind: "change_settings", ...values });
  return node(
    "details",
    { class: "vp-code-how", key: "how" },
    node("summary", {}, "How keys are read"),
    node(
      "div",
      { class: "vp-part" },
      choose(view, {
        label: "A state lasts",
        name: "hold",
        testid: "hold",
        choices: [
          { value: true, words: "while its key is held" },
          { value: false, words: "until the next key" },
        ],
        chosen: settings.holdToCode,
        act: (holdToCode) => change({ holdToCode }),
      }),
      choose(view, {
        label: "What was coded there before",
        name: "over",
        testid: "over",
        choices: [
          { value: true, words: "is written over" },
          { value: false, words: "stays" },
        ],
        chosen: settings.writeOver,
        act: (writeOver) => change({ writeOver }),
      }),
      milliseconds(view, "Reaction delay taken off", settings.reactionDelayMs, "reaction-delay", (reactionDelayMs) =>
        change({ reactionDelayMs }),
      ),
      milliseconds(view, "Length of a mark", settings.markLengthMs, "mark-length", (markLengthMs) => change({ markLengthMs })),
      paragraph("The delay is your time: in slow motion less of the film is taken off."),
    ),
  );
}

function milliseconds(view: View, label: string, now: number, testId: string, act: (milliseconds: number) => void): TreeNode {
  const id = `${view.uid}-${testId}`;
  return node(
    "div",
    { class: "vp-code-number", key: testId },
    node("label", { class: "vp-label", attributes: { for: id } }, `${label} (ms)`),
    node("input", {
      class: "vp-text",
      attributes: { id, type: "number", min: 0, max: 60_000, step: 10, "data-testid": testId },
      value: String(now),
      on: {
        change: (_, element) => {
          const input = element as HTMLInputElement;
          const wanted = Math.round(input.valueAsNumber);
          if (wanted >= 0 && wanted <= 60_000) act(wanted);
          else input.value = String(now);
        },
      },
    }),
  );
}

function withKey(words: string, key: string): string {
  return key ? `${words} (${key})` : words;
}

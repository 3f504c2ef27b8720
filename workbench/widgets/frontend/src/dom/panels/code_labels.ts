/** The labels of the Code tab, each with its key; another one is added below them. */

import type { CodingState } from "../../core/coding/coding_state";
import { type CodeLabel, UNCODABLE } from "../../core/coding/labels";
import { button, personSign } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function labelList(view: View, state: CodingState): TreeNode {
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

/** How keys are read in a pass: held or pressed, written over or not, and the delay of a hand. */

import type { Settings } from "../../core/data";
import { choose, paragraph } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function howKeysAreRead(view: View): TreeNode {
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

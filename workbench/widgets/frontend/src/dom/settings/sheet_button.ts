/** A button of the settings sheet. */

import { node, type TreeNode } from "../panels/tree";

export function sheetButton(words: string, act: () => void, testId: string): TreeNode {
  return node(
    "button",
    { key: testId, class: "vig-button vig-plain", attributes: { type: "button", "data-testid": testId }, on: { click: act } },
    words,
  );
}

/** The playlist's clips with their coding, for training: where it goes, for whom and for how long; and what to do with what was written. */

import { TRAINING_WAYS, type Training } from "../../core/panels/training";
import { formatDay } from "../../core/panels/words";
import { entry } from "./entries";
import { button, choose, paragraph } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";
import { copied } from "./written";

/** `refused` says why it was not written. */
export function trainingForm(view: View, { way, forWhom, days }: Training, refused: Child): TreeNode {
  const { changeTraining, stopTraining } = view.acts;
  const enter = (): void => void view.acts.exportForTraining();
  return node(
    "div",
    { class: "vp-ask", key: "training", attributes: { role: "group", "aria-label": "Clips for training", "data-testid": "training-form" } },
    paragraph("The clips and what was coded in them, without names. Voices stay as they are."),
    choose(view, {
      label: "Training",
      name: "training-way",
      testid: "training-way",
      choices: TRAINING_WAYS.map((one) => ({ value: one.way, words: one.words })),
      chosen: way,
      act: (chosen) => changeTraining({ way: chosen }),
    }),
    node(
      "div",
      { class: "vp-side-by-side" },
      entry(forWhom, (words) => changeTraining({ forWhom: words }), {
        label: "For whom: initials or a code",
        testid: "training-for",
        most: 60,
        enter,
      }),
      entry(days, (words) => changeTraining({ days: words }), {
        label: "Days it may be used",
        testid: "training-days",
        most: 4,
        enter,
        attributes: { inputmode: "numeric" },
      }),
    ),
    refused,
    node(
      "div",
      { class: "vp-acts" },
      button("Write the export", enter, { look: "main", testid: "training-write" }),
      button("Cancel", stopTraining, { look: "quiet" }),
    ),
  );
}

/** What is to be known of an export that was written. */
export function onTraining(view: View, folder: string, lastDay: string): TreeNode[] {
  return [
    paragraph("Listen to it before it goes: names are heard where they are spoken."),
    ...(lastDay ? [paragraph(`It may be used until ${formatDay(lastDay)}; then it is to be deleted, there too.`)] : []),
    copied(view, folder, "training-folder", "copy-folder"),
  ];
}

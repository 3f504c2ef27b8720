/** A single picture for the family to keep, as a file of its own: a clip's chosen still, or the frame on the screen. */

import type { Clip } from "../../core/data";
import { button, refusalText } from "./parts";
import { stillPlace } from "./still_acts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";
import { writtenFile } from "./written";

export function stillToKeep(view: View, clip: Clip, chosenAt: number | null): TreeNode {
  const place = stillPlace(clip.id);
  return node(
    "div",
    { class: "vp-part", key: "keep" },
    node("p", { class: "vp-quiet-text" }, "For the family to keep, as a picture file. Everyone seen in it has to agree to that."),
    node(
      "div",
      { class: "vp-acts" },
      chosenAt !== null &&
        button("Write this still", () => view.acts.writeStill(clip.id, clip.recordingId, chosenAt), {
          testid: "write-still",
          key: "chosen",
        }),
      view.data.film !== null &&
        button("Write the frame on the screen", () => view.acts.writeStillHere(clip.id), { testid: "write-still-here", key: "here" }),
    ),
    refusalText(view.state.refusals.get(place), { testid: "still-refusal" }),
    writtenFile(view, place),
  );
}

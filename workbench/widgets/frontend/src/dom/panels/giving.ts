/** What stands under the clips of a playlist: the preview, the ways to give them away, how far it is, and what to do with what was written. */

import type { PublishingPart } from "../../core/data";
import { askedForNext } from "../../core/panels/asking";
import { sameValue } from "../../core/panels/drafts";
import { givenNow, type Publishing } from "../../core/panels/panels_state";
import { isForTraining } from "../../core/panels/training";
import { GIVEN_WORDS } from "../../core/panels/words";
import { toConsent } from "./asking";
import { button, paragraph, progressRow, refusalText } from "./parts";
import { onTraining, trainingForm } from "./training";
import { type Child, node, type TreeNode } from "./tree";
import { clipsShown, type View } from "./view";
import { copied } from "./written";

type Done = Extract<Publishing, { status: "done" }>;

export function givingPart(view: View): TreeNode {
  const { publishing, training, refusals } = view.state;
  const going = view.data.publishing;
  const busy = publishing.status === "busy" || going !== null;
  const refused = refusalText(refusals.get("publish"), { testid: "publish-refusal" });
  if (training && !busy) return giving(trainingForm(view, training, refused));
  return giving(
    ...stillMissing(view),
    refused,
    publishing.status === "done" && !busy && written(view, publishing),
    busy && progressPart(view, going),
    button("See what the family will see", () => view.acts.openPreview(), {
      testid: "preview",
      attributes: { title: `Nothing is published by looking (${view.context.keyOf({ do: "togglePreview" })})` },
    }),
    !busy && waysPart(view),
  );
}

function giving(...parts: Child[]): TreeNode {
  return node("section", { class: "vp-publish", key: "publish", attributes: { "aria-label": "Preview and publish" } }, ...parts);
}

/** Who still has to be asked before the family may see the clips. */
function stillMissing(view: View): Child[] {
  const missing = view.data.consent?.missing ?? [];
  const forNext = askedForNext(view.data.consent, view.data.people);
  return [
    missing.length > 0 && toConsent(view, `No consent to watching clips yet: ${missing.join(", ")}. `, "open-consent"),
    forNext.length > 0 && toConsent(view, `Before another package is made, ask again: ${forNext.join(", ")}. `, "open-consent-next"),
  ];
}

function waysPart(view: View): TreeNode {
  return node(
    "div",
    { class: "vp-ways", key: "ways" },
    button("Publish for the family", () => void view.acts.publish(false), { look: "main", testid: "publish" }),
    button("Publish for a stick", () => void view.acts.publish(true), {
      testid: "publish-offline",
      attributes: { title: "A folder with a page that opens in a browser without VIG Workbench; the family keeps it" },
    }),
    button("For training", view.acts.startTraining, {
      testid: "training",
      attributes: { title: "The clips with their coding, without names, for training in the service or elsewhere" },
    }),
  );
}

function progressPart(view: View, going: PublishingPart | null): TreeNode {
  const { part, leftS } = going ?? { part: 0, leftS: null };
  const words = going ? `${GIVEN_WORDS[going.way]}: ${going.words}` : "Getting ready";
  return progressRow(words, part, leftS, () => void view.acts.stopPublishing(), { row: "publish-progress", stop: "stop-publishing" });
}

function written(view: View, done: Done): TreeNode {
  const changed = !isForTraining(done.way) && !sameValue(done.given, givenNow(view.data, clipsShown(view)));
  const ready = `${GIVEN_WORDS[done.way]} is ready`;
  return node(
    "div",
    { class: "vp-published", key: "done", attributes: { "data-testid": "publish-result" } },
    node("p", {}, node("b", {}, changed ? "Changed since it was published" : ready)),
    changed && node("p", { key: "again" }, "Publish again to give the family the newer clips."),
    ...whatNow(view, done),
  );
}

function whatNow(view: View, done: Done): TreeNode[] {
  if (done.way === "package") return toPresent(view, done);
  return done.way === "offline_page" ? onAStick(view, done.folder) : onTraining(view, done.folder, done.lastDay);
}

function toPresent(view: View, { folder, command }: { folder: string; command: string }): TreeNode[] {
  return [
    node("p", { class: "vp-path", key: "folder" }, folder),
    node("p", { key: "next" }, "To show it, type this in a terminal; it prints the address of the family's page and of your own:"),
    copied(view, command, "present-command", "copy-command"),
  ];
}

function onAStick(view: View, folder: string): TreeNode[] {
  return [
    paragraph("Copy the whole folder to a stick. A double click on index.html in it opens the page in a browser."),
    paragraph("What is on a stick cannot be taken back: copies stay where they are."),
    copied(view, folder, "offline-folder", "copy-folder"),
  ];
}

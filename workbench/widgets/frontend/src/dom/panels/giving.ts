/** What stands under the clips of a playlist: the preview, the two ways of publishing, how far it is, and what to do with what was written. */

import type { PublishingPart } from "../../core/data";
import { askedForNext } from "../../core/panels/asking";
import { sameValue } from "../../core/panels/drafts";
import { type Given, givenNow } from "../../core/panels/panels_state";
import { button, paragraph, refusalText } from "./parts";
import { node, type TreeNode } from "./tree";
import { clipsShown, type View } from "./view";

export function givingPart(view: View): TreeNode {
  const { publishing, refusals } = view.state;
  const going = view.data.publishing;
  const busy = publishing.status === "busy" || going !== null;
  const missing = view.data.consent?.missing ?? [];
  const forNext = askedForNext(view.data.consent, view.data.people);
  return node(
    "section",
    { class: "vp-publish", key: "publish", attributes: { "aria-label": "Preview and publish" } },
    missing.length > 0 &&
      node(
        "p",
        { class: "vp-notes-line", key: "missing" },
        `No consent to watching clips yet: ${missing.join(", ")}. `,
        button("Open Consent", () => view.acts.openTab("consent"), { look: "quiet", testid: "open-consent" }),
      ),
    forNext.length > 0 &&
      node(
        "p",
        { class: "vp-notes-line", key: "next" },
        `Before another package is made, ask again: ${forNext.join(", ")}. `,
        button("Open Consent", () => view.acts.openTab("consent"), { look: "quiet", testid: "open-consent-next" }),
      ),
    refusalText(refusals.get("publish"), { testid: "publish-refusal" }),
    publishing.status === "done" && !busy && published(view, publishing),
    busy && progressPart(view, going),
    button("See what the family will see", () => view.acts.openPreview(), {
      testid: "preview",
      attributes: { title: `Nothing is published by looking (${view.context.keyOf({ do: "togglePreview" })})` },
    }),
    !busy && waysPart(view),
  );
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
  );
}

function progressPart(view: View, going: PublishingPart | null): TreeNode {
  const { words, part, leftS } = going ?? { words: "Getting ready", part: 0, leftS: null };
  return node(
    "div",
    { class: "vp-progress", key: "progress", attributes: { "data-testid": "publish-progress" } },
    node("span", { class: "vp-number" }, words + leftWords(leftS)),
    node("progress", { attributes: { max: "1", value: String(part), "aria-label": words } }),
    button("Stop", () => void view.acts.stopPublishing(), { testid: "stop-publishing" }),
  );
}

function leftWords(leftS: number | null): string {
  if (leftS === null) return "";
  return leftS >= 90 ? `, about ${Math.round(leftS / 60)} min left` : `, about ${Math.max(1, Math.round(leftS))} s left`;
}

function published(view: View, done: { offline: boolean; folder: string; command: string; given: Given }): TreeNode {
  const changed = !sameValue(done.given, givenNow(view.data, clipsShown(view)));
  const ready = done.offline ? "The page for a stick is ready" : "The package is ready";
  return node(
    "div",
    { class: "vp-published", key: "done", attributes: { "data-testid": "publish-result" } },
    node("p", {}, node("b", {}, changed ? "Changed since it was published" : ready)),
    changed && node("p", { key: "again" }, "Publish again to give the family the newer clips."),
    ...(done.offline ? onAStick(view, done.folder) : toPresent(view, done)),
  );
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

function copied(view: View, words: string, testid: string, copyTestid: string): TreeNode {
  return node(
    "div",
    { class: "vp-command", key: testid },
    node("code", { attributes: { "data-testid": testid } }, words),
    button("Copy", () => void view.acts.copy(words), { testid: copyTestid }),
  );
}

/** The Playlist tab: the clips of one review in order, what the family will read, and the way to their package. */

import type { Clip, Playlist } from "../../core/data";
import { formatSeconds } from "../../core/format";
import { giveWay } from "../../core/panels/order";
import { LENGTH_PROFILES } from "../../core/panels/words";
import { givingPart } from "./giving";
import { removedNote } from "./moments";
import { orderingPart } from "./ordering";
import { button, choose, emptyState, icon, paragraph, quietNotes, refusalText, textField } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import { caseField, clipField, clipsShown, playlistField, stretchField, type View } from "./view";

export function playlistTab(view: View): Child[] {
  const clips = clipsShown(view);
  if (clips.length === 0) return [removedNote(view), emptyPlaylist(view), wordsPart(view)];
  const advice = view.data.playlist?.advice.filter((one) => one.clipId === null).map((one) => one.words) ?? [];
  return [
    removedNote(view),
    node("p", { class: "vp-hint", key: "hint" }, "Drag a card, or press Alt with the up and down arrows."),
    node(
      "ol",
      {
        class: view.state.lifted ? "vp-cards vp-lifting" : "vp-cards",
        key: "cards",
        attributes: { "aria-label": "Clips in playing order" },
      },
      clips.map((clip, index) => clipCard(view, clip, index, clips.length)),
    ),
    refusalText(view.state.refusals.get("order") ?? view.state.refusals.get("remove")),
    quietNotes(advice, "playlist-notes"),
    orderingPart(view, clips),
    wordsPart(view),
  ];
}

/** The part that stays in sight under the list. */
export function playlistFoot(view: View): Child[] {
  return clipsShown(view).length === 0 ? [] : [givingPart(view)];
}

function emptyPlaylist(view: View): TreeNode {
  return emptyState(
    "No clips yet",
    paragraph("Three to five clips are usual for one review, from simpler to more complex."),
    button("Go to the moments", () => view.acts.openTab("moments"), { look: "quiet" }),
  );
}

function clipCard(view: View, clip: Clip, index: number, n: number): TreeNode {
  const { lifted } = view.state;
  const isLifted = lifted?.clipId === clip.id;
  const shift = lifted ? (isLifted ? lifted.dy : giveWay(lifted.slots, index, lifted.from, lifted.to)) : 0;
  const title = clipField(view, clip, "title").value.trim();
  return node(
    "li",
    {
      key: clip.id,
      class: `vp-card${isLifted ? " vp-lifted" : ""}${clip.id === view.state.clipId ? " vp-current" : ""}`,
      attributes: { "data-testid": "clip-card", "data-clip": clip.id },
      ...(shift ? { style: { transform: `translateY(${shift}px)` } } : {}),
      on: { keydown: (event) => moveByKey(event as KeyboardEvent, view, clip, index, n) },
    },
    dragHandle(view, clip, index, title, n),
    node(
      "button",
      {
        class: "vp-card-body",
        attributes: {
          type: "button",
          "data-testid": "open-clip-sheet",
          title: "Open its sheet",
        },
        on: { click: () => view.acts.openClip(clip.id) },
      },
      node(
        "span",
        { class: "vp-card-title" },
        node("span", { class: "vp-position" }, String(index + 1)),
        " ",
        node("span", { class: title ? "" : "vp-untold" }, title || "No title yet"),
      ),
      " ",
      cardFacts(view, clip),
    ),
    button(`Remove ${title || "this clip"}`, () => void view.acts.removeClip(clip.id), {
      look: "icon",
      icon: "close",
      testid: "remove-clip",
    }),
  );
}

function cardFacts(view: View, clip: Clip): TreeNode {
  const { start, end } = stretchField(view, clip).value;
  const question = clipField(view, clip, "question").value.trim();
  const nPauses = clipField(view, clip, "pauses").value.length;
  const nNotes = view.data.playlist?.advice.filter((one) => one.clipId === clip.id).length ?? 0;
  const facts = [formatSeconds(end - start), counted(nPauses, "pause"), ...(nNotes ? [counted(nNotes, "note")] : [])];
  return node(
    "span",
    { class: "vp-card-facts" },
    node("span", { class: "vp-number" }, facts.join(" · ")),
    question && node("span", { class: "vp-card-question" }, question),
  );
}

function dragHandle(view: View, clip: Clip, index: number, title: string, n: number): TreeNode {
  return node(
    "button",
    {
      class: "vp-handle",
      attributes: {
        type: "button",
        "data-testid": "drag-handle",
        title: "Drag, or Alt with the arrows",
        "aria-label": `Move ${title || "this clip"}, ${index + 1} of ${n}: drag, or press Alt and an arrow`,
      },
      on: {
        pointerdown: (event, element) => {
          const pointer = event as PointerEvent;
          if (pointer.button !== 0) return;
          element.setPointerCapture?.(pointer.pointerId);
          const cards = [...(element.closest("ol")?.children ?? [])];
          const slots = cards.map((card) => card.getBoundingClientRect()).map(({ top, height }) => ({ top, height }));
          view.acts.lift(clip.id, index, slots, pointer.clientY);
        },
        pointermove: (event) => view.acts.hover((event as PointerEvent).clientY),
        pointerup: () => view.acts.drop(true),
        pointercancel: () => view.acts.drop(false),
      },
    },
    icon("grip"),
  );
}

function moveByKey(event: KeyboardEvent, view: View, clip: Clip, index: number, n: number): void {
  if (event.key === "Escape") view.acts.drop(false);
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || by === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const to = index + by;
  if (to < 0) view.acts.say("This is the first clip");
  else if (to >= n) view.acts.say("This is the last clip");
  else void view.acts.moveClip(clip.id, to);
}

/** What stands before the first clip and after the last one. */
function wordsPart(view: View): TreeNode {
  const { case: words, playlist } = view.data;
  return node(
    "section",
    { class: "vp-part vp-page-words", key: "page-words", attributes: { "aria-label": "First and last page" } },
    node("h3", {}, "First and last page"),
    words &&
      textField(view, caseField(view, words, "hope"), {
        label: "Their hope, in their own words: “You hoped …”",
        testid: "case-hope",
        rows: 1,
        placeholder: "Such as “that he listens to me”",
      }),
    playlist &&
      textField(view, playlistField(view, playlist, "closingQuestion"), {
        label: "Closing question, on the last page",
        testid: "closing-question",
        rows: 1,
      }),
    playlist && lengthChoice(view, playlist),
  );
}

function lengthChoice(view: View, playlist: Playlist): TreeNode {
  const field = playlistField(view, playlist, "profile");
  return choose(view, {
    label: "Clips are usually",
    name: "profile",
    testid: "length-profile",
    choices: LENGTH_PROFILES.map(({ profile, words }) => ({ value: profile, words })),
    chosen: field.value,
    act: (value) => view.acts.choose(field.key, value),
  });
}

function counted(n: number, word: string): string {
  return n === 0 ? `no ${word}s` : n === 1 ? `1 ${word}` : `${n} ${word}s`;
}

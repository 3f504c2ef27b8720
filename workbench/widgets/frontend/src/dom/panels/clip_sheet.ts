/** The Clip sheet tab: what the family will read and see of one clip, and what the guider keeps for themselves. */

import type { Clip, PausePoint } from "../../core/data";
import { SLOW_RATES } from "../../core/panels/words";
import { thoughtsPart } from "./clip_thoughts";
import { removedNote } from "./moments";
import { button, choose, emptyState, fieldRefusal, paragraph, quietNotes, refusalText, textField, timeButton } from "./parts";
import { stillToKeep } from "./still_to_keep";
import { stillPicture } from "./stills";
import { type Child, node, type TreeNode } from "./tree";
import { trimmingPart } from "./trimming";
import { clipField, clipsShown, type Field, type View } from "./view";

/** Checks that have a field of their own to stand beside. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  question: ["question"],
  pauses: ["pause"],
  stretch: ["length", "start", "word"],
};

export function clipSheetTab(view: View): Child[] {
  const clips = clipsShown(view);
  const at = clips.findIndex((clip) => clip.id === view.state.clipId);
  const clip = clips[at];
  if (!clip) return [removedNote(view), emptySheet(view)];
  return [
    removedNote(view),
    sheetHead(view, clips, at),
    node(
      "section",
      { class: "vp-editor", key: `sheet-${clip.id}`, attributes: { "aria-label": "The chosen clip", "data-testid": "clip-sheet" } },
      quietNotes(adviceFor(view, clip, null), "clip-notes"),
      familyWords(view, clip),
      pausesPart(view, clip),
      trimmingPart(view, clip, adviceFor(view, clip, "stretch")),
      stillAndSpeed(view, clip),
      thoughtsPart(view, clip),
    ),
  ];
}

function emptySheet(view: View): TreeNode {
  return emptyState(
    "No clip chosen yet",
    paragraph("A clip is made of a moment: choose one, and press “Make a clip”. Nothing is cut until you publish."),
    button("Go to the moments", () => view.acts.openTab("moments"), { look: "quiet" }),
  );
}

function sheetHead(view: View, clips: readonly Clip[], at: number): TreeNode {
  const to = (index: number): void => {
    const clip = clips[index];
    if (clip) view.acts.openClip(clip.id);
  };
  return node(
    "div",
    { class: "vp-sheet-head", key: "head" },
    button("Clip before", () => to(at - 1), { look: "icon", icon: "back", attributes: { disabled: at === 0 } }),
    node("span", { class: "vp-quiet-text", attributes: { "data-testid": "clip-position" } }, `Clip ${at + 1} of ${clips.length}`),
    button("Next clip", () => to(at + 1), { look: "icon", icon: "on", attributes: { disabled: at === clips.length - 1 } }),
  );
}

function familyWords(view: View, clip: Clip): TreeNode {
  const question = clipField(view, clip, "question");
  return node(
    "div",
    { class: "vp-part" },
    textField(view, clipField(view, clip, "title"), {
      label: "Title",
      testid: "clip-title",
      oneLine: true,
      placeholder: "Neutral and positive, such as “Waiting together”",
    }),
    textField(view, clipField(view, clip, "introduction"), { label: "Introduction, one line", testid: "clip-introduction", rows: 1 }),
    textField(
      view,
      question,
      { label: "Opening question", testid: "clip-question", rows: 1, notes: adviceFor(view, clip, "question") },
      node(
        "div",
        { class: "vp-suggestions", attributes: { role: "group", "aria-label": "Questions to start from" } },
        (view.data.vocabulary?.questions ?? [])
          .filter((words) => words !== question.value)
          .map((words, index) =>
            button(`“${words}”`, () => view.acts.choose(question.key, words), {
              look: "quiet",
              key: words,
              testid: `suggestion-${index + 1}`,
            }),
          ),
      ),
    ),
  );
}

function pausesPart(view: View, clip: Clip): TreeNode {
  const pauses = clipField(view, clip, "pauses");
  return node(
    "section",
    { class: "vp-part", attributes: { "aria-label": "Pause points" } },
    node("h3", {}, "Pause points"),
    node("p", { class: "vp-quiet-text" }, "The picture holds and the page is silent. A question is optional."),
    node(
      "ul",
      { class: "vp-pauses" },
      pauses.value.map((pause) => pauseRow(view, clip, pauses, pause)),
    ),
    fieldRefusal(view, pauses),
    refusalText(view.state.refusals.get(`pauses/${clip.id}`)),
    quietNotes(adviceFor(view, clip, "pauses")),
    button("Pause where the film stands", () => view.acts.addPause(clip), { icon: "plus", testid: "add-pause" }),
  );
}

function pauseRow(view: View, clip: Clip, pauses: Field<readonly PausePoint[]>, pause: PausePoint): TreeNode {
  const time = view.context.formatTime(pause.at);
  const asked = (question: string): readonly PausePoint[] => pauses.value.map((one) => (one.at === pause.at ? { ...one, question } : one));
  return node(
    "li",
    { key: String(pause.at), class: "vp-pause", attributes: { "data-testid": "pause-point" } },
    timeButton(view, pause.at),
    node("textarea", {
      class: "vp-text",
      attributes: {
        rows: 1,
        maxlength: 4000,
        "aria-label": `Question at ${time}`,
        placeholder: "Question (or silence)",
        "data-testid": `pause-question-${pause.at}`,
      },
      value: pause.question,
      on: {
        input: (_event, element) => view.acts.type(pauses.key, asked((element as HTMLTextAreaElement).value)),
        focusout: () => view.acts.leave(pauses.key),
      },
    }),
    button(`Remove the pause point at ${time}`, () => view.acts.removePause(clip, pause.at), {
      look: "icon",
      icon: "close",
      testid: "remove-pause",
    }),
  );
}

function stillAndSpeed(view: View, clip: Clip): TreeNode {
  const poster = clipField(view, clip, "posterAt");
  const slow = clipField(view, clip, "slowRate");
  const rates = SLOW_RATES.some((one) => one.rate === slow.value)
    ? SLOW_RATES
    : [...SLOW_RATES, { rate: slow.value, words: `${slow.value}×` }].sort((a, b) => a.rate - b.rate);
  return node(
    "section",
    { class: "vp-part", attributes: { "aria-label": "Still and slower speed" } },
    node("h3", {}, "Still"),
    node(
      "div",
      { class: "vp-still", attributes: { "data-testid": "poster" } },
      poster.value === null
        ? node("p", { class: "vp-quiet-text", key: "none" }, "No still chosen: the family sees a plain page before the clip.")
        : node(
            "span",
            { key: "still", class: "vp-poster" },
            stillPicture(view, poster.value, "The still the family sees before the clip", clip.recordingId),
            timeButton(view, poster.value, "poster-time"),
          ),
      button(poster.value === null ? "Use this frame" : "Use this frame instead", () => view.acts.setPoster(clip), {
        testid: "set-poster",
      }),
      poster.value !== null && button("No still", () => view.acts.clearPoster(clip), { look: "quiet", testid: "clear-poster" }),
    ),
    fieldRefusal(view, poster),
    refusalText(view.state.refusals.get(`posterAt/${clip.id}`)),
    stillToKeep(view, clip, poster.value),
    choose(view, {
      label: "“Slower” means",
      name: `slow-${clip.id}`,
      testid: "slow-rate",
      choices: rates.map((one) => ({ value: one.rate, words: one.words })),
      chosen: slow.value,
      act: (value) => view.acts.choose(slow.key, value),
    }),
    fieldRefusal(view, slow),
  );
}

/** The clip's notes for one place, or with null those that have no place of their own. */
function adviceFor(view: View, clip: Clip, place: string | null): readonly string[] {
  const placed = Object.values(PLACES).flat();
  return (view.data.playlist?.advice ?? [])
    .filter((one) => one.clipId === clip.id && (place === null ? !placed.includes(one.check) : PLACES[place]?.includes(one.check)))
    .map((one) => one.words);
}

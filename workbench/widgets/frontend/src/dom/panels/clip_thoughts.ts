/** What the guider thinks and plans about a clip; none of it reaches the family. */

import type { Goal } from "../../core/casework";
import type { Clip, Viewing } from "../../core/data";
import { REACHES, VIEWINGS } from "../../core/panels/words";
import { button, choose, fieldRefusal, privatePart, textField } from "./parts";
import { node, type TreeNode } from "./tree";
import { clipField, type Field, type View } from "./view";

export function thoughtsPart(view: View, clip: Clip): TreeNode {
  const reach = clipField(view, clip, "stretch");
  return privatePart(
    node("p", { class: "vp-quiet-text" }, "Your own preparation. The family's page never has it."),
    goalChoice(view, clip),
    textField(view, clipField(view, clip, "whyBetter"), { label: "Why this is better than usual", testid: "clip-why", rows: 1 }),
    textField(view, clipField(view, clip, "initiative"), {
      label: "Who begins, and how it is received",
      testid: "clip-initiative",
      rows: 1,
      placeholder: "Such as “Noah looks up; Mum smiles back and waits”",
    }),
    textField(view, clipField(view, clip, "hopeToNotice"), { label: "What I hope the client notices", testid: "clip-hope" }),
    textField(view, clipField(view, clip, "mayBeHard"), { label: "What may be hard", testid: "clip-hard" }),
    choose(view, {
      label: "For the client, this is",
      name: `reach-${clip.id}`,
      testid: "clip-reach",
      choices: REACHES.map((one) => ({ value: one.reach, words: one.words })),
      chosen: reach.value,
      act: (value) => view.acts.choose(reach.key, value),
    }),
    fieldRefusal(view, reach),
    followUps(view, clip),
    playPlan(view, clip),
    textField(view, clipField(view, clip, "note"), { label: "Note to myself", testid: "clip-note" }),
  );
}

function goalChoice(view: View, clip: Clip): TreeNode {
  const goals: readonly Goal[] = view.data.casework?.goals ?? [];
  const field = clipField(view, clip, "goalId");
  if (goals.length === 0) {
    return node(
      "p",
      { class: "vp-notes-line", key: "no-goal" },
      "A clip can serve a goal of the client; there is none yet. ",
      button("Write one", () => view.acts.openTab("case"), { look: "quiet" }),
    );
  }
  return node(
    "label",
    { class: "vp-field", key: "goal" },
    node("span", { class: "vp-label" }, "The goal it serves"),
    node(
      "select",
      {
        class: "vp-text",
        attributes: { "data-testid": "clip-goal" },
        value: field.value ?? "",
        on: { change: (_event, element) => view.acts.choose(field.key, (element as HTMLSelectElement).value || null) },
      },
      node("option", { key: "none", attributes: { value: "" } }, "None"),
      goals.map((goal) => node("option", { key: goal.id, attributes: { value: goal.id } }, goal.words)),
    ),
    fieldRefusal(view, field),
  );
}

/** One row a question and an empty one below, so that there is always room for one more. */
function followUps(view: View, clip: Clip): TreeNode {
  const field = clipField(view, clip, "followUps");
  return node(
    "div",
    { class: "vp-field", key: "follow-ups", attributes: { role: "group", "aria-label": "Questions to follow up with" } },
    node("span", { class: "vp-label" }, "Questions to follow up with"),
    [...field.value, ""].map((question, index) => followUp(view, field, question, index)),
    fieldRefusal(view, field),
  );
}

function followUp(view: View, field: Field<readonly string[]>, question: string, index: number): TreeNode {
  const isNew = index === field.value.length;
  return node("input", {
    key: String(index),
    class: "vp-text",
    attributes: {
      type: "text",
      autocomplete: "off",
      maxlength: 300,
      "aria-label": isNew ? "Another question" : `Question ${index + 1}`,
      placeholder: isNew ? "Another question" : null,
      "data-testid": `follow-up-${index + 1}`,
    },
    value: question,
    on: {
      input: (_event, element) => {
        const words = (element as HTMLInputElement).value;
        view.acts.type(field.key, isNew ? [...field.value, words] : field.value.map((one, at) => (at === index ? words : one)));
      },
      focusout: () => view.acts.leaveQuestions(field.key, field.value),
    },
  });
}

function playPlan(view: View, clip: Clip): TreeNode {
  const field = clipField(view, clip, "playPlan");
  const wordsOf = (viewing: Viewing): string => VIEWINGS.find((one) => one.viewing === viewing)?.words ?? viewing;
  return node(
    "div",
    { class: "vp-field", key: "plan", attributes: { role: "group", "aria-label": "Play plan" } },
    node("span", { class: "vp-label" }, "Play plan: press in the order of looking"),
    node(
      "ol",
      { class: "vp-plan", attributes: { "data-testid": "play-plan" } },
      field.value.map((viewing, index) =>
        node(
          "li",
          { key: `${index} ${viewing}` },
          node("span", {}, `${index + 1} ${wordsOf(viewing)}`),
          button(
            `Take ${wordsOf(viewing)}, number ${index + 1}, out`,
            () =>
              view.acts.choose(
                field.key,
                field.value.filter((_, at) => at !== index),
              ),
            {
              look: "icon",
              icon: "close",
            },
          ),
        ),
      ),
    ),
    node(
      "div",
      { class: "vp-acts" },
      VIEWINGS.map(({ viewing, words }) =>
        button(words, () => view.acts.choose(field.key, [...field.value, viewing]), {
          key: viewing,
          icon: "plus",
          testid: `plan-${viewing}`,
        }),
      ),
    ),
    fieldRefusal(view, field),
  );
}

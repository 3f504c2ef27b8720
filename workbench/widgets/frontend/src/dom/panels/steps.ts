/** The Steps tab: the chains of the exchange, one of them walked step by step with its pictures, and the chosen step's words. */

import type { Step } from "../../core/data";
import { type Chain, chainsOf, chainWith, stepBeside, threeAround } from "../../core/steps/chains";
import { actorsOf, MODALITIES } from "../../core/steps/plans";
import { actorOf, chainWords, deedWords, MODALITY_WORDS, mannerWords, ROLE_WORDS } from "../../core/steps/words";
import { removedNote } from "./moments";
import { button, choose, emptyState, fieldRefusal, paragraph, refusalText, stepSign, textField, timeButton } from "./parts";
import { principlesField } from "./principles";
import { walkRows } from "./rows";
import { stillPicture } from "./stills";
import { type Child, node, type TreeNode } from "./tree";
import { stepField, type View } from "./view";

export function stepsTab(view: View): Child[] {
  const { steps } = view.data;
  if (steps.length === 0) return [removedNote(view), emptySteps()];
  const chains = chainsOf(steps);
  const step = steps.find((one) => one.id === view.state.stepId);
  const chain = step && chainWith(chains, step.id, view.state.chainKey);
  return [
    removedNote(view),
    chains.length > 0
      ? node(
          "ol",
          { class: "vp-list", key: "list", attributes: { "aria-label": "Chains in order of time", "data-testid": "chain-list" } },
          chains.map((one, index) => chainRow(view, one, one === chain || (!chain && index === 0), one === chain)),
        )
      : node("p", { class: "vp-hint", key: "list" }, "No step answers another yet. Y links the chosen step to the one before it."),
    step
      ? node(
          "section",
          { class: "vp-editor", key: "walk", attributes: { "aria-label": "The chosen step", "data-testid": "step-editor" } },
          walkPart(view, step, chain),
          stepEditor(view, step),
        )
      : node("p", { class: "vp-hint", key: "hint" }, "Choose a chain: the film goes to its first step, and Ctrl ↓ walks on."),
  ];
}

function emptySteps(): TreeNode {
  const key = (words: string): TreeNode => node("kbd", {}, words);
  return emptyState(
    "No steps yet",
    node("p", {}, "Press ", key("7"), " where somebody begins: a look, a point, a sound."),
    node("p", {}, "Press ", key("8"), " where it is received, and ", key("9"), " where it is answered."),
    paragraph("Was the initiative received? A nod or a smile comes before any words."),
  );
}

function chainRow(view: View, chain: Chain, inTabOrder: boolean, isChosen: boolean): TreeNode {
  const first = chain.steps[0];
  const { people } = view.data;
  return node(
    "li",
    { key: chain.key },
    node(
      "button",
      {
        class: "vp-moment",
        attributes: {
          type: "button",
          "data-testid": "chain-item",
          "data-row": chain.key,
          "aria-current": isChosen ? "true" : null,
          tabindex: inTabOrder ? 0 : -1,
        },
        on: {
          click: () => first && view.acts.openStep(first, chain),
          keydown: (event, element) => walkRows(event as KeyboardEvent, element),
        },
      },
      node("span", { class: "vp-moment-time" }, view.context.formatTime(first?.start ?? 0)),
      node(
        "span",
        { class: "vp-moment-words" },
        node("span", { class: "vp-moment-why" }, chainWords(chain, people)),
        node(
          "span",
          { class: "vp-signs", attributes: { "aria-hidden": true } },
          chain.steps.map((step) => stepSign(actorOf(step, people), step.role)),
        ),
      ),
    ),
  );
}

/** The chain around a step: where one is in it, three of its pictures side by side, the way on. */
function walkPart(view: View, step: Step, chain: Chain | undefined): TreeNode {
  const place = chain?.steps.indexOf(step) ?? 0;
  const shown = chain ? threeAround(chain, step.id) : [step];
  const isEnd = (direction: 1 | -1): boolean => !chain || !stepBeside(chain, step.id, direction);
  return node(
    "div",
    { class: "vp-walk", attributes: { "data-testid": "walk" } },
    node(
      "div",
      { class: "vp-heading-row" },
      node(
        "h3",
        { attributes: { "data-testid": "walk-place" } },
        chain ? `Step ${place + 1} of ${chain.steps.length}` : "A step on its own",
      ),
      chain &&
        node(
          "span",
          { class: "vp-walk-buttons" },
          button("Before", () => view.acts.walk(-1), {
            icon: "back",
            testid: "walk-back",
            attributes: { disabled: isEnd(-1), title: "Step before (Ctrl ↑)" },
          }),
          button("Next", () => view.acts.walk(1), {
            icon: "on",
            testid: "walk-on",
            attributes: { disabled: isEnd(1), title: "Next step (Ctrl ↓)" },
          }),
        ),
    ),
    node(
      "div",
      { class: "vp-stills" },
      shown.map((one) => stillOf(view, one, one === step, chain ?? null)),
    ),
  );
}

function stillOf(view: View, step: Step, isHere: boolean, chain: Chain | null): TreeNode {
  const { people } = view.data;
  const deed = deedWords(step, people);
  return node(
    "button",
    {
      key: step.id,
      class: "vp-step-still",
      attributes: {
        type: "button",
        "data-testid": `still-${step.role}`,
        "data-step": step.id,
        "aria-current": isHere ? "step" : null,
        "aria-label": `${deed} at ${view.context.formatTime(step.start)}, ${mannerWords(step)}`,
      },
      on: { click: () => view.acts.openStep(step, chain) },
    },
    stillPicture(view, step.start, ""),
    node("span", { class: "vp-step-deed" }, stepSign(actorOf(step, people), step.role), deed),
    node("span", { class: "vp-quiet-text" }, mannerWords(step)),
  );
}

function stepEditor(view: View, step: Step): TreeNode {
  const [role, actor, modality] = [
    stepField(view, step, "role"),
    stepField(view, step, "actorId"),
    stepField(view, step, "modality"),
  ] as const;
  const actors = actorsOf(view.data);
  return node(
    "div",
    { class: "vp-part", key: `editor-${step.id}` },
    refusalText(view.state.refusals.get("link-step") ?? view.state.refusals.get("remove")),
    choose(view, {
      label: "What it is",
      name: `role-${step.id}`,
      testid: "step-role",
      choices: (["initiative", "reception", "response"] as const).map((value) => ({ value, words: ROLE_WORDS[value] })),
      chosen: role.value,
      act: (value) => view.acts.choose(role.key, value),
    }),
    fieldRefusal(view, role),
    choose(view, {
      label: "Whose",
      name: `actor-${step.id}`,
      testid: "step-actor",
      choices: actors.map((person) => ({ value: person.id, words: person.shownName })),
      chosen: actor.value,
      act: (value) => view.acts.choose(actor.key, value),
    }),
    fieldRefusal(view, actor),
    choose(view, {
      label: "Seen or heard in",
      name: `modality-${step.id}`,
      testid: "step-modality",
      choices: MODALITIES.map((value) => ({ value, words: MODALITY_WORDS[value] })),
      chosen: modality.value,
      act: (value) => view.acts.choose(modality.key, value),
    }),
    fieldRefusal(view, modality),
    linkPart(view, step),
    textField(view, stepField(view, step, "words"), { label: "Words that were said", testid: "step-words", oneLine: true }),
    textField(view, stepField(view, step, "topic"), {
      label: "Topic (five turns on one topic are a take five)",
      testid: "step-topic",
      oneLine: true,
      placeholder: "such as “the blue piece”",
    }),
    principlesField(view, stepField(view, step, "principles"), "step-principles"),
    node(
      "div",
      { class: "vp-acts" },
      button("Remove this step", () => void view.acts.removeStep(step.id), { look: "quiet", testid: "remove-step" }),
    ),
  );
}

function linkPart(view: View, step: Step): TreeNode {
  const answered = view.data.steps.find((one) => one.id === step.answers);
  return node(
    "div",
    { class: "vp-field" },
    node("span", { class: "vp-label" }, "Answers"),
    node(
      "div",
      { class: "vp-answers", attributes: { "data-testid": "step-answers" } },
      answered
        ? node("span", { key: "answered" }, `${deedWords(answered, view.data.people)} `, timeButton(view, answered.start))
        : node("span", { key: "nothing", class: "vp-quiet-text" }, "Nothing: it begins a chain"),
      answered
        ? button("Unlink", () => view.acts.unlinkStep(step.id), { look: "quiet", key: "unlink", testid: "unlink-step" })
        : button("The step before", () => view.acts.linkToBefore(), { look: "quiet", key: "before", testid: "link-before" }),
      button("Click the one", () => view.acts.linkByClick(), { look: "quiet", key: "click", testid: "link-by-click" }),
    ),
  );
}

/** The small pieces every tab is made of: buttons, text fields, chips, quiet notes. */

import type { Person, StepRole } from "../../core/data";
import type { PersonShape } from "../../core/design";
import type { Refusal } from "../../core/edits";
import { inWords } from "../../core/panels/panels_state";
import { type Attributes, type Child, node, type TreeNode } from "./tree";
import type { Field, View } from "./view";

const ICONS = {
  grip: "M6 3v.01M10 3v.01M6 8v.01M10 8v.01M6 13v.01M10 13v.01",
  lock: "M4.5 7.5h7v6h-7zM6 7.5V5a2 2 0 0 1 4 0v2.5",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  plus: "M8 3.5v9M3.5 8h9",
  back: "M10 3.5L5.5 8l4.5 4.5",
  on: "M6 3.5L10.5 8 6 12.5",
  down: "M3.5 6L8 10.5 12.5 6",
  pause: "M5.5 4v8M10.5 4v8",
  go: "M5 3.5v9l7-4.5z",
  tick: "M3.5 8.5l3 3 6-7",
  around: "M3 3.500v9M13 3.500v9M6 5v6l4.500-3z",
  house: "M2.500 7.500L8 2.500l5.500 5M4 6.500v7h8v-7M6.500 13.500v-4h3v4",
  star: "M8 2.2l1.65 3.7 4 .4-3 2.7.85 3.95L8 10.9l-3.500 2.050.85-3.950-3-2.700 4-.4z",
  chain:
    "M2.500 10.500a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M10.500 10.500a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M4 7c1-3.500 7-3.500 8 0",
  sheet: "M3.500 2h9v12h-9zM6 5.500h4M6 8h4M6 10.500h2.500",
  list: "M7.500 4h6M7.500 8h6M7.500 12h6M2.500 2.500v4L5.500 4.500zM3 8.500v.01M3 12v.01",
  shield: "M8 2l5 1.800V8c0 3-2.200 4.900-5 6-2.800-1.100-5-3-5-6V3.800zM5.800 8l1.600 1.600 2.900-3.100",
  talk: "M2.500 3.500h11v7.500h-6l-3 2.500v-2.500h-2zM5 6h6M5 8.500h4",
  pencil: "M3 13l.6-3L10.500 3l2.500 2.500L6 12.400zM9 4.500L11.500 7",
  bars: "M2.500 4h4M9 4h4.500M2.500 8h2M7 8h6.500M2.500 12h7M12 12h1.500",
} as const;

export type Icon = keyof typeof ICONS;

export function icon(name: Icon): TreeNode {
  return node(
    "svg",
    { class: "vp-icon", attributes: { viewBox: "0 0 16 16", "aria-hidden": true, focusable: "false" } },
    node("path", { attributes: { d: ICONS[name] } }),
  );
}

const SHAPES: Readonly<Record<PersonShape, string>> = {
  circle: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
  square: "M2.5 2.5h11v11h-11z",
  triangle: "M8 1.8L14.6 13.6H1.4z",
  diamond: "M8 1L15 8L8 15L1 8z",
};

/** A person's sign: colour and shape together. */
export function personSign(person: Person): TreeNode {
  return node(
    "svg",
    { class: "vp-sign", attributes: { viewBox: "0 0 16 16", "aria-hidden": true, focusable: "false" }, style: { color: person.colour } },
    node("path", { attributes: { d: SHAPES[person.shape] } }),
  );
}

/** A person's sign as a step has it: open where they begin, half where they receive, full where they answer. */
export function stepSign(person: Person | undefined, role: StepRole): TreeNode {
  const path = SHAPES[person?.shape ?? "circle"];
  return node(
    "svg",
    {
      class: `vp-sign vp-sign-${role}`,
      attributes: { viewBox: "0 0 16 16", "aria-hidden": true, focusable: "false" },
      style: { color: person?.colour ?? "currentColor" },
    },
    node("path", { class: "vp-sign-fill", attributes: { d: path } }),
    node("path", { class: "vp-sign-line", attributes: { d: path } }),
  );
}

const LOOKS = { plain: "", main: "vp-main", quiet: "vp-quiet", icon: "vp-only-icon" } as const;

export interface ButtonOptions {
  readonly look?: keyof typeof LOOKS;
  readonly testid?: string;
  readonly icon?: Icon;
  readonly key?: string;
  readonly attributes?: Attributes;
}

export function button(words: string, act: () => void, options: ButtonOptions = {}): TreeNode {
  const look = options.look ?? "plain";
  const attributes: Attributes = {
    type: "button",
    "data-testid": options.testid,
    ...(look === "icon" ? { "aria-label": words, title: words } : {}),
    ...options.attributes,
  };
  return node(
    "button",
    {
      ...(options.key === undefined ? {} : { key: options.key }),
      class: `vp-button ${LOOKS[look]}`.trim(),
      attributes,
      on: { click: act },
    },
    options.icon && icon(options.icon),
    look !== "icon" && node("span", {}, words),
  );
}

/** A note nobody has to act on. */
export function quietNotes(words: readonly string[], testid?: string): Child {
  if (words.length === 0) return null;
  return node(
    "ul",
    { class: "vp-notes", attributes: { "data-testid": testid } },
    words.map((each) => node("li", { key: each }, each)),
  );
}

/** Why something was not done and what to do next, beside where it was tried. */
export function refusalText(refusal: Refusal | null | undefined, options: { id?: string; testid?: string } = {}, ...after: Child[]): Child {
  if (!refusal) return null;
  return node(
    "div",
    { class: "vp-refusal", attributes: { id: options.id, "data-testid": options.testid ?? "refusal" } },
    paragraph(inWords(refusal)),
    ...after,
  );
}

export interface TextOptions {
  readonly label: string;
  readonly testid: string;
  readonly oneLine?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly notes?: readonly string[];
  readonly most?: number;
}

/** A text that saves itself while it is typed. */
export function textField(view: View, field: Field<string>, options: TextOptions, ...after: Child[]): TreeNode {
  const id = `${view.uid}-${field.key.replaceAll("/", "-")}`;
  const said = field.draft?.refusal;
  return node(
    "div",
    { class: "vp-field", key: field.key },
    node("label", { class: "vp-label", attributes: { for: id } }, options.label),
    node(options.oneLine ? "input" : "textarea", {
      class: "vp-text",
      attributes: {
        id,
        "data-testid": options.testid,
        placeholder: options.placeholder,
        maxlength: options.most ?? (options.oneLine ? 300 : 4000),
        "aria-invalid": said ? true : null,
        "aria-describedby": said ? `${id}-refusal` : null,
        ...(options.oneLine ? { type: "text", autocomplete: "off" } : { rows: options.rows ?? 2 }),
      },
      value: field.value,
      on: {
        input: (_event, element) => view.acts.type(field.key, (element as HTMLInputElement).value),
        focusout: () => view.acts.leave(field.key),
      },
    }),
    fieldRefusal(view, field, `${id}-refusal`),
    quietNotes(options.notes ?? []),
    ...after,
  );
}

/** A refused draft's words, and the way back to what is saved. */
export function fieldRefusal(view: View, field: Field<unknown>, id?: string): Child {
  const back = button("Put back what was saved", () => view.acts.putBack(field.key), { look: "quiet", testid: "put-back" });
  return refusalText(field.draft?.refusal, id === undefined ? {} : { id }, back);
}

export interface Choice<T> {
  readonly value: T;
  readonly words: string;
}

/** One of a few, side by side; native radio buttons, so arrow keys work. */
export function choose<T>(
  view: View,
  options: { label: string; name: string; testid: string; choices: readonly Choice<T>[]; chosen: T | null; act: (value: T) => void },
): TreeNode {
  return node(
    "fieldset",
    { class: "vp-choose", attributes: { "data-testid": options.testid } },
    node("legend", { class: "vp-label" }, options.label),
    node(
      "div",
      { class: "vp-choices" },
      options.choices.map((choice, index) =>
        node(
          "label",
          { key: String(index), class: "vp-choice" },
          node("input", {
            attributes: {
              type: "radio",
              name: `${view.uid}-${options.name}`,
              value: index,
              "data-testid": `${options.testid}-${choice.value}`,
            },
            checked: choice.value === options.chosen,
            on: { change: () => options.act(choice.value) },
          }),
          node("span", {}, choice.words),
        ),
      ),
    ),
  );
}

/** A place on the film: its time, and a click goes there. */
export function timeButton(view: View, ticks: number, testid?: string): TreeNode {
  const time = view.context.formatTime(ticks);
  return node(
    "button",
    {
      class: "vp-button vp-time",
      attributes: { type: "button", "data-testid": testid, "aria-label": `Go to ${time}` },
      on: { click: () => view.context.seek(ticks) },
    },
    time,
  );
}

/** A group of fields that only the guider sees, set apart. */
export function privatePart(...children: Child[]): TreeNode {
  return node(
    "section",
    { class: "vp-private", attributes: { "aria-label": "Only you see this" } },
    node("p", { class: "vp-private-label" }, icon("lock"), "Only you see this"),
    ...children,
  );
}

export function emptyState(heading: string, ...lines: Child[]): TreeNode {
  return node("div", { class: "vp-empty", attributes: { "data-testid": "empty" } }, node("h3", {}, heading), ...lines);
}

export function paragraph(words: string): TreeNode {
  return node("p", {}, words);
}

/** How far long work is, with the way to stop it. */
export function progressRow(
  words: string,
  part: number,
  leftS: number | null,
  stop: () => void,
  testids: { row: string; stop: string },
): TreeNode {
  return node(
    "div",
    { class: "vp-progress", key: "progress", attributes: { "data-testid": testids.row } },
    node("span", { class: "vp-number" }, words + leftWords(leftS)),
    node("progress", { attributes: { max: "1", value: String(part), "aria-label": words } }),
    button("Stop", stop, { testid: testids.stop }),
  );
}

function leftWords(leftS: number | null): string {
  if (leftS === null) return "";
  return leftS >= 90 ? `, about ${Math.round(leftS / 60)} min left` : `, about ${Math.max(1, Math.round(leftS))} s left`;
}

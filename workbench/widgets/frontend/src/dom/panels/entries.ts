/** Pieces of forms: entries that are kept when somebody says so, days, boxes to tick, choices. */

import { fieldRefusal } from "./parts";
import { type Attributes, type Child, node, type TreeNode } from "./tree";
import type { Field, View } from "./view";

export interface EntryOptions {
  readonly label: string;
  readonly testid: string;
  readonly type?: "text" | "date";
  readonly hint?: string;
  readonly most?: number;
  /** What Enter does. */
  readonly enter?: () => void;
  readonly attributes?: Attributes;
}

/** One line of a form that nothing has kept yet. */
export function entry(value: string, change: (value: string) => void, options: EntryOptions): TreeNode {
  return node(
    "label",
    { class: "vp-field" },
    node("span", { class: "vp-label" }, options.label),
    node("input", {
      class: "vp-text",
      attributes: {
        type: options.type ?? "text",
        autocomplete: "off",
        maxlength: options.type === "date" ? null : (options.most ?? 300),
        placeholder: options.hint,
        "data-testid": options.testid,
        ...options.attributes,
      },
      value,
      on: {
        input: (_event, element) => change((element as HTMLInputElement).value),
        keydown: (event) => (event as KeyboardEvent).key === "Enter" && options.enter?.(),
      },
    }),
  );
}

/** A day of something that is kept already; another one is saved at once. */
export function dayField(view: View, field: Field<string>, label: string, testid: string): TreeNode {
  return node(
    "div",
    { class: "vp-field", key: field.key },
    entry(field.value, (day) => day && view.acts.choose(field.key, day), { label, testid, type: "date" }),
    fieldRefusal(view, field),
  );
}

export function tickBox(words: Child, isTicked: boolean, act: (ticked: boolean) => void, testid: string, key?: string): TreeNode {
  return node(
    "label",
    { ...(key === undefined ? {} : { key }), class: "vp-tick" },
    node("input", {
      attributes: { type: "checkbox", "data-testid": testid },
      checked: isTicked,
      on: { change: (_event, element) => act((element as HTMLInputElement).checked) },
    }),
    node("span", {}, words),
  );
}

export interface SelectOptions<T extends string> {
  readonly label: string;
  readonly testid: string;
  readonly choices: readonly { readonly value: T; readonly words: string }[];
  /** Whether the label is only for those who hear the page. */
  readonly isQuiet?: boolean;
}

export function selectOne<T extends string>(value: T, change: (value: T) => void, options: SelectOptions<T>): TreeNode {
  return node(
    "label",
    { class: "vp-field" },
    !options.isQuiet && node("span", { class: "vp-label" }, options.label),
    node(
      "select",
      {
        class: "vp-text",
        attributes: { "data-testid": options.testid, "aria-label": options.isQuiet ? options.label : null },
        value,
        on: { change: (_event, element) => change((element as HTMLSelectElement).value as T) },
      },
      options.choices.map((choice) => node("option", { key: choice.value, attributes: { value: choice.value } }, choice.words)),
    ),
  );
}

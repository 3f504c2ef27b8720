/**
 * A tree of typed nodes laid over the page: the same place keeps the same element, so focus, caret and scroll stay where they are.
 * Listeners are few and belong to the tree: one per kind of event on the root, which finds the handler of the element concerned.
 */

import type { Disposable } from "../../core/disposal";

export type Handler = (event: Event, element: HTMLElement) => void;
export type AttributeValue = string | number | boolean | null | undefined;

export interface Attributes {
  readonly [name: string]: AttributeValue;
}

export interface Properties {
  /** Holds an element to the thing it shows when its siblings change. */
  readonly key?: string;
  readonly class?: string | undefined;
  readonly attributes?: Attributes;
  readonly style?: Readonly<Record<string, string>>;
  readonly value?: string;
  readonly checked?: boolean;
  readonly on?: Readonly<Record<string, Handler>>;
}

export interface TreeNode {
  readonly tag: string;
  readonly properties: Properties;
  readonly children: readonly Child[];
}

export type Child = TreeNode | string | null | false | undefined;

export function node(tag: string, properties: Properties, ...children: readonly (Child | readonly Child[])[]): TreeNode {
  return { tag, properties, children: children.flat() };
}

export interface Tree extends Disposable {
  /** Makes the page show `children`. A node given a second time is taken to be shown already. */
  show(children: readonly Child[]): void;
}

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect"]);
const EVENTS = ["click", "input", "change", "keydown", "focusout", "pointerdown", "pointermove", "pointerup", "pointercancel"] as const;

export function createTree(root: HTMLElement): Tree {
  const made = new WeakMap<Node, TreeNode>();
  let patching = false;

  const onEvent = (event: Event): void => {
    if (patching) return;
    for (let at = event.target as Node | null; at && at !== root; at = at.parentNode) {
      const handler = made.get(at)?.properties.on?.[event.type];
      if (handler) handler(event, at as HTMLElement);
      if (event.cancelBubble) return;
    }
  };
  for (const name of EVENTS) root.addEventListener(name, onEvent);

  const show = (children: readonly Child[]): void => {
    patching = true;
    try {
      const keepFocus = holdFocus(root);
      patchChildren(root, children, made);
      keepFocus();
    } finally {
      patching = false;
    }
  };

  return {
    show,
    dispose: () => {
      for (const name of EVENTS) root.removeEventListener(name, onEvent);
      root.replaceChildren();
    },
  };
}

type Made = WeakMap<Node, TreeNode>;

/** An element that moves loses focus and caret; the returned function gives them back. */
function holdFocus(root: HTMLElement): () => void {
  const host = root.getRootNode() as Document | ShadowRoot;
  const focused = host.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) return () => {};
  const caret = isTextField(focused) ? ([focused.selectionStart, focused.selectionEnd] as const) : null;
  return () => {
    if (host.activeElement === focused || !root.contains(focused)) return;
    focused.focus({ preventScroll: true });
    if (caret && isTextField(focused)) focused.setSelectionRange(caret[0], caret[1]);
  };
}

function isTextField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
}

function patchChildren(parent: Element, children: readonly Child[], made: Made): void {
  const wanted = placed(children);
  const present = new Map<string, ChildNode>();
  let unkeyed = 0;
  for (const child of parent.childNodes) {
    const place = PLACES.get(child) ?? `foreign:${unkeyed++}`;
    present.set(place, child);
  }
  for (const [place, child] of present) {
    if (!reusable(child, wanted.get(place), made)) {
      child.remove();
      present.delete(place);
    }
  }
  let cursor = parent.firstChild;
  for (const [place, child] of wanted) {
    const element = present.get(place) ?? created(child, place);
    if (element === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(element, cursor);
    if (typeof child === "string") {
      if (element.textContent !== child) element.textContent = child;
    } else patchElement(element as HTMLElement, child, made);
  }
}

const PLACES = new WeakMap<Node, string>();

/** Children by place: their key, or how many unkeyed siblings (absent ones too) come before. */
function placed(children: readonly Child[]): Map<string, TreeNode | string> {
  const places = new Map<string, TreeNode | string>();
  let unkeyed = 0;
  for (const child of children) {
    const key = typeof child === "object" && child ? child.properties.key : undefined;
    const place = key === undefined ? `slot:${unkeyed++}` : `key:${key}`;
    if (child || child === "") places.set(place, child);
  }
  return places;
}

function reusable(present: ChildNode, wanted: TreeNode | string | undefined, made: Made): boolean {
  if (wanted === undefined) return false;
  if (typeof wanted === "string") return present instanceof Text;
  return made.get(present)?.tag === wanted.tag;
}

function created(child: TreeNode | string, place: string): ChildNode {
  const element =
    typeof child === "string"
      ? document.createTextNode(child)
      : SVG_TAGS.has(child.tag)
        ? document.createElementNS(SVG, child.tag)
        : document.createElement(child.tag);
  PLACES.set(element, place);
  return element;
}

function patchElement(element: HTMLElement, wanted: TreeNode, made: Made): void {
  const shown = made.get(element);
  if (shown === wanted) return;
  const before = shown?.properties ?? {};
  const after = wanted.properties;
  made.set(element, wanted);
  patchAttributes(element, { class: before.class, ...before.attributes }, { class: after.class, ...after.attributes });
  for (const name of Object.keys(before.style ?? {})) if (!(name in (after.style ?? {}))) element.style.removeProperty(name);
  for (const [name, value] of Object.entries(after.style ?? {})) element.style.setProperty(name, value);
  patchChildren(element, wanted.children, made);
  if (after.value !== undefined && (element as HTMLInputElement).value !== after.value) (element as HTMLInputElement).value = after.value;
  if (after.checked !== undefined) (element as HTMLInputElement).checked = after.checked;
}

function patchAttributes(element: Element, before: Attributes, after: Attributes): void {
  for (const name of Object.keys(before)) if (after[name] === undefined) element.removeAttribute(name);
  for (const [name, value] of Object.entries(after)) {
    const text = attributeText(name, value);
    if (text === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

function attributeText(name: string, value: AttributeValue): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return name.startsWith("aria-") ? String(value) : value ? "" : null;
  return String(value);
}

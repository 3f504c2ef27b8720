/** The presenter's view: the code first, then the desk from which the family's page is led. */

import type { Owner } from "../../core/disposal";
import type { Order } from "../../core/family/company";
import type { Presentation, Scene } from "../../core/presenter/presenter";
import type { PresenterWords } from "../../core/presenter/words";
import { element } from "../element";
import { showDesk } from "./desk";

export interface PresenterEvents {
  onPresentation(presentation: Presentation): void;
  onScene(scene: Scene): void;
  onAway(): void;
}

/** The way to the family's page. */
export interface PresenterLine {
  give(order: Order): void;
  /** The address of a film or still in this page's memory; null where it cannot be had. */
  fetchPicture(part: "clip" | "poster", clipId: string): Promise<string | null>;
}

export interface Entrance {
  /** The key this page has already. */
  kept(): string | null;
  forget(): void;
  /** Without a key and a sentence where nobody answers. */
  enter(code: string): Promise<{ readonly key: string | null; readonly sentence: string }>;
  open(owner: Owner, key: string, events: PresenterEvents): PresenterLine;
}

export function showPresenter(owner: Owner, place: HTMLElement, words: PresenterWords, language: string, entrance: Entrance): void {
  const root = element("main", { class: "vig-presenter", lang: language });
  place.append(root);
  owner.onDispose(() => root.remove());
  let shown = owner.child();

  const turn = (show: (inside: Owner) => void): void => {
    shown.dispose();
    root.replaceChildren();
    shown = owner.child();
    show(shown);
  };
  const lead = (key: string): void =>
    turn((inside) => {
      showDesk(
        inside,
        root,
        words,
        (events) => entrance.open(inside, key, events),
        () => {
          entrance.forget();
          turn(ask);
        },
      );
    });
  const ask = (inside: Owner): void => showEntrance(inside, root, words, entrance, lead);

  const key = entrance.kept();
  if (key) lead(key);
  else turn(ask);
}

function showEntrance(owner: Owner, place: HTMLElement, words: PresenterWords, entrance: Entrance, onKey: (key: string) => void): void {
  const box = element("input", {
    class: "vig-presenter-code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 20,
    required: true,
    "aria-describedby": "vig-presenter-where",
  });
  const open = element("button", { type: "submit", class: "vig-presenter-button vig-presenter-first" }, words.open);
  const refusal = element("p", { class: "vig-presenter-refusal", role: "status" });
  const form = element(
    "form",
    { class: "vig-presenter-entrance" },
    element("h1", {}, words.title),
    element("label", {}, element("span", {}, words.enterCode), box),
    element("p", { id: "vig-presenter-where", class: "vig-presenter-quiet" }, words.whereCode),
    open,
    refusal,
  );
  place.append(form);
  box.focus();
  owner.listen(form, "submit", async (event) => {
    event.preventDefault();
    open.disabled = true;
    refusal.textContent = "";
    const { key, sentence } = await entrance.enter(box.value);
    open.disabled = false;
    if (owner.disposed) return;
    if (key) onKey(key);
    else {
      refusal.textContent = sentence || words.noAnswer;
      box.select();
    }
  });
}

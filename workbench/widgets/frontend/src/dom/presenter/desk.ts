/** The presenter's desk: what the family sees, the question, the notes, what comes next, and the buttons that lead the family's page. */

import type { Owner } from "../../core/disposal";
import type { OrderName } from "../../core/family/company";
import { formatQuiet, type Look, lookAt, type Presentation, type Scene } from "../../core/presenter/presenter";
import type { PresenterWords } from "../../core/presenter/words";
import { element, setText } from "../element";
import { NotesView } from "./notes";
import { SmallCopy } from "./picture";
import type { PresenterEvents, PresenterLine } from "./presenter";

const BUTTONS = ["reveal", "play", "previous", "again", "slow", "blank", "next"] as const;

type ButtonName = (typeof BUTTONS)[number];

export function showDesk(
  owner: Owner,
  place: HTMLElement,
  words: PresenterWords,
  open: (events: PresenterEvents) => PresenterLine,
  onOtherCode: () => void,
): void {
  new Desk(owner, place, words, open, onOtherCode);
}

class Desk {
  private readonly where = element("span", { class: "vig-presenter-state" });
  private readonly quiet = element("span", { class: "vig-presenter-timer" });
  private readonly remark = element("p", { class: "vig-presenter-remark", role: "status" });
  private readonly otherCode: HTMLButtonElement;
  private readonly questionState = element("span", { class: "vig-presenter-quiet" });
  private readonly question = element("p", { class: "vig-presenter-question" });
  private readonly next = element("p", { class: "vig-presenter-next" });
  private readonly theirWords = element("section", { class: "vig-presenter-part vig-presenter-theirs" });
  private readonly buttons: Readonly<Record<ButtonName, HTMLButtonElement>>;
  private readonly copy: SmallCopy;
  private readonly notes: NotesView;
  private readonly line: PresenterLine;
  private presentation: Presentation | null = null;
  private scene: Scene | null = null;
  private sceneAt_ms = 0;
  private away = false;

  constructor(
    owner: Owner,
    place: HTMLElement,
    private readonly words: PresenterWords,
    open: (events: PresenterEvents) => PresenterLine,
    onOtherCode: () => void,
  ) {
    this.otherCode = element("button", { type: "button", class: "vig-presenter-button" }, words.otherCode);
    this.buttons = this.makeButtons(owner);
    this.notes = new NotesView(words);
    this.line = open({
      onPresentation: (presentation) => {
        this.presentation = presentation;
        this.show();
      },
      onScene: (scene) => {
        this.scene = scene;
        this.sceneAt_ms = performance.now();
        this.away = false;
        this.show();
      },
      onAway: () => {
        this.away = true;
        this.show();
      },
    });
    this.copy = new SmallCopy(owner, words, this.line);
    owner.listen(this.otherCode, "click", onOtherCode);
    place.append(this.laidOut());
    const ticking = setInterval(() => this.showQuiet(), 500);
    owner.onDispose(() => clearInterval(ticking));
    this.show();
  }

  private laidOut(): HTMLElement {
    const { reveal, play, previous, again, slow, blank, next } = this.buttons;
    const status = element("p", { class: "vig-presenter-status" }, this.where, this.quiet);
    const asking = element(
      "section",
      { class: "vig-presenter-part" },
      element("h2", {}, this.words.question, " ", this.questionState),
      this.question,
    );
    const seen = element("div", { class: "vig-presenter-seen" }, status, this.remark, this.otherCode, this.copy.root);
    const reading = element(
      "div",
      { class: "vig-presenter-reading", role: "region", tabindex: 0, "aria-label": this.words.note },
      asking,
      this.notes.root,
      this.theirWords,
    );
    const leading = element(
      "div",
      { class: "vig-presenter-leading" },
      element("div", { class: "vig-presenter-row" }, reveal, play),
      element("div", { class: "vig-presenter-row" }, again, slow, blank),
      element("div", { class: "vig-presenter-row" }, previous, this.next, next),
    );
    const heading = element("h1", { class: "vig-presenter-unseen" }, this.words.title);
    return element("div", { class: "vig-presenter-desk" }, heading, seen, reading, leading);
  }

  private makeButtons(owner: Owner): Readonly<Record<ButtonName, HTMLButtonElement>> {
    const made = Object.fromEntries(
      BUTTONS.map((name) => {
        const button = element("button", { type: "button", class: `vig-presenter-button vig-presenter-${name}` });
        owner.listen(button, "click", () => this.give(name));
        return [name, button];
      }),
    );
    return made as Record<ButtonName, HTMLButtonElement>;
  }

  private get look(): Look | null {
    return this.presentation && this.scene ? lookAt(this.presentation, this.scene) : null;
  }

  private give(button: ButtonName): void {
    const { look } = this;
    if (!look) return;
    const opposite: Partial<Record<ButtonName, OrderName | false>> = {
      reveal: look.questionShown && "cover",
      play: look.playing && "pause",
      slow: look.slower && "full_speed",
      blank: look.where === "stopped" && "go_on",
    };
    this.line.give({ order: opposite[button] || button });
  }

  private show(): void {
    const { look, words, scene } = this;
    setText(this.where, words.where[look?.where ?? "nobody"]);
    setText(this.remark, this.remarkOn(look));
    this.otherCode.hidden = !this.away;
    this.showQuiet();
    this.copy.show(look, scene?.report ?? null);
    this.notes.show(look);
    setText(this.questionState, look?.question ? (look.questionShown ? words.shown : words.hidden) : "");
    setText(this.question, look?.question || words.noQuestion);
    this.question.classList.toggle("vig-presenter-none", !look?.question);
    setText(this.next, this.nextWords(look));
    this.showTheirWords(scene?.words ?? null);
    this.showButtons(look);
  }

  private remarkOn(look: Look | null): string {
    if (this.away) return this.words.away;
    if (look?.needsTouch) return this.words.needsTouch;
    return (this.scene?.nPages ?? 0) > 1 ? this.words.severalPages : "";
  }

  private nextWords(look: Look | null): string {
    if (!look || look.where === "last") return "";
    return `${this.words.comesNext}: ${look.nextClip ? look.nextClip.title || this.words.unnamed : this.words.lastPage}`;
  }

  private showTheirWords(said: string | null): void {
    this.theirWords.hidden = said === null;
    this.theirWords.replaceChildren(
      element("h2", {}, this.words.theirWords),
      element("p", { class: "vig-presenter-said", dir: "auto" }, said ?? ""),
    );
  }

  private showButtons(look: Look | null): void {
    const { words, buttons } = this;
    const onClip = look?.clip != null && look.where !== "stopped" && look.where !== "failed";
    const label = (name: ButtonName, word: string, enabled: boolean): void => {
      setText(buttons[name], word);
      buttons[name].disabled = !enabled || this.away;
    };
    label("reveal", look?.questionShown && look.clip ? words.cover : words.reveal, onClip && look.question !== "");
    label("play", look?.playing ? words.pause : words.play, onClip && (look.playing || !look.needsTouch));
    label("again", words.again, onClip && !look.needsTouch);
    label("slow", words.slower, onClip);
    label("blank", look?.where === "stopped" ? words.goOn : words.blank, look !== null);
    label("previous", words.back, look !== null && look.where !== "stopped");
    label("next", words.next, look !== null && look.where !== "stopped" && look.where !== "last");
    buttons.reveal.classList.toggle("vig-presenter-first", !look?.questionShown);
    buttons.slow.setAttribute("aria-pressed", String(look?.slower ?? false));
  }

  private showQuiet(): void {
    const { scene, look } = this;
    const seconds = (scene?.quietS ?? 0) + (performance.now() - this.sceneAt_ms) / 1000;
    const isQuiet = look !== null && look.where !== "playing" && !this.away;
    setText(this.quiet, isQuiet ? `${this.words.quiet} ${formatQuiet(seconds)}` : "");
  }
}

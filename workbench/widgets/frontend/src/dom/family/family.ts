/**
 * The family's page: hope, one clip, its buttons, the question when the guider shows it, and the plain screen of "Stop for now".
 * Nothing starts by itself, and nothing lies over the picture but the soft light a presenter points with.
 */

import type { Owner } from "../../core/disposal";
import { actionOfOrder, type Order, type Report, reportOf } from "../../core/family/company";
import {
  actionOfKey,
  clipOn,
  type FamilyAction,
  type FamilyReview,
  type FamilyState,
  FIRST_STATE,
  type FilmOrder,
  type MediaAddresses,
  step,
} from "../../core/family/family";
import { directionOf } from "../../core/family/words";
import { FamilyFilm } from "./film";
import { BUTTONS, buildFamilyParts, type FamilyParts } from "./parts";
import { showState } from "./view";
import { type KeepWords, showWriting } from "./writing";

/** Whom the page may listen to and where words can be kept; the page does all else without it. */
export interface FamilyCompany {
  /** Hears orders from now on; `latest` is asked for what the family sees. The way to say so when it changes. */
  join(onOrder: (order: Order) => void, latest: () => Report): (report: Report) => void;
  readonly keepWords: KeepWords;
}

/** How long the quiet way back has to be held. */
export const HOLD_TO_GO_ON_MS = 1200;

export function showFamilyPage(
  owner: Owner,
  place: HTMLElement,
  review: FamilyReview,
  media: MediaAddresses,
  company: FamilyCompany | null = null,
): void {
  const { words } = review;
  const parts = buildFamilyParts(words, review);
  parts.root.lang = words.language;
  parts.root.dir = directionOf(review.language);
  place.append(parts.root);
  owner.onDispose(() => parts.root.remove());
  showWriting(owner, parts.writing, words, company?.keepWords ?? null);
  new FamilyPage(owner, parts, review, media, company);
}

/** One calm sentence instead of the page. */
export function showUnavailable(owner: Owner, place: HTMLElement, text: string, language: string): void {
  const root = document.createElement("div");
  root.className = "vig-family vig-family-unavailable";
  root.lang = language;
  root.dir = directionOf(language);
  root.textContent = text;
  place.append(root);
  owner.onDispose(() => root.remove());
}

class FamilyPage {
  private state: FamilyState = FIRST_STATE;
  private readonly film: FamilyFilm;
  private readonly tell: (report: Report) => void;

  constructor(
    private readonly owner: Owner,
    private readonly parts: FamilyParts,
    private readonly review: FamilyReview,
    private readonly media: MediaAddresses,
    company: FamilyCompany | null,
  ) {
    this.film = new FamilyFilm(owner, parts.video, parts.drawn, {
      onPause: (pause) => this.act({ kind: "reached_pause", pause }),
      onEnd: () => this.act({ kind: "reached_end" }),
      onFailure: () => this.act({ kind: "failed" }),
    });
    this.tell =
      company?.join(
        (order) => this.hear(order),
        () => this.report(),
      ) ?? (() => undefined);
    this.listen();
    this.load();
    this.show();
  }

  private hear(order: Order): void {
    const action = actionOfOrder(order, this.state, needsTouch());
    if (action) this.act(action);
  }

  private report(): Report {
    return reportOf(this.state, this.film.seen?.frame ?? 0, needsTouch());
  }

  private act(action: FamilyAction): void {
    const { state, orders } = step(this.review, this.state, action);
    this.state = state;
    // The plain screen comes first: it does not wait for the film.
    this.show();
    for (const order of orders) this.obey(order);
    this.tell(this.report());
  }

  private obey(order: FilmOrder): void {
    switch (order) {
      case "load":
        this.load();
        return;
      case "play":
      case "play_from_start":
        this.setRate();
        void this.film.play(order === "play_from_start");
        return;
      case "hold":
        this.film.hold();
        return;
      case "silence":
        this.film.silence();
        return;
      case "set_rate":
        this.setRate();
        return;
      case "keep_picture":
        this.keep();
        return;
    }
  }

  private load(): void {
    const clip = clipOn(this.review, this.state);
    this.film.load(clip, clip ? this.media.clip(clip.id) : "", clip ? this.media.stretch?.(clip.id) : undefined);
  }

  private setRate(): void {
    this.film.setRate(this.state.slower ? (clipOn(this.review, this.state)?.slowRate ?? 1) : 1);
  }

  private keep(): void {
    const clip = clipOn(this.review, this.state);
    const { seen } = this.film;
    const { stillPicture } = this.parts;
    if (!clip || !seen) return;
    Object.assign(stillPicture, { width: seen.width, height: seen.height });
    stillPicture.getContext("2d")?.drawImage(seen.image, 0, 0);
    this.act({ kind: "kept", still: { clipId: clip.id, frame: seen.frame } });
  }

  private show(): void {
    showState(this.parts, this.review, this.state, (id) => this.media.poster(id));
  }

  private listen(): void {
    for (const kind of BUTTONS) {
      const button = this.parts.buttons[kind];
      this.owner.listen<MouseEvent>(button, "click", (event) => {
        // After a finger or a mouse the space bar is for playing again; a keyboard keeps its place.
        if (event.detail > 0) button.blur();
        this.act({ kind });
      });
    }
    this.owner.listen(this.parts.frame, "click", () => this.act({ kind: "play_or_pause" }));
    this.owner.listen(document, "pointerdown", () => this.tell(this.report()));
    this.owner.listen<KeyboardEvent>(document, "keydown", (event) => this.pressed(event), { capture: true });
    this.listenToWayBack();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    const isWriting = target?.closest("textarea, input") != null;
    const kind = actionOfKey(event.key, isWriting, this.parts.root.dir === "rtl", this.state.stopped);
    if (event.key.startsWith("Page") && scrolls()) return;
    // A button in focus answers to the space bar itself.
    if (!kind || (event.key === " " && target?.closest("button"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) this.act({ kind });
  }

  private listenToWayBack(): void {
    const { wayBack } = this.parts;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const release = (): void => clearTimeout(timer);
    this.owner.onDispose(release);
    this.owner.listen(wayBack, "pointerdown", () => {
      release();
      timer = setTimeout(() => this.act({ kind: "go_on" }), HOLD_TO_GO_ON_MS);
    });
    for (const type of ["pointerup", "pointerleave", "pointercancel"]) this.owner.listen(wayBack, type, release);
    this.owner.listen<Event>(wayBack, "contextmenu", (event) => event.preventDefault());
    this.owner.listen<MouseEvent>(wayBack, "click", (event) => {
      // A click without a pointer comes from a keyboard or a switch, which cannot hold.
      if (event.detail === 0) this.act({ kind: "go_on" });
    });
  }
}

/** Browsers let a film sound only on a page that somebody has touched. */
function needsTouch(): boolean {
  return navigator.userActivation ? !navigator.userActivation.hasBeenActive : false;
}

/** Where the page is longer than its window, as when it is much enlarged, page keys turn the window's page. */
function scrolls(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight > clientHeight + 1;
}

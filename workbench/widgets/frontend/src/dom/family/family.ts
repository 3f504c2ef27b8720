/**
 * The family's page: hope, one clip, its buttons, the question when the guider shows it, and the plain screen of "Stop for now".
 * Nothing starts by itself, nothing is stored, nothing lies over the picture.
 */

import type { Owner } from "../../core/disposal";
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
import { directionOf, familyWords } from "../../core/family/words";
import { FamilyFilm } from "./film";
import { BUTTONS, buildFamilyParts, type FamilyParts } from "./parts";
import { showState } from "./view";

/** How long the quiet way back has to be held. */
export const HOLD_TO_GO_ON_MS = 1200;

export function showFamilyPage(owner: Owner, place: HTMLElement, review: FamilyReview, media: MediaAddresses): void {
  const { words, language } = familyWords(review.language);
  const parts = buildFamilyParts(words, review);
  parts.root.lang = language;
  parts.root.dir = directionOf(review.language);
  place.append(parts.root);
  owner.onDispose(() => parts.root.remove());
  new FamilyPage(owner, parts, review, media);
}

/** One calm sentence instead of the page. */
export function showUnavailable(
  owner: Owner,
  place: HTMLElement,
  { text, language } = { text: familyWords("en").words.unavailable, language: "en" },
): void {
  const root = document.createElement("div");
  root.className = "vig-family vig-family-unavailable";
  root.lang = language;
  root.textContent = text;
  place.append(root);
  owner.onDispose(() => root.remove());
}

class FamilyPage {
  private state: FamilyState = FIRST_STATE;
  private readonly film: FamilyFilm;

  constructor(
    private readonly owner: Owner,
    private readonly parts: FamilyParts,
    private readonly review: FamilyReview,
    private readonly media: MediaAddresses,
  ) {
    this.film = new FamilyFilm(owner, parts.video, parts.drawn, {
      onPause: (pause) => this.act({ kind: "reached_pause", pause }),
      onEnd: () => this.act({ kind: "reached_end" }),
      onFailure: () => this.act({ kind: "failed" }),
    });
    this.listen();
    this.load();
    this.show();
  }

  private act(action: FamilyAction): void {
    const { state, orders } = step(this.review, this.state, action);
    this.state = state;
    // The plain screen comes first: it does not wait for the film.
    this.show();
    for (const order of orders) this.obey(order);
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
    this.film.load(clip, clip ? this.media.clip(clip.id) : "");
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
    this.owner.listen<KeyboardEvent>(document, "keydown", (event) => this.pressed(event), { capture: true });
    this.listenToWayBack();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    const isWriting = target?.closest("textarea, input") != null;
    const kind = actionOfKey(event.key, isWriting, this.parts.root.dir === "rtl", this.state.stopped);
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

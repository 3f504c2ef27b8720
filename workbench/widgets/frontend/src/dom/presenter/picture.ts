/** A small copy of what the family sees, without sound; touched, it points with the soft light. */

import type { Owner } from "../../core/disposal";
import type { Report } from "../../core/family/company";
import type { FamilyClip, LightPlace } from "../../core/family/family";
import type { Look } from "../../core/presenter/presenter";
import type { PresenterWords } from "../../core/presenter/words";
import { element, setText } from "../element";
import type { PresenterLine } from "./presenter";

/** So far the copy may be from the family's picture while both play. */
const LOOSE_S = 0.3;
const KEY_STEP = 0.05;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};
const MIDDLE: LightPlace = { x: 0.5, y: 0.5 };

export class SmallCopy {
  readonly root: HTMLElement;
  private readonly video = element("video", { class: "vig-presenter-video", playsinline: true, tabindex: -1 });
  private readonly poster = element("img", { class: "vig-presenter-poster", alt: "" });
  private readonly card = element("span", { class: "vig-presenter-card" });
  private readonly light = element("span", { class: "vig-presenter-light" });
  private readonly frame: HTMLButtonElement;
  private readonly title = element("p", { class: "vig-presenter-title", dir: "auto" });
  private readonly hint = element("p", { class: "vig-presenter-quiet" });
  private readonly lightOff: HTMLButtonElement;
  private clip: FamilyClip | null = null;
  private place: LightPlace | null = null;
  private canPoint = false;

  constructor(
    owner: Owner,
    private readonly words: PresenterWords,
    private readonly line: PresenterLine,
  ) {
    this.video.muted = true;
    this.frame = element(
      "button",
      { type: "button", class: "vig-presenter-frame", "aria-label": words.point },
      this.video,
      this.poster,
      this.card,
      this.light,
    );
    this.lightOff = element("button", { type: "button", class: "vig-presenter-button" }, words.lightOff);
    const below = element("div", { class: "vig-presenter-below" }, element("div", {}, this.title, this.hint), this.lightOff);
    this.root = element("div", { class: "vig-presenter-copy" }, this.frame, below);
    owner.listen<MouseEvent>(this.frame, "click", (event) => this.pressed(event));
    owner.listen<KeyboardEvent>(this.frame, "keydown", (event) => this.moved(event));
    owner.listen(this.lightOff, "click", () => line.give({ order: "no_light" }));
    owner.onDispose(() => this.video.removeAttribute("src"));
  }

  show(look: Look | null, report: Report | null): void {
    const clip = look?.clip ?? null;
    if (clip?.id !== this.clip?.id) this.load(clip);
    this.canPoint = look?.canPoint ?? false;
    this.place = report?.light ?? null;
    this.frame.disabled = !this.canPoint;
    this.frame.style.setProperty("--vig-presenter-ratio", clip ? `${clip.width} / ${clip.height}` : "16 / 9");
    const covered = look === null || look.where === "stopped" || look.where === "failed" || look.where === "last" || look.where === "card";
    this.video.hidden = covered;
    this.poster.hidden = !(look?.where === "card" && clip?.hasPoster && this.poster.src);
    this.card.hidden = !covered || !this.poster.hidden;
    setText(this.card, look?.where === "card" ? (clip?.introduction ?? "") : this.words.where[look?.where ?? "nobody"]);
    this.light.hidden = this.place === null;
    if (this.place) {
      this.light.style.left = `${100 * this.place.x}%`;
      this.light.style.top = `${100 * this.place.y}%`;
    }
    this.lightOff.style.visibility = this.place ? "" : "hidden";
    setText(this.title, clip ? clip.title || this.words.unnamed : "");
    setText(this.hint, clip ? (this.canPoint ? this.words.pointHint : this.words.pauseToPoint) : "");
    if (clip && report) this.follow(clip, report);
  }

  private load(clip: FamilyClip | null): void {
    this.clip = clip;
    this.video.removeAttribute("src");
    this.poster.removeAttribute("src");
    if (!clip) return;
    void this.fetch(clip, "clip", this.video);
    if (clip.hasPoster) void this.fetch(clip, "poster", this.poster);
  }

  private async fetch(clip: FamilyClip, part: "clip" | "poster", target: HTMLVideoElement | HTMLImageElement): Promise<void> {
    const address = await this.line.fetchPicture(part, clip.id);
    if (!address || this.clip?.id !== clip.id) return;
    target.src = address;
    if (target === this.poster) this.poster.hidden = this.card.textContent !== clip.introduction || this.card.hidden;
    if (target === this.poster) this.card.hidden = this.card.hidden || !this.poster.hidden;
  }

  private follow(clip: FamilyClip, report: Report): void {
    const { video } = this;
    const at_s = clip.table.middleSeconds(Math.min(report.frame, clip.table.lastFrame));
    const playing = report.phase === "playing" && !report.stopped;
    if (!playing) video.pause();
    const apart_s = Math.abs(video.currentTime - at_s);
    if (playing ? video.paused && apart_s > LOOSE_S : apart_s > 0.001) video.currentTime = at_s;
    video.playbackRate = report.slower ? clip.slowRate : 1;
    if (playing && video.paused) void video.play().catch(() => undefined);
  }

  private pressed(event: MouseEvent): void {
    if (!this.canPoint) return;
    const box = this.frame.getBoundingClientRect();
    const byPointer = event.detail > 0 && box.width > 0 && box.height > 0;
    this.point(byPointer ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height } : MIDDLE);
  }

  private moved(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (!step || !this.canPoint) return;
    event.preventDefault();
    const { x, y } = this.place ?? MIDDLE;
    this.point({ x: x + step[0], y: y + step[1] });
  }

  private point({ x, y }: LightPlace): void {
    const inside = (part: number): number => Math.round(1000 * Math.min(1, Math.max(0, part))) / 1000;
    this.place = { x: inside(x), y: inside(y) };
    this.line.give({ order: "light", at: this.place });
  }
}

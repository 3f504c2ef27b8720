/**
 * The preview: the family's own page in a frame over the player, before anything is published. The frame has keys, sizes and sounds of its
 * own, so the page is what it will be; Esc alone is not the family's here, but leads back.
 */

import type { Preview } from "../../core/data";
import { Owner } from "../../core/disposal";
import { FAMILY_SCREENS, fitted } from "../../core/preview/screens";
import { element } from "../element";
import { laterFocus } from "../later_focus";
import type { Part, PlayerContext } from "../player_context";

const NO_ANSWER: Preview = {
  page: null,
  notes: ["The kernel has not answered. See whether it is running, then open the preview again; nothing is lost."],
};

export function createPreview(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, root } = context;
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "preview-close" }, "Close (Esc)");
  const large = element("button", { type: "button", class: "vig-button", "data-testid": "preview-large" }, "Whole screen");
  const notes = element("div", { class: "vig-preview-notes", "data-testid": "preview-notes" });
  const place = element("div", { class: "vig-preview-place" });
  const screens = element(
    "select",
    { class: "vig-button", "aria-label": "The screen it is seen on", "data-testid": "preview-screen" },
    ...FAMILY_SCREENS.map(({ words }) => element("option", {}, words)),
  );
  const head = element("div", { class: "vig-preview-head" }, element("h2", {}, "What the family will see"), notes, screens, large, close);
  const sheet = element(
    "section",
    { class: "vig-preview", "data-testid": "preview-sheet", "aria-label": "What the family will see" },
    head,
    place,
  );
  let asked = 0;
  const open = async (): Promise<void> => {
    const mine = ++asked;
    const later = laterFocus(document);
    context.act({ do: "pause" });
    notes.replaceChildren(element("p", {}, "One moment …"));
    const preview = (await context.ask("read_preview", {})) ?? NO_ANSWER;
    if (owner.disposed || mine !== asked) return;
    notes.replaceChildren(...preview.notes.map((words) => element("p", {}, words)));
    if (preview.page === null) later(() => close.focus());
    else place.replaceChildren(frameOf(owner, preview.page, leave, () => later(() => focusPage(place))));
    layFrame();
  };
  const layFrame = (): void => {
    const frame = place.querySelector("iframe");
    if (!frame) return;
    const { width, height, scale, left, top } = fitted(
      FAMILY_SCREENS[screens.selectedIndex]?.size ?? null,
      place.clientWidth,
      place.clientHeight,
    );
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, transform: `translate(${left}px, ${top}px) scale(${scale})` });
  };
  const leave = (): void => context.dispatch({ type: "opened", sheet: null });
  const show = (): void => {
    const isOpen = state.get().sheet?.name === "preview";
    if (isOpen === !sheet.hidden) return;
    sheet.hidden = !isOpen;
    if (isOpen) return void open();
    asked += 1;
    place.replaceChildren();
    if (document.fullscreenElement === sheet) void document.exitFullscreen();
    root.focus({ preventScroll: true });
  };
  owner.listen(close, "click", leave);
  owner.listen(screens, "change", () => {
    layFrame();
    focusPage(place);
  });
  const sizes = new ResizeObserver(layFrame);
  sizes.observe(place);
  owner.onDispose(() => sizes.disconnect());
  owner.listen(large, "click", () => {
    if (document.fullscreenElement === sheet) void document.exitFullscreen();
    else void sheet.requestFullscreen?.().then(() => focusPage(place));
  });
  owner.listen<KeyboardEvent>(sheet, "keydown", (event) => {
    // The film below stays as it is, whatever is pressed here.
    event.stopPropagation();
    if (event.key === "Escape") leave();
  });
  owner.own(state.subscribe(show));
  sheet.hidden = true;
  return { element: sheet, owner };
}

function frameOf(owner: Owner, page: string, leave: () => void, loaded: () => void): HTMLIFrameElement {
  const frame = element("iframe", { class: "vig-preview-page", title: "The family's page", "data-testid": "preview-page", srcdoc: page });
  owner.listen(frame, "load", () => {
    frame.contentWindow?.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        leave();
      },
      { capture: true },
    );
    loaded();
  });
  return frame;
}

function focusPage(place: HTMLElement): void {
  place.querySelector("iframe")?.contentWindow?.focus();
}

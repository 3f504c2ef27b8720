/** The words beside the rows: whose they are, what is in them; a group folds where its name is pressed. */

import type { Person } from "../../core/data";
import { Owner } from "../../core/disposal";
import type { Readable } from "../../core/store";
import type { Row, Rows } from "../../core/timeline/rows";
import { commandButton, keepFocusOnRoot } from "../controls";
import { element } from "../element";
import { icon, personIcon } from "../icons";
import type { Part, PlayerContext } from "../player_context";

/** Made anew only where a word or a place is another, so that a button keeps the focus while something else changes. */
export function createLabels(context: PlayerContext, rows: Readable<Rows>): Part {
  const owner = new Owner();
  const labels = element("div", { class: "vig-labels" });
  let made = owner.child();
  let shown = "";
  const show = (): void => {
    const wanted = signOf(rows.get(), context);
    if (wanted === shown) return;
    shown = wanted;
    made.dispose();
    made = owner.child();
    labels.style.height = `${rows.get().height}px`;
    labels.replaceChildren(...rowLabels(made, context, rows.get()));
  };
  owner.own(rows.subscribe(show));
  show();
  return { element: labels, owner };
}

function signOf({ rows }: Rows, { state }: PlayerContext): string {
  const signs = rows.map((row) => {
    const person = row.kind === "tier" || row.kind === "folded" ? row.person : null;
    return [row.key, row.top, row.label, isAwaited(row), person?.shownName, person?.colour, row.kind === "tier" && row.tier.name];
  });
  return JSON.stringify([signs, state.get().rows.sound]);
}

function isAwaited(row: Row): boolean {
  return row.kind === "tier" && row.tier.awaited;
}

function rowLabels(owner: Owner, context: PlayerContext, { rows }: Rows): HTMLElement[] {
  return rows.map((row) => {
    const place = `top:${row.top}px;height:${row.height}px`;
    const label = element("div", { class: "vig-row-label", "data-awaited": isAwaited(row), style: place });
    if (row.kind === "folded" || (row.kind === "tier" && row.firstOfGroup)) label.append(foldButton(owner, context, row));
    if (row.kind === "sound") label.append(soundButton(owner, context));
    const words = isAwaited(row) ? `${row.label} …` : row.label;
    if (row.kind !== "folded")
      label.append(element("span", { class: "vig-row-words vig-quiet", title: row.kind === "tier" ? row.tier.name : row.label }, words));
    if (row.kind === "tier") label.dataset["tier"] = row.tier.id;
    if (row.kind === "steps")
      label.title = "Open: initiative. Half: reception. Full: response. Arcs lead to what is answered; beads are the turns of a take five.";
    return label;
  });
}

function foldButton(owner: Owner, context: PlayerContext, row: Extract<Row, { kind: "tier" | "folded" }>): HTMLElement {
  const isFolded = row.kind === "folded";
  const whose = row.person ? `${row.person.shownName}'s rows` : "the other rows";
  const words = isFolded ? `Unfold ${whose}: ${row.label}` : `Fold ${whose}`;
  const attributes = { type: "button", class: "vig-fold", "aria-expanded": String(!isFolded), "aria-label": words, title: words };
  const button = element("button", { ...attributes, "data-group": row.group }, icon(isFolded ? "folded" : "unfolded"));
  if (row.person) button.append(...nameOf(row.person));
  else if (isFolded) button.append("others");
  keepFocusOnRoot(owner, button, context.root);
  owner.listen(button, "click", () => {
    const hadFocus = document.activeElement === button;
    context.dispatch({ type: "foldToggled", group: row.group });
    if (hadFocus) context.root.querySelector<HTMLElement>(`.vig-fold[data-group="${row.group}"]`)?.focus({ preventScroll: true });
  });
  return button;
}

function nameOf(person: Person): (Node | string)[] {
  return [personIcon(person.shape, person.colour), element("span", { class: "vig-person-name" }, person.shownName)];
}

function soundButton(owner: Owner, context: PlayerContext): HTMLElement {
  const isTones = context.state.get().rows.sound === "spectrogram";
  const words = isTones ? "Show how loud it is" : "Show how high and loud it is";
  return commandButton(
    owner,
    context,
    { do: "toggleSound" },
    { testId: "toggle-sound", words, icon: isTones ? "loudness" : "tones", class: "vig-row-button" },
  );
}

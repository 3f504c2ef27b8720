/** Rows of one's own: a new one for a person and a channel, another name for the row one works in, or that row away with all in it. */

import type { Channel, Tier } from "../../core/data";
import { Owner } from "../../core/disposal";
import { idIn } from "../commands/marking";
import { element, setText } from "../element";
import type { Part, PlayerContext } from "../player_context";

const CHANNELS: readonly (readonly [Channel, string])[] = [
  ["look", "where somebody looks"],
  ["voice", "when somebody speaks or makes a sound"],
  ["words", "what is said"],
  ["face", "what a face shows"],
  ["turn", "turns"],
  ["other", "anything else"],
];

export function createRowsSheet(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot, dispatch, root } = context;
  const made = element("div", {});
  const here = element("div", {});
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "rows-close" }, "Close");
  const head = element("div", { class: "vig-sheet-head" }, element("h2", {}, "Rows"), element("span", { class: "vig-grow" }), close);
  const sheet = element(
    "aside",
    { class: "vig-sheet vig-rows-sheet", "data-testid": "rows-sheet", "aria-label": "Rows" },
    head,
    made,
    here,
  );

  const leave = (): void => {
    dispatch({ type: "opened", sheet: null });
    root.focus({ preventScroll: true });
  };
  let shownFor: Tier | undefined;
  const show = (): void => {
    const isWanted = state.get().sheet?.name === "row";
    const isOpening = isWanted && sheet.hidden;
    sheet.hidden = !isWanted;
    if (!isWanted) return;
    if (isOpening) made.replaceChildren(newRow(context));
    const tier = snapshot.get().tiers.find((each) => each.id === state.get().picking.tierId);
    if (isOpening || tier?.id !== shownFor?.id || tier?.name !== shownFor?.name) here.replaceChildren(...(tier ? [oldRow(tier)] : []));
    const remove = here.querySelector("[data-testid=remove-row]");
    if (tier && remove) setText(remove, removalWords(tier));
    shownFor = tier;
    if (isOpening) made.querySelector("select")?.focus({ preventScroll: true });
  };
  owner.listen(close, "click", leave);
  owner.listen<SubmitEvent>(sheet, "submit", (event) => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) void submitted(context, event.target, leave);
  });
  owner.listen(sheet, "click", (event) => {
    const isRemoval = event.target instanceof Element && event.target.closest("[data-testid=remove-row]");
    if (isRemoval && shownFor) {
      leave();
      void context.send({ kind: "remove_tier", id: shownFor.id });
    }
  });
  owner.listen<KeyboardEvent>(sheet, "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  sheet.hidden = true;
  return { element: sheet, owner };
}

async function submitted(context: PlayerContext, form: HTMLFormElement, leave: () => void): Promise<void> {
  const said = new FormData(form);
  const name = String(said.get("name") ?? "");
  const tierId = form.dataset["tier"];
  leave();
  if (tierId) {
    await context.send({ kind: "change_tier", id: tierId, name });
    return;
  }
  const channel = CHANNELS.find(([each]) => each === said.get("channel"))?.[0] ?? "other";
  const answer = await context.send({ kind: "add_tier", channel, personId: String(said.get("person")) || null, name });
  const id = answer.ok ? idIn(answer.result) : null;
  if (id) context.dispatch({ type: "workedIn", tierId: id });
}

function newRow({ snapshot }: PlayerContext): HTMLElement {
  const people = snapshot.get().people.map((person) => element("option", { value: person.id }, person.shownName));
  const channels = CHANNELS.map(([channel, words]) => element("option", { value: channel }, words));
  return element(
    "form",
    { class: "vig-row-form" },
    element("b", {}, "A new row"),
    field("of", element("select", { name: "person", class: "vig-select", "data-testid": "row-person" }, ...people, nobody())),
    field("for", element("select", { name: "channel", class: "vig-select", "data-testid": "row-channel" }, ...channels)),
    field("called", nameInput("", "a name of its own")),
    element("button", { type: "submit", class: "vig-button vig-accent", "data-testid": "add-row" }, "Add"),
  );
}

function nobody(): HTMLOptionElement {
  return element("option", { value: "" }, "nobody");
}

function oldRow(tier: Tier): HTMLElement {
  const isCandidate = tier.origin === "candidate";
  const remove = element("button", { type: "button", class: "vig-button vig-plain", "data-testid": "remove-row" }, removalWords(tier));
  if (isCandidate) return element("div", { class: "vig-row-form" }, element("b", {}, `“${tier.name}”`), remove);
  return element(
    "form",
    { class: "vig-row-form", "data-tier": tier.id },
    element("b", {}, `“${tier.name}”`),
    field("called", nameInput(tier.name, "")),
    element("button", { type: "submit", class: "vig-button vig-plain", "data-testid": "rename-row" }, "Rename"),
    remove,
  );
}

function removalWords({ intervals }: Tier): string {
  return `Remove it with ${intervals.n === 1 ? "1 mark" : `${intervals.n} marks`}`;
}

function nameInput(value: string, placeholder: string): HTMLInputElement {
  return element("input", {
    type: "text",
    name: "name",
    class: "vig-input",
    value,
    placeholder,
    maxlength: 300,
    "data-testid": "row-name",
  });
}

function field(words: string, control: HTMLElement): HTMLElement {
  return element("label", {}, element("span", { class: "vig-quiet" }, words), control);
}

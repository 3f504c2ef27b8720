/** One level of principles for the chosen moment: a quiet list over the timeline, never over the film. */

import type { Level, Moment } from "../core/data";
import { Owner } from "../core/disposal";
import { element } from "./element";
import type { Part, PlayerContext } from "./player_context";

export function createLevels(context: PlayerContext): Part {
  const owner = new Owner();
  const { state, snapshot, dispatch, root } = context;
  const sheet = element("aside", { class: "vig-sheet vig-levels", "data-testid": "level-sheet", "aria-label": "Principles" });
  let shownFor = "";

  const close = (): void => {
    dispatch({ type: "opened", sheet: null });
    root.focus({ preventScroll: true });
  };
  const show = (): void => {
    const { sheet: open } = state.get();
    const moment = chosenMoment(context);
    const level = open?.name === "level" ? snapshot.get().vocabulary?.levels.find((each) => each.number === open.level) : undefined;
    const isOpening = sheet.hidden;
    sheet.hidden = !level || !moment;
    if (!level || !moment) {
      shownFor = "";
      return;
    }
    const now = `${moment.id} ${level.number} ${moment.principles.join()}`;
    if (now === shownFor) return;
    const focused =
      document.activeElement instanceof HTMLInputElement && sheet.contains(document.activeElement) ? document.activeElement.value : null;
    const sameLevel = shownFor.split(" ")[1] === String(level.number);
    shownFor = now;
    sheet.replaceChildren(...levelContent(level, moment));
    const focusOn = sameLevel && focused ? focused : level.principles[0]?.code;
    if (isOpening || focused) sheet.querySelector<HTMLInputElement>(`input[value="${focusOn}"]`)?.focus({ preventScroll: true });
  };

  owner.listen(sheet, "change", (event) => {
    const moment = chosenMoment(context);
    if (!moment || !(event.target instanceof HTMLInputElement)) return;
    const { value: code, checked } = event.target;
    const principles = checked ? [...moment.principles, code] : moment.principles.filter((each) => each !== code);
    void context.send({ kind: "change_moment", id: moment.id, principles });
  });
  owner.listen(sheet, "click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-testid=level-close]")) close();
  });
  owner.listen<KeyboardEvent>(sheet, "keydown", (event) => moveInList(event, sheet, close));
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  sheet.hidden = true;
  return { element: sheet, owner };
}

/** Arrows go from principle to principle, Space ticks, Enter and Escape close; all other keys stay the player's. */
function moveInList(event: KeyboardEvent, sheet: HTMLElement, close: () => void): void {
  const inputs = [...sheet.querySelectorAll("input")];
  const place = inputs.indexOf(document.activeElement as HTMLInputElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step !== undefined && inputs.length > 0) inputs[(place + step + inputs.length) % inputs.length]?.focus();
  else if (event.key === "Escape" || event.key === "Enter") close();
  else if (event.key !== " ") return;
  event.stopPropagation();
  if (event.key !== " ") event.preventDefault();
}

function chosenMoment({ state, snapshot }: PlayerContext): Moment | undefined {
  const { chosen } = state.get();
  return chosen?.kind === "moment" ? snapshot.get().moments.find((moment) => moment.id === chosen.id) : undefined;
}

function levelContent(level: Level, moment: Moment): HTMLElement[] {
  const close = element("button", { type: "button", class: "vig-button", "data-testid": "level-close" }, "Done");
  const head = element(
    "div",
    { class: "vig-sheet-head" },
    element("h2", {}, `${level.number} ${level.name}`),
    element("span", { class: "vig-quiet" }, `${level.phase}`),
    element("span", { class: "vig-grow" }),
    close,
  );
  const list = level.principles.map((principle) => {
    const input = element("input", { type: "checkbox", value: principle.code, "data-testid": `principle-${principle.code}` });
    input.checked = moment.principles.includes(principle.code);
    return element(
      "label",
      { class: "vig-principle" },
      input,
      element("b", {}, principle.code),
      element("span", {}, principle.behaviour),
      element("i", { class: "vig-quiet" }, `“${principle.family}”`),
    );
  });
  return [head, element("div", { class: "vig-principles" }, ...list)];
}

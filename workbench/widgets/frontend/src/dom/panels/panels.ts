/** The panels beside the film: Case, Moments, Steps, Clip sheet, Playlist, Consent, Review, Notes, Code. */

import { type Disposable, Owner } from "../../core/disposal";
import { savedField } from "../../core/panels/fields";
import { FIRST_STATE, type PanelsAction, type PanelsState, reduce, type Tab } from "../../core/panels/panels_state";
import { localDay } from "../../core/panels/words";
import { createActs } from "./acts";
import { caseTab } from "./casework";
import { clipSheetTab } from "./clip_sheet";
import { codeTab } from "./code";
import { consentTab } from "./consent";
import type { PanelsContext, PanelsSelection } from "./context";
import { createDesk } from "./desk";
import { momentsTab } from "./moments";
import { notesTab } from "./notes";
import { playlistFoot, playlistTab } from "./playlist";
import { reviewTab } from "./review";
import { createSaving } from "./saving";
import { stepsTab } from "./steps";
import { tabRow } from "./tabs";
import { type Child, createTree, node } from "./tree";
import { createMemory, type View } from "./view";

interface TabParts {
  readonly body: (view: View) => Child[];
  readonly foot?: (view: View) => Child[];
}

const TAB_PARTS: Readonly<Record<Tab, TabParts>> = {
  case: { body: caseTab },
  moments: { body: momentsTab },
  steps: { body: stepsTab },
  "clip-sheet": { body: clipSheetTab },
  playlist: { body: playlistTab, foot: playlistFoot },
  consent: { body: consentTab },
  review: { body: reviewTab },
  notes: { body: notesTab },
  code: { body: codeTab },
};

let nPanels = 0;

/** Shows the panels in `root` until disposed. Disposing sends what was typed and not sent yet, and empties `root`. */
export function createPanels(root: HTMLElement, context: PanelsContext): Disposable {
  const owner = new Owner();
  nPanels += 1;
  const uid = `vig-panels-${nPanels}`;
  const tree = owner.own(createTree(root));
  const scrolled = new Map<Tab, number>();
  const remember = createMemory();
  let state = reduce(
    { ...FIRST_STATE, tab: context.data.get().casework ? "case" : FIRST_STATE.tab },
    { type: "show", data: context.data.get() },
  );
  let wantedFocus: string | null = null;

  const body = (): HTMLElement | null => root.querySelector(".vp-body");

  const giveFocus = (): void => {
    const wanted = wantedFocus && root.querySelector<HTMLElement>(`[data-testid="${wantedFocus}"]`);
    if (!wanted) return;
    wantedFocus = null;
    wanted.focus();
  };

  const render = (): void => {
    tree.show(wholePanel({ data: context.data.get(), state, context, acts, uid, today: localDay(new Date()), remember }));
    giveFocus();
  };

  const dispatch = (action: PanelsAction): void => {
    if (owner.disposed) return;
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (seesFaces(state) !== seesFaces(before)) context.seeFaces(seesFaces(state));
    if (state.tab !== before.tab) scrolled.set(before.tab, body()?.scrollTop ?? 0);
    render();
    if (state.tab !== before.tab) body()?.scrollTo?.(0, scrolled.get(state.tab) ?? 0);
    if (state.tab !== before.tab || state.momentId !== before.momentId || state.stepId !== before.stepId) showChosenRow(root);
  };

  const saving = createSaving({
    drafts: () => state.drafts,
    saved: (key) => savedField(context.data.get(), key),
    dispatch,
    send: context.send,
  });
  const focus = (testid: string): void => {
    wantedFocus = testid;
    giveFocus();
  };
  const acts = createActs(createDesk({ context, saving, state: () => state, dispatch, focus, page: root.ownerDocument }));

  root.classList.add("vig-panels");
  owner.onDispose(() => root.classList.remove("vig-panels"));
  owner.own(saving);
  owner.onDispose(() => context.seeFaces(false));
  owner.own(context.data.subscribe(() => dispatch({ type: "show", data: context.data.get() })));
  owner.own(context.selection.subscribe(() => dispatch({ type: "set", values: following(state, context.selection.get()) })));
  owner.own(
    context.coding.state.subscribe((now, before) => {
      const begins = (now.pass && !before.pass) || (now.naming && !before.naming);
      if (begins && state.tab !== "code") dispatch({ type: "set", values: { tab: "code" } });
      else if (state.tab === "code") render();
    }),
  );
  owner.listen<KeyboardEvent>(root, "keydown", keepChoosingKeys);
  owner.listen(root, "pointerdown", () => {
    wantedFocus = null;
  });
  owner.listen(root.ownerDocument, "visibilitychange", () => {
    if (root.ownerDocument.visibilityState === "hidden") saving.flushAll();
  });
  state = { ...state, ...following(state, context.selection.get()) };
  render();
  return owner;
}

/** Whether one is saying who is who. */
function seesFaces({ tab, found }: PanelsState): boolean {
  return tab === "moments" && found === "who";
}

/** Scrolls the list, and nothing around it, until the chosen moment is in sight. */
function showChosenRow(root: HTMLElement): void {
  const row = root.querySelector<HTMLElement>(".vp-moment[aria-current]");
  const list = row?.closest<HTMLElement>(".vp-list");
  if (!row || !list) return;
  const above = row.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}

/** What is chosen elsewhere on the screen opens here; a clip stays in the playlist when that is open. */
function following(
  state: PanelsState,
  selection: PanelsSelection,
): Partial<Pick<PanelsState, "tab" | "momentId" | "clipId" | "stepId" | "chainKey">> {
  if (selection?.kind === "moment") return { tab: "moments", momentId: selection.id };
  if (selection?.kind === "step") return { tab: "steps", stepId: selection.id, chainKey: selection.chain };
  if (selection?.kind === "clip") return { tab: state.tab === "playlist" ? "playlist" : "clip-sheet", clipId: selection.id };
  return {};
}

const CHOOSING_KEYS = new Set([" ", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** Ticking a box and walking through radio buttons does not reach the player; whoever listens there knows about buttons and texts. */
function keepChoosingKeys(event: KeyboardEvent): void {
  const isChoice = (event.target as HTMLElement).matches('input[type="radio"], input[type="checkbox"]');
  if (isChoice && CHOOSING_KEYS.has(event.key)) event.stopPropagation();
}

function wholePanel(view: View): Child[] {
  const { tab } = view.state;
  const parts = TAB_PARTS[tab];
  const foot = parts.foot?.(view) ?? [];
  return [
    tabRow(view),
    node(
      "div",
      {
        key: `body-${tab}`,
        class: `vp-body vp-tab-${tab}`,
        attributes: { role: "tabpanel", id: `${view.uid}-panel`, "aria-labelledby": `${view.uid}-${tab}` },
      },
      parts.body(view),
    ),
    foot.length > 0 && node("div", { class: "vp-foot", key: `foot-${tab}` }, foot),
    node(
      "p",
      { class: "vp-said", key: "said", attributes: { role: "status", "aria-live": "polite", "data-testid": "said" } },
      view.state.said,
    ),
  ];
}

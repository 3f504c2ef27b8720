/** The guider's screen put together: header, film, controls, timeline and panels on one root that owns them all. */

import type { Snapshot } from "../core/data";
import { type Disposable, Owner } from "../core/disposal";
import type { Edit, SendResult } from "../core/edits";
import { hidingWord } from "../core/figures/cut_out";
import { formatTime } from "../core/format";
import { KeyBindings } from "../core/keys/key_bindings";
import { placeOf } from "../core/place";
import { type Action, INITIAL_STATE, type PlayerState, reduce } from "../core/state";
import { type Readable, Store } from "../core/store";
import { createCoding } from "./coding/coding";
import { createCodingLine } from "./coding/coding_line";
import { createLabelSheet } from "./coding/label_sheet";
import { createRowsSheet } from "./coding/rows_sheet";
import { createCommands } from "./commands/commands";
import { keyWords } from "./controls";
import { element } from "./element";
import { createFigureLine } from "./figures/figure_line";
import { createFiguresSheet } from "./figures/figures_sheet";
import { createCameras } from "./film/cameras";
import { keepFilm } from "./film/film";
import { keepHearing } from "./film/hearing";
import { createLooking } from "./film/looking";
import { createStage } from "./film/stage";
import { createHeader } from "./header";
import { createHistory } from "./history";
import { attachKeyboard } from "./keyboard";
import { createLevels } from "./levels";
import { createMarkingLine } from "./marking";
import type { PanelsContext, PanelsSelection } from "./panels/context";
import { createPanels } from "./panels/panels";
import type { CodingGround, LoadedFilm, Part, PlayerContext, PlayerPorts } from "./player_context";
import { createPreview } from "./preview/preview";
import { createRemove } from "./removing";
import { createHelp } from "./settings/help";
import { createSettings } from "./settings/settings";
import { createPointedWords, createStatus } from "./status";
import { createTimeline } from "./timeline/timeline";
import { createTransport } from "./transport";
import { keepViewsTogether } from "./views";
import { pauseWhileWriting } from "./writing";

/** Shows the player in `host` until disposed. */
export function createPlayer(host: HTMLElement, ports: PlayerPorts): Disposable {
  const owner = new Owner();
  const root = element("div", { class: "vig-root", "data-testid": "player-root", "data-lm-suppress-shortcuts": "true", tabindex: 0 });
  const state = new Store<PlayerState>(INITIAL_STATE);
  const film = new Store<LoadedFilm | null>(null);
  const dispatch = (action: Action): void => state.set(reduce(state.get(), action));
  const keys = keepKeys(owner, ports.snapshot);
  const ground: CodingGround = {
    root,
    snapshot: ports.snapshot,
    state,
    film,
    dispatch,
    send: (edit) => sendShown(ports, dispatch, edit),
  };
  const context: PlayerContext = {
    ...ground,
    keys,
    fetchFilm: ports.fetchFilm,
    stillUrl: ports.stillUrl,
    coding: createCoding(ground, owner),
    act: (command, repeated) => act(command, repeated),
    ask: ports.ask,
    remove: (thing, id) => remove(thing, id),
  };
  const remove = createRemove(context);
  const act = createCommands(context);

  const pointed = createPointedWords();
  const header = createHeader(context);
  const sheetPlace = element("div", { class: "vig-timeline-place" });
  const parts: Part[] = [createStage(context), createTransport(context), createMarkingLine(context), createLooking(context)];
  const below: Part[] = [
    createTimeline(context, pointed),
    createLevels(context),
    createLabelSheet(context),
    createRowsSheet(context),
    createFiguresSheet(context),
    createCameras(context),
  ];
  const status = createStatus(context, pointed);
  const tools = createCodingLine(context);
  const figure = createFigureLine(context);
  const footer = element("div", { class: "vig-below" }, status.element, tools.element, figure.element);
  const sheets: Part[] = [createHelp(context), createHistory(context), createSettings(context), createPreview(context)];
  const panelsPlace = element("div", { class: "vig-panels-place" });
  sheetPlace.append(...below.map((part) => part.element));
  const main = element("div", { class: "vig-main" }, ...parts.map((part) => part.element), sheetPlace);
  root.append(header.element, main, footer, panelsPlace, ...sheets.map((part) => part.element));
  for (const part of [header, ...parts, ...below, status, tools, figure, ...sheets]) owner.own(part.owner);
  owner.own(attachKeyboard(root, context));
  owner.own(pauseWhileWriting(context));
  owner.own(keepPanels(context, ports, panelsPlace));
  keepRootState(owner, context);
  owner.own(keepViewsTogether(context, ports));
  owner.own(keepHearing(context));
  owner.own(ports.onSeek((ticks) => void film.get()?.playback.goToTicks(ticks)));
  owner.own(keepPlace(context, ports));
  owner.own(keepFilm({ ports, state, film, dispatch }));
  owner.own(keepKernel(ports, dispatch));
  host.append(root);
  owner.onDispose(() => root.remove());
  return owner;
}

function keepKeys(owner: Owner, snapshot: Readable<Snapshot>): Readable<KeyBindings> {
  const keys = new Store(new KeyBindings(snapshot.get().settings.keys));
  owner.own(
    snapshot.subscribe(({ settings: now }, { settings: before }) => {
      if (JSON.stringify(now.keys) !== JSON.stringify(before.keys)) keys.set(new KeyBindings(now.keys));
    }),
  );
  return keys;
}

async function sendShown(ports: PlayerPorts, dispatch: (action: Action) => void, edit: Edit): Promise<SendResult> {
  dispatch({ type: "asked" });
  const answer = await ports.send(edit);
  dispatch({ type: "answered", refusal: answer.ok ? null : { problem: answer.problem, nextStep: answer.nextStep } });
  return answer;
}

/** What a stylesheet and a waiting test may look at. */
function keepRootState(owner: Owner, { root, state, snapshot }: PlayerContext): void {
  const show = (): void => {
    const { phase, motion, nSaving } = state.get();
    root.dataset["state"] = phase;
    root.dataset["motion"] = motion;
    root.dataset["saving"] = String(nSaving > 0);
    root.dataset["screen"] = snapshot.get().screen;
  };
  owner.own(state.subscribe(show));
  owner.own(snapshot.subscribe(show));
  show();
}

/** Remembers where one is, so that the next screen of this recording begins there. */
function keepPlace({ state, film }: PlayerContext, ports: PlayerPorts): Disposable {
  return state.subscribe((now) => {
    const loaded = film.get();
    if (loaded && now.phase === "ready") ports.place.keep(loaded.film.recordingId, placeOf(now));
  });
}

/** What the kernel's silence means for the page; one that is closed while edits wait asks before it goes. */
function keepKernel({ kernel }: PlayerPorts, dispatch: (action: Action) => void): Disposable {
  const owner = new Owner();
  const show = (): void => {
    const { isThere, nUnsent } = kernel.get();
    dispatch({ type: "kernelHeard", isThere });
    dispatch({ type: "kept", nUnsent });
  };
  owner.own(
    kernel.subscribe((now, before) => {
      show();
      if (now.refusal !== before.refusal && now.refusal) dispatch({ type: "refused", refusal: now.refusal });
    }),
  );
  owner.listen(window, "beforeunload", (event) => {
    if (kernel.get().nUnsent > 0) event.preventDefault();
  });
  show();
  return owner;
}

/** Panels stand beside a film that is ready, or alone before the case's first film; and only on the guider's screen. */
function keepPanels(context: PlayerContext, ports: PlayerPorts, place: HTMLElement): Disposable {
  const owner = new Owner();
  let panels: Disposable | null = null;
  const show = (): void => {
    const { film, casework, screen } = context.snapshot.get();
    const wanted = screen === "guider" && (context.film.get() !== null || (film === null && casework !== null));
    if (wanted === (panels !== null)) return;
    panels?.dispose();
    panels = wanted ? createPanels(panelsRoot(place), panelsContext(context, ports)) : null;
    if (!wanted) place.replaceChildren();
  };
  owner.own(context.film.subscribe(show));
  owner.own(context.snapshot.subscribe(show));
  owner.onDispose(() => panels?.dispose());
  show();
  return owner;
}

function panelsRoot(place: HTMLElement): HTMLElement {
  const root = element("div", { class: "vig-panels" });
  place.replaceChildren(root);
  return root;
}

/** Refusals of what a panel asked for are shown in that panel, so the status line stays calm. */
function panelsContext(context: PlayerContext, ports: PlayerPorts): PanelsContext {
  const { dispatch, film, state, snapshot } = context;
  const table = () => film.get()?.material.table;
  return {
    data: snapshot,
    selection: panelsSelection(context),
    send: async (edit) => {
      dispatch({ type: "asked" });
      const answer = await ports.send(edit);
      dispatch({ type: "answered", refusal: null });
      return answer;
    },
    ask: ports.ask,
    act: context.act,
    stillUrl: (ticks, widthPx) => {
      const [shown, frame] = [snapshot.get().film, table()?.frameNear(ticks)];
      return shown && frame !== undefined
        ? ports.stillUrl(shown.media.stills, frame, { widthPx, hides: hidingWord(snapshot.get().regions) })
        : null;
    },
    playhead: () => table()?.startOf(state.get().frame) ?? 0,
    seek: (ticks) => void film.get()?.playback.goToTicks(ticks),
    frameAt: (ticks) => table()?.spanOf(table()?.frameNear(ticks) ?? 0) ?? { start: 0, end: 1 },
    shiftEdge: (ticks, frames) => table()?.edgeBeside(ticks, frames) ?? ticks,
    seeFaces: (seen) => dispatch({ type: "facesSeenSet", seen }),
    formatTime,
    coding: context.coding,
    keyOf: (command) => keyWords(context, command),
  };
}

function panelsSelection({ state, dispatch }: PlayerContext): PanelsContext["selection"] {
  const selected = ({ chosen }: PlayerState): PanelsSelection =>
    chosen?.kind === "moment" || chosen?.kind === "clip"
      ? { kind: chosen.kind, id: chosen.id }
      : chosen?.kind === "step"
        ? { kind: "step", id: chosen.id, chain: chosen.chain ?? null }
        : null;
  const chainOf = (selection: PanelsSelection): string | null => (selection?.kind === "step" ? selection.chain : null);
  const same = (a: PanelsSelection, b: PanelsSelection): boolean => a?.kind === b?.kind && a?.id === b?.id && chainOf(a) === chainOf(b);
  const readable: Readable<PanelsSelection> = {
    get: () => selected(state.get()),
    subscribe: (listener) =>
      state.subscribe((now, before) => {
        if (!same(selected(now), selected(before))) listener(selected(now), selected(before));
      }),
  };
  return {
    ...readable,
    set: (selection) => {
      if (!same(selection, readable.get())) dispatch({ type: "chose", chosen: selection });
    },
  };
}

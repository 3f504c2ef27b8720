/** The faces that were found, as frames on the standing picture: whose each is, and a few buttons to put it right. */

import type { FoundFace } from "../../core/analysis";
import type { Person } from "../../core/data";
import { type Disposable, Owner } from "../../core/disposal";
import type { Box } from "../../core/film/picture";
import type { Readable } from "../../core/store";
import { element, setAttributes } from "../element";
import type { PlayerContext } from "../player_context";

interface Shown {
  readonly frame: number;
  readonly faces: readonly FoundFace[];
}

export function createFacesLayer(context: PlayerContext, picture: Readable<Box>): Disposable & { readonly element: HTMLElement } {
  const owner = new Owner();
  const { state, snapshot } = context;
  const layer = element("div", { class: "vig-faces", "data-testid": "faces", role: "group", "aria-label": "Faces in this picture" });
  let shown: Shown = { frame: -1, faces: [] };
  let asked = 0;
  let open: number | null = null;
  let rows = owner.child();

  const draw = (): void => {
    const { width, height, left, top } = picture.get();
    setAttributes(layer, { style: `left:${left}px;top:${top}px;width:${width}px;height:${height}px` });
    rows.dispose();
    rows = owner.child();
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.["track"];
    layer.replaceChildren(...shown.faces.map((face) => faceFrame(context, rows, face, open === face.track, choose)));
    if (focused) layer.querySelector<HTMLElement>(`[data-track="${focused}"]`)?.focus({ preventScroll: true });
  };
  const choose = (track: number | null): void => {
    open = track;
    draw();
    layer.querySelector<HTMLElement>(".vig-face-acts button")?.focus({ preventScroll: true });
  };
  const ask = async (): Promise<void> => {
    const turn = ++asked;
    const { frame } = state.get();
    const at = context.film.get()?.material.table.startOf(frame);
    const answer = at === undefined ? null : await context.ask("read_faces", { at });
    if (turn !== asked || owner.disposed) return;
    shown = { frame, faces: answer?.faces ?? [] };
    if (!shown.faces.some((face) => face.track === open)) open = null;
    draw();
  };
  const follow = (): void => {
    const { looking, motion, frame, phase } = state.get();
    const isSeen = looking.facesSeen && motion === "still" && phase === "ready";
    layer.hidden = !isSeen;
    if (isSeen && frame !== shown.frame) void ask();
  };
  const again = (): void => {
    shown = { ...shown, frame: -1 };
    follow();
  };
  owner.own(
    state.subscribe((now, before) => {
      if (now.looking.faceKept !== before.looking.faceKept) draw();
      if (now.looking.facesSeen !== before.looking.facesSeen) again();
      else follow();
    }),
  );
  owner.own(snapshot.subscribe((now, before) => now.analysis !== before.analysis && again()));
  owner.own(picture.subscribe(draw));
  owner.listen<KeyboardEvent>(layer, "keydown", (event) => {
    if (event.key !== "Escape" || open === null) return;
    event.stopPropagation();
    const track = open;
    choose(null);
    layer.querySelector<HTMLElement>(`[data-track="${track}"]`)?.focus({ preventScroll: true });
  });
  follow();
  return { element: layer, dispose: () => owner.dispose() };
}

function faceFrame(
  context: PlayerContext,
  owner: Owner,
  face: FoundFace,
  isOpen: boolean,
  choose: (track: number | null) => void,
): HTMLElement {
  const person = context.snapshot.get().people.find((each) => each.id === face.personId);
  const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;
  const style =
    `left:${percent(face.left)};top:${percent(face.top)};width:${percent(face.right - face.left)};height:${percent(face.bottom - face.top)};` +
    `--vig-face:${person?.colour ?? "#fff"}`;
  const frame = element("button", {
    type: "button",
    class: `vig-face-frame${face.isProposed || !person ? " vig-guessed" : ""}`,
    "data-testid": "face",
    "data-track": face.track,
    "aria-expanded": String(isOpen),
    "aria-label": `A face: ${nameWords(face, person)}`,
  });
  owner.listen(frame, "click", () => choose(isOpen ? null : face.track));
  const name = element("span", { class: "vig-face-name" }, nameWords(face, person));
  return element("div", { class: "vig-face", style }, frame, name, ...(isOpen ? [faceActs(context, owner, face, choose)] : []));
}

function nameWords(face: FoundFace, person: Person | undefined): string {
  if (face.personId === "") return "nobody in view";
  if (!person) return "who is this?";
  return face.isProposed ? `${person.shownName}?` : person.shownName;
}

function faceActs(context: PlayerContext, owner: Owner, face: FoundFace, choose: (track: number | null) => void): HTMLElement {
  const { snapshot, state, film, dispatch } = context;
  const { people, consent, analysis } = snapshot.get();
  const inView = new Set(consent?.inView ?? []);
  const at = (): number => film.get()?.material.table.startOf(state.get().frame) ?? 0;
  const { faceKept } = state.get().looking;
  const act = (words: string, testid: string, does: () => unknown, isPressed = false): HTMLElement => {
    const button = element(
      "button",
      { type: "button", class: "vig-button", "data-testid": testid, "aria-pressed": isPressed ? "true" : null },
      words,
    );
    owner.listen(button, "click", () => {
      void does();
      choose(null);
    });
    return button;
  };
  const names = people
    .filter((person) => inView.has(person.id))
    .map((person) =>
      act(
        person.shownName,
        "name-face",
        () => context.send({ kind: "name_face", track: face.track, personId: person.id }),
        person.id === face.personId && !face.isProposed,
      ),
    );
  const nobody = act("Nobody in view", "name-nobody", () => context.send({ kind: "name_face", track: face.track, personId: "" }));
  const parts: HTMLElement[] = [element("div", { class: "vig-face-names" }, ...names, nobody)];
  parts.push(act("Somebody else from here on", "split-face", () => context.send({ kind: "split_face", track: face.track, at: at() })));
  if (faceKept !== null && faceKept !== face.track)
    parts.push(
      act("The same face as the one kept", "merge-faces", async () => {
        const answer = await context.send({ kind: "merge_faces", track: face.track, into: faceKept });
        if (answer.ok) dispatch({ type: "faceKept", track: null });
      }),
    );
  else if (faceKept === null)
    parts.push(act("Keep, to say another is the same", "keep-face", () => dispatch({ type: "faceKept", track: face.track })));
  const { personId } = face;
  if (personId && face.words === "") {
    const isAhead = analysis?.ahead.some((each) => each.personId === personId && each.at === at()) ?? false;
    parts.push(act("Looks straight ahead here", "look-ahead", () => context.send({ kind: "look_ahead", personId, at: at() }), isAhead));
  }
  if (face.words) parts.push(element("p", { class: "vig-quiet" }, `${face.words.charAt(0).toUpperCase()}${face.words.slice(1)}.`));
  return element("div", { class: "vig-face-acts", role: "group", "aria-label": "Who is this?", "data-testid": "face-acts" }, ...parts);
}

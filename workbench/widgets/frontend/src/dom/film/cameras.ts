/** The other films of the session: where each stands, how that is known, and putting them beside this one. */

import type { Camera } from "../../core/data";
import { Owner } from "../../core/disposal";
import { formatSeconds } from "../../core/format";
import { alsoIn } from "../../core/removing";
import { CHANGING, commandButton, keepFocusOnRoot, setPressed } from "../controls";
import { element, setText } from "../element";
import type { Part, PlayerContext } from "../player_context";

/** Shown only where the case has another film. */
export function createCamerasButton(context: PlayerContext, owner: Owner): HTMLElement {
  const button = commandButton(
    owner,
    context,
    { do: "toggleCameras" },
    { testId: "cameras", words: "Cameras", icon: "cameras", showsWords: true },
  );
  const show = (): void => {
    button.hidden = context.snapshot.get().cameras.length === 0;
    setPressed(button, context.state.get().looking.camerasListed);
  };
  owner.own(context.state.subscribe(show));
  owner.own(context.snapshot.subscribe(show));
  show();
  return button;
}

export function createCameras(context: PlayerContext): Part {
  const owner = new Owner();
  const seen = element("button", { type: "button", class: "vig-button", "data-testid": "cameras-seen" });
  owner.listen(seen, "click", () => context.dispatch({ type: "camerasSeenToggled" }));
  keepFocusOnRoot(owner, seen, context.root);
  const list = element("ul", { class: "vig-cameras-list" });
  const box = element(
    "div",
    { class: "vig-sheet vig-cameras", role: "group", "aria-label": "Cameras", "data-testid": "cameras-list" },
    list,
    seen,
  );
  let rows = owner.child();

  const fill = (): void => {
    rows.dispose();
    rows = owner.child();
    list.replaceChildren(...context.snapshot.get().cameras.map((camera) => createRow(context, rows, camera)));
  };
  const show = (): void => {
    const { looking } = context.state.get();
    const { cameras } = context.snapshot.get();
    box.hidden = !looking.camerasListed || cameras.length === 0;
    seen.hidden = !cameras.some((camera) => camera.startsAt !== null);
    setText(seen, looking.camerasSeen ? "See this film alone" : "See them side by side");
  };
  owner.own(
    context.snapshot.subscribe((now, before) => {
      if (now.cameras !== before.cameras) fill();
      show();
    }),
  );
  owner.own(context.state.subscribe(show));
  fill();
  show();
  return { element: box, owner };
}

function createRow(context: PlayerContext, owner: Owner, camera: Camera): HTMLElement {
  const { recordingId, title } = camera.film;
  const isListening = camera.listened !== null;
  const said = element("span", { class: "vig-quiet vig-cameras-words", role: "status" }, placeWords(camera));
  if (camera.standsOut !== null) said.title = "How much clearer the sounds agree there than at any other place";
  const alignWords = isListening ? "Stop" : camera.alignedBy === "sound" ? "Align again" : "Align by sound";
  const align = rowButton(context, owner, isListening ? "camera-stop" : "camera-align", alignWords, title);
  owner.listen(align, "click", async () => {
    if (isListening) {
      await context.send({ kind: "stop_aligning", recordingId });
      return;
    }
    await context.send({ kind: "align_camera", recordingId });
  });
  const buttons: HTMLElement[] = [align];
  if (camera.startsAt === null) {
    const place = rowButton(context, owner, "camera-place", "Set by hand", title);
    owner.listen(place, "click", () => void context.send({ kind: "place_camera", recordingId, startsAt: 0 }));
    buttons.push(place);
  } else {
    buttons.push(createCorrections(context, owner, camera));
    const remove = rowButton(context, owner, "camera-remove", "Take away", title);
    owner.listen(remove, "click", async () => {
      const answer = await context.send({ kind: "remove_camera", recordingId });
      if (answer.ok) context.dispatch({ type: "noticed", words: [`${title} is taken away`, ...alsoIn(answer)].join(": ") });
    });
    buttons.push(remove);
  }
  return element("li", { "data-recording": recordingId }, element("strong", {}, title), said, ...buttons);
}

function createCorrections(context: PlayerContext, owner: Owner, { film: { recordingId, title } }: Camera): HTMLElement {
  const by = (frames: number): HTMLElement => {
    const words = `${frames > 0 ? "+" : "−"}${Math.abs(frames)}`;
    const button = rowButton(context, owner, `camera-move${frames > 0 ? "+" : ""}${frames}`, words, title, " frames");
    owner.listen(button, "click", () => correctBy(context, recordingId, frames));
    return button;
  };
  return element("span", { class: "vig-group" }, by(-25), by(-1), element("span", { class: "vig-quiet" }, "frames"), by(1), by(25));
}

function correctBy(context: PlayerContext, recordingId: string, frames: number): void {
  const table = context.film.get()?.material.table;
  context.dispatch({ type: "cameraTaken", recordingId });
  if (table) void context.send({ kind: "correct_camera", recordingId, at: table.startOf(context.state.get().frame), frames });
}

function rowButton(context: PlayerContext, owner: Owner, testId: string, words: string, title: string, unit = ""): HTMLButtonElement {
  const attributes = { type: "button", class: `vig-button ${CHANGING}`, "data-testid": testId, "aria-label": `${words}${unit}: ${title}` };
  const button = element("button", attributes, words);
  keepFocusOnRoot(owner, button, context.root);
  return button;
}

function placeWords({ startsAt, alignedBy, standsOut, listened }: Camera): string {
  if (listened !== null) return `listening to both films: ${Math.round(listened * 100)} %`;
  if (startsAt === null) return "not beside this film";
  const when =
    startsAt === 0 ? "begins with this film" : `begins ${formatSeconds(Math.abs(startsAt))} ${startsAt > 0 ? "after" : "before"} it`;
  if (alignedBy !== "sound" || standsOut === null) return `${when}, set by hand`;
  return `${when}, by its sound (stands out ${standsOut.toFixed(1)} times)`;
}

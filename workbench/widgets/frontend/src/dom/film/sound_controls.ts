/** Controls of the sound in the line for looking: off and on, volume, each of two channels, a grain with each step. */

import type { Owner } from "../../core/disposal";
import type { Sound } from "../../core/film/sound";
import { commandButton, setPressed } from "../controls";
import { element } from "../element";
import type { PlayerContext } from "../player_context";

export function createSound(context: PlayerContext, owner: Owner): HTMLElement {
  const mute = commandButton(owner, context, { do: "toggleMute" }, { testId: "mute", words: "Sound off", icon: "sound" });
  const look = { testId: "scrubbing", words: "With steps", icon: "soundSteps", showsWords: true } as const;
  const scrubbing = commandButton(owner, context, { do: "toggleScrubbing" }, look);
  const volume = slider(context, owner, "volume", "Volume");
  const channels = element(
    "div",
    { class: "vig-group" },
    element("span", { class: "vig-quiet" }, "L"),
    slider(context, owner, "left", "Left channel"),
    element("span", { class: "vig-quiet" }, "R"),
    slider(context, owner, "right", "Right channel"),
  );
  const box = element("div", { class: "vig-group vig-sound", role: "group", "aria-label": "Sound" }, mute, volume, channels, scrubbing);
  const show = (): void => {
    const { sound } = context.state.get().looking;
    const film = context.snapshot.get().film;
    box.hidden = !film?.hasSound;
    channels.hidden = film?.nChannels !== 2;
    setPressed(mute, sound.muted);
    setPressed(scrubbing, sound.scrubs);
  };
  owner.own(context.state.subscribe(show));
  owner.own(context.snapshot.subscribe(show));
  show();
  return box;
}

function slider({ state, dispatch }: PlayerContext, owner: Owner, name: "volume" | "left" | "right", words: string): HTMLInputElement {
  const input = element("input", {
    type: "range",
    class: "vig-volume",
    min: 0,
    max: 1,
    step: 0.1,
    "data-testid": `sound-${name}`,
    "aria-label": words,
    title: words,
  });
  owner.listen(input, "input", () => {
    const sound: Sound = { ...state.get().looking.sound, [name]: Number(input.value) };
    dispatch({ type: "soundSet", sound });
  });
  const show = (): void => {
    const value = String(state.get().looking.sound[name]);
    if (input.value !== value) input.value = value;
  };
  owner.own(state.subscribe(show));
  show();
  return input;
}

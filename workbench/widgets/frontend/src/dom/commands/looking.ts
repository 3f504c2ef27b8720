/** How the film is looked at: closer, moved across, on the whole screen. */

import { cameraInHand } from "../../core/film/looking";
import { louder, nextHeard, type Sound } from "../../core/film/sound";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type LookingCommand =
  | "lookCloser"
  | "lookWhole"
  | "lookPixels"
  | "toggleLook"
  | "compare"
  | "toggleCameras"
  | "changeVolume"
  | "toggleMute"
  | "nextHeard"
  | "toggleScrubbing"
  | "shiftOther"
  | "drawPicture"
  | "toggleFullScreen";

/** A key moves the picture by this part of the stage. */
const PER_KEY = 0.15;

export function lookingHandlers({ state, snapshot, dispatch, send, root }: PlayerContext): Handlers<LookingCommand> {
  const hear = (change: (sound: Sound) => Sound): void => dispatch({ type: "soundSet", sound: change(state.get().looking.sound) });
  return {
    lookCloser: ({ direction }) => dispatch({ type: "scaledBeside", direction }),
    lookWhole: () => dispatch({ type: "wholePictureShown" }),
    lookPixels: () => dispatch({ type: "scaledToPixels", pixelRatio: window.devicePixelRatio }),
    toggleLook: () => dispatch({ type: "lookToggled" }),
    compare: (_, { playback, material: { table } }) => {
      const { comparison } = state.get().looking;
      const ticks = table.startOf(playback.standing);
      if (comparison === null) return dispatch({ type: "placeKept", ticks });
      return dispatch(comparison.against === null ? { type: "compared", ticks } : { type: "comparisonLeft" });
    },
    changeVolume: ({ direction }) => hear((sound) => louder(sound, direction)),
    toggleMute: () => hear((sound) => ({ ...sound, muted: !sound.muted })),
    nextHeard: (_, { film }) => {
      if (film.nChannels === 2) hear(nextHeard);
    },
    toggleScrubbing: () => hear((sound) => ({ ...sound, scrubs: !sound.scrubs })),
    toggleCameras: () => dispatch({ type: "camerasListToggled" }),
    shiftOther: ({ frames }, { playback, material: { table } }, repeated) => {
      const { looking, nSaving } = state.get();
      if (looking.comparison?.against != null) return dispatch({ type: "comparisonShifted", frames });
      const camera = cameraInHand(looking, snapshot.get().cameras);
      if (!camera || snapshot.get().screen === "player" || (repeated && nSaving > 0)) return;
      return send({ kind: "correct_camera", recordingId: camera.film.recordingId, at: table.startOf(playback.standing), frames });
    },
    drawPicture: ({ across, down }) => {
      const stage = state.get().looking.sizes?.stage;
      if (stage) dispatch({ type: "pictureDrawn", dx: -across * PER_KEY * stage.width, dy: -down * PER_KEY * stage.height });
    },
    toggleFullScreen: async ({ withTimeline }) => {
      const isShown = root.ownerDocument.fullscreenElement === root;
      if (isShown && (root.dataset["timeline"] === "shown") === withTimeline) return root.ownerDocument.exitFullscreen();
      root.dataset["timeline"] = withTimeline ? "shown" : "hidden";
      if (!isShown) await root.requestFullscreen().catch(() => dispatch({ type: "refused", refusal: NO_FULL_SCREEN }));
    },
  };
}

const NO_FULL_SCREEN = {
  problem: "This page may not fill the screen",
  nextStep: "Make the browser's window larger, or use its own full screen (F11)",
};

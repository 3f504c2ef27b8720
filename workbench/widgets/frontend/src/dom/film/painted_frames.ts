/** When a `<video>` paints a frame. */

import { type Disposable, Owner } from "../../core/disposal";

/** Whether the browser says so, and which time the frame has. */
export function tellsOfPaintedFrames(video: HTMLVideoElement): boolean {
  return typeof video.requestVideoFrameCallback === "function";
}

/** Hears of every painted frame with its time in seconds; where the browser does not tell, of every painting of the page while the film plays. */
export function watchPaintedFrames(video: HTMLVideoElement, onPainted: (mediaTimeS: number | null) => void): Disposable {
  const owner = new Owner();
  let handle = 0;
  const watchFrames = (): void => {
    handle = video.requestVideoFrameCallback((_, { mediaTime }) => {
      onPainted(mediaTime);
      watchFrames();
    });
  };
  const watchPage = (): void => {
    handle = requestAnimationFrame(() => {
      if (!video.paused) onPainted(null);
      watchPage();
    });
  };
  const tells = tellsOfPaintedFrames(video);
  if (tells) watchFrames();
  else watchPage();
  owner.onDispose(() => (tells ? video.cancelVideoFrameCallback(handle) : cancelAnimationFrame(handle)));
  return owner;
}

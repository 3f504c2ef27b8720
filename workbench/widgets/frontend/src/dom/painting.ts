/** Waiting for the screen. */

/** A hidden page paints nothing; it must not wait for ever. */
const HIDDEN_PAGE_MS = 120;

/** Resolves when the screen has been painted once more. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      cancelAnimationFrame(request);
      resolve();
    };
    const timer = setTimeout(done, HIDDEN_PAGE_MS);
    const request = requestAnimationFrame(done);
  });
}

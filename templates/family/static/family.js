/* The page around the family's review: waits without words of machines, and says one calm sentence when nothing comes. */
(() => {
  "use strict";
  const PATIENCE_MS = 60000;

  /* Voila's script calls these; there is nothing to count and nothing to report. */
  window.voila_heartbeat = () => {};
  window.voila_process = () => {};
  window.voila_finish = () => {};
  for (const name of ["debug", "info", "log", "warn"]) console[name] = () => {};

  addEventListener("DOMContentLoaded", () => {
    const waiting = document.getElementById("vig-waiting");
    const cells = document.getElementById("rendered_cells");
    const done = () => waiting.classList.add("vig-done");
    if (document.getElementById("vig-trouble")) {
      done();
      return;
    }
    const patience = setTimeout(() => {
      waiting.textContent = waiting.dataset.trouble;
    }, PATIENCE_MS);
    const seen = new MutationObserver(() => {
      if (!document.querySelector(".vig-family")) return;
      seen.disconnect();
      clearTimeout(patience);
      done();
    });
    seen.observe(document.body, { childList: true, subtree: true });
    cells.setAttribute("data-family", "");
  });
})();

/** What anywidget loads for the guider's player. */

import type { RawModel } from "../adapter/model";
import { connectPlayer } from "../adapter/player";
import { createPlayer } from "../dom/player";

function render({ model, el }: { model: RawModel; el: HTMLElement }): () => void {
  const connection = connectPlayer(model, document);
  const player = createPlayer(el, connection.ports);
  return () => {
    player.dispose();
    connection.dispose();
  };
}

export default { render };

/** The panels alone, for a page that brings its own context. */
export { createPanels } from "../dom/panels/panels";

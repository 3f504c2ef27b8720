/** What the film on the screen is among the cycles of its case. */

import type { Casework } from "../../core/casework";
import type { Film } from "../../core/data";
import { FILM_KINDS } from "../../core/panels/words";
import { selectOne } from "./entries";
import { choose, refusalText } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function thisFilmPart(view: View, film: Film, { cycles }: Casework): TreeNode {
  const words = view.data.case;
  return node(
    "section",
    { class: "vp-part", key: "film", attributes: { "aria-label": "This film" } },
    node("h3", {}, "This film"),
    node("p", { class: "vp-quiet-text" }, film.title),
    choose(view, {
      label: "What was filmed",
      name: "film-kind",
      testid: "film-kind",
      choices: FILM_KINDS.map(({ kind, words: named }) => ({ value: kind, words: named })),
      chosen: words?.filmKind ?? null,
      act: (filmKind) => void view.acts.sayFilm({ filmKind }),
    }),
    cycles.length > 0 &&
      selectOne(words?.cycleId ?? "", (id) => void view.acts.sayFilm({ cycleId: id || null }), {
        label: "It belongs to",
        testid: "film-cycle",
        choices: [{ value: "", words: "No cycle" }, ...cycles.map((one) => ({ value: one.id, words: `Cycle ${one.number}` }))],
      }),
    refusalText(view.state.refusals.get("film-kind") ?? view.state.refusals.get("film-cycle")),
  );
}

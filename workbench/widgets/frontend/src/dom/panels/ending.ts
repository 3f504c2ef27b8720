/** The end of a case: closed and opened again, and the hold that keeps its films longer. */

import type { Casework } from "../../core/casework";
import type { Ending } from "../../core/panels/panels_state";
import { formatDay } from "../../core/panels/words";
import { entry } from "./entries";
import { button, paragraph, privatePart, refusalText } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

export function endingPart(view: View, casework: Casework): TreeNode {
  const { ending } = view.state;
  return node(
    "section",
    { class: "vp-part", key: "ending", attributes: { "aria-label": "The end of this case" } },
    node("h3", {}, "The end of this case"),
    paragraph(stateWords(casework)),
    casework.holdReason !== "" && holdPart(view, casework),
    refusalText(view.state.refusals.get("ending")),
    ending ? endingForm(view, casework, ending) : endingActs(view, casework),
  );
}

function stateWords({ opened, closedOn, deletedOn, retentionDays }: Casework): string {
  if (closedOn === null) return `Open since ${formatDay(opened)}. Its films are kept for ${retentionDays} days after it is closed.`;
  const until = deletedOn ? `, and its films are to be deleted on ${formatDay(deletedOn)}` : "";
  return `Closed on ${formatDay(closedOn)}${until}.`;
}

function holdPart(view: View, { holdReason, holdReviewOn }: Casework): TreeNode {
  return privatePart(
    node("p", { attributes: { "data-testid": "hold" } }, node("b", {}, "Its films are held: "), holdReason),
    holdReviewOn !== null && paragraph(`Somebody looks at this again on ${formatDay(holdReviewOn)}.`),
    button("End the hold", () => void view.acts.endHold(), { testid: "end-hold" }),
  );
}

function endingActs(view: View, { closedOn, holdReason, holdReviewOn }: Casework): TreeNode {
  return node(
    "div",
    { class: "vp-acts", key: "acts" },
    closedOn === null
      ? button("Close this case", () => view.acts.startEnding({ kind: "close", on: view.today }), { testid: "close-case", key: "close" })
      : button("Open it again", () => void view.acts.reopenCase(), { testid: "reopen-case", key: "reopen" }),
    button(
      holdReason ? "Change the hold" : "Hold its films",
      () => view.acts.startEnding({ kind: "hold", reason: holdReason, reviewOn: holdReviewOn ?? "" }),
      { look: "quiet", testid: "hold-case", key: "hold" },
    ),
  );
}

function endingForm(view: View, { retentionDays }: Casework, ending: Ending): TreeNode {
  const enter = (): void => void view.acts.keepEnding();
  const isClosing = ending.kind === "close";
  return node(
    "div",
    { class: "vp-ask", key: "form", attributes: { role: "group", "aria-label": isClosing ? "Close this case" : "Hold its films" } },
    paragraph(
      isClosing
        ? `From that day its films are kept for ${retentionDays} days, unless you open the case again.`
        : "For safeguarding: nothing of this case is deleted for its age while the hold stands.",
    ),
    ending.kind === "hold" &&
      node(
        "label",
        { class: "vp-field", key: "reason" },
        node("span", { class: "vp-label" }, "Why, without a name"),
        node("textarea", {
          class: "vp-text",
          attributes: { rows: 2, maxlength: 1000, "data-testid": "hold-reason" },
          value: ending.reason,
          on: { input: (_event, element) => view.acts.changeEnding({ reason: (element as HTMLTextAreaElement).value }) },
        }),
      ),
    ending.kind === "close"
      ? entry(ending.on, (on) => view.acts.changeEnding({ on }), { label: "The day it ended", testid: "closed-on", type: "date", enter })
      : entry(ending.reviewOn, (reviewOn) => view.acts.changeEnding({ reviewOn }), {
          label: "The day on which somebody looks at it again",
          testid: "hold-review-on",
          type: "date",
          enter,
        }),
    node(
      "div",
      { class: "vp-acts" },
      button(isClosing ? "Close the case" : "Hold", enter, { look: "main", testid: "ending-keep" }),
      button("Cancel", view.acts.stopEnding, { look: "quiet" }),
    ),
  );
}

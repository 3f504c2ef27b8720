/** What there is to say about the film's picture and sound: advice with the way to its place, facts folded away, or one quiet line. */

import type { Finding } from "../../core/data";
import { timeButton } from "./parts";
import { type Child, node, type TreeNode } from "./tree";
import type { View } from "./view";

const PLACES_SHOWN = 3;

export function filmChecksPart(view: View): Child {
  const { checks, film } = view.data;
  if (!checks || !film) return null;
  const advice = checks.findings.filter((one) => one.weight !== "know");
  const facts = checks.findings.filter((one) => one.weight === "know");
  return node(
    "section",
    {
      class: "vp-part vp-film-checks",
      key: "film-checks",
      attributes: { "aria-label": "Picture and sound", "data-testid": "film-checks" },
    },
    node("h3", {}, "Picture and sound"),
    advice.length === 0 && node("p", { class: "vp-quiet-text", key: "good" }, checks.good),
    advice.length > 0 && findingList(view, advice, "advice"),
    facts.length > 0 &&
      node("details", { class: "vp-quiet-text", key: "know" }, node("summary", {}, checks.know), findingList(view, facts, "facts")),
  );
}

function findingList(view: View, findings: readonly Finding[], key: string): TreeNode {
  return node(
    "ul",
    { key },
    findings.map((one) => findingRow(view, one)),
  );
}

function findingRow(view: View, { check, weight, words, nextStep, spans }: Finding): TreeNode {
  const more = spans.length - PLACES_SHOWN;
  return node(
    "li",
    { key: check, class: `vp-finding vp-finding-${weight}`, attributes: { "data-testid": "finding" } },
    node("span", { key: "words" }, words),
    nextStep && node("span", { class: "vp-quiet-text", key: "next" }, nextStep),
    spans.length > 0 &&
      node(
        "span",
        { class: "vp-finding-places", key: "places" },
        spans.slice(0, PLACES_SHOWN).map(([start]) => timeButton(view, start, "finding-place")),
        more > 0 && node("span", { class: "vp-quiet-text", key: "more" }, `and ${more} more`),
      ),
  );
}

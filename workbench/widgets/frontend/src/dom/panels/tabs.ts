/** The row of tabs over the panels: a sign with its word; where there is little room, the word only of the open one. */

import { type Tab, tabsOf } from "../../core/panels/panels_state";
import { type Icon, icon } from "./parts";
import { node, type TreeNode } from "./tree";
import type { View } from "./view";

const SIGNS: Readonly<Record<Tab, { readonly words: string; readonly icon: Icon }>> = {
  case: { words: "Case", icon: "house" },
  moments: { words: "Moments", icon: "star" },
  steps: { words: "Steps", icon: "chain" },
  "clip-sheet": { words: "Clip sheet", icon: "sheet" },
  playlist: { words: "Playlist", icon: "list" },
  consent: { words: "Consent", icon: "shield" },
  review: { words: "Review", icon: "talk" },
  notes: { words: "Notes", icon: "pencil" },
  code: { words: "Code", icon: "bars" },
};

export function tabRow(view: View): TreeNode {
  return node(
    "div",
    { class: "vp-tabs", attributes: { role: "tablist", "aria-label": "Panels" } },
    tabsOf(view.data).map((tab) => tabButton(view, tab)),
  );
}

function tabButton(view: View, tab: Tab): TreeNode {
  const open = view.state.tab === tab;
  const { words, icon: sign } = SIGNS[tab];
  return node(
    "button",
    {
      key: tab,
      class: "vp-tab",
      attributes: {
        type: "button",
        role: "tab",
        id: `${view.uid}-${tab}`,
        "data-testid": `tab-${tab}`,
        "aria-selected": open,
        "aria-controls": open ? `${view.uid}-panel` : null,
        "aria-label": words,
        title: words,
        tabindex: open ? 0 : -1,
      },
      on: {
        click: () => view.acts.openTab(tab),
        keydown: (event) => walkTabs(event as KeyboardEvent, view, tab),
      },
    },
    icon(sign),
    node("span", { class: "vp-tab-words" }, words),
  );
}

function walkTabs(event: KeyboardEvent, view: View, from: Tab): void {
  const tabs = tabsOf(view.data);
  const at = tabs.indexOf(from);
  const n = tabs.length;
  const to = { ArrowLeft: (at + n - 1) % n, ArrowRight: (at + 1) % n, Home: 0, End: n - 1 }[event.key];
  const tab = to === undefined ? undefined : tabs[to];
  if (!tab || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  view.acts.openTab(tab);
  view.acts.focus(`tab-${tab}`);
}

/** The Moments tab. */

import { describe, expect, it, vi } from "vitest";
import { aCase, seconds } from "./panels_case";
import { panelsPage } from "./panels_page";

const page = panelsPage(() => aCase());
const { all, one, field, click, type, press, answered } = page;

describe("moments", () => {
  it("stand in order of time; a click sends the film there and opens the words", () => {
    const rows = all("moment-item");
    expect(rows.map((row) => row.dataset["moment"])).toEqual(aCase().moments.map((moment) => moment.id));
    rows[1]?.click();
    expect(page.python.sought).toEqual([seconds(41.2)]);
    expect(page.python.selection.get()).toEqual({ kind: "moment", id: "2222222222222222" });
    expect(field("moment-why").value).toContain("She waits until he looks up");
  });

  it("show in the list what is being typed, before it is saved", () => {
    page.python.selection.set({ kind: "moment", id: "3333333333333333" });
    expect(all("moment-item")[2]?.textContent).toContain("Nothing written yet");
    type("moment-why", "He asks again");
    expect(all("moment-item")[2]?.textContent).toContain("He asks again");
    expect(page.python.sent).toEqual([]);
  });

  it("can be walked through with the arrow keys, and the player does not hear them", () => {
    const heard = vi.fn();
    document.body.addEventListener("keydown", heard);
    const [first, second] = all("moment-item");
    first?.focus();
    if (first) press(first, "ArrowDown");
    document.body.removeEventListener("keydown", heard);
    expect(document.activeElement).toBe(second);
    expect(page.python.sought).toEqual([seconds(41.2)]);
    expect(heard).not.toHaveBeenCalled();
  });

  it("change their kind by arrow keys that the player does not hear, while letters still reach it", () => {
    page.python.selection.set({ kind: "moment", id: "2222222222222222" });
    const heard = vi.fn((event: KeyboardEvent) => event.key);
    document.body.addEventListener("keydown", heard);
    press(one("moment-kind-repair"), "ArrowRight");
    press(one("moment-kind-repair"), "m");
    document.body.removeEventListener("keydown", heard);
    expect(heard.mock.results.map(({ value }) => value)).toEqual(["m"]);
    click("moment-kind-repair");
    expect(page.python.sent).toEqual([{ kind: "change_moment", id: "2222222222222222", momentKind: "repair" }]);
  });

  it("marked elsewhere on the screen opens here", () => {
    click("tab-consent");
    page.python.selection.set({ kind: "moment", id: "3333333333333333" });
    expect(one("tab-moments").getAttribute("aria-selected")).toBe("true");
    expect(one("moment-editor").textContent).toContain("01:03.000");
  });

  it("take any number of principles, kept in the order of the levels", async () => {
    page.python.selection.set({ kind: "moment", id: "2222222222222222" });
    click("choose-principles");
    for (const [level, code] of [
      [1, "A1"],
      [4, "D5"],
      [2, "E8"],
    ] as const) {
      click(`level-${level}`);
      click(`principle-${code}`);
      await answered();
    }
    expect(page.python.data.get().moments[1]?.principles).toEqual(["A1", "E1", "E8", "R3", "D5"]);
  });

  it("become a clip, whose sheet opens with the title in focus", async () => {
    page.python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("make-clip");
    click("make-clip");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "make_clip", momentId: "3333333333333333" }]);
    expect(one("clip-position").textContent).toBe("Clip 4 of 4");
    expect(document.activeElement).toBe(one("clip-title"));
  });

  it("that are removed can be brought back on the spot", async () => {
    page.python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("remove-moment");
    await answered();
    expect(all("moment-item")).toHaveLength(4);
    click("bring-back");
    await answered();
    expect(page.python.sent.at(-1)).toEqual({ kind: "undo" });
    expect(all("removed")).toHaveLength(0);
  });

  it("that are removed cannot be brought back here once something else is edited, which undo would take back instead", async () => {
    page.python.selection.set({ kind: "moment", id: "3333333333333333" });
    click("remove-moment");
    await answered();
    page.python.selection.set({ kind: "moment", id: "1111111111111111" });
    expect(all("bring-back")).toHaveLength(1);
    type("moment-note", "Ask about this").blur();
    await answered();
    expect(all("bring-back")).toHaveLength(0);
  });

  it("teach what to do where there are none", () => {
    page.start(aCase({ moments: [] }));
    expect(one("empty").textContent).toContain("Press M where something is a little better than usual");
  });
});

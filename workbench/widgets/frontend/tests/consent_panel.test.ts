/** The Consent tab. */

import { beforeEach, describe, expect, it } from "vitest";
import { aCase, aStatement } from "./panels_case";
import { panelsPage } from "./panels_page";

const REFUSAL = { ok: false, problem: "The title has 301 letters, 300 are the most", nextStep: "Shorten it" } as const;

const page = panelsPage(() => aCase());
const { all, one, field, click, type, answered } = page;

describe("consent", () => {
  const cell = (letter: string, scope: string): string => `consent-${letter.repeat(16)}-${scope}`;

  beforeEach(() => click("tab-consent"));

  it("counts as no where nobody was asked", () => {
    expect(one(cell("c", "shared_review")).textContent).toContain("Not asked");
  });

  it("is asked about each use in the vocabulary's words, the rarer uses when wanted", () => {
    const uses = (): (string | null)[] => [...one("consent-table").querySelectorAll(".vp-scope")].map((head) => head.textContent);
    expect(uses()).toEqual(["Being filmed", "Watching clips together", "Supervision"]);
    click("all-scopes");
    expect(uses()).toContain("Publication");
  });

  it("can be given until a day, which is shown and can be changed or taken away", async () => {
    click(cell("c", "supervision"));
    expect(all("consent-expires"), "only a yes has an end").toEqual([]);
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("");
    type("consent-expires", "2026-12-31");
    click("consent-keep");
    await answered();
    expect(page.python.sent.at(-1)).toMatchObject({ status: "granted", expires: "2026-12-31" });
    expect(one(cell("c", "supervision")).textContent).toContain("until 31 Dec 2026");
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("2026-12-31");
    type("consent-expires", "");
    click("consent-keep");
    await answered();
    expect(page.python.sent.at(-1)).not.toHaveProperty("expires");
    expect(one(cell("c", "supervision")).textContent).not.toContain("until");
  });

  it("says in a sentence that an end lies in the past, and has no end with a no", async () => {
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    type("consent-expires", "2026-04-01");
    page.python.answer = () => ({
      ok: false,
      problem: "1 April 2026 is over already",
      nextStep: "Choose the last day from today on, or none",
    });
    click("consent-keep");
    await answered();
    expect(one("consent-question").textContent).toContain("1 April 2026 is over already.");
    click("consent-answer-refused");
    click("consent-keep");
    await answered();
    expect(page.python.sent.at(-1)).not.toHaveProperty("expires");
  });

  it("offers no end that is over already", () => {
    const { consent } = page.python.data.get();
    const over = aStatement("c".repeat(16), "supervision", { expires: "2026-04-01" });
    page.python.data.set({ ...page.python.data.get(), consent: consent && { ...consent, statements: [over] } });
    click(cell("c", "supervision"));
    click("consent-answer-granted");
    expect((one("consent-expires") as HTMLInputElement).value).toBe("");
  });

  it("is not said without a word from whom", async () => {
    click(cell("b", "supervision"));
    expect(document.activeElement).toBe(one("consent-answer-granted"));
    click("consent-answer-granted");
    click("consent-keep");
    expect(one("consent-question").textContent).toContain("Write who said it");
    type("consent-given-by", "Mum for Noah");
    click("consent-keep");
    await answered();
    expect(page.python.sent).toEqual([
      { kind: "say_consent", personId: "b".repeat(16), scope: "supervision", status: "granted", givenBy: "Mum for Noah" },
    ]);
    expect(all("consent-question")).toHaveLength(0);
    expect(one(cell("b", "supervision")).textContent).toContain("Granted");
    expect(document.activeElement).toBe(one(cell("b", "supervision")));
  });

  it("who is in view is everybody ticked, also when ticked quickly", async () => {
    page.start(aCase({ consent: { inView: null, missing: [], assents: [], toAsk: [], statements: [] } }));
    click("tab-consent");
    click("in-view-P1");
    click("in-view-C1");
    await answered();
    expect(page.python.sent.at(-1)).toEqual({ kind: "set_in_view", personIds: ["a".repeat(16), "b".repeat(16)] });
    expect(field("in-view-C1").checked).toBe(true);
  });

  it("a refused tick goes back to what is saved", async () => {
    page.python.answer = () => REFUSAL;
    click("in-view-P1");
    expect(field("in-view-P1").checked).toBe(false);
    await answered();
    expect(field("in-view-P1").checked).toBe(true);
  });

  it("asks for the people first", async () => {
    page.start(aCase({ people: [] }));
    click("tab-consent");
    click("add-person");
    type("person-name", "Mum");
    type("person-code", "P1");
    click("person-keep");
    await answered();
    expect(page.python.sent).toEqual([{ kind: "add_person", code: "P1", role: "client", shownName: "Mum" }]);
    expect(all("in-view-P1")).toHaveLength(1);
  });
});

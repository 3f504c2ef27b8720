// @vitest-environment node
/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";

const LAYERS = ["core", "dom", "adapter", "index"];
const sources = import.meta.glob("../src/**/*.ts", { query: "?raw", import: "default", eager: true }) as Record<string, string>;

describe("the frontend's layers", () => {
  it("import downwards only: core, dom, adapter, index", () => {
    const wrong: string[] = [];
    for (const [path, text] of Object.entries(sources)) {
      const layer = LAYERS.indexOf(path.split("/")[2] ?? "");
      for (const [, imported] of text.matchAll(/from "([^"]+)"/g)) {
        const target = LAYERS.findIndex((name) => imported?.includes(`../${name}/`));
        if (target > layer) wrong.push(`${path} imports ${imported}`);
        if (layer === 0 && !imported?.startsWith(".")) wrong.push(`${path} imports ${imported}`);
      }
    }
    expect(Object.keys(sources).length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  it("keep the core free of the page", () => {
    const core = Object.entries(sources).filter(([path]) => path.startsWith("../src/core/"));
    const touching = core.filter(([, text]) =>
      /\b(document|window|HTMLElement|navigator)\b\s*[.[;,)]/.test(text.replace(/\/\*\*[\s\S]*?\*\//g, "")),
    );
    expect(touching.map(([path]) => path)).toEqual([]);
  });
});

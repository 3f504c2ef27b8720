// Builds ../static/{player,family,presenter,offline}.{js,css}, ../static/preview.js, ../static/player.keys.json and src/adapter/protocol.ts. `--check` writes nothing and fails when a
// committed file is stale.
// The output depends only on the sources: no dates, no paths, no hashes of the machine.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compile } from "json-schema-to-typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const staticFolder = join(here, "..", "static");
const tokens = JSON.parse(readFileSync(join(here, "..", "..", "design.json"), "utf8"));

/** Design tokens as CSS custom properties named after their path in design.json: `--vig-light-paper`. */
function cssVariables(selector) {
  const lines = [];
  const walk = (value, path) => {
    if (typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key.replaceAll("_", "-")]);
    } else {
      const unit = path.some((part) => part.endsWith("-px")) ? "px" : path.some((part) => part.endsWith("-ms")) ? "ms" : "";
      lines.push(`  --vig-${path.map((part) => part.replace(/-(px|ms)$/, "")).join("-")}: ${value}${unit};`);
    }
  };
  walk(tokens, []);
  return `${selector} {\n${lines.join("\n")}\n}\n`;
}

/** The style sheets of a folder, the one named after it first, then those of the folders in it: what is shared before what one part has. */
function cssFilesIn(folder, without = []) {
  const place = (entry) => (entry.isDirectory() ? 2 : entry.name === `${basename(folder)}.css` ? 0 : 1);
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : cssFilesIn(path);
    return entry.name.endsWith(".css") ? [path] : [];
  });
}

const pages = [
  {
    name: "player",
    entry: join(here, "src/index/player.ts"),
    css: cssFilesIn(join(here, "src/dom"), ["family", "presenter"]),
    scope: ".vig-root",
  },
  {
    name: "family",
    entry: join(here, "src/index/family.ts"),
    css: cssFilesIn(join(here, "src/dom/family")),
    scope: ".vig-family",
  },
  {
    name: "presenter",
    entry: join(here, "src/index/presenter.ts"),
    css: cssFilesIn(join(here, "src/dom/presenter")),
    scope: ".vig-presenter",
  },
  {
    // A page that is a file may not load modules.
    name: "offline",
    format: "iife",
    entry: join(here, "src/index/offline.ts"),
    css: [join(here, "src/index/offline.css"), ...cssFilesIn(join(here, "src/dom/family"))],
    scope: ".vig-family",
  },
  {
    // Looks as the page on a stick does, with its style.
    name: "preview",
    format: "iife",
    entry: join(here, "src/index/preview.ts"),
  },
];

/** Without defaults, which would make a named type anonymous wherever it is optional. */
function withoutDefaults(schema) {
  if (Array.isArray(schema)) return schema.map(withoutDefaults);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => key !== "default" || (typeof value === "object" && value?.type));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDefaults(value)]));
}

async function protocolTypes() {
  const schema = withoutDefaults(JSON.parse(readFileSync(join(here, "protocol.schema.json"), "utf8")));
  return compile(schema, "Wire", {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: "// Made from protocol.schema.json by build.mjs; the source is workbench/widgets/protocol. Not edited by hand.",
    style: { printWidth: 140 },
  });
}

async function bundle(page) {
  const result = await build({
    entryPoints: [page.entry],
    bundle: true,
    format: page.format ?? "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    write: false,
    absWorkingDir: here,
    logLevel: "warning",
  });
  const js = result.outputFiles[0].text;
  if (!page.css) return { js };
  const css = cssVariables(page.scope) + page.css.map((file) => readFileSync(file, "utf8")).join("\n");
  const minified = await transform(css, { loader: "css", minify: true, target: "es2022", charset: "utf8" });
  return { js, css: minified.code };
}

/** The one table of keys as JSON, for the documentation: as the help shows it at first, with the keys of any computer but a Mac. */
async function keyTable() {
  const result = await build({
    stdin: {
      contents: 'export * from "./src/core/keys/keys"; export * from "./src/core/keys/key_bindings";',
      resolveDir: here,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    write: false,
    absWorkingDir: here,
  });
  const { KeyBindings, keyLines, chordWords } = await import(
    `data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString("base64")}`
  );
  const groups = new KeyBindings().groups.map((group) => ({
    title: group.title,
    keys: keyLines(group).map(({ chords, words, shownAs }) => ({
      shown: shownAs ? [shownAs] : chords.map((chord) => chordWords(chord, false).join("+")),
      words,
    })),
  }));
  return `${JSON.stringify(groups, null, 2)}\n`;
}

async function outputs() {
  const made = new Map();
  const protocol = await protocolTypes();
  made.set(join(here, "src/adapter/protocol.ts"), protocol);
  if (!process.argv.includes("--check")) writeFileSync(join(here, "src/adapter/protocol.ts"), protocol);
  made.set(join(staticFolder, "player.keys.json"), await keyTable());
  for (const page of pages.filter((each) => existsSync(each.entry))) {
    const { js, css } = await bundle(page);
    made.set(join(staticFolder, `${page.name}.js`), js);
    if (css) made.set(join(staticFolder, `${page.name}.css`), css);
  }
  return made;
}

const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
const stale = [];
for (const [file, text] of await outputs()) {
  if (only && !basename(file).startsWith(only)) continue;
  const current = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (current === text) continue;
  stale.push(basename(file));
  if (!process.argv.includes("--check")) writeFileSync(file, text);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`stale: ${stale.join(", ")}. Run: node build.mjs`);
  process.exitCode = 1;
} else if (stale.length > 0) {
  console.log(`built ${stale.join(", ")}`);
}

/** The words that Python's data files hold for the family's page, read from these files themselves. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readWords } from "../src/adapter/family";
import type { FamilyWords } from "../src/core/family/words";

const FOLDER = join(import.meta.dirname, "../../../practice/vocabulary");

/** As Python sends them: flat, with names in snake_case. */
export function wireWords(language: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(FOLDER, `page.${language}.toml`), "utf8").matchAll(/^(\w+) = "(.*)"$/gm);
  return Object.fromEntries([...lines].map(([, name, text]) => [name, text]));
}

export function pageWords(language: string): FamilyWords {
  return readWords(wireWords(language));
}

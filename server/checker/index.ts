import { loadParsers } from "../sql";
import type { CheckOptions, CheckResult } from "./checker";
import { createDocument } from "./document";

export { detectDialect } from "../sql";
export { rules, type Fix, type Rule, type TextEdit } from "../rules";
export type * from "./checker";
export type * from "./problem";
export { madeIn, type FileBeside } from "./beside";
export { createDocument } from "./document";
export { createMigration } from "./migration";
export { downSectionOf, upSection, type DownSection } from "./sections";

/** Loads the parsers; to be awaited once before anything is checked. */
export async function prepareChecker(): Promise<void> {
  await loadParsers();
}

let counter = 0;

/**
 * Checks one text from start to end: syntax, rules and, where `options.engines` gives one, the engine.
 * Rejects with the signal's reason when aborted.
 */
export async function checkText(
  text: string,
  options: CheckOptions,
  signal?: AbortSignal,
): Promise<CheckResult> {
  await prepareChecker();
  const document = createDocument(`checked-text:${++counter}`, text, options);
  try {
    return options.engines ? await document.full(signal) : document.fast();
  } finally {
    document.dispose();
  }
}

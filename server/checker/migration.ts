import { parseScript } from "../sql";
import type { CheckedDocument, CheckOptions, CheckResult } from "./checker";
import { createDocument } from "./document";
import type { RuleFailure } from "./run-rules";
import { sectionFinder, type Sections } from "./sections";

/**
 * A document like that of `createDocument`, which may have sections that do and undo (dbmate, goose and others).
 * What undoes is checked on top of what does, and is not asked to be safe for rows: it is there to drop them.
 */
export function createMigration(
  uri: string,
  text: string,
  options: CheckOptions,
  onRuleFailure?: RuleFailure,
): CheckedDocument {
  let current = text;
  let before = options.before ?? [];
  const find = sectionFinder();
  let sections = find(text);
  const up = createDocument(uri, sections?.up ?? text, options, onRuleFailure);
  let down: CheckedDocument | undefined;

  const undoing = (parts: Sections): CheckedDocument => {
    const base = [...before, parts.up];
    if (down) {
      down.rebase(base);
      down.update(parts.down);
      return down;
    }
    const apart: CheckOptions = { ...options, role: "schema", before: base };
    return (down = createDocument(`${uri}#down`, parts.down, apart, onRuleFailure));
  };

  return {
    uri,
    get text() {
      return current;
    },
    get dialect() {
      return up.dialect;
    },
    update(next: string) {
      current = next;
      sections = find(next);
      up.update(sections?.up ?? next);
      if (sections) return;
      down?.dispose();
      down = undefined;
    },
    rebase(next: readonly string[]) {
      before = next;
      up.rebase(next);
    },
    start() {
      up.start();
    },
    begin() {
      up.begin();
    },
    syntax() {
      const parts = sections;
      if (!parts) return up.syntax();
      return [...up.syntax(), ...undoing(parts).syntax()].sort((a, b) => a.span.start - b.span.start);
    },
    fast() {
      const parts = sections;
      return parts ? joined(current, parts, up.fast(), undoing(parts).fast()) : up.fast();
    },
    async full(signal?: AbortSignal) {
      const [parts, whole] = [sections, current];
      const done = await up.full(signal);
      return parts ? joined(whole, parts, done, await undoing(parts).full(signal)) : done;
    },
    rest() {
      up.rest();
      down?.rest();
    },
    dispose() {
      up.dispose();
      down?.dispose();
    },
  };
}

function joined(text: string, { downIsLast }: Sections, up: CheckResult, down: CheckResult): CheckResult {
  const problems = [...up.problems, ...down.problems];
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const worse = down.engine === "ran" ? up : down;
  return {
    // The model numbers the statements of the first part; they have the same numbers in the whole.
    script: downIsLast ? parseScript(text, up.script.dialect) : up.script,
    schema: up.schema,
    problems,
    engine: worse.engine,
    ...(worse.engineMessage === undefined ? {} : { engineMessage: worse.engineMessage }),
  };
}

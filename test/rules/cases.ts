import type { Problem } from "../../server/checker";

/** A place that a fixture marks under its text: `--   ^^^^ code`. */
export interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/** Reads the marks of a fixture. Lines count from 0 and do not skip the marks themselves. */
export function readMarks(sql: string): Mark[] {
  const marks: Mark[] = [];
  let marked = -1;
  for (const [line, text] of sql.split("\n").entries()) {
    const found = /^--\s*(\^+)\s+([a-z-]+)\s*$/.exec(text);
    if (!found) {
      marked = line;
      continue;
    }
    const from = text.indexOf("^");
    marks.push({ line: marked, from, to: from + (found[1]?.length ?? 0), code: found[2] ?? "" });
  }
  return marks;
}

/** Where the problems lie, as marks; one of several lines is marked to the end of its first. */
export function toMarks(sql: string, problems: readonly Problem[]): Mark[] {
  return problems.map(({ span, rule, code }) => {
    const before = sql.slice(0, span.start).split("\n");
    const from = before.at(-1)?.length ?? 0;
    const shown = sql.slice(span.start, span.end).split("\n")[0] ?? "";
    return { line: before.length - 1, from, to: from + shown.length, code: rule ?? code };
  });
}

import type { CheckResult, Problem } from "../checker";
import { Lines, type Range } from "./lines";

export type Severity = Problem["severity"];

/** A problem as the results show it. */
export interface Found {
  readonly file: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly source: string;
  readonly message: string;
  readonly related?: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
}

/** What was found in one file. */
export interface FileReport {
  readonly file: string;
  readonly lines: Lines;
  readonly found: readonly Found[];
  readonly dialect: string;
  readonly engine: CheckResult["engine"];
  readonly engineMessage?: string;
}

/** The whole run, as a format prints it. */
export interface Report {
  readonly files: readonly FileReport[];
  readonly errors: number;
  readonly warnings: number;
}

/** Turns a check of a text into places that people and programs can go to. */
export function fileReport(file: string, text: string, result: CheckResult): FileReport {
  const lines = new Lines(text);
  return {
    file,
    lines,
    found: result.problems.map((problem) => toFound(file, lines, problem)),
    dialect: result.script.dialect,
    engine: result.engine,
    ...(result.engineMessage !== undefined && { engineMessage: result.engineMessage }),
  };
}

function toFound(file: string, lines: Lines, problem: Problem): Found {
  return {
    file,
    range: lines.range(problem.span),
    severity: problem.severity,
    code: problem.code,
    source: problem.source,
    message: problem.message,
    ...(problem.related && {
      related: problem.related.map(({ span, message }) => ({ file, range: lines.range(span), message })),
    }),
  };
}

export function summarize(files: readonly FileReport[]): Report {
  const count = (severity: Severity) =>
    files.reduce((sum, { found }) => sum + found.filter((one) => one.severity === severity).length, 0);
  return { files, errors: count("error"), warnings: count("warning") };
}

import { createDocument, type CheckResult, type EngineSource, type Problem } from "../checker";
import { lineIndex, type Dialect } from "../sql";
import type { DraftFault } from "./prompt/repair";
import type { GeneratedProblem } from "./outcome";

/** A text that a model wrote, with all that the checker says of it. */
export interface Draft {
  readonly sql: string;
  readonly result: CheckResult;
}

export interface CheckContext {
  readonly dialect: Dialect;
  readonly engines: EngineSource;
  readonly signal: AbortSignal;
  /** Called when each part begins and, for `rules`, when all is known. */
  readonly onPart?: (part: "parse" | "engine" | "rules", result?: CheckResult) => void;
}

let counter = 0;

/** Checks a text as every other way into dbscst does: the fast tier, then the engine. */
export async function checkDraft(sql: string, context: CheckContext): Promise<Draft> {
  const { dialect, engines, signal, onPart } = context;
  onPart?.("parse");
  const document = createDocument(`generated:${++counter}`, sql, { dialect, engines });
  try {
    const fast = document.fast();
    onPart?.("engine", fast);
    const result = await document.full(signal);
    onPart?.("rules", result);
    return { sql, result };
  } finally {
    document.dispose();
  }
}

export function countOf(draft: Draft, severity: Problem["severity"]): number {
  return draft.result.problems.filter((problem) => problem.severity === severity).length;
}

/** Whether `a` has fewer errors than `b`, or as many and fewer warnings. */
export function isBetter(a: Draft, b: Draft): boolean {
  const errors = countOf(a, "error") - countOf(b, "error");
  return errors < 0 || (errors === 0 && countOf(a, "warning") < countOf(b, "warning"));
}

/** The names of a draft's tables; those outside of the usual schema carry theirs. */
export function tableNames({ result }: Draft): string[] {
  return result.schema.tables.map(({ schema, name }) =>
    schema === "" || schema === "public" || schema === "main" ? name : `${schema}.${name}`,
  );
}

/** The problems as they leave generation: places as lines and characters, no fixes. */
export function generatedProblems({ result }: Draft): GeneratedProblem[] {
  const lines = lineIndex(result.script.text);
  return result.problems.map(({ span, severity, code, message }) => ({
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    severity,
    code,
    message,
  }));
}

/** The errors as a repair prompt tells them: with the failing statement and its neighbours. */
export function faultsOf({ result }: Draft): DraftFault[] {
  const lines = lineIndex(result.script.text);
  const { statements } = result.script;
  return result.problems
    .filter((problem) => problem.severity === "error")
    .map(({ span, code, message }) => {
      const index = statements.findIndex(
        ({ span: whole }) => span.start >= whole.start && span.start <= whole.end,
      );
      const [before, statement, after] = [index - 1, index, index + 1].map((at) =>
        index < 0 ? undefined : statements[at]?.text,
      );
      return {
        line: lines.positionAt(span.start).line + 1,
        code,
        message,
        ...(statement === undefined ? {} : { statement }),
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      };
    });
}

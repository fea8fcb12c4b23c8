import type { CheckResult, EngineSource, Problem } from "../checker";
import { checkDraft, isBetter, tableNames, type CheckContext, type Draft } from "./draft";
import { keepingTables, lostTables } from "./keep";
import { mended } from "./mend";
import type { GenerateRequest } from "./outcome";
import type { Stages } from "./stages";
import { keyedStatements, wholePart } from "./statements";
import { stitched } from "./stitch";

/** Turns texts that a model wrote into drafts: checked, mended, and with nothing lost that was there. */
export interface Judging {
  /**
   * Judges the text that round `round` gave; `previous` is the best draft before it. Of a `partial` text, each
   * statement takes the place of the one in `previous` that it corrects.
   */
  judge(
    sql: string,
    round: number,
    previous: Draft | undefined,
    options?: { readonly partial: boolean },
  ): Promise<Draft>;
  /** A text that was cut off, up to its last whole statement. */
  wholeOf(sql: string): Promise<string>;
}

/** Words of an instruction by which tables may go away. */
const removal =
  /\b(drop|remov|delet|without|merg|combin|replac|renam|split|get rid|simplif|consolidat|unify|collaps|no longer|strip|clean)/i;

export async function judgingOf(
  request: GenerateRequest,
  { engines, signal }: { readonly engines: EngineSource; readonly signal: AbortSignal },
  stages: Stages,
): Promise<Judging> {
  const { dialect, instruction } = request;
  const context: CheckContext = { dialect, engines, signal };
  const fastContext: CheckContext = { ...context, engines: () => undefined };
  const current = request.current === undefined ? undefined : await checkDraft(request.current, fastContext);
  const old = new Set(current === undefined ? [] : tokensOf(current.result));

  return {
    async judge(sql, round, previous, options) {
      const checked = await checkDraft(`${sql.trimEnd()}\n`, {
        ...context,
        onPart(part, result) {
          const number = result?.script.statements.length ?? 0;
          const statements = `${number} statement${number === 1 ? "" : "s"}`;
          if (part === "parse") stages.enter("parse", round, "Reading the schema.");
          else if (part === "engine") stages.enter("engine", round, `Running ${statements}.`);
          else stages.enter("rules", round, "Checking the design.");
        },
      });
      if (current === undefined) {
        const draft = await withoutDestruction(checked, context);
        return mended(
          previous ? await keepingTables(previous, draft, context, options) : draft,
          context,
          () => true,
        );
      }
      const whole = await completed(checked, previous, current);
      const draft = await restored(whole, current.result);
      return mended(draft, context, (problem) => !stands(problem, draft.result));
    },
    async wholeOf(sql) {
      const { result } = await checkDraft(sql, fastContext);
      return wholePart(result.script) ?? sql;
    },
  };

  /** A refinement that gives only what it changes is set into what was there, unless it was to take tables away. */
  async function completed(draft: Draft, previous: Draft | undefined, before: Draft): Promise<Draft> {
    if (previous !== undefined) return keepingTables(previous, draft, context);
    const lost = lostTables(before, draft).length;
    const partial = lost > 0 && lost * 2 >= tableNames(before).length;
    return partial && !removal.test(instruction ?? "") ? keepingTables(before, draft, context) : draft;
  }

  /** Statements that the refinement leaves alone stay as they were, byte for byte. */
  async function restored(draft: Draft, before: CheckResult): Promise<Draft> {
    const sql = stitched(before, draft.result);
    if (sql === draft.sql) return draft;
    const same = await checkDraft(sql, context);
    return isBetter(draft, same) ? draft : same;
  }

  /** Whether a problem is in a statement that the refinement left alone; mending those was not asked for. */
  function stands({ span }: Problem, result: CheckResult): boolean {
    const tokens = tokensOf(result);
    const index = result.script.statements.findIndex(
      (statement) => span.start >= statement.span.start && span.start <= statement.span.end,
    );
    return old.has(tokens[index] ?? "");
  }
}

function tokensOf(result: CheckResult): string[] {
  return keyedStatements(result).statements.map(({ tokens }) => tokens);
}

/**
 * A new schema takes nothing away: statements that drop, empty or delete are left out. They would do nothing on an
 * empty database, and harm on another.
 */
async function withoutDestruction(draft: Draft, context: CheckContext): Promise<Draft> {
  const { statements, rest } = keyedStatements(draft.result);
  const kept = statements.filter(({ tokens }) => !/^(drop|truncate|delete) /.test(tokens));
  if (kept.length === statements.length) return draft;
  const text = kept.map(({ whole }) => whole).join("") + rest;
  return checkDraft(text.replace(/^(?:[ \t]*\n)+/, ""), context);
}

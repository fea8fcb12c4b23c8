import type { EngineStatement, Verdict } from "./engine";
import type { Footprint } from "./footprint";
import type { ExecStep, Step } from "./messages";
import type { Planned } from "./engine-kind";

/** What was done for a statement of the version before. */
export interface Taken {
  readonly text: string;
  readonly step: Step;
  /** What was said of it, and the text that this was said of, which is another one while that is being typed. */
  readonly verdict: Verdict;
  readonly judged: string;
  readonly print: Footprint;
}

/**
 * While a statement is being typed it does not parse most of the time. What stood in its place before keeps
 * standing for it, so that the tables it made are not missed by the rest. Changes `planned` in place.
 */
export function putStandIns(
  planned: Planned[],
  statements: readonly EngineStatement[],
  before: readonly Taken[],
): void {
  if (!statements.some(isBroken)) return;
  let old = 0;
  for (let index = 0; index < statements.length;) {
    const statement = statements[index];
    if (!statement) return;
    if (!isBroken(statement)) {
      const same = indexOf(before, statement.text, old);
      if (same >= 0) old = same + 1;
      index++;
      continue;
    }
    // Broken statements in a row share what stood between their neighbours.
    let next = index + 1;
    while (next < statements.length && isBroken(statements[next])) next++;
    const after = statements[next]?.text;
    const end = after === undefined ? before.length : indexOf(before, after, old);
    const steps = end < 0 ? [] : before.slice(old, end).flatMap(({ step }) => executed(step));
    const [only] = steps;
    // The row's first takes it all: it comes first, and what follows is not sent in any case.
    if (only)
      planned[index] = { ...planned[index], step: steps.length === 1 ? only : { op: "several", steps } };
    index = next;
  }
}

/** A statement that cannot be sent. */
export function isBroken(statement: EngineStatement | undefined): boolean {
  return statement?.kind === "sql" && statement.parsed.problem !== undefined && !statement.parsed.tree;
}

/** Like Array.indexOf, by text; most statements are found where the search begins. */
function indexOf(before: readonly Taken[], text: string, from: number): number {
  for (let at = from; at < before.length; at++) if (before[at]?.text === text) return at;
  return -1;
}

function executed(step: Step): readonly ExecStep[] {
  if (step.op === "exec") return [step];
  return step.op === "several" ? step.steps : [];
}

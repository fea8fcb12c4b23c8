import { shift, type Script } from "../sql";
import type { Fault } from "./fault";

/** What the parser refuses, statement by statement. */
export function syntaxFaults(script: Script): Fault[] {
  return script.statements.flatMap((statement, index): Fault[] => {
    const { parsed } = statement;
    const problem = parsed.isSound ? undefined : parsed.problem;
    if (!problem) return [];
    return [
      {
        from: "syntax",
        statement: index,
        severity: "error",
        span: shift(problem.span, statement.span.start),
        sqlstate: problem.code,
        message: problem.hint === undefined ? problem.message : `${problem.message}. Hint: ${problem.hint}`,
        exact: true,
      },
    ];
  });
}

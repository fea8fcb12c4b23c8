import type { EngineStatement, Verdict } from "./engine";

/** The statements as psql sends them, with the values of its variables. */
export function asSent(statements: readonly EngineStatement[]): readonly EngineStatement[] {
  if (!statements.some(({ parsed }) => parsed.sent)) return statements;
  return statements.map((statement): EngineStatement => {
    const { sent, undecided } = statement.parsed;
    if (!sent || undecided) return statement;
    return { kind: statement.kind, text: sent.parsed.text, parsed: sent.parsed };
  });
}

/** What was said of statements that were sent, with its places in the statements as they are written. */
export function asWritten(
  verdicts: readonly Verdict[],
  statements: readonly EngineStatement[],
): readonly Verdict[] {
  if (!statements.some(({ parsed }) => parsed.sent)) return verdicts;
  return verdicts.map((verdict, index) => {
    const sent = statements[index]?.parsed.sent;
    if (!sent || verdict.outcome === "accepted" || !verdict.failure) return verdict;
    return { ...verdict, failure: { ...verdict.failure, span: sent.placeOf(verdict.failure.span) } };
  });
}

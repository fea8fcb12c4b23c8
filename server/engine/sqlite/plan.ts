import type { ParsedStatement } from "../../sql";
import type { EngineStatement } from "../engine";
import type { Planned } from "../engine-kind";

/** Functions that reach files or load code; the command-line shell and some builds have them. */
const reaching = /^(load_extension|readfile|writefile|edit|fts3_tokenizer|fsdir|zipfile)$/;

/**
 * Turns a document into steps, as the sqlite3 shell would take them. Other than PostgreSQL's, SQLite's parser is
 * the engine itself: statements that our parser does not understand are sent as well.
 */
export function plan(statements: readonly EngineStatement[]): Planned[] {
  return statements.map(({ kind, text, parsed }) => {
    if (kind !== "sql" || parsed.undecided)
      return { step: { op: "none" }, verdict: { outcome: "unknown", reason: "client" } };
    if (isRefused(parsed))
      return { step: { op: "none" }, verdict: { outcome: "unknown", reason: "refused" } };
    return { step: { op: "exec", sql: text } };
  });
}

/** Other databases, files and libraries are out of reach. */
function isRefused({ tokens }: ParsedStatement): boolean {
  const code = tokens.filter(({ kind }) => kind !== "comment").map(({ text }) => text.toLowerCase());
  const [first] = code;
  if (first === "attach" || first === "detach") return true;
  if (first === "vacuum" && code.includes("into")) return true;
  return code.some((word, index) => reaching.test(word) && code[index + 1] === "(");
}

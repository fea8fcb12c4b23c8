import { EngineUnavailable, type Engines, type Migration } from "../engine/node";
import { foldIdentifier, parseScript, tokenize } from "../sql";

/** The scripts whose schemas are to be the same. */
export interface SameSchemas {
  readonly done: readonly string[];
  readonly wanted: readonly string[];
}

/** Runs both on databases of their own and compares what is there; undefined where SQLite cannot be had. */
export async function proveOnSqlite(
  engines: Engines,
  { done, wanted }: SameSchemas,
  signal: AbortSignal,
): Promise<Migration["proof"] | undefined> {
  try {
    const [is, should] = [await objectsOf(engines, done, signal), await objectsOf(engines, wanted, signal)];
    const names = [...new Set([...should.keys(), ...is.keys()])].sort();
    const other = names.find((name) => is.get(name) !== should.get(name));
    if (other === undefined) return { holds: true };
    const how = !is.has(other)
      ? "does not come back"
      : should.has(other)
        ? "is not as it was before"
        : "is left";
    return {
      holds: false,
      reason: `Run after the migration on SQLite, it leaves a difference: ${other} ${how}.`,
    };
  } catch (error) {
    if (error instanceof EngineUnavailable) return undefined;
    throw error;
  }
}

/** What a database has after the scripts, by kind and name: each in words that are equal where it is equal. */
async function objectsOf(
  engines: Engines,
  scripts: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const opened = await engines.openSandbox("sqlite", statementsOf(scripts.join("\n;\n")), signal);
  if (!opened) throw new EngineUnavailable("There is no engine for SQLite.");
  try {
    const query = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    const [tried] = await opened.sandbox.run(statementsOf(query), { signal });
    if (tried?.kind !== "answer") throw new EngineUnavailable("SQLite does not tell its schema.");
    return new Map(
      tried.answer.rows.map(([type, name, sql]) => [`${type ?? ""} "${name ?? ""}"`, shapeOf(sql ?? "")]),
    );
  } finally {
    opened.sandbox.end();
  }
}

function statementsOf(text: string) {
  return parseScript(text, "sqlite").statements;
}

/**
 * A definition without regard to quotes, case, comments, white space, and the order in which a table names its columns
 * and constraints: a column that comes back stands at the end.
 */
function shapeOf(sql: string): string {
  const elements: string[][] = [[]];
  const isTable = /^\s*CREATE\s+TABLE\b/i.test(sql);
  let depth = 0;
  for (const token of tokenize(sql, "sqlite")) {
    if (token.kind === "comment") continue;
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    const opens = token.text === "(" && depth === 1;
    const closes = token.text === ")" && depth === 0;
    if (isTable && (opens || closes || (token.text === "," && depth === 1))) elements.push([]);
    else
      elements
        .at(-1)
        ?.push(
          token.kind === "word" || token.kind === "quoted" ? foldIdentifier(token, "sqlite") : token.text,
        );
  }
  const [head = [], ...rest] = elements.map((words) => words.join(" "));
  return JSON.stringify([head, ...rest.sort()]);
}

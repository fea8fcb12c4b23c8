import { checkText, downSectionOf, upSection, type CheckResult, type DownSection } from "../checker";
import { dangersOf, EngineUnavailable, type Engines, type Migration } from "../engine/node";
import { downMigration, printUndoing, type DownMigration, type Undoing } from "../language";
import { parseScript, type Dialect } from "../sql";
import { textsBefore } from "../workspace";
import { proveOnSqlite } from "./sqlite-proof";
import type { Around } from "./workspace";

/** The way back from a migration as a text, and what is known of it. */
export interface WrittenDown {
  readonly sql: string;
  readonly section: DownSection | undefined;
  /** What cannot be undone or may fail, a sentence each. */
  readonly notes: number;
  /** Whether it was run after the migration and the schema was then as before; else why that is not known. */
  readonly proof: { readonly holds: true } | { readonly holds: false; readonly reason: string };
}

export interface DownOrder {
  readonly name: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly around: Around;
  /** What has been found in the text so far. */
  readonly checked: CheckResult;
}

/**
 * Writes what undoes a migration: from its words, and for PostgreSQL from a comparison of the schemas before and
 * after it, which also proves it; for SQLite it is proven by running it. Gives why not where the migration has an error.
 */
export async function writeDown(
  engines: Engines,
  { name, text, dialect, around, checked }: DownOrder,
  signal: AbortSignal,
): Promise<WrittenDown | { readonly refusal: string }> {
  const before = textsBefore(around);
  const up = upSection(text);
  const source = around.engine ? { engines: engines.source } : {};
  const asked = { ...around.options, dialect, ...source };
  const wrong = firstError(
    up,
    checked.engine === "skipped" && around.engine
      ? await checkText(up, { ...asked, before }, signal)
      : checked,
  );
  if (wrong !== undefined) return { refusal: `${name} has an error that has to be mended first: ${wrong}` };
  const section = downSectionOf(text);
  const down = downMigration(before, up, dialect);
  const compared =
    around.engine && dialect === "postgresql" ? await compare(engines, before, up, down, signal) : undefined;
  const undoings = compared?.undoings ?? down.undoings;
  const written = { section, notes: countOf(undoings), sql: printUndoing(undoings, section?.fence) };
  if (compared) return { ...written, proof: compared.proof };
  const failed = firstError(
    written.sql,
    await checkText(written.sql, { ...asked, before: [...before, up] }, signal),
  );
  const schemas = { done: [...before, up, written.sql], wanted: [...before, ...down.lasting] };
  const proof =
    failed === undefined && around.engine && dialect === "sqlite"
      ? await proveOnSqlite(engines, schemas, signal)
      : undefined;
  const unproven = "It was told from the words of the migration, and not run on a database.";
  return { ...written, proof: proof ?? { holds: false, reason: failed ?? unproven } };
}

interface Compared {
  readonly undoings: readonly Undoing[];
  readonly proof: Migration["proof"];
}

/** Runs what is thought to undo the migration, and adds what is then still different. Undefined where that cannot be done. */
async function compare(
  engines: Engines,
  before: readonly string[],
  up: string,
  { undoings, lasting }: DownMigration,
  signal: AbortSignal,
): Promise<Compared | undefined> {
  const tried = undoings.flatMap(({ sql, guessed }, index) =>
    guessed ? [] : sql.map((one) => ({ one, index })),
  );
  try {
    const found = await engines.migration(
      {
        before: statementsOf([...before, up]),
        after: statementsOf([...before, ...lasting]),
        renames: true,
        first: tried.map(({ one }) => one),
      },
      { signal },
    );
    const refused = new Set(found.refused.map((nth) => tried[nth]));
    const kept = undoings.map(({ sql, notes, guessed }, index): Undoing => ({
      sql: guessed
        ? []
        : sql.filter((one) => ![...refused].some((it) => it?.index === index && it.one === one)),
      notes,
    }));
    const rest = found.statements.map((statement) => ({ sql: [statement.sql], notes: dangersOf(statement) }));
    const undone = [...kept, ...rest].filter(({ sql, notes }) => sql.length + notes.length > 0);
    return { undoings: undone, proof: found.proof };
  } catch (error) {
    if (error instanceof EngineUnavailable) return undefined;
    throw error;
  }
}

function statementsOf(texts: readonly string[]) {
  return parseScript(texts.join("\n;\n"), "postgresql").statements;
}

function countOf(undoings: readonly Undoing[]): number {
  return undoings.reduce((sum, { notes, doubts = [] }) => sum + notes.length + doubts.length, 0);
}

function firstError(text: string, { problems }: CheckResult): string | undefined {
  // What is wrong in a part that undoes is replaced.
  const error = problems.find(
    ({ severity, span }) => severity === "error" && text.slice(span.start, span.end).trim() !== "",
  );
  return error && `line ${text.slice(0, error.span.start).split("\n").length}: ${error.message}`;
}

import { prepareChecker, type CheckResult } from "../checker";
import { createEngines, EngineUnavailable, migrationScript, type Migration } from "../engine/node";
import { dialectChoice, oneOf, parseCommandLine, wholeNumber } from "./arguments";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { formats } from "./formats";
import { checkWritable, writeWhole } from "./out-file";
import { fileReport, summarize } from "./report";
import { checkSchema, readSchema, type SchemaInput } from "./schema-input";

const help = `Usage: dbscst diff OLD NEW [options]

Writes the migration that turns one PostgreSQL schema into another. Both are made on throw-away databases, their
catalogs are compared, and the migration is run on the old one to see that it gives the new one.
OLD and NEW are SQL files or migrations folders; '-' reads standard input, an empty file is an empty schema.

Options:
  --dialect NAME      auto or postgresql (default: auto)
  --down              the way back: from NEW to OLD
  --no-renames        drop and make anew what only has another name
  --format NAME       sql or json (default: sql)
  --out FILE          write to FILE, whole and only on success, instead of standard output
  --timeout SECONDS   how long it may take (default: 120)
  -h, --help          print this text

What destroys data or rewrites a table says so in a comment. Rows are not compared, nor are roles.
Exit codes: 0 the migration is proven, 1 a schema has errors or the migration is not proven,
2 wrong usage or unreadable input.
`;

export const diff: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, {
    dialect: { type: "string" },
    down: { type: "boolean" },
    "no-renames": { type: "boolean" },
    format: { type: "string" },
    out: { type: "string" },
    timeout: { type: "string" },
  });
  const format = oneOf("format", values.format ?? "sql", ["sql", "json"]);
  const dialect = dialectChoice(values.dialect ?? "auto");
  const seconds = wholeNumber("timeout", values.timeout ?? "120", 1);
  const [older, newer, ...more] = positionals;
  if (older === undefined || newer === undefined || more.length > 0)
    throw new UsageError("Name two schemas, the old one and the new one: dbscst diff OLD NEW.");
  if (older === "-" && newer === "-") throw new UsageError("Only one of the two can be standard input.");
  if (values.out !== undefined) await checkWritable(values.out);

  const old = await readSchema(older, terminal);
  const next = await readSchema(newer, terminal);
  await prepareChecker();
  const engines = await createEngines();
  try {
    const [before, after] = values.down ? [next, old] : [old, next];
    const checked = [];
    for (const schema of [before, after]) {
      terminal.progress(`checking ${schema.name}`);
      checked.push(await checkSchema(schema, dialect, engines, terminal.signal));
    }
    terminal.progress("comparing");
    const [from, to] = checked;
    if (!from || !to) return 2;
    if (hasErrors(before, from, terminal) || hasErrors(after, to, terminal)) return 1;
    const migration = await engines.migration(
      {
        before: from.script.statements,
        after: to.script.statements,
        renames: values["no-renames"] !== true,
      },
      { signal: terminal.signal, timeoutMs: seconds * 1000 },
    );
    terminal.progress(undefined);
    const text =
      format === "json" ? `${JSON.stringify(toJson(migration), null, 2)}\n` : migrationScript(migration);
    if (values.out === undefined) terminal.out(text);
    else await writeWhole(values.out, text);
    return conclude(migration, terminal);
  } catch (error) {
    if (error instanceof EngineUnavailable) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    terminal.progress(undefined);
    await engines.dispose();
  }
}

function hasErrors(schema: SchemaInput, result: CheckResult, terminal: Terminal): boolean {
  const report = fileReport(schema.name, schema.text, result);
  const found = report.found.filter(({ severity }) => severity === "error");
  if (found.length === 0) return false;
  if (schema.folder) {
    terminal.err(`dbscst: ${schema.name} has errors; 'dbscst check ${schema.name}' tells them.`);
    return true;
  }
  const pieces = formats.pretty(summarize([{ ...report, found }]), { colour: false });
  terminal.err([...pieces].join("").trimEnd());
  terminal.err(`dbscst: ${schema.name} has errors; a migration needs two schemas that run.`);
  return true;
}

function toJson(migration: Migration) {
  return { sql: migrationScript(migration), proven: migration.proof.holds, ...migration };
}

function conclude({ statements, proof }: Migration, terminal: Terminal): ExitCode {
  if (!proof.holds) {
    terminal.err(`dbscst: the migration is NOT proven: ${proof.reason}`);
    return 1;
  }
  const count = (of: "destroys" | "rewrites") => statements.filter((statement) => statement[of]).length;
  const [destroying, rewriting] = [count("destroys"), count("rewrites")];
  const parts = [
    statements.length === 0
      ? "the schemas are equal"
      : `${statements.length} ${statements.length === 1 ? "statement" : "statements"}, proven: run on the old schema they give the new one`,
    ...(destroying > 0 ? [`${destroying} ${destroying === 1 ? "destroys" : "destroy"} data`] : []),
    ...(rewriting > 0 ? [`${rewriting} ${rewriting === 1 ? "rewrites" : "rewrite"} a table`] : []),
  ];
  terminal.err(`dbscst: ${parts.join("; ")}.`);
  return 0;
}

import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { generate as generateSchema, ProviderFailure, type GenerateOutcome } from "../generation";
import { categoryChoices, keyChoices } from "../generation/design-choices";
import { sampleRows, type SampleRows } from "../generation/samples";
import { dialects, type Dialect, type DialectChoice } from "../sql";
import { oneOf, parseCommandLine, wholeNumber } from "./arguments";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { configOf } from "./config";
import { startEngines } from "./engines";
import { decode, reason } from "./input";
import { readBytes } from "./read-bytes";
import { checkWritable, writeWhole } from "./out-file";

const help = `Usage: dbscst generate [BRIEF|-] [options]

Turns a brief in plain language into a SQL schema that is parsed, linted and run on a real database engine,
and repaired until it is clean. BRIEF is the text itself, or the path of a file that holds it when there is
such a file; '-', or nothing, reads standard input. The nearest dbscst.config.json, in the folder of FILE
(else the current one) or above, sets the dialect, the keys and the categories; options win over it.

Options:
  --provider NAME     auto, openai or builtin (default: auto)
                      auto: openai when a key or a base URL is set, else builtin, which needs no model
  --base-url URL      an OpenAI-compatible server (default: OPENAI_BASE_URL, else OpenAI)
  --model NAME        the model to ask (default: OPENAI_MODEL, else one of the server)
  --dialect NAME      postgresql, mysql, mariadb or sqlite (default: postgresql)
  --keys NAME         identity or uuid: what primary keys are (default: identity)
  --categories NAME   check, enum or lookup: what fixed sets of values become (default: enum; check in SQLite)
  --out FILE          write the result to FILE, whole and only on success, instead of standard output
  --format NAME       sql or json (default: sql)
  --samples N         add N rows for each table that satisfy every constraint, 1 to 1000
  --seed N            equal seeds give equal sample rows (default: 1)
  --timeout SECONDS   how long the model may send nothing (default: 60)
  -h, --help          print this text

The key of the API is read from OPENAI_API_KEY.
Exit codes: 0 a schema without errors, 1 a schema with errors left, 2 wrong usage or provider failure.
`;

export const generate: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, {
    provider: { type: "string" },
    "base-url": { type: "string" },
    model: { type: "string" },
    dialect: { type: "string" },
    out: { type: "string" },
    format: { type: "string" },
    timeout: { type: "string" },
    keys: { type: "string" },
    categories: { type: "string" },
    samples: { type: "string" },
    seed: { type: "string" },
  });
  if (values.provider === "editor" || values.provider === "backend")
    throw new UsageError(
      `--provider ${values.provider} is for the editor, which has the account; use openai (with --base-url or a key) or builtin.`,
    );
  const provider = oneOf("provider", values.provider ?? "auto", ["auto", "openai", "builtin"]);
  const named =
    values.dialect === undefined ? undefined : oneOf("dialect", values.dialect, ["auto", ...dialects]);
  const format = oneOf("format", values.format ?? "sql", ["sql", "json"]);
  const seconds = wholeNumber("timeout", values.timeout ?? "60", 1);
  const samples = values.samples === undefined ? undefined : wholeNumber("samples", values.samples, 1, 1_000);
  const seed = wholeNumber("seed", values.seed ?? "1", 0);
  const design = {
    ...(values.keys !== undefined && { keys: oneOf("keys", values.keys, keyChoices) }),
    ...(values.categories !== undefined && {
      categories: oneOf("categories", values.categories, categoryChoices),
    }),
  };
  const { "base-url": baseUrl, model, out } = values;
  if (baseUrl !== undefined && !/^https?:$/.test(protocolOf(baseUrl)))
    throw new UsageError(
      `--base-url takes an address such as http://localhost:11434/v1; it cannot be '${baseUrl}'.`,
    );
  if (out !== undefined) await checkWritable(out);
  const config = await configOf(out === undefined ? process.cwd() : dirname(resolve(out)));
  const brief = await briefOf(positionals, terminal);
  const dialect = dialectOf(named ?? config.dialect ?? "auto");

  const engines = await startEngines(terminal);
  let outcome: GenerateOutcome;
  let rows: SampleRows | undefined;
  try {
    outcome = await generateSchema(
      {
        brief,
        dialect,
        provider,
        design: { ...config.generate, ...design },
        openai: { ...(baseUrl !== undefined && { baseUrl }), ...(model !== undefined && { model }) },
        stallTimeoutMs: seconds * 1_000,
      },
      {
        signal: terminal.signal,
        engines: engines.source,
        onProgress: (event) => {
          if (event.kind !== "stage" || event.stage === "done") return;
          if (terminal.interactive) terminal.progress(event.message);
          else terminal.err(event.message);
        },
      },
    );
    if (samples !== undefined) {
      terminal.progress("Making sample rows.");
      const request = { sql: outcome.sql, dialect, rows: samples, seed };
      rows = await sampleRows(request, { signal: terminal.signal, engines: engines.source });
    }
    terminal.signal.throwIfAborted();
  } catch (error) {
    if (error instanceof ProviderFailure) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    terminal.progress(undefined);
    await engines.dispose();
  }

  const whole =
    rows === undefined || rows.sql === "" ? outcome.sql : `${outcome.sql.trimEnd()}\n\n${rows.sql}`;
  const text = format === "json" ? json(outcome, rows) : whole;
  if (out === undefined) terminal.out(text);
  else await writeWhole(out, text);
  if (format === "sql") for (const line of [...notes(outcome), ...sampleNotes(rows)]) terminal.err(line);
  return outcome.problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

function dialectOf(choice: DialectChoice): Dialect {
  return choice === "auto" ? "postgresql" : choice;
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

async function briefOf(positionals: readonly string[], terminal: Terminal): Promise<string> {
  const [argument, ...more] = positionals;
  if (more.length > 0) throw new UsageError("Give the brief as one argument: put it in quotes.");
  const text =
    argument === undefined || argument === "-"
      ? decode(await terminal.read(), "The standard input")
      : await textOf(argument, terminal);
  if (text.trim() === "")
    throw new UsageError("The brief is empty. Say in a sentence or more what the database is to hold.");
  return text;
}

/** The argument itself, or what the file of that name holds. */
async function textOf(argument: string, terminal: Terminal): Promise<string> {
  const there = await stat(argument).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`${argument}: it is a folder; a brief is a text or a file.`);
  if (!there) return argument;
  const bytes = await readBytes(argument, terminal).catch((error: unknown) => {
    if (error instanceof UsageError || terminal.signal.aborted) throw error;
    throw new UsageError(`${argument}: ${reason(error)}`, { cause: error });
  });
  return decode(bytes, argument);
}

/** In the order that the contract names. */
function json(outcome: GenerateOutcome, rows: SampleRows | undefined): string {
  const { sql, dialect, provider, providerReason, model, rounds } = outcome;
  const { problems, assumptions, uncovered, tables, timings, usage } = outcome;
  const document = {
    // Every key is there in every answer; the built-in generator has no model.
    ...{ sql, dialect, provider, providerReason, model: model ?? null, rounds },
    ...{ problems, assumptions, uncovered, tables, timings },
    ...(usage && { usage }),
    ...(rows && { samples: rows }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function sampleNotes(rows: SampleRows | undefined): string[] {
  if (rows === undefined) return [];
  const count = rows.tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${count} sample rows. ${rows.proven ? "The database took all of them." : (rows.unproven ?? "")}`,
    ...rows.left.map(({ table, reason }) => `not filled: ${table}: ${reason}`),
  ];
}

function costOf({ costUsd }: NonNullable<GenerateOutcome["usage"]>): string {
  return costUsd === undefined ? "" : `, $${costUsd.toFixed(4)}`;
}

/** What a person should know besides the SQL. */
function notes({
  tables,
  provider,
  model,
  rounds,
  usage,
  problems,
  assumptions,
  uncovered,
}: GenerateOutcome): string[] {
  const who = model === undefined ? provider : `${provider} (${model})`;
  return [
    `${tables.length} table${tables.length === 1 ? "" : "s"} by ${who}, ${rounds === 1 ? "1 round" : `${rounds} rounds`}.`,
    ...(usage ? [`${usage.inputTokens} tokens read, ${usage.outputTokens} written${costOf(usage)}.`] : []),
    ...problems.map(
      ({ severity, range, message, code }) =>
        `${severity}: line ${range.start.line + 1}: ${message} (${code})`,
    ),
    ...assumptions.map((assumption) => `assumed: ${assumption}`),
    ...uncovered.map((sentence) => `not covered: ${sentence}`),
  ];
}

import { detectDialect, loadParsers, parseScript, type DialectChoice } from "../sql";
import { exportAs, exportFormats } from "../export";
import { buildSchema } from "../schema";
import { dialectChoice, oneOf, parseCommandLine } from "./arguments";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { resolveInputs } from "./input";
import { checkWritable, writeWhole } from "./out-file";

const help = `Usage: dbscst export FILE --to FORMAT [options]

Writes the schema of a SQL file for another tool. '-' reads standard input.

Formats:
${exportFormats.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`).join("\n")}

Options:
  --to FORMAT         one of the above
  --dialect NAME      auto, postgresql, mysql, mariadb or sqlite (default: auto)
  --out FILE          write to FILE, whole and only on success, instead of standard output
  -h, --help          print this text

Statements with an error are passed over and counted on standard error; what names a column or a table that is not
there is left out and named.
Exit codes: 0 all of it was written, 1 something was left out, 2 wrong usage or unreadable input.
`;

export const exportSchema: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, {
    to: { type: "string" },
    dialect: { type: "string" },
    out: { type: "string" },
  });
  const names = exportFormats.map(({ name }) => name);
  if (values.to === undefined) throw new UsageError(`--to is missing; it is one of ${names.join(", ")}.`);
  const to = oneOf("to", values.to, names);
  const format = exportFormats.find(({ name }) => name === to);
  if (!format) throw new Error(`there is no format ${to}`);
  const choice = dialectChoice(values.dialect ?? "auto");
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError("Name the SQL file to export, or '-' for standard input.");
  if (more.length > 0)
    throw new UsageError(`One file is exported at a time; '${more.join(" ")}' is too much.`);
  if (values.out !== undefined) await checkWritable(values.out);

  const text = await readOne(file, terminal);
  const script = await parse(text, choice, file);
  const schema = buildSchema(script);
  const { text: written, leftOut } = await exportAs(format, schema);
  if (values.out === undefined) terminal.out(written);
  else await writeWhole(values.out, written);
  const broken = script.statements.filter(({ parsed }) => parsed.problem).length;
  if (broken > 0) {
    terminal.err(
      `dbscst: ${broken} ${broken === 1 ? "statement does" : "statements do"} not parse; 'dbscst check' tells why.`,
    );
  }
  for (const phrase of leftOut) terminal.err(`dbscst: left out: ${phrase}`);
  return broken + leftOut.length === 0 ? 0 : 1;
}

async function readOne(file: string, terminal: Terminal): Promise<string> {
  const { inputs, failures } = await resolveInputs([file], terminal);
  const [input, ...others] = inputs;
  if (!input || failures.length > 0) throw new UsageError(failures[0] ?? `${file}: nothing to export.`);
  if (others.length > 0)
    throw new UsageError(`${file} stands for ${inputs.length} files; one is exported at a time.`);
  return input.read();
}

async function parse(text: string, choice: DialectChoice, file: string) {
  await loadParsers();
  return parseScript(text, choice === "auto" ? detectDialect(text, file) : choice);
}

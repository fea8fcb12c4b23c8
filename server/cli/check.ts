import { checkText, prepareChecker, type CheckResult, type EngineSource } from "../checker";
import type { DialectChoice } from "../sql";
import { dialectChoice, oneOf, parseCommandLine, wholeNumber } from "./arguments";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { startEngines } from "./engines";
import { formats } from "./formats";
import { resolveInputs, type Input } from "./input";
import { fileReport, summarize, type FileReport } from "./report";

type FormatName = keyof typeof formats;

const help = `Usage: dbscst check [FILE|DIR|GLOB|-]... [options]

Checks SQL: parses it, lints its design and runs it on a real, throw-away database engine.
Folders are searched for *.sql files; '-' reads standard input; without an argument the current folder is checked.

Options:
  --dialect NAME      auto, postgresql, mysql, mariadb or sqlite (default: auto)
  --format NAME       pretty, json, sarif or github (default: pretty)
  --no-engine         only parse and lint; do not run the statements
  --max-warnings N    exit with 1 when there are more than N warnings
  --timeout SECONDS   how long the statements of one file may run (default: 120); then it is only parsed and linted
  -h, --help          print this text

Exit codes: 0 no errors, 1 errors (or too many warnings), 2 wrong usage or unreadable input.
`;

export const check: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, {
    dialect: { type: "string" },
    format: { type: "string" },
    "no-engine": { type: "boolean" },
    "max-warnings": { type: "string" },
    timeout: { type: "string" },
  });
  const dialect = dialectChoice(values.dialect ?? "auto");
  const format = oneOf("format", values.format ?? "pretty", Object.keys(formats) as FormatName[]);
  const maxWarnings = values["max-warnings"];
  const warningsAllowed = maxWarnings === undefined ? Infinity : wholeNumber("max-warnings", maxWarnings, 0);

  const seconds = wholeNumber("timeout", values.timeout ?? "120", 1);

  const { inputs, failures } = await resolveInputs(positionals.length > 0 ? positionals : ["."], terminal);
  for (const failure of failures) terminal.err(`dbscst: ${failure}`);

  const engines = values["no-engine"] ? undefined : await startEngines(terminal);
  let unreadable = failures.length > 0;
  const reports: FileReport[] = [];
  try {
    await prepareChecker();
    for (const [index, input] of inputs.entries()) {
      terminal.progress(`[${index + 1}/${inputs.length}] ${input.name}`);
      try {
        const options = { dialect, engines: engines?.source, seconds, signal: terminal.signal };
        reports.push(await checkInput(input, options));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        terminal.err(`dbscst: ${error.message}`);
        unreadable = true;
      }
    }
  } finally {
    terminal.progress(undefined);
    await engines?.dispose();
  }

  const report = summarize(reports);
  if (reports.length > 0 || format !== "pretty")
    for (const piece of formats[format](report, { colour: terminal.colour })) terminal.out(piece);
  if (unreadable) return 2;
  if (report.errors > 0) return 1;
  if (report.warnings <= warningsAllowed) return 0;
  terminal.err(
    `dbscst: ${report.warnings} warning${report.warnings === 1 ? "" : "s"}, more than the ${warningsAllowed} of --max-warnings.`,
  );
  return 1;
}

interface InputOptions {
  readonly dialect: DialectChoice;
  readonly engines: EngineSource | undefined;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

async function checkInput(input: Input, options: InputOptions): Promise<FileReport> {
  const text = await input.read();
  return fileReport(input.name, text, await checkWithin(text, options));
}

/** The engine's verdict where it comes in time, else what parsing and linting find. */
async function checkWithin(
  text: string,
  { dialect, engines, seconds, signal }: InputOptions,
): Promise<CheckResult> {
  if (!engines) return checkText(text, { dialect }, signal);
  const late = AbortSignal.timeout(seconds * 1_000);
  try {
    return await checkText(text, { dialect, engines }, AbortSignal.any([signal, late]));
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error;
    const engineMessage = `running its statements took longer than the ${seconds} s of --timeout.`;
    return { ...(await checkText(text, { dialect }, signal)), engine: "unavailable", engineMessage };
  }
}

import { dirname } from "node:path";
import { prepareChecker } from "../checker";
import {
  diskFiles,
  findConfig,
  parseConfig,
  surroundingsOf,
  withSlashes,
  type Files,
  type FoundConfig,
} from "../workspace";
import { dialectChoice, oneOf, parseCommandLine, wholeNumber } from "./arguments";
import { CheckRun, type CheckRunOptions, type CheckTask } from "./check-run";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { configProblems } from "./config";
import { startEngines } from "./engines";
import { formats } from "./formats";
import { resolveInputs, type Input } from "./input";
import { summarize, type FileReport } from "./report";

type FormatName = keyof typeof formats;

const help = `Usage: dbscst check [FILE|DIR|GLOB|-]... [options]

Checks SQL: parses it, lints its design and runs it on a real, throw-away database engine.
Folders are searched for *.sql files; '-' reads standard input; without an argument the current folder is checked.

Files of a migrations folder are checked on top of those before them. The nearest dbscst.config.json, in the
file's folder or above, sets the dialect, the rules and which files form one schema; options win over it.

Options:
  --dialect NAME      auto, postgresql, mysql, mariadb or sqlite (default: auto)
  --format NAME       pretty, json, sarif or github (default: pretty)
  --no-engine         only parse and lint; do not run the statements
  --rule NAME=LEVEL   error, warning, information, hint or off; may be given many times
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
    rule: { type: "string", multiple: true },
  });
  const dialect = dialectChoice(values.dialect ?? "auto");
  const format = oneOf("format", values.format ?? "pretty", Object.keys(formats) as FormatName[]);
  const maxWarnings = values["max-warnings"];
  const warningsAllowed = maxWarnings === undefined ? Infinity : wholeNumber("max-warnings", maxWarnings, 0);

  const seconds = wholeNumber("timeout", values.timeout ?? "120", 1);

  const rules = ruleOptions(values.rule ?? []);

  const { inputs, failures } = await resolveInputs(positionals.length > 0 ? positionals : ["."], terminal);
  for (const failure of failures) terminal.err(`dbscst: ${failure}`);
  const files = diskFiles();
  const tasks = await tasksOf(inputs, await configsOf(inputs, files), files);

  const engines = values["no-engine"] ? undefined : await startEngines(terminal);
  let unreadable = failures.length > 0;
  const reports: FileReport[] = [];
  const options: CheckRunOptions = {
    ...(values.dialect !== undefined && { dialect }),
    rules,
    engines: engines?.source,
    seconds,
    signal: terminal.signal,
  };
  const checking = new CheckRun(options);
  try {
    await prepareChecker();
    for (const [index, task] of tasks.entries()) {
      terminal.signal.throwIfAborted();
      terminal.progress(`[${index + 1}/${tasks.length}] ${task.input.name}`);
      try {
        reports.push(await checking.check(task));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        terminal.err(`dbscst: ${error.message}`);
        unreadable = true;
      }
    }
  } finally {
    terminal.progress(undefined);
    checking.dispose();
    await engines?.dispose();
  }

  const order = new Map(inputs.map(({ name }, index) => [name, index]));
  reports.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0));
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

/** The configuration of each input. What is wrong with one stops the run: it may say that a fault is none. */
async function configsOf(inputs: readonly Input[], files: Files): Promise<ReadonlyMap<Input, FoundConfig>> {
  const configs = new Map<Input, FoundConfig>();
  const problems = new Set<string>();
  for (const input of inputs) {
    const config = await findConfig(withSlashes(dirname(input.path)), files);
    configs.set(input, config);
    for (const problem of configProblems(config)) problems.add(problem);
  }
  if (problems.size > 0) throw new UsageError([...problems].join("\ndbscst: "));
  return configs;
}

/** The inputs with what they are checked on top of; those of one folder follow each other in its order. */
async function tasksOf(
  inputs: readonly Input[],
  configs: ReadonlyMap<Input, FoundConfig>,
  files: Files,
): Promise<readonly CheckTask[]> {
  const tasks: CheckTask[] = [];
  for (const input of inputs) {
    const config = configs.get(input);
    if (!config) continue;
    const schema = { root: config.root, globs: config.value.schema.files };
    const around = await surroundingsOf(withSlashes(input.path), schema, files);
    tasks.push({ input, around, config: config.value });
  }
  const groups = new Map<string, CheckTask[]>();
  for (const task of tasks) {
    const name = task.around.group ?? task.input.path;
    groups.set(name, [...(groups.get(name) ?? []), task]);
  }
  return [...groups.values()].flatMap((group) =>
    group.sort((a, b) => a.around.before.length - b.around.before.length),
  );
}

/** The severity of rules, as `--rule code=severity` says it. */
function ruleOptions(values: readonly string[]): FoundConfig["value"]["rules"] {
  const { value, problems } = parseConfig(
    JSON.stringify({
      rules: Object.fromEntries(
        values.map((value) => {
          const at = value.indexOf("=");
          if (at < 1) throw new UsageError(`--rule takes NAME=SEVERITY; it cannot be '${value}'.`);
          return [value.slice(0, at), value.slice(at + 1)];
        }),
      ),
    }),
  );
  const [problem] = problems;
  if (problem) throw new UsageError(`--rule: ${problem.message}`);
  return value.rules;
}

import { version } from "../../package.json";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { processTerminal } from "./terminal";

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command; adding one is a file and a line here. Only the one that runs is loaded. */
const commands: readonly Entry[] = [
  {
    name: "check",
    summary: "find the problems of SQL files",
    load: async () => (await import("./check")).check,
  },
  {
    name: "generate",
    summary: "turn a brief in plain language into a schema",
    load: async () => (await import("./generate")).generate,
  },
  {
    name: "export",
    summary: "write a schema for another tool",
    load: async () => (await import("./export")).exportSchema,
  },
  {
    name: "diff",
    summary: "write the migration from one schema to another",
    load: async () => (await import("./diff")).diff,
  },
  { name: "serve", summary: "start the backend", load: async () => (await import("./serve")).serve },
  { name: "lsp", summary: "start the language server", load: async () => (await import("./lsp")).lsp },
];

const usage = `Usage: dbscst COMMAND [options]

From a brief in plain language to a SQL schema that is proven on a real database engine,
and a checker for every schema.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join("\n")}

'dbscst COMMAND --help' tells about a command, 'dbscst --version' which release this is.
`;

async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === undefined) {
    terminal.err(usage);
    return 2;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    const about = commands.find(({ name }) => name === rest[0]);
    terminal.out(about ? (await about.load()).help : usage);
    return 0;
  }
  if (first === "--version" || first === "-v") {
    terminal.out(`${version}\n`);
    return 0;
  }
  const entry = commands.find(({ name }) => name === first);
  if (!entry)
    throw new UsageError(`There is no command '${first}'. 'dbscst --help' lists the ones that there are.`);
  if (rest.includes("--version")) {
    terminal.out(`${version}\n`);
    return 0;
  }
  const command = await entry.load();
  if (rest.some((arg) => arg === "--help" || arg === "-h")) {
    terminal.out(command.help);
    return 0;
  }
  return command.run(rest, terminal);
}

const interrupted = new AbortController();
let endedBy: ExitCode = 130;
const interrupt = (signal: NodeJS.Signals) => {
  endedBy = signal === "SIGTERM" ? 143 : 130;
  // A second one ends the process at once, as the signal does where nobody listens.
  process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
  interrupted.abort();
};
process.on("SIGINT", interrupt).on("SIGTERM", interrupt);

void main(process.argv.slice(2), processTerminal(interrupted.signal))
  .catch((error: unknown): ExitCode => {
    if (interrupted.signal.aborted) return endedBy;
    const text =
      error instanceof UsageError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`dbscst: ${text ?? "failed"}\n`);
    return 2;
  })
  .then((code) => {
    // The code is set and the process left to end, so that what is in the pipe is written first.
    process.exitCode ??= code;
    process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
  });

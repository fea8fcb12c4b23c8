import { version } from "../../package.json";
import { check } from "./check";
import { UsageError, type Command, type ExitCode, type Terminal } from "./command";
import { generate } from "./generate";
import { lsp } from "./lsp";
import { serve } from "./serve";
import { processTerminal } from "./terminal";

/** Every command; adding one is a file and a line here. */
const commands: readonly Command[] = [check, generate, serve, lsp];

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
    terminal.out(about?.help ?? usage);
    return 0;
  }
  if (first === "--version" || first === "-v") {
    terminal.out(`${version}\n`);
    return 0;
  }
  const command = commands.find(({ name }) => name === first);
  if (!command)
    throw new UsageError(`There is no command '${first}'. 'dbscst --help' lists the ones that there are.`);
  if (rest.includes("--version")) {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (rest.some((arg) => arg === "--help" || arg === "-h")) {
    terminal.out(command.help);
    return 0;
  }
  return command.run(rest, terminal);
}

const interrupted = new AbortController();
const interrupt = () => {
  // A second one ends the process at once, as the signal does where nobody listens.
  process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
  interrupted.abort();
};
process.on("SIGINT", interrupt).on("SIGTERM", interrupt);

void main(process.argv.slice(2), processTerminal(interrupted.signal))
  .catch((error: unknown): ExitCode => {
    if (interrupted.signal.aborted) return 130;
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

import { parseCommandLine } from "./arguments";
import { UsageError, type Command, type ExitCode } from "./command";
import { startProgram } from "./program";

const help = `Usage: dbscst lsp --stdio

Starts the language server, which any editor can talk to over standard input and output (LSP 3.17).

Options:
  --stdio        talk over standard input and output
  -h, --help     print this text
`;

export const lsp: Command = { help, run };

function run(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, {
    stdio: { type: "boolean" },
    clientProcessId: { type: "string" },
  });
  if (positionals.length > 0)
    throw new UsageError(`'dbscst lsp' takes no argument such as '${positionals[0]}'.`);
  if (!values.stdio) throw new UsageError("Say how to talk to the language server: 'dbscst lsp --stdio'.");
  startProgram("lsp");
  return Promise.resolve(0);
}

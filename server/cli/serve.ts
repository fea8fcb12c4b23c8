import { parseCommandLine } from "./arguments";
import { UsageError, type Command, type ExitCode } from "./command";
import { startProgram } from "./program";

const help = `Usage: dbscst serve [backup FILE | restore FILE]

Starts the backend: accounts, projects, tasks, members and schemas over HTTP.
It is set up by environment variables or a file .env in the current folder; the ones to know first:

  PORT, HOST       where to listen
  DATABASE_URL     a PostgreSQL server; without it an embedded database in DATA_DIR
  DATA_DIR         where the embedded database and the outbox are kept
  SECRET_KEY       signs the tokens

"backup" writes all that it holds to a file, and "restore" puts that into an empty database, of either kind.

Options:
  -h, --help       print this text
`;

export const serve: Command = { help, run };

function run(args: readonly string[]): Promise<ExitCode> {
  const { positionals } = parseCommandLine(args, {});
  const [action, file, ...rest] = positionals;
  if (
    action !== undefined &&
    (!["backup", "restore"].includes(action) || file === undefined || rest.length > 0)
  )
    throw new UsageError(`'dbscst serve' takes nothing, 'backup FILE' or 'restore FILE'.`);
  startProgram("backend");
  return Promise.resolve(0);
}

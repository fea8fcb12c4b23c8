import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { prepareChecker } from "../checker";
import { createEngines, noEngines } from "../engine/node";
import { answersCancelled } from "./refusals";
import { startServer, type ServerParts } from "./server";

/**
 * The program `dist/lsp.js`: the language server over the way that the command line names (`--stdio`, `--node-ipc`,
 * `--pipe=…`, `--socket=…`), standard input and output unless it does.
 */
async function start(): Promise<void> {
  const named = process.argv.some((arg) => /^--(stdio|node-ipc|pipe|socket)\b/.test(arg));
  const options = { connectionStrategy: answersCancelled };
  const connection = named
    ? createConnection(ProposedFeatures.all, options)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout, options);
  const parts: ServerParts = { connection, engines: noEngines, parsers: prepareChecker() };
  let failure: unknown;
  const engines = await createEngines().catch((error: unknown) => {
    failure = error;
    return noEngines;
  });
  const { log } = startServer({ ...parts, engines });
  if (failure !== undefined) log.failed("starting the database engine", failure);
  process.on("unhandledRejection", (error) => log.failed("a background task", error));
}

void start();

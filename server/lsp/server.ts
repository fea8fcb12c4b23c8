import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Connection,
  type ServerCapabilities,
} from "vscode-languageserver";
import { version } from "../../package.json";
import type { Engines } from "../engine/node";
import { Documents } from "./documents";
import { EngineQueue } from "./engine-queue";
import { watchEngines } from "./engine-state";
import { restWithEngines } from "./resting";
import type { Handler, Server } from "./handler";
import { handlers } from "./handlers";
import { connectionLog } from "./log";
import { SideFileSource } from "./side-files";
import { SettingsSource } from "./settings";
import { configName } from "../workspace";

export interface ServerParts {
  readonly connection: Connection;
  readonly engines: Engines;
  /** Resolves when the parsers are loaded. */
  readonly parsers: Promise<void>;
}

/** Wires the server and listens. It ends with the client's `exit`, or when the client or its pipe is gone. */
export function startServer({ connection, engines, parsers }: ServerParts): Server {
  const log = connectionLog(connection);
  const settings = new SettingsSource(connection);
  const queue = new EngineQueue(log);
  const documents = new Documents({ connection, settings, engines: engines.source, queue, log, parsers });
  let client: ClientCapabilities = {};
  const sideFiles = new SideFileSource(connection, () => {
    if (client.workspace?.codeLens?.refreshSupport !== true) return;
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error: unknown) => log.failed("refreshing lenses", error));
  });
  const server: Server = { connection, documents, settings, sideFiles, engines, log, client: () => client };

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders }) => {
    client = capabilities;
    documents.workspace.roots = (workspaceFolders ?? []).map(({ uri }) => uri);
    settings.start({ pulls: client.workspace?.configuration === true, initial: initializationOptions });
    return { capabilities: announced(handlers, client), serverInfo: { name: "dbscst", version } };
  });
  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true)
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: "dbscst" })
        .catch((error: unknown) => log.failed("listening to settings", error));
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: "**/*.sql" }, { globPattern: `**/${configName}` }],
        })
        .catch((error: unknown) => log.failed("watching files", error));
  });
  connection.onShutdown(() => engines.dispose());
  for (const handler of handlers) handler.register(server);
  watchEngines(engines, connection);
  restWithEngines(engines, documents);
  documents.listen();
  connection.listen();
  return server;
}

function announced(list: readonly Handler[], client: ClientCapabilities): ServerCapabilities {
  const own = list.map(({ capabilities }) => capabilities?.(client) ?? {});
  return Object.assign(
    { positionEncoding: "utf-16", textDocumentSync: { openClose: true, change: Documents.syncKind } },
    ...own,
  ) as ServerCapabilities;
}

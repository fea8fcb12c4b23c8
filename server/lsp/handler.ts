import type { ClientCapabilities, Connection, ServerCapabilities } from "vscode-languageserver";
import type { Engines } from "../engine/node";
import type { Documents } from "./documents";
import type { Log } from "./log";
import type { SideFileSource } from "./side-files";
import type { SettingsSource } from "./settings";

/** What every handler may use. */
export interface Server {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly settings: SettingsSource;
  /** What is known beside documents. */
  readonly sideFiles: SideFileSource;
  readonly engines: Engines;
  readonly log: Log;
  /** What the client can do; empty until it has said so. */
  readonly client: () => ClientCapabilities;
}

/** One capability of the server: a file in `handlers/` and a line in its table. */
export interface Handler {
  /** What the server announces because of it. */
  readonly capabilities?: (client: ClientCapabilities) => ServerCapabilities;
  /** Called once, before the client's first message. What a request's handler throws is answered and logged. */
  readonly register: (server: Server) => void;
}

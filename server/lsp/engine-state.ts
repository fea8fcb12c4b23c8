import type { Connection } from "vscode-languageserver";
import type { Engines } from "../engine/node";
import { engineStateNotification, type EngineStateParams } from "../protocol/lsp";
import { dialects } from "../sql";

/** Tells the client what the engines do, for its status item. */
export function watchEngines({ source }: Engines, connection: Connection): void {
  for (const dialect of dialects)
    source(dialect)?.onStateChange((state) => {
      const params: EngineStateParams = {
        state,
        ...(state === "failed" && {
          message: "The database engine failed. It is tried again at the next change.",
        }),
      };
      void connection.sendNotification(engineStateNotification, params);
    });
}

import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { HeldDiagnostics } from "../held-diagnostics";
import { checkedSchemes, sqlLanguages } from "../languages";

/** The client of the server in a module's file, not started yet. */
export function createClient(
  module: string,
  output: vscode.LogOutputChannel,
  held: HeldDiagnostics,
): LanguageClient {
  const run = { module, transport: TransportKind.stdio };
  return new LanguageClient(
    "dbscst",
    "dbscst",
    { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } } },
    {
      documentSelector: sqlLanguages.flatMap((language) =>
        checkedSchemes.map((scheme) => ({ language, scheme })),
      ),
      outputChannel: output,
      diagnosticCollectionName: "dbscst",
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => held.take(uri, diagnostics, next),
      },
    },
  );
}

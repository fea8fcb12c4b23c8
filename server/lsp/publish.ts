import type { Connection } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CheckResult, Problem } from "../checker";
import { checkedNotification, type CheckedParams } from "../protocol/lsp";
import { toDiagnostic } from "./convert";

/** What was found of one version of a document. */
export interface Checked {
  readonly text: TextDocument;
  readonly version: number;
  readonly result: CheckResult;
  /** What was published for the same version before. */
  readonly previous?: CheckResult;
  readonly engine: CheckResult["engine"];
  /** When the version arrived, by the clock of `performance.now()`. */
  readonly arrived: number;
  /** Whether nothing more will be published for this version. */
  readonly isLast: boolean;
}

/** Pushes the diagnostics of a version; resolves when they have left this process. */
export function publishProblems(
  connection: Connection,
  text: TextDocument,
  problems: readonly Problem[],
  version = text.version,
): Promise<void> {
  const diagnostics = problems.map((problem) => toDiagnostic(text, problem));
  return connection.sendDiagnostics({ uri: text.uri, version, diagnostics });
}

/** Pushes the diagnostics of a version and, after its last ones, says that it is done. */
export function publish(connection: Connection, checked: Checked): void {
  const { text, version, result, previous, engine, arrived, isLast } = checked;
  if (previous?.problems !== result.problems)
    void publishProblems(connection, text, result.problems, version);
  if (!isLast) return;
  const count = (severity: string) => result.problems.filter((one) => one.severity === severity).length;
  const params: CheckedParams = {
    uri: text.uri,
    version,
    errors: count("error"),
    warnings: count("warning"),
    engine,
    ms: Math.round((performance.now() - arrived) * 10) / 10,
    dialect: result.script.dialect,
  };
  void connection.sendNotification(checkedNotification, params);
}

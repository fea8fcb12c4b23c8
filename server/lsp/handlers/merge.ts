import type { CancellationToken } from "vscode-languageserver";
import { checkText, prepareChecker } from "../../checker";
import { changesBetween, mergeSchemas } from "../../language";
import {
  changesRequest,
  mergeRequest,
  type ChangesParams,
  type ChangesResult,
  type MergeParams,
  type MergeResult,
} from "../../protocol/merge";
import type { Dialect } from "../../sql";
import { toSignal } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/merge` and `dbscst/changes`: versions of a schema, merged and compared by their objects. */
export const merge: Handler = {
  register({ connection, engines }) {
    connection.onRequest(
      mergeRequest,
      async (
        { dialect, base, ours, theirs, choices, check }: MergeParams,
        token: CancellationToken,
      ): Promise<MergeResult> => {
        await prepareChecker();
        const read = dialectOf(dialect);
        const merged = mergeSchemas({ dialect: read, base, ours, theirs, ...(choices && { choices }) });
        if (check !== true) return merged;
        const options = { dialect: read, engines: engines.source };
        const { problems } = await checkText(merged.text, options, toSignal(token));
        const errors = problems
          .filter(({ severity }) => severity === "error")
          .map(({ span, message }) => ({ line: lineAt(merged.text, span.start), message }));
        return { ...merged, errors };
      },
    );
    connection.onRequest(
      changesRequest,
      async ({ dialect, before, after }: ChangesParams): Promise<ChangesResult> => {
        await prepareChecker();
        return { changes: changesBetween(before, after, dialectOf(dialect)) };
      },
    );
  },
};

function dialectOf(word: string): Dialect {
  return word === "mysql" || word === "mariadb" || word === "sqlite" ? word : "postgresql";
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

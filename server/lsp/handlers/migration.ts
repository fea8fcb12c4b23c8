import type { CancellationToken } from "vscode-languageserver";
import { checkText, detectDialect, type CheckResult } from "../../checker";
import { EngineUnavailable, migrationScript } from "../../engine/node";
import {
  migrationRequest,
  type MigrationParams,
  type MigrationResult,
  type SchemaText,
} from "../../protocol/migration";
import { toSignal } from "../convert";
import type { Handler, Server } from "../handler";

/** `dbscst/migration`: the way from one schema to another. */
export const migration: Handler = {
  register({ connection, engines }) {
    connection.onRequest(
      migrationRequest,
      async ({ before, after }: MigrationParams, token: CancellationToken): Promise<MigrationResult> => {
        const signal = toSignal(token);
        const [old, next] = [await read(engines, before, signal), await read(engines, after, signal)];
        if ("refusal" in old) return old;
        if ("refusal" in next) return next;
        try {
          const found = await engines.migration(
            { before: old.statements, after: next.statements, renames: true },
            { signal },
          );
          return {
            sql: migrationScript(found),
            statements: found.statements.length,
            destroys: found.statements.filter(({ destroys }) => destroys).length,
            ...(!found.proof.holds && { unproven: found.proof.reason }),
          };
        } catch (error) {
          if (error instanceof EngineUnavailable) return { refusal: error.message };
          throw error;
        }
      },
    );
  },
};

/** The statements of a schema that runs without an error, or why it does not serve. */
async function read(
  engines: Server["engines"],
  { name, text }: SchemaText,
  signal: AbortSignal,
): Promise<{ readonly refusal: string } | Pick<CheckResult["script"], "statements">> {
  const dialect = detectDialect(text, name);
  if (dialect !== "postgresql" && text.trim() !== "")
    return { refusal: `${name} is read as ${dialect}; migrations are written for PostgreSQL only.` };
  const result = await checkText(text, { dialect: "postgresql", engines: engines.source }, signal);
  const error = result.problems.find(({ severity }) => severity === "error");
  if (!error) return { statements: result.script.statements };
  const line = text.slice(0, error.span.start).split("\n").length;
  return { refusal: `${name} has an error in line ${line}: ${error.message}` };
}

import { stat } from "node:fs/promises";
import { createDocument, upSection, type CheckResult } from "../checker";
import { diskFiles, findConfig, surroundingsOf, withSlashes } from "../workspace";
import { dirname } from "node:path";
import type { DialectChoice } from "../sql";
import type { Engines } from "../engine/node";
import { UsageError, type Terminal } from "./command";
import { resolveInputs } from "./input";

/** A whole schema: a file, or a migrations folder from its first file to its last. */
export interface SchemaInput {
  readonly name: string;
  readonly text: string;
  readonly folder: boolean;
}

/** Rejects with a `UsageError` where there is nothing to read or it cannot be told what the schema is. */
export async function readSchema(argument: string, terminal: Terminal): Promise<SchemaInput> {
  const { inputs, failures } = await resolveInputs([argument], terminal);
  const [first] = inputs;
  if (!first || failures.length > 0) throw new UsageError(failures[0] ?? `${argument}: nothing to compare.`);
  const folder = inputs.length > 1 || (await isFolder(argument));
  if (!folder) return { name: first.name, text: await first.read(), folder };

  const files = diskFiles();
  let best: { readonly before: readonly { readonly text: string }[]; readonly text: string } | undefined;
  for (const input of inputs) {
    const path = withSlashes(input.path);
    const config = await findConfig(withSlashes(dirname(input.path)), files);
    const around = await surroundingsOf(path, { root: config.root, globs: config.value.schema.files }, files);
    if (!best || around.before.length > best.before.length)
      best = { before: around.before, text: upSection(await input.read()) };
  }
  if (best === undefined || (inputs.length > 1 && best.before.length === 0)) {
    throw new UsageError(
      `${argument}: its files are not in an order that is known. Name one file, or number the files as migrations are.`,
    );
  }
  const texts = [...best.before.map(({ text }) => text), best.text];
  return { name: argument, text: texts.join("\n;\n"), folder };
}

/** What the engine says about it; rejects with a `UsageError` where it is not PostgreSQL, or there is no engine to ask. */
export async function checkSchema(
  { name, text }: SchemaInput,
  dialect: DialectChoice,
  engines: Engines,
  signal: AbortSignal,
): Promise<CheckResult> {
  const document = createDocument(name, text, { dialect, path: name, engines: engines.source });
  try {
    const { script } = document.fast();
    if (script.dialect !== "postgresql" && script.statements.length > 0) {
      throw new UsageError(
        `${name} is read as ${script.dialect}; migrations are written for PostgreSQL only. If it is PostgreSQL, say --dialect postgresql.`,
      );
    }
    const result = await document.full(signal);
    if (result.engine === "unavailable") {
      throw new UsageError(`${name}: ${result.engineMessage ?? "the engine cannot be started."}`);
    }
    return result;
  } finally {
    document.dispose();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

import { createDocument, type CheckResult } from "../checker";
import { briefSentences, traceByNames, type Trace } from "../generation";
import { traceId, traceNow } from "../language";
import type { Dialect } from "../sql";

type Schema = CheckResult["schema"];

/** What a person asked for in a few sentences is all why something is new; more than this is told by names alone. */
const most = 3;

/**
 * Why the things are there that a change has made, by the sentences of its instruction; what was there before, also
 * under another name, is left out.
 */
export function refinedTrace(before: string, after: string, instruction: string, dialect: Dialect): Trace {
  const schema = schemaOf(after, dialect);
  const old = traceNow(schema, Object.fromEntries(idsOf(schemaOf(before, dialect)).map((id) => [id, id])));
  const named = traceByNames(instruction, schema);
  const all = briefSentences(instruction);
  return Object.fromEntries(
    idsOf(schema)
      .filter((id) => !old.has(id))
      .flatMap((id) => {
        const entry = named[id] ?? (all.length <= most && { sentences: all, by: "names" as const });
        return entry === false ? [] : [[id, entry]];
      }),
  );
}

function schemaOf(sql: string, dialect: Dialect): Schema {
  const document = createDocument("refined:trace", sql, { dialect, engines: () => undefined });
  try {
    return document.fast().schema;
  } finally {
    document.dispose();
  }
}

/** The tables and columns of a schema, by the names of side files. */
function idsOf({ tables }: Schema): string[] {
  return tables.flatMap((table) => [
    traceId({ table }),
    ...table.columns.map(({ name }) => traceId({ table, column: name })),
  ]);
}

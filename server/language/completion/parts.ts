import { indexesOf, resolveObject, type ObjectName, type Schema } from "../../schema";
import { quoteIdentifier } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import type { Draft } from "./completion";
import type { Cursor } from "./cursor";
import { foldName, readName } from "./names";
import type { Place } from "./place";
import { findRelation } from "./scope";

interface Part {
  readonly name: string;
  readonly table: { readonly schema: string; readonly name: string } | undefined;
  readonly detail: string;
}

/** Constraints, triggers and policies: of one table, or of all with the table that has to be written behind them. */
export function* parts(
  { schema }: LanguageContext,
  { all: tokens, before, prefix }: Cursor,
  { part, of: named }: Extract<Place, { kind: "part" }>,
): Iterable<Draft> {
  // What stands behind the cursor may name the table already.
  const on = before.length + (prefix === "" ? 0 : 1);
  const of = named ?? (isWord(tokens[on], "ON") ? readName(tokens, on + 1)?.name : undefined);
  const table = of && findRelation(schema, foldName(of, schema.dialect));
  for (const { name, table: owner, detail } of all(schema, part)) {
    if (of && (owner?.name !== table?.name || owner?.schema !== table?.schema)) continue;
    const own = quoteIdentifier(name, schema.dialect);
    const bare = !owner || owner.schema === "public" || owner.schema === "";
    const home =
      owner &&
      (bare ? "" : `${quoteIdentifier(owner.schema, schema.dialect)}.`) +
        quoteIdentifier(owner.name, schema.dialect);
    const insertText = of || home === undefined ? own : `${own} ON ${home}`;
    yield {
      label: name,
      kind: "index",
      detail: owner ? `${detail} – ${owner.name}` : detail,
      insertText,
      rank: 0,
    };
  }
  if (named && part === "trigger")
    for (const label of ["ALL", "USER"]) yield { label, kind: "keyword", rank: 1 };
}

function all(schema: Schema, part: Extract<Place, { kind: "part" }>["part"]): readonly Part[] {
  const owner = (name: ObjectName) => name.resolved ?? resolveObject(schema, name);
  switch (part) {
    case "constraint":
      return schema.tables.flatMap((table) =>
        table.constraints.map(({ name, kind }) => ({ name, table, detail: kind })),
      );
    // MySQL's: constraints with a name, and indexes.
    case "key":
      return schema.tables.flatMap((table) => [
        ...indexesOf(schema, table).map(({ name }) => ({ name, table, detail: "index" })),
        ...table.constraints
          .filter(({ named }) => named)
          .map(({ name, kind }) => ({ name, table, detail: kind })),
      ]);
    case "trigger":
      return schema.triggers.map(({ name, table }) => ({ name, table: owner(table), detail: "trigger" }));
    case "policy":
      return schema.policies.map(({ name, table }) => ({ name, table: owner(table), detail: "policy" }));
  }
}

import { buildFactBase, type Fact, type FactBase } from "@supabase/pg-delta/core";
import { extract } from "@supabase/pg-delta/extract";
import type { Database } from "../postgres/database";
import { catalogClient } from "./catalog-client";

/** Who owns everything in the throw-away databases; a migration must not say so. */
export const owner = "postgres";

/** The role that stands for the owner of whatever database it is. */
const databaseOwner = "pg_database_owner";

/** What is in a database, and the kinds of things in it that are not read. */
export interface SchemaFacts {
  readonly facts: FactBase;
  readonly leftOut: readonly string[];
}

/** Reads the catalogs, without what belongs to the throw-away database and not to the schema. */
export async function readFacts(database: Database): Promise<SchemaFacts> {
  const { factBase, diagnostics } = await extract(catalogClient(database));
  const kinds = diagnostics.flatMap(({ code, context }) =>
    code === "unmodeled_kind" && typeof context?.kind === "string" ? [context.kind] : [],
  );
  const facts = buildFactBase(factBase.facts().filter(isOfSchema), [...factBase.edges], factBase.source);
  return { facts, leftOut: kinds };
}

function isOfSchema({ id }: Fact): boolean {
  if (id.kind === "acl") return id.grantee !== owner && id.grantee !== databaseOwner;
  // CREATE EXTENSION writes it.
  return !(id.kind === "comment" && id.target.kind === "extension");
}

import type { FactBase } from "@supabase/pg-delta/core";
import type { Plan } from "@supabase/pg-delta/plan";
import type { Migration } from "./messages";

type Candidate = Plan["renameCandidates"][number];
type Id = Candidate["from"];

/** Two schemas whose things are compared. */
interface Compared {
  readonly old: FactBase;
  readonly wanted: FactBase;
}

/** Columns that many tables have, whatever they are about. */
const general: ReadonlySet<string> = new Set(["id", "created_at", "updated_at", "deleted_at"]);

/** What was renamed, and what only may have been, in words. */
export function describeRenames(
  { renameCandidates, acceptedRenames = [] }: Plan,
  compared: Compared,
): Pick<Migration, "renames" | "possibleRenames"> {
  const taken = new Set(acceptedRenames.map((rename) => JSON.stringify([rename.from, rename.to])));
  const isTaken = ({ from, to }: Candidate) => taken.has(JSON.stringify([from, to]));
  return {
    renames: renameCandidates.filter(isTaken).map(words),
    possibleRenames: renameCandidates
      .filter((candidate) => !isTaken(candidate) && isLikely(candidate, compared))
      .map(words),
  };
}

/**
 * The planner also names all pairs of which only the contents differ, such as any two tables. These are worth a word
 * where at least half of what they hold has the same names.
 */
function isLikely({ status, from, to }: Candidate, { old, wanted }: Compared): boolean {
  if (status !== "nearMiss") return true;
  const [before, after] = [contentOf(old, from), contentOf(wanted, to)];
  if (before.size === 0 && after.size === 0) return from.kind !== "table" && from.kind !== "schema";
  const shared = [...before].filter((name) => after.has(name)).length;
  return shared * 2 >= before.size + after.size - shared;
}

/** The names of a table's own columns, or of what is in a schema. */
function contentOf(facts: FactBase, id: Id): ReadonlySet<string> {
  const names = facts
    .childrenOf(id)
    .filter(({ id: { kind } }) => id.kind !== "table" || kind === "column")
    .flatMap(({ id: child }) => ("name" in child ? [child.name] : []));
  return new Set(names.filter((name) => !general.has(name)));
}

function words({ kind, from, to }: Candidate): string {
  return `${kindName(kind)} ${nameOf(from)} → ${nameOf(to)}`;
}

/** `materializedView` as `materialized view`. */
function kindName(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function nameOf(id: Id): string {
  const parts = id as { schema?: string; table?: string; type?: string; name?: string };
  const schema = parts.schema === "public" ? undefined : parts.schema;
  return [schema, parts.table ?? parts.type, parts.name].filter((part) => part !== undefined).join(".");
}

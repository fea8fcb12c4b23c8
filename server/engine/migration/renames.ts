import type { Plan } from "@supabase/pg-delta/plan";
import type { Migration } from "./messages";

type Candidate = Plan["renameCandidates"][number];
type Id = Candidate["from"];

/** What was renamed, and what only may have been, in words. */
export function describeRenames({
  renameCandidates,
  acceptedRenames = [],
}: Plan): Pick<Migration, "renames" | "possibleRenames"> {
  const taken = new Set(acceptedRenames.map((rename) => JSON.stringify([rename.from, rename.to])));
  const isTaken = ({ from, to }: Candidate) => taken.has(JSON.stringify([from, to]));
  return {
    renames: renameCandidates.filter(isTaken).map(words),
    possibleRenames: renameCandidates.filter((candidate) => !isTaken(candidate)).map(words),
  };
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

import type { Schema, Table } from "../../schema";
import type { Script } from "../../sql";
import type { LanguageContext } from "../context";
import { newError } from "../edit/verify";
import { piecesOf } from "./order-statements";
import { needsOf } from "./statement-needs";

/** A file that a schema is cut into; the files run in the order of their names. */
export interface SchemaFile {
  readonly name: string;
  readonly text: string;
}

/** The files, or the reason why there are none. */
export type SplitOutcome = { readonly files: readonly SchemaFile[] } | { readonly refusal: string };

/** Below that many tables a file is short enough. */
const fewest = 2;

/** Whether the schema has enough tables to be cut into files. */
export function isSplittable({ schema }: LanguageContext): boolean {
  return schema.tables.length >= fewest;
}

/**
 * Cuts a schema into a file for each table with what belongs to it, one for what comes before the tables, and one each
 * for functions that need tables, for views and for the rest. Each statement stands behind what it needs, else in the order as it was.
 */
export function splitSchema(context: LanguageContext): SplitOutcome {
  const { script, schema } = context;
  if (script.statements.some(({ kind }) => kind !== "sql"))
    return { refusal: "A file with lines for psql or with rows of COPY is not cut into files." };
  if (schema.references.some(({ role }) => role === "drop"))
    return { refusal: "A script that drops something has to stay in one file." };
  const last = schema.references.findLast(({ role }) => role === "definition")?.statement ?? 0;
  const state = script.statements
    .slice(0, last)
    .find(({ text }) => /^(?:begin|start|commit|set\s+(?:local\s+)?search_path|use)\b/i.test(text));
  if (state)
    return {
      refusal: `What follows "${state.text.slice(0, 40)}" depends on it, so it has to stay in one file.`,
    };

  const groups = groupsOf(script, schema);
  const texts = new Map<number, string>();
  const pieces = piecesOf(script);
  for (const [index, group] of groups.places.entries())
    texts.set(group, (texts.get(group) ?? "") + (pieces[index]?.text ?? ""));
  const used = [...texts.keys()].sort((a, b) => a - b);
  const digits = Math.max(3, String(used.length).length);
  const files = used.map((group, nth) => ({
    name: `${String(nth + 1).padStart(digits, "0")}_${groups.names[group] ?? "rest"}.sql`,
    text: `${(texts.get(group) ?? "").trim()}\n`,
  }));
  const whole = files.map(({ text }) => text).join("\n");
  const error = newError(context, [{ span: { start: 0, end: script.text.length }, newText: whole }]);
  return error === undefined ? { files } : { refusal: `This would leave an error: ${error}` };
}

interface Groups {
  readonly names: readonly string[];
  /** For each statement, the group that it is in. */
  readonly places: readonly number[];
}

function groupsOf(script: Script, schema: Schema): Groups {
  const tables = [...schema.tables].sort((a, b) => a.statement - b.statement);
  const names = ["setup", ...namesOf(tables), "functions", "views", "rest"];
  const [functions, views, rest] = [names.length - 3, names.length - 2, names.length - 1];
  const byStatement = new Map(tables.map(({ statement }, nth) => [statement, nth + 1]));
  const subjects = subjectsOf(schema, tables);
  const needs = needsOf(script, schema);
  const routines = new Set(schema.routines.map(({ statement }) => statement));
  const queries = new Set(schema.views.map(({ statement }) => statement));
  const places: number[] = [];
  for (const [index, { text }] of script.statements.entries()) {
    // What is needed has its place already, or stands further down and is found there when it runs.
    const latest = Math.max(0, ...[...(needs.get(index) ?? [])].map((need) => places[need] ?? 0));
    const wanted =
      byStatement.get(index) ??
      // Tables, operators and indexes may call a function that needs none of them.
      (routines.has(index) ? (latest === 0 ? 0 : functions) : undefined) ??
      (queries.has(index) ? views : undefined) ??
      (/^(?:insert|update|delete|select(?!\s+(?:pg_catalog\.)?set_config)|do|call)\b/i.test(text)
        ? rest
        : undefined) ??
      subjects.get(index) ??
      0;
    places.push(latest <= wanted ? wanted : Math.max(latest, rest));
  }
  return { names, places };
}

/** Names of files, which on some systems do not tell case apart. */
function namesOf(tables: readonly Table[]): readonly string[] {
  return tables.map(({ schema, name }) => {
    const written = schema === "public" || schema === "" ? name : `${schema}.${name}`;
    return written.toLowerCase().replace(/[^\p{L}\p{N}_.-]+/gu, "_");
  });
}

/** Which table the statements are about that make no table: that of the index, the trigger, the comment. */
function subjectsOf({ references }: Schema, tables: readonly Table[]): ReadonlyMap<number, number> {
  const subjects = new Map<number, number>();
  const numbers = new Map(tables.map(({ schema, name }, nth) => [`${schema}.${name}`, nth + 1]));
  const makers = new Set(tables.map(({ statement }) => statement));
  for (const { kind, role, name, foundIn, relation, statement } of references) {
    if (makers.has(statement) || subjects.has(statement) || role !== "use") continue;
    const owner = kind === "relation" ? { schema: foundIn ?? "public", name } : relation;
    const number = owner && numbers.get(`${owner.schema ?? "public"}.${owner.name}`);
    if (number !== undefined) subjects.set(statement, number);
  }
  return subjects;
}

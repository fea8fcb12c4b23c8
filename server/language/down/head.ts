import { StatementReader, type WrittenName } from "../../schema";
import type { Statement } from "../../sql";

/** What the first words of a statement say: what is done, to what kind of thing, and its name. */
export interface Head {
  readonly reader: StatementReader;
  /** `create`, `alter`, `drop`, `comment` and so on, in lower case. */
  readonly verb: string;
  /** `table`, `materialized view`, `policy`; empty where none is named. */
  readonly kind: string;
  /** OR REPLACE. */
  readonly replaces: boolean;
  readonly temporary: boolean;
  readonly concurrently: boolean;
  /** IF EXISTS or IF NOT EXISTS. */
  readonly optional: boolean;
  readonly name?: WrittenName;
  /** The token behind the kind and what belongs to it, where the name stands. */
  readonly at: number;
}

/** Kinds of things with a name of their own; longer ones first. */
const kinds = [
  "materialized view",
  "foreign table",
  "foreign data wrapper",
  "event trigger",
  "text search configuration",
  "text search dictionary",
  "operator class",
  "operator family",
  "default privileges",
  "large object",
  "access method",
  "user mapping",
  "table",
  "index",
  "view",
  "type",
  "domain",
  "sequence",
  "schema",
  "database",
  "extension",
  "function",
  "procedure",
  "aggregate",
  "trigger",
  "policy",
  "rule",
  "role",
  "user",
  "group",
  "event",
  "server",
  "publication",
  "subscription",
  "statistics",
  "collation",
  "conversion",
  "operator",
  "cast",
  "column",
  "constraint",
  "language",
  "transform",
].map((kind) => kind.split(" "));

/** How far from the start the kind may stand: behind OR REPLACE, UNIQUE, or MySQL's DEFINER and ALGORITHM. */
const farthest = 14;

const heads = new WeakMap<Statement, Head>();

export function headOf(statement: Statement): Head {
  const known = heads.get(statement);
  if (known) return known;
  const head = readHead(new StatementReader(statement.parsed));
  heads.set(statement, head);
  return head;
}

function readHead(reader: StatementReader): Head {
  const verb = reader.token(0)?.kind === "word" ? reader.fold(0).toLowerCase() : "";
  // COMMENT ON, and CREATE CONSTRAINT TRIGGER.
  const first = reader.is(1, "on") || (verb === "create" && reader.is(1, "constraint")) ? 2 : 1;
  const found = findKind(reader, first, verb === "create" ? farthest : first + 1);
  const kind = found?.words.join(" ") ?? "";
  let at = found ? found.index + found.words.length : first;
  const concurrently = reader.is(at, "concurrently");
  if (concurrently) at++;
  const optional = reader.is(at, "if") && (reader.is(at + 1, "exists") || reader.is(at + 1, "not"));
  if (optional) at += reader.is(at + 1, "not") ? 3 : 2;
  if (reader.is(at, "only") && verb === "alter") at++;
  const unnamed = kind === "index" && reader.is(at, "on");
  const name = found && !unnamed ? reader.nameAt(at) : undefined;
  const before = found?.index ?? 0;
  return {
    reader,
    verb,
    kind,
    replaces: reader.findWord("replace", 1, before) > 0,
    temporary: reader.findWord(["temp", "temporary"], 1, before) > 0,
    concurrently,
    optional,
    at,
    ...(name && { name }),
  };
}

function findKind(
  reader: StatementReader,
  from: number,
  to: number,
): { readonly words: readonly string[]; readonly index: number } | undefined {
  for (let index = from; index < to; index++) {
    const words = kinds.find((kind) => kind.every((word, nth) => reader.is(index + nth, word)));
    if (words) return { words, index };
  }
  return undefined;
}

/** The thing that a statement is about: itself, or the table of an index, a trigger, a policy, a comment, a grant. */
export interface Subject {
  /** Tables, views and sequences share their names. */
  readonly kind: string;
  readonly name: WrittenName;
}

const relations = ["table", "view", "materialized view", "foreign table", "sequence"];

/** Kinds that hang on a table, which stands behind ON. */
const onTable = ["index", "trigger", "policy", "rule", "constraint"];

export function subjectOf(head: Head): Subject | undefined {
  const { reader, verb, kind, name } = head;
  if (verb === "grant" || verb === "revoke") return grantSubject(reader);
  if (kind === "column" && name) return columnOwner(reader, name);
  if (onTable.includes(kind) && (verb === "create" || verb === "comment" || kind !== "index")) {
    const on = reader.findWord(verb === "create" && kind === "rule" ? "to" : "on", head.at);
    const table = on < 0 ? undefined : reader.nameAt(reader.is(on + 1, "only") ? on + 2 : on + 1);
    if (table) return { kind: "relation", name: table };
  }
  return name && { kind: familyOf(kind), name };
}

/** Kinds whose names are told apart; what is any table or view is a relation. */
export function familyOf(kind: string): string {
  if (relations.includes(kind)) return "relation";
  if (kind === "domain") return "type";
  return kind === "procedure" || kind === "aggregate" ? "function" : kind;
}

/** COMMENT ON COLUMN names the table before the last dot. */
function columnOwner(reader: StatementReader, name: WrittenName): Subject | undefined {
  const start = name.next - 1;
  if (name.schema === undefined) return undefined;
  const owner = start - 2;
  const schema = reader.is(owner - 1, ".") ? reader.fold(owner - 2) : undefined;
  const span = reader.spanOf(owner, owner + 1);
  return {
    kind: "relation",
    name: {
      name: name.schema,
      ...(schema !== undefined && { schema }),
      span,
      fullSpan: { start: name.fullSpan.start, end: span.end },
      next: start - 1,
    },
  };
}

function grantSubject(reader: StatementReader): Subject | undefined {
  const on = reader.findWord("on", 1);
  if (on < 0) return undefined;
  const kind = kinds.find((words) => words.every((word, nth) => reader.is(on + 1 + nth, word)));
  const name = reader.nameAt(on + 1 + (kind?.length ?? 0));
  // GRANT … ON ALL TABLES IN SCHEMA is about no one thing.
  if (!name || reader.is(on + 1, "all")) return undefined;
  return { kind: familyOf(kind?.join(" ") ?? "table"), name };
}

/** Whether two names mean the same thing, as far as they say it. */
export function sameName(
  a: { readonly schema?: string; readonly name: string },
  b: { readonly schema?: string; readonly name: string },
): boolean {
  return a.name === b.name && (a.schema ?? "public") === (b.schema ?? "public");
}

export function written(reader: StatementReader, name: WrittenName): string {
  return reader.parsed.text.slice(name.fullSpan.start, name.fullSpan.end);
}

import { resolveTable, resolveView, type Table } from "../../schema";
import { parseScript, type Dialect, type Statement } from "../../sql";
import { contextOf, type LanguageContext } from "../context";
import { familyOf, headOf, sameName, subjectOf, type Subject } from "./head";

/** What undoes one statement of a migration, or a part of one. */
export interface Undoing {
  /** In the order in which they have to run, without semicolons; none where nothing can be done. */
  readonly sql: readonly string[];
  /** What people have to know, a sentence each. */
  readonly notes: readonly string[];
  /** What people have to know as long as nobody has compared the catalogs of two databases. */
  readonly doubts?: readonly string[];
  /** Who compares catalogs does not need this `sql`. */
  readonly guessed?: true;
}

export const nothing: Undoing = { sql: [], notes: [] };

export function undo(...sql: readonly string[]): Undoing {
  return { sql, notes: [] };
}

/** A migration behind what came before it, and the model at each of its statements. */
export class MigrationText {
  readonly statements: readonly Statement[];
  /** The number of the migration's first statement. */
  readonly first: number;
  readonly text: string;
  private readonly contexts = new Map<number, LanguageContext>();

  constructor(
    before: readonly string[],
    own: string,
    readonly dialect: Dialect,
  ) {
    // An unfinished statement must not run into the next file.
    const base = before.map((text) => `${text}\n;\n`).join("");
    this.text = base + own;
    this.statements = parseScript(this.text, dialect).statements;
    const first = this.statements.findIndex(({ span }) => span.start >= base.length);
    this.first = first < 0 ? this.statements.length : first;
  }

  /** What is known before the statement of the number has run. */
  before(index: number): LanguageContext {
    const end = this.statements[index]?.span.start ?? this.text.length;
    const known = this.contexts.get(end) ?? contextOf(this.text.slice(0, end), this.dialect);
    this.contexts.set(end, known);
    return known;
  }

  after(index: number): LanguageContext {
    return this.before(index + 1);
  }

  end(): LanguageContext {
    return this.before(this.statements.length);
  }

  /** The table that a statement names, as it is before or after that statement. */
  table(index: number, { name }: Subject, when: "before" | "after" = "before"): Table | undefined {
    return resolveTable(
      (when === "before" ? this.before(index) : this.after(index)).schema,
      name.name,
      name.schema,
    );
  }

  /** Whether the migration itself has made the thing that a statement is about, so that it goes with that. */
  isOwn(index: number, subject: Subject): boolean {
    if (subject.kind === "relation") {
      const { schema } = this.before(index);
      const { name } = subject;
      const found =
        resolveTable(schema, name.name, name.schema) ?? resolveView(schema, name.name, name.schema);
      if (found) return found.statement >= this.first && this.madeBy(found.statement);
    }
    const maker = this.makerOf(index, subject);
    return maker >= this.first && this.madeBy(maker);
  }

  /** Whether the statement made something that was not there before. */
  private madeBy(index: number): boolean {
    const statement = this.statements[index];
    const head = statement && headOf(statement);
    if (head?.verb !== "create" || !head.name) return false;
    return !head.replaces || this.makerOf(index, { kind: familyOf(head.kind), name: head.name }) < 0;
  }

  /** The last statement before the one of the number that makes the thing; -1 where none does. */
  makerOf(index: number, { kind, name }: Subject, on?: Subject): number {
    for (let at = index - 1; at >= 0; at--) {
      const statement = this.statements[at];
      const head = statement && headOf(statement);
      if (!head?.name || (head.verb !== "create" && head.verb !== "drop")) continue;
      if (familyOf(head.kind) !== kind || !sameName(head.name, name)) continue;
      const subject = on && subjectOf(head);
      if (on && subject && !sameName(subject.name, on.name)) continue;
      return head.verb === "create" ? at : -1;
    }
    return -1;
  }
}

/** A statement in a few words, for a comment about it. */
export function inShort(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 72 ? line : `${line.slice(0, 71).trimEnd()}…`;
}

/** What no comparison of catalogs looks at. */
const unseen =
  /\bowner\s+to\b|\bset\s+(?:statistics|storage|compression|tablespace|access\s+method|without\s+cluster)\b|\bcluster\s+on\b|^security\s+label\b|^alter\s+(?:role|user|group|database|system|server)\b/i;

/** What has no reverse that is known, in words. */
export function notUndone(statement: string): Undoing {
  const note = `Not undone, see to it yourself: ${inShort(statement)}`;
  return unseen.test(statement) ? { sql: [], notes: [note] } : { ...nothing, doubts: [note] };
}

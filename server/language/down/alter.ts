import { familyOf, subjectOf, written, type Head } from "./head";
import { notUndone, nothing, undo, type MigrationText, type Undoing } from "./migration";

/** What undoes ALTER of anything but a table. */
export function undoAlter(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader, kind, name } = head;
  if (kind === "default privileges") return undoDefaultPrivileges(head);
  if (!name) return undefined;
  const textOf = (from: number, to: number) => {
    const { start, end } = reader.spanOf(from, to);
    return reader.parsed.text.slice(start, end);
  };
  // The arguments of a function, the table of a trigger.
  let at = reader.is(name.next, "(") ? reader.closing(name.next) + 1 : name.next;
  const on = reader.is(at, "on") ? reader.nameAt(at + 1) : undefined;
  const rest = textOf(name.next, on?.next ?? at);
  if (on) at = on.next;
  const alter = `ALTER ${kind.toUpperCase()}`;
  const schema = name.schemaSpan ? written(reader, name).slice(0, name.span.start - name.fullSpan.start) : "";
  const own = textOf(name.next - 1, name.next);
  const behind = rest === "" ? "" : on ? ` ${rest}` : rest;

  if (reader.is(at, "rename") && reader.is(at + 1, "to"))
    return undo(`${alter} ${schema}${textOf(at + 2, at + 3)}${behind} RENAME TO ${own}`);
  if (
    reader.is(at, "rename") &&
    ["value", "attribute", "column", "constraint"].some((word) => reader.is(at + 1, word))
  )
    return undo(
      `${alter} ${written(reader, name)} RENAME ${textOf(at + 1, at + 2)} ${textOf(at + 4, at + 5)} TO ${textOf(at + 2, at + 3)}`,
    );
  if (reader.is(at, "set") && reader.is(at + 1, "schema"))
    return undo(
      `${alter} ${textOf(at + 2, at + 3)}.${own}${behind} SET SCHEMA ${schema === "" ? "public" : schema.slice(0, -1)}`,
    );
  if (reader.is(at, "add") && reader.is(at + 1, "value")) {
    const value = reader.is(at + 2, "if") ? textOf(at + 5, at + 6) : textOf(at + 2, at + 3);
    return {
      sql: [],
      notes: [`PostgreSQL cannot take a value out of an enum: ${value} stays in ${written(reader, name)}.`],
    };
  }
  const subject = subjectOf(head);
  if (subject && migration.isOwn(index, { kind: familyOf(kind), name })) return nothing;
  if (kind === "domain" && reader.is(at, "add") && reader.is(at + 1, "constraint"))
    return undo(`${alter} ${written(reader, name)} DROP CONSTRAINT ${textOf(at + 2, at + 3)}`);
  if (kind === "type" && reader.is(at, "add") && reader.is(at + 1, "attribute"))
    return undo(`${alter} ${written(reader, name)} DROP ATTRIBUTE ${textOf(at + 2, at + 3)}`);
  return notUndone(reader.parsed.text);
}

function undoDefaultPrivileges({ reader }: Head): Undoing | undefined {
  const grant = reader.findWord("grant", 0);
  if (grant < 0) return undefined;
  const to = reader.findWord("to", grant);
  const end = reader.findWord("with", to);
  const { text } = reader.parsed;
  const head = text.slice(0, reader.startOf(grant));
  const what = text.slice(reader.endOf(grant), reader.startOf(to));
  const whom = text.slice(reader.endOf(to), end < 0 ? text.length : reader.startOf(end)).trimEnd();
  return undo(`${head}REVOKE${what}FROM${whom}`);
}

import { subjectOf, type Head } from "./head";
import { nothing, undo, type MigrationText, type Undoing } from "./migration";

/** What undoes GRANT and REVOKE: the other one, in the same words. */
export function undoGrant(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader, verb } = head;
  const subject = subjectOf(head);
  if (subject && migration.isOwn(index, subject)) return nothing;
  const word = reader.findWord(verb === "grant" ? "to" : "from", 1);
  if (word < 0) return undefined;
  const { text } = reader.parsed;
  const what = text.slice(reader.endOf(0), reader.startOf(word));
  // WITH GRANT OPTION, GRANTED BY, CASCADE.
  const end = reader.findWord(["with", "granted", "cascade", "restrict", "require"], word + 1);
  const whom = text.slice(reader.endOf(word), end < 0 ? text.length : reader.startOf(end)).trimEnd();
  if (verb === "grant") return undo(`REVOKE${what}FROM${whom}`);
  const note = "Only right where this had been granted before.";
  return { sql: [`GRANT${what}TO${whom}`], notes: [], doubts: [note], guessed: true };
}

import type { Migration, MigrationStatement } from "./messages";

/** The migration as a file: one statement a paragraph, with what is dangerous about it above. */
export function migrationScript({ statements, renames, possibleRenames, leftOut }: Migration): string {
  const head = [
    ...renames.map((rename) => `-- Renamed, since it is otherwise the same: ${rename}.`),
    ...possibleRenames.map((rename) => `-- Dropped and made anew, though it may be a rename: ${rename}.`),
    ...(leftOut.length > 0 ? [`-- Not compared: ${leftOut.join(", ")}.`] : []),
  ];
  const paragraphs = [...(head.length > 0 ? [head.join("\n")] : []), ...statements.map(paragraph)];
  return paragraphs.length === 0 ? "" : `${paragraphs.join("\n\n")}\n`;
}

function paragraph(statement: MigrationStatement): string {
  return [...dangersOf(statement).map((note) => `-- ${note}`), `${statement.sql};`].join("\n");
}

/** What is dangerous about a statement, a sentence each. */
export function dangersOf({ destroys, rewrites, alone, afterCommit }: MigrationStatement): string[] {
  return [
    ...(afterCommit ? ["Commit what comes before: this uses a value that was added there."] : []),
    ...(alone ? ["Runs outside of a transaction."] : []),
    ...(destroys ? ["DESTROYS DATA."] : []),
    ...(rewrites ? ["Rewrites the whole table, which nobody can use meanwhile."] : []),
  ];
}

import type { Undoing } from "./migration";

/** The way back as a script: what people have to know above each statement. */
export function printUndoing(
  undoings: readonly Undoing[],
  fence?: readonly [before: string, after: string],
): string {
  const statement = (sql: string) =>
    fence && sql.includes(";") ? `${fence[0]}\n${sql};\n${fence[1]}` : `${sql};`;
  return undoings
    .map(({ sql, notes, doubts = [] }) =>
      [...[...notes, ...doubts].map((note) => `-- ${note}`), ...sql.map(statement)].join("\n"),
    )
    .map((paragraph) => `${paragraph}\n`)
    .join("\n");
}

import { generateBuiltin } from "../../../server/generation/builtin";
import type { Dialect } from "../../../server/sql";

/** The tables of a brief as `orders: id, customer_id > customers, total`, which a test can show whole. */
export function tablesOf(brief: string, dialect: Dialect = "postgresql"): string[] {
  return shapesOf(generateBuiltin({ brief, dialect }).sql);
}

/** The foreign keys of a brief as `table > target`, sorted. */
export function keysOf(brief: string): string[] {
  return tablesOf(brief)
    .flatMap((table) => {
      const [name = "", columns = ""] = table.split(": ");
      return [...columns.matchAll(/> (\w+)/g)].map(([, target = ""]) => `${name} > ${target}`);
    })
    .sort();
}

/** The tables of a schema as the built-in generator prints it. */
export function shapesOf(sql: string): string[] {
  return [...sql.matchAll(/CREATE TABLE (\S+) \(\n([\s\S]*?)\n\)/g)].map(([, name = "", body = ""]) => {
    const targets = new Map<string, string>();
    const late = new RegExp(`ALTER TABLE ${name}\\nADD FOREIGN KEY \\((\\w+)\\) REFERENCES (\\w+)`, "g");
    for (const [, column = "", target = ""] of body.matchAll(/FOREIGN KEY \((\w+)\) REFERENCES (\w+)/g))
      targets.set(column, target);
    for (const [, column = "", target = ""] of sql.matchAll(late)) targets.set(column, target);
    const columns = body
      .split("\n")
      .map((line) => line.trim().split(" ")[0] ?? "")
      .filter((word) => !/^(?:FOREIGN|PRIMARY|UNIQUE|CHECK)$/.test(word))
      .map((column) => (targets.has(column) ? `${column} > ${targets.get(column) ?? ""}` : column));
    return `${name}: ${columns.join(", ")}`;
  });
}

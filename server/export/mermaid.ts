import { printType } from "../schema";
import type { ExportFormat } from "./export-format";
import { drawnTables, isInPrimaryKey, isUnique, qualified, relationsOf } from "./relations";

/** Mermaid's entity relationship diagram: https://mermaid.js.org/syntax/entityRelationshipDiagram.html */
export const mermaid: ExportFormat = {
  name: "mermaid",
  title: "Mermaid entity relationship diagram",
  extension: "mmd",
  remark: (line) => `%% ${line}`,
  print(schema) {
    const lines = ["erDiagram"];
    const tables = drawnTables(schema);
    const relations = tables.map((table) => relationsOf(schema, table));
    for (const [nth, table] of tables.entries()) {
      lines.push(`  ${entity(qualified(table))} {`);
      for (const column of table.columns) {
        const foreign = relations[nth]?.some(({ fromColumns }) => fromColumns.includes(column)) === true;
        const keys = [
          ...(isInPrimaryKey(table, column.name) ? ["PK"] : []),
          ...(foreign ? ["FK"] : []),
          ...(isUnique(schema, table, column.name) ? ["UK"] : []),
        ];
        const comment = column.comment === undefined ? "" : ` "${text(column.comment)}"`;
        lines.push(
          `    ${word(printType(column.type))} ${word(column.name)} ${keys.join(", ")}`.trimEnd() + comment,
        );
      }
      lines.push("  }");
    }
    for (const { from, to, fromColumns, many, optional } of relations.flat()) {
      const ends = `${many ? "}o" : "|o"}--${optional ? "o|" : "||"}`;
      const label = fromColumns.map(({ name }) => name).join(", ");
      lines.push(`  ${entity(qualified(from))} ${ends} ${entity(qualified(to))} : "${text(label)}"`);
    }
    return `${lines.join("\n")}\n`;
  },
};

function entity(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${text(name)}"`;
}

/** Mermaid takes letters, digits, `_`, `-`, parentheses and brackets in a type or an attribute. */
function word(value: string): string {
  const cleaned = value.replaceAll(/[^\p{L}\p{N}_()[\]-]+/gu, "_");
  return /^[\p{L}_]/u.test(cleaned) ? cleaned : `_${cleaned}`;
}

function text(value: string): string {
  return value.replaceAll('"', "'").replaceAll(/\s+/g, " ");
}

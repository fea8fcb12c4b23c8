import { indexesOf, type Schema, type Table, printType } from "../schema";
import type { ExportFormat } from "./export-format";
import { drawnTables, isInPrimaryKey, qualified, relationsOf } from "./relations";

/** A data dictionary: each table with its columns, keys and what references it. */
export const markdown: ExportFormat = {
  name: "markdown",
  title: "Data dictionary in Markdown",
  extension: "md",
  remark: (line) => `> ${cell(line)}\n>`,
  print(schema) {
    const tables = drawnTables(schema);
    const relations = tables.flatMap((table) => relationsOf(schema, table));
    const contents = tables.map((table) => `- [${cell(qualified(table))}](#${anchor(qualified(table))})`);
    const enums = schema.enums.map(
      (type) =>
        `| ${cell(qualified(type))} | ${type.values.map(({ value }) => `\`${cell(value)}\``).join(", ")} |`,
    );
    const parts = [
      "# Schema",
      contents.join("\n"),
      ...tables.map((table) => tableSection(schema, table, relations)),
      ...(enums.length > 0
        ? [["## Enums", "", "| type | values |", "| --- | --- |", ...enums].join("\n")]
        : []),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
  },
};

function tableSection(schema: Schema, table: Table, relations: ReturnType<typeof relationsOf>): string {
  const rows = table.columns.map((column) => {
    const target = relations.find(({ from, fromColumns }) => from === table && fromColumns.includes(column));
    const keys = [
      ...(isInPrimaryKey(table, column.name) ? ["primary key"] : []),
      ...(target ? [`→ [${cell(qualified(target.to))}](#${anchor(qualified(target.to))})`] : []),
    ];
    const nullable = column.notNull || isInPrimaryKey(table, column.name) ? "" : "yes";
    const fallback = column.default ? `\`${cell(column.default.text)}\`` : column.identity ? "identity" : "";
    return `| ${cell(column.name)} | ${cell(printType(column.type))} | ${nullable} | ${fallback} | ${keys.join(", ")} | ${cell(column.comment ?? "")} |`;
  });
  const checks = table.constraints.flatMap((constraint) =>
    constraint.kind === "check" ? [`- check \`${constraint.expression.text.replaceAll(/\s+/g, " ")}\``] : [],
  );
  const indexes = indexesOf(schema, table).map(
    (index) =>
      `- ${index.unique ? "unique " : ""}index \`${index.name}\` (${index.keys.map(({ column }) => column ?? "expression").join(", ")})`,
  );
  const referencedBy = [
    ...new Set(relations.filter(({ to }) => to === table).map(({ from }) => qualified(from))),
  ].map((name) => `[${cell(name)}](#${anchor(name)})`);
  return [
    `## ${cell(qualified(table))}`,
    ...(table.comment === undefined ? [] : [table.comment]),
    [
      "| column | type | null | default | key | comment |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n"),
    ...(checks.length + indexes.length > 0 ? [[...checks, ...indexes].join("\n")] : []),
    ...(referencedBy.length > 0 ? [`Referenced by ${referencedBy.join(", ")}.`] : []),
  ].join("\n\n");
}

function cell(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}

/** As GitHub makes them. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
}

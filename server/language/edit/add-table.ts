import type { LanguageContext } from "../context";
import { nameProblem, typedName } from "./fragment";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { columnsListOf } from "./table-text";
import { tableName, writingOf } from "./writing";

/** A new table at the end of the text, with a key like those of the other tables. */
export function addTable(context: LanguageContext, edit: EditOf<"addTable">): EditOutcome {
  const { script, schema } = context;
  const name = typedName(edit.name, script.dialect);
  const problem = nameProblem(name, script.dialect);
  if (problem !== undefined) return refuse(problem);
  const home = edit.schema ?? schema.tables[0]?.schema ?? "public";
  const taken = [...schema.tables, ...schema.views].find(
    (object) => object.schema === home && object.name === name,
  );
  if (taken) return refuse(`There is already a ${taken.kind} "${name}".`);
  const writing = writingOf(script);
  const { lineBreak, indent, words } = writing;
  const sql = `${words("CREATE TABLE")} ${tableName({ schema: home, name }, writing)} (${lineBreak}${indent}${keyOf(context)}${lineBreak});${lineBreak}`;
  const { text } = script;
  const end = text.trimEnd().length;
  // A last statement without its semicolon needs one first.
  const last = script.statements.at(-1);
  const open = last?.kind === "sql" && last.span.end === end && !text.slice(0, end).endsWith(";");
  const before = end === 0 ? "" : `${open ? ";" : ""}${lineBreak}${lineBreak}`;
  return { edits: [{ span: { start: end, end: text.length }, newText: before + sql }] };
}

/** The key column that most tables have, as it is written there; else the dialect's own. */
function keyOf({ script, schema }: LanguageContext): string {
  const counts = new Map<string, number>();
  for (const table of schema.tables) {
    const key = table.constraints.find(({ kind }) => kind === "primary key");
    if (key?.kind !== "primary key" || key.columns.length !== 1) continue;
    const [first] = table.columns;
    const list = columnsListOf(script, table);
    const [element] = list?.elements ?? [];
    // Its own table's name in it makes it no pattern for others.
    if (!element || first?.name !== "id" || key.columns[0]?.name !== "id") continue;
    const text = script.text.slice(element.start, element.end);
    if (/\bconstraint\b|--|\/\*|\breferences\b|\n/i.test(text)) continue;
    const inline = key.span.start >= element.start && key.span.end <= element.end;
    const whole = inline ? text : `${text} ${writingOf(script).words("PRIMARY KEY")}`;
    counts.set(whole, (counts.get(whole) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  const { words } = writingOf(script);
  switch (script.dialect) {
    case "postgresql":
      return words("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    case "sqlite":
      return words("id INTEGER PRIMARY KEY");
    default:
      return `id bigint ${words("NOT NULL AUTO_INCREMENT PRIMARY KEY")}`;
  }
}

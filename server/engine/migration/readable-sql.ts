import { identifierName, isReserved, tokenize } from "../../sql";

/** Words that name a type or a function only in quotes, though they may name a column without (the manual's appendix C). */
const typeWords: ReadonlySet<string> = new Set(
  "between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable".split(
    " ",
  ),
);

/**
 * The statement as a person would write it: names without the quotes that they do not need, the columns of a new table
 * each on a line, no semicolon at the end.
 */
export function readableSql(sql: string): string {
  let text = "";
  let at = 0;
  for (const token of tokenize(sql, "postgresql")) {
    if (token.kind !== "quoted") continue;
    const name = identifierName(token);
    if (!/^[a-z_][a-z0-9_]*$/.test(name) || isReserved(name, "postgresql") || typeWords.has(name)) continue;
    text += sql.slice(at, token.span.start) + name;
    at = token.span.end;
  }
  return onLines((text + sql.slice(at)).trim().replace(/;$/, "").trimEnd());
}

/** Each column and constraint of a CREATE TABLE on a line of its own; any other statement as it is. */
function onLines(sql: string): string {
  const tokens = tokenize(sql, "postgresql");
  const open = tokens.findIndex(({ text }) => text === "(");
  // What stands before the list is no more than the name: no LIKE, AS or PARTITION OF.
  const head = tokens.slice(0, Math.max(open, 0)).map(({ text }) => text.toUpperCase());
  const isTable = /^CREATE (UNLOGGED )?TABLE (IF NOT EXISTS )?\S+( \. \S+)?$/.test(head.join(" "));
  if (!isTable || sql.includes("\n")) return sql;
  const breaks = new Map<number, string>();
  let depth = 0;
  for (const { text, span } of tokens.slice(open)) {
    if (text === "(" && ++depth === 1) breaks.set(span.end, "\n  ");
    else if (text === "," && depth === 1) breaks.set(span.end, "\n  ");
    else if (text === ")" && --depth === 0) {
      breaks.set(span.start, "\n");
      break;
    }
  }
  let text = "";
  let at = 0;
  for (const [place, space] of breaks) {
    text += sql.slice(at, place).trimStart() + space;
    at = place;
  }
  return text + sql.slice(at);
}

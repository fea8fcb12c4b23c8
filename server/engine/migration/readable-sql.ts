import { identifierName, isReserved, tokenize } from "../../sql";

/** Words that name a type or a function only in quotes, though they may name a column without (the manual's appendix C). */
const typeWords: ReadonlySet<string> = new Set(
  "between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable".split(
    " ",
  ),
);

/** The statement as a person would write it: names without the quotes that they do not need, no semicolon at the end. */
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
  return (text + sql.slice(at)).trim().replace(/;$/, "").trimEnd();
}

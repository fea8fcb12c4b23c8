import { editSchema, type SchemaEdit } from "../../../server/language";
import { createDocument } from "../../../server/checker";
import type { Dialect } from "../../../server/sql";
import { at } from "../at";

/**
 * The text after the edit. What it does besides follows in lines of `! `; a refusal is a line of `refused: `.
 * Whatever the edit, the text that it leaves parses and has no error that was not there before.
 */
export function edited(sql: string, edit: SchemaEdit, dialect: Dialect = "postgresql"): string {
  const outcome = editSchema(at(sql, dialect), edit);
  if ("refusal" in outcome) return `refused: ${outcome.refusal}`;
  let text = sql;
  for (const { span, newText } of [...outcome.edits].reverse())
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  const errors = errorsOf(text, dialect).length - errorsOf(sql, dialect).length;
  if (errors > 0) throw new Error(`the edit leaves ${errors} errors more:\n${text}`);
  return [text, ...(outcome.consequences ?? []).map((line) => `! ${line}`)].join("\n");
}

function errorsOf(text: string, dialect: Dialect) {
  const document = createDocument("edited", text, { dialect });
  return document.fast().problems.filter(({ severity }) => severity === "error");
}

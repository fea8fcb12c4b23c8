import type { LanguageContext } from "../context";
import { renameAt } from "../rename";
import { findColumn, findTable } from "./find";
import { nameProblem, typedName } from "./fragment";
import { refuse, type EditOf, type EditOutcome } from "./intent";

/** The table under its new name, in every statement that mentions it. */
export function renameTable(context: LanguageContext, edit: EditOf<"renameTable">): EditOutcome {
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  return renamed(context, found.table.nameSpan.start, edit.name);
}

/** The column under its new name, in every statement that mentions it. */
export function renameColumn(context: LanguageContext, edit: EditOf<"renameColumn">): EditOutcome {
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  return renamed(context, found.column.nameSpan.start, edit.name);
}

function renamed(context: LanguageContext, offset: number, typed: string): EditOutcome {
  const name = typedName(typed, context.script.dialect);
  const problem = nameProblem(name, context.script.dialect);
  if (problem !== undefined) return refuse(problem);
  const { dialect } = context.script;
  const quote = dialect === "mysql" || dialect === "mariadb" ? "`" : '"';
  return renameAt(context, offset, quote + name.replaceAll(quote, quote + quote) + quote);
}

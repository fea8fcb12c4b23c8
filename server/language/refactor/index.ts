import { contains, type Span } from "../../sql";
import type { LanguageContext } from "../context";
import { mergeEdits } from "../edit";
import type { EditOutcome } from "../edit/intent";
import { newError } from "../edit/verify";
import { addKey } from "./add-key";
import { addTimestamps } from "./add-timestamps";
import { extractEnum } from "./extract-enum";
import { extractLookupTable } from "./extract-lookup-table";
import { makeJoinTable } from "./make-join-table";
import { serialToIdentity } from "./serial-to-identity";
import type { FindRefactorings, Refactoring, RefactoringPlace } from "./refactoring";

export type { Refactoring } from "./refactoring";
export { orderStatements } from "./order-statements";
export { isSplittable, splitSchema } from "./split-files";

/** Every kind of refactoring; adding one is a file and a line here. */
const kinds: readonly FindRefactorings[] = [
  extractEnum,
  extractLookupTable,
  addKey,
  makeJoinTable,
  addTimestamps,
  serialToIdentity,
];

/** What can be done with the table and the column at the place. Cheap: the edits are only made when one is applied. */
export function refactoringsAt(context: LanguageContext, span: Span): readonly Refactoring[] {
  const place = placeAt(context, span);
  if (!place) return [];
  return kinds.flatMap((find) =>
    find(context, place).map((refactoring) => ({
      ...refactoring,
      apply: () => checked(context, refactoring.apply()),
    })),
  );
}

function placeAt({ script, schema }: LanguageContext, span: Span): RefactoringPlace | undefined {
  const index = script.statements.findIndex((statement) => contains(statement.span, span));
  const table = schema.tables.find(({ statement }) => statement === index);
  if (!table) return undefined;
  const column = table.columns.find(
    (candidate) => candidate.statement === index && contains(candidate.span, span),
  );
  return { span, table, ...(column && { column }) };
}

/** A refactoring that would bring an error that was not there before is refused with what that error says. */
function checked(context: LanguageContext, outcome: EditOutcome): EditOutcome {
  if ("refusal" in outcome) return outcome;
  const edits = mergeEdits(outcome.edits);
  const error = newError(context, edits);
  return error === undefined ? { ...outcome, edits } : { refusal: `This would leave an error: ${error}` };
}

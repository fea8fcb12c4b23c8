import { asIdentity } from "../../rules";
import { refuse } from "../edit/intent";
import type { FindRefactorings } from "./refactoring";

/** A serial column of PostgreSQL as the standard's identity column, which owns its sequence. */
export const serialToIdentity: FindRefactorings = ({ script }, { column, table }) => {
  if (script.dialect !== "postgresql" || column?.type.serial === undefined) return [];
  return [
    {
      title: `Change ${table.name}.${column.name} from ${column.type.serial} to identity`,
      kind: "rewrite",
      apply: () => {
        const edits = asIdentity(script, column);
        return edits ? { edits } : refuse("The column says elsewhere how it gets its value.");
      },
    },
  ];
};

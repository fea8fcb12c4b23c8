import type { Column, Table } from "../../schema";
import type { Span } from "../../sql";
import type { LanguageContext } from "../context";
import type { EditOutcome } from "../edit/intent";

/** Where a person stands when asking what can be done. */
export interface RefactoringPlace {
  /** What is selected; empty for a cursor. */
  readonly span: Span;
  /** The table whose statement it is in. */
  readonly table: Table;
  /** The column whose definition it is in. */
  readonly column?: Column;
}

/** A change that keeps what the schema means, or adds what people add again and again. */
export interface Refactoring {
  /** Says what will be done, by name; also tells it from the others at the same place. */
  readonly title: string;
  readonly kind: "extract" | "rewrite";
  /** Worked out when it is chosen. */
  readonly apply: () => EditOutcome;
}

/** One kind of refactoring: what it offers at a place. */
export type FindRefactorings = (context: LanguageContext, place: RefactoringPlace) => readonly Refactoring[];

import { tokenize, type Script, type Span, type Token } from "../../sql";
import { statementAt } from "../context";

/** The words around the place where a person types. */
export interface Cursor {
  /** The tokens of the statement before the word that is being typed, without comments. */
  readonly before: readonly Token[];
  /** All tokens of the statement without comments; those after the cursor tell what is in scope. */
  readonly all: readonly Token[];
  /** What has been typed of the word, and its place in the document. */
  readonly prefix: string;
  readonly replace: Span;
}

/** Reads the cursor; undefined inside of a comment or a string. */
export function cursorAt(script: Script, offset: number): Cursor | undefined {
  const at = statementAt(script, offset);
  const start = at?.statement.span.start ?? offset;
  if (at && at.statement.kind !== "sql") return undefined;
  if (at && endsBefore(script.text, at.statement.span.end, offset)) return empty(offset);
  const end = at ? Math.max(at.statement.span.end, offset) : offset;
  const text = script.text.slice(start, end);
  const typed = tokenize(text.slice(0, offset - start), script.dialect);
  const last = typed.at(-1);
  const touching = last?.span.end === offset - start ? last : undefined;
  if (touching?.kind === "comment" || touching?.kind === "string") return undefined;
  if (
    last?.kind === "comment" &&
    last.text.startsWith("--") &&
    !text.slice(last.span.end, offset - start).includes("\n")
  ) {
    return undefined;
  }
  const partial =
    touching?.kind === "word" || touching?.kind === "quoted" || touching?.kind === "number"
      ? touching
      : undefined;
  const before = (partial ? typed.slice(0, -1) : typed).filter((token) => token.kind !== "comment");
  const all = tokenize(text, script.dialect).filter((token) => token.kind !== "comment");
  const prefix = partial?.text ?? "";
  return { before, all, prefix, replace: { start: offset - prefix.length, end: offset } };
}

/** Whether a `;` stands between the end of the statement and the cursor, so that a new statement begins. */
function endsBefore(text: string, end: number, offset: number): boolean {
  return offset > end && text.slice(end, offset).includes(";");
}

function empty(offset: number): Cursor {
  return { before: [], all: [], prefix: "", replace: { start: offset, end: offset } };
}

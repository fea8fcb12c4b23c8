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
  const { start, end } = surroundings(script, offset);
  const text = script.text.slice(start, end);
  const typed = tokenize(text.slice(0, offset - start), script.dialect);
  const last = typed.at(-1);
  const touching = last?.span.end === offset - start ? last : undefined;
  if (touching?.kind === "comment" || touching?.kind === "string") return undefined;
  if (
    last?.kind === "comment" &&
    last.text.startsWith("--") &&
    !text.slice(last.span.start, offset - start).includes("\n")
  ) {
    return undefined;
  }
  const partial =
    touching?.kind === "word" || touching?.kind === "quoted" || touching?.kind === "number"
      ? touching
      : undefined;
  const before = ofLastStatement(partial ? typed.slice(0, -1) : typed);
  const startsNew = before.length < typed.length && typed.some((token) => token.text === ";");
  const all = startsNew ? before : tokenize(text, script.dialect).filter((token) => token.kind !== "comment");
  const prefix = partial?.text ?? "";
  return { before, all, prefix, replace: { start: offset - prefix.length, end: offset } };
}

/** From the start of the statement, or from the end of the one before where the cursor is between two. */
function surroundings(script: Script, offset: number): Span {
  const at = statementAt(script, offset);
  if (at?.statement.kind === "sql")
    return { start: at.statement.span.start, end: Math.max(at.statement.span.end, offset) };
  const before = script.statements.findLast(({ span }) => span.end <= offset);
  return { start: before?.span.end ?? 0, end: offset };
}

/** What follows the last `;`, comments left out. */
function ofLastStatement(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex((token) => token.text === ";");
  return tokens.slice(end + 1).filter((token) => token.kind !== "comment");
}

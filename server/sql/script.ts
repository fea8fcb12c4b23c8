import { changeBetween } from "./change";
import type { Dialect } from "./dialect";
import { afterMissingSemicolon, parseStatement } from "./parse";
import { afterPsqlLine, equalPsqlState, initialPsqlState, type PsqlState } from "./psql/state";
import { readWithin } from "./psql/within";
import { holdsPsqlLine } from "./scan";
import { shift } from "./span";
import { initialState, nextPiece, type Piece, type SplitState } from "./splitter";
import type { ParsedStatement, Script, Statement } from "./statement";

/** How each script was cut, so that the next version of it is cut anew only where it changed. */
const piecesOf = new WeakMap<Script, readonly CutStatement[]>();

interface CutStatement {
  readonly piece: Piece;
  /** Undefined for a piece that holds comments alone. */
  readonly statement: Statement | undefined;
  /** What psql has been told before it, and after it. */
  readonly psql: { readonly before: PsqlState; readonly after: PsqlState };
}

/**
 * Cuts a text into statements. With the script of an earlier version, what lies before and after the change is
 * taken from there. Never throws.
 */
export function parseScript(text: string, dialect: Dialect, previous?: Script): Script {
  if (previous?.text === text && previous.dialect === dialect) return previous;
  const old = previous?.dialect === dialect ? piecesOf.get(previous) : undefined;
  const cuts = previous && old ? recut(text, dialect, previous.text, old) : cutAll(text, dialect);
  const statements: Statement[] = [];
  for (const { statement } of cuts) if (statement) statements.push(statement);
  const directives = cuts.flatMap(({ piece }) =>
    piece.directives.map((span) => ({ span, text: text.slice(span.start, span.end) })),
  );
  const script: Script = { text, dialect, statements, directives };
  piecesOf.set(script, cuts);
  return script;
}

function cutAll(text: string, dialect: Dialect): CutStatement[] {
  const cuts: CutStatement[] = [];
  let at = 0;
  let state = initialState;
  for (;;) {
    const piece = nextPiece(text, at, state, dialect);
    if (!piece) return cuts;
    cuts.push(cutOf(text, dialect, piece, cuts.at(-1)));
    at = piece.next;
    state = piece.after;
  }
}

function recut(
  text: string,
  dialect: Dialect,
  oldText: string,
  old: readonly CutStatement[],
): CutStatement[] {
  const { start: prefix, after: changedTo } = changeBetween(oldText, text);
  const delta = text.length - oldText.length;
  let index = old.findIndex(({ piece }) => piece.seen > prefix);
  if (index < 0) index = old.length;
  // The text behind the last piece belongs to none, so a change there starts from its end.
  const cuts = old.slice(0, index);
  const last = cuts.at(-1)?.piece;
  let at = last?.next ?? 0;
  let state = last?.after ?? initialState;
  for (;;) {
    if (at >= changedTo) {
      while (index < old.length && (old[index]?.piece.from ?? 0) + delta < at) index++;
      const same = old[index];
      if (same && same.piece.from + delta === at && equalState(same.piece.before, state)) {
        if (equalPsqlState(same.psql.before, cuts.at(-1)?.psql.after ?? initialPsqlState)) break;
      }
    }
    const piece = nextPiece(text, at, state, dialect);
    if (!piece) return cuts;
    cuts.push(cutOf(text, dialect, piece, cuts.at(-1)));
    at = piece.next;
    state = piece.after;
  }
  // Whether a semicolon is missing before a statement depends on the one before it, which may be another now; that
  // goes on from statement to statement until one is judged as it was.
  let settled = false;
  for (const cut of old.slice(index)) {
    if (settled) {
      cuts.push(delta === 0 ? cut : shiftCut(cut, delta));
      continue;
    }
    const made = cutOf(text, dialect, shiftPiece(cut.piece, delta), cuts.at(-1));
    cuts.push(made);
    settled = hasProblem(made) === hasProblem(cut);
  }
  return cuts;
}

function cutOf(text: string, dialect: Dialect, piece: Piece, last: CutStatement | undefined): CutStatement {
  const { span, kind } = piece;
  const before = last?.psql.after ?? initialPsqlState;
  if (span.end <= span.start) return { piece, statement: undefined, psql: { before, after: before } };
  const own = text.slice(span.start, span.end);
  let parsed: ParsedStatement = parseStatement(own, dialect, kind, before);
  if (last?.piece.cut === true && last.statement && isSentOpen(last.statement.parsed))
    parsed = afterMissingSemicolon(parsed);
  const after = dialect === "postgresql" ? psqlAfter(before, parsed, kind, last) : before;
  return { piece, statement: { kind, span, text: parsed.text, parsed }, psql: { before, after } };
}

/** Whether psql still waits for the end of a statement that parses. */
function isSentOpen({ problem, undecided }: ParsedStatement): boolean {
  return !problem && undecided?.why !== "passed over";
}

function psqlAfter(
  before: PsqlState,
  parsed: ParsedStatement,
  kind: Statement["kind"],
  last: CutStatement | undefined,
): PsqlState {
  if (kind === "psql") return afterPsqlLine(before, parsed.text, () => last?.statement?.parsed);
  if (kind === "copy-data" || !holdsPsqlLine(parsed.text)) return before;
  return readWithin(parsed.text, parsed.tokens, before).after;
}

function hasProblem({ statement }: CutStatement): boolean {
  return statement?.parsed.problem !== undefined;
}

function shiftPiece(piece: Piece, by: number): Piece {
  return {
    ...piece,
    span: shift(piece.span, by),
    from: piece.from + by,
    next: piece.next + by,
    seen: piece.seen + by,
    directives:
      piece.directives.length > 0 ? piece.directives.map((span) => shift(span, by)) : piece.directives,
  };
}

function shiftCut({ piece, statement, psql }: CutStatement, by: number): CutStatement {
  const moved = shiftPiece(piece, by);
  if (!statement) return { piece: moved, statement, psql };
  const { kind, text, parsed } = statement;
  return { piece: moved, statement: { kind, span: moved.span, text, parsed }, psql };
}

function equalState(a: SplitState, b: SplitState): boolean {
  return a.copyData === b.copyData && a.delimiter === b.delimiter && a.liquibase === b.liquibase;
}

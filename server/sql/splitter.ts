import type { Dialect } from "./dialect";
import {
  isAloneOnLine,
  escapesByDefault,
  isSpace,
  skipBlockComment,
  skipBracketed,
  skipDollarQuoted,
  skipLine,
  skipPsqlLine,
  skipQuoted,
  skipWord,
  startsWord,
} from "./scan";
import type { Span } from "./span";
import type { StatementKind } from "./statement";

/** What the splitter has to remember between two pieces. */
export interface SplitState {
  /** The rows of `COPY … FROM stdin` come next. */
  readonly copyData: boolean;
  /** MySQL's DELIMITER; `;` everywhere else. */
  readonly delimiter: string;
  /** The head of Liquibase's formatted SQL has been seen. */
  readonly liquibase: boolean;
}

export const initialState: SplitState = { copyData: false, delimiter: ";", liquibase: false };

/** One statement as the splitter cuts it. */
export interface Piece {
  readonly kind: StatementKind;
  /** From the first token to the last, without the delimiter. */
  readonly span: Span;
  /** Where the scan for it began: at the end of the piece before. */
  readonly from: number;
  /** Where the scan for the next one begins. */
  readonly next: number;
  /** How far the text was looked at to decide where it ends; a change before that may move its end. */
  readonly seen: number;
  readonly before: SplitState;
  readonly after: SplitState;
  /** It was cut where the next statement starts, because no delimiter was found between the two. */
  readonly cut: boolean;
  readonly directives: readonly Span[];
}

/**
 * The first words of a statement at the start of a line that never continue another one. They are where a
 * missing delimiter, quote or parenthesis is noticed and the rest of the file saved.
 */
const statementStart =
  /(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|UNIQUE|MATERIALIZED|RECURSIVE)\s+)*(?:TABLE|INDEX|VIEW|TYPE|DOMAIN|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|SCHEMA|EXTENSION|POLICY|DATABASE|ROLE|USER)|ALTER\s+(?:TABLE|TYPE|SEQUENCE|FUNCTION|VIEW|INDEX|DOMAIN|SCHEMA|DATABASE|DEFAULT\s+PRIVILEGES)|DROP\s+(?:TABLE|VIEW|TYPE|FUNCTION|SEQUENCE|SCHEMA|TRIGGER|POLICY|DATABASE)|COMMENT\s+ON|INSERT\s+INTO)\b/iy;

/** Statements inside of which another may start on a line of its own. */
const mayHoldOthers =
  /^(?:CREATE\s+SCHEMA|EXPLAIN|WITH|PREPARE|SET\s+STATEMENT|CREATE\s+(?:OR\s+REPLACE\s+)?RULE)\b/i;

const routineHead =
  /^CREATE\s+(?:OR\s+REPLACE\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:AGGREGATE\s+|TEMP\s+|TEMPORARY\s+)?(TRIGGER|PROCEDURE|FUNCTION|EVENT)\b/i;
const endsInner = /\s+(?:IF|LOOP|WHILE|REPEAT)\b/iy;
const atomic = /\s+ATOMIC\b/iy;
const copyFromStdin = /^COPY\s[^;]*\bFROM\s+STDIN\b/i;
/** A slash that is alone on its line ends a statement in Liquibase's formatted SQL. */
const liquibaseHead = /^--[ \t]*liquibase formatted sql/i;

const semicolon = 59;
/** How a statement of MySQL starts that ends at a `;`, whatever DELIMITER says: only routines and blocks hold others. */
const simpleHead =
  /(?:ALTER|ANALYZE|CALL|CREATE\s+(?:OR\s+REPLACE\s+|TEMPORARY\s+|UNIQUE\s+)*(?:TABLE|INDEX|VIEW|DATABASE)|DELETE|DROP|GRANT|INSERT|LOCK|OPTIMIZE|RENAME|REPLACE|REVOKE|SELECT|SET|TRUNCATE|UNLOCK|UPDATE|USE)\b/iy;
const delimiterLine = /DELIMITER[ \t]+(\S+)/iy;
/** Backslash commands that send the statement before them, as its `;` would (psql manual). */
const sendsBuffer = /\\(?:g|gx|gexec|gset|gdesc|crosstabview|watch|bind|;)/y;

/** Cuts the next statement out of the text; undefined when only white space and comments are left. */
export function nextPiece(
  text: string,
  from: number,
  state: SplitState,
  dialect: Dialect,
): Piece | undefined {
  if (state.copyData) {
    const piece = copyRows(text, from, state);
    if (piece) return piece;
    const next = nextPiece(text, from, { ...state, copyData: false }, dialect);
    return next && { ...next, before: state, seen: text.length + 1 };
  }
  return new PieceScanner(text, from, state, dialect).scan();
}

/**
 * The rows up to the line `\\.`, or up to where SQL evidently goes on; undefined when there are none. A COPY that
 * the server refuses is followed by no rows, and files that try that go on with SQL on the next line.
 */
function copyRows(text: string, from: number, state: SplitState): Piece | undefined {
  const lineEnd = skipLine(text, from);
  const start = lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : 1);
  if (start >= text.length) return undefined;
  const terminator = /^\\\.[ \t]*\r?$/gm;
  terminator.lastIndex = start;
  const found = terminator.exec(text);
  const limit = found ? found.index : text.length;
  if (startsSql(text, start, limit)) return undefined;
  // The rows of another COPY end there: these have no end mark.
  const ended = found !== null && !anotherCopy.test(text.slice(start, limit));
  const end = ended ? limit + 2 : trimEnd(text, start, endOfRows(text, start, limit));
  if (end <= start) return undefined;
  const next = ended ? terminator.lastIndex : end;
  return {
    kind: "copy-data",
    span: { start, end },
    from,
    next,
    seen: (ended ? next : text.length) + 1,
    before: state,
    after: { ...state, copyData: false },
    cut: false,
    directives: [],
  };
}

const anotherCopy = /^COPY\s[^;\n]*\bFROM\s+STDIN\b[^;\n]*;/im;
/** The first words of statements that follow a COPY in files; rows hardly ever begin with these and a blank. */
const sqlLine =
  /(?:CREATE|ALTER|DROP|COMMENT\s+ON|INSERT\s+INTO|SELECT|UPDATE|DELETE\s+FROM|COPY|TRUNCATE|VACUUM|ANALYZE|GRANT|REVOKE|SET|RESET|WITH|TABLE|DO)[ \n(]|(?:BEGIN|COMMIT|ROLLBACK|END)\s*;/iy;
const commandLine = /\\[a-z]{2,}\b|\\[dicgpqsw!?](?=\s)/y;

/** Whether a statement stands before `limit`, with nothing but blank lines and comments before it. */
function startsSql(text: string, start: number, limit: number): boolean {
  let at = start;
  for (;;) {
    while (at < limit && isSpace(text.charCodeAt(at))) at++;
    if (!text.startsWith("--", at)) break;
    at = skipLine(text, at);
  }
  if (at >= limit) return limit === text.length;
  commandLine.lastIndex = at;
  if (commandLine.test(text)) return limit === text.length;
  sqlLine.lastIndex = at;
  if (!sqlLine.test(text)) return false;
  // Rows may begin with any word, but a column ends with a tab, and a row does not end with a semicolon.
  const line = text.slice(at, skipLine(text, at));
  return !/\w\t/.test(line) && /;[ \t\r]*(?:--.*)?$/m.test(text.slice(at, limit));
}

/** Where rows without an end mark end: at a blank line, a comment, a psql line or a statement. */
function endOfRows(text: string, start: number, limit: number): number {
  for (let at = start; at < limit;) {
    const end = skipLine(text, at);
    commandLine.lastIndex = sqlLine.lastIndex = at;
    if (text.slice(at, end).trim() === "" || text.startsWith("--", at)) return at;
    if (commandLine.test(text) || sqlLine.test(text)) return at;
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return limit;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Scans for one piece. An object, because a dozen of variables belong together while it runs. */
class PieceScanner {
  private start = -1;
  /** After the last token, so that comments behind it are left out. */
  private end = -1;
  private depth = 0;
  /** How many BEGIN and CASE of a routine's body are open. */
  private body = 0;
  private routine: string | undefined;
  private holdsOthers = false;
  private rule = false;
  private readonly directives: Span[] = [];
  private readonly backslashEscapes: boolean;
  private liquibase: boolean;

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly state: SplitState,
    private readonly dialect: Dialect,
  ) {
    this.backslashEscapes = escapesByDefault(dialect);
    this.liquibase = state.liquibase;
  }

  scan(): Piece | undefined {
    const { text, dialect } = this;
    const delimiter = this.state.delimiter;
    const first = delimiter.charCodeAt(0);
    for (let at = this.from; at < text.length;) {
      const c = text.charCodeAt(at);
      if (isSpace(c)) {
        at++;
        continue;
      }
      if (c === first && (delimiter === ";" || text.startsWith(delimiter, at))) {
        const next = at + delimiter.length;
        // `;` inside of parentheses separates the actions of a rule; anywhere else a parenthesis is missing.
        if (!(this.body > 0 && delimiter === ";") && !(this.depth > 0 && this.rule)) {
          if (this.start >= 0) return this.piece("sql", next, next);
          at = next;
          continue;
        }
      }
      if (c === semicolon && this.isSimple()) return this.piece("sql", at + 1, at + 1);
      const after = this.step(at, c, dialect);
      if (typeof after !== "number") return after;
      at = after;
    }
    return this.start < 0 ? this.rest() : this.piece("sql", text.length, text.length);
  }

  /** Whether what has been read can hold no other statement, so that a `;` ends it where DELIMITER names another end. */
  private isSimple(): boolean {
    if (this.start < 0 || this.depth > 0 || this.state.delimiter === ";") return false;
    simpleHead.lastIndex = this.start;
    return simpleHead.test(this.text);
  }

  /** Steps over one lexical piece; gives a piece instead when the statement ends before it. */
  private step(at: number, c: number, dialect: Dialect): number | Piece {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (startsWord(c)) return this.word(at, c, next);
    switch (c) {
      case 45: // -
        if (next === 45) return this.comment(at, skipLine(text, at));
        break;
      case 35: // #
        if (this.backslashEscapes) return this.comment(at, skipLine(text, at));
        break;
      case 47: // /
        if (next === 42) {
          // MySQL runs what stands in /*! … */, so it is part of a statement and no comment.
          if (this.backslashEscapes && (text[at + 2] === "!" || text.startsWith("M!", at + 2)))
            return this.token(at, skipBlockComment(text, at, false).end);
          const skipped = skipBlockComment(text, at, dialect === "postgresql");
          if (skipped.unterminated) return this.unterminated(at);
          return this.comment(at, skipped.end);
        }
        if (this.liquibase && isAloneOnLine(text, at))
          return this.start < 0 ? at + 1 : this.piece("sql", at + 1, skipLine(text, at));
        break;
      case 39: // '
        return this.quoted(at, at, "'", this.backslashEscapes);
      case 34: // "
        return this.quoted(at, at, '"', this.backslashEscapes);
      case 96: // `
        if (dialect !== "postgresql") return this.quoted(at, at, "`", false);
        break;
      case 91: // [
        if (dialect === "sqlite") {
          const skipped = skipBracketed(text, at);
          return skipped.unterminated ? this.unterminated(at) : this.token(at, skipped.end);
        }
        break;
      case 36: {
        // $
        const skipped = dialect === "postgresql" ? skipDollarQuoted(text, at) : undefined;
        if (skipped) return skipped.unterminated ? this.unterminated(at) : this.token(at, skipped.end);
        break;
      }
      case 40: // (
        this.depth++;
        break;
      case 41: // )
        if (this.depth > 0) this.depth--;
        break;
      case 92: // \
        if (dialect === "postgresql") return this.backslash(at);
        break;
      case 46: // .
        if (dialect === "sqlite" && this.start < 0 && this.startsLine(at)) return this.clientLine(at);
        break;
      default:
    }
    return this.token(at, at + 1);
  }

  private word(at: number, c: number, next: number): number | Piece {
    const { text, dialect } = this;
    if (next === 39 && (c | 32) === 101 && dialect === "postgresql")
      return this.quoted(at, at + 1, "'", true);
    if (this.start < 0) return this.firstWord(at);
    const end = this.wordEnd(at);
    const before = text.charCodeAt(at - 1);
    if ((before === 10 || before === 13) && this.body === 0 && this.startsStatement(at, this.depth > 0))
      return this.piece("sql", at, at + 64, true);
    if (this.routine !== undefined) this.countBody(at, end);
    return this.token(at, end);
  }

  /** A DELIMITER such as `$$` ends the word that it stands at, although its characters might go on with it. */
  private wordEnd(at: number): number {
    const { text } = this;
    const { delimiter } = this.state;
    const end = skipWord(text, at);
    if (delimiter === ";") return end;
    const cut = text.slice(at, end).indexOf(delimiter);
    return cut > 0 ? at + cut : end;
  }

  private firstWord(at: number): number | Piece {
    const { text, dialect } = this;
    if (this.backslashEscapes) {
      delimiterLine.lastIndex = at;
      const delimiter = delimiterLine.exec(text)?.[1];
      if (delimiter !== undefined) return this.delimiter(at, delimiter);
    }
    const head = text.slice(at, at + 200);
    this.holdsOthers = mayHoldOthers.test(head);
    this.rule = /^CREATE\s+(?:OR\s+REPLACE\s+)?RULE\b/i.test(head);
    const routine = routineHead.exec(head)?.[1]?.toUpperCase();
    if (dialect === "sqlite" ? routine === "TRIGGER" : dialect !== "postgresql" || routine !== "TRIGGER")
      this.routine = routine;
    // The body of a MySQL routine may be a single statement, on a line of its own.
    if (routine !== undefined && this.backslashEscapes) this.holdsOthers = true;
    return this.token(at, this.wordEnd(at));
  }

  /** Counts the words that open and close a routine's body, so that the `;` within do not end the statement. */
  private countBody(at: number, end: number): void {
    const length = end - at;
    if (length < 3 || length > 5) return;
    const word = this.text.slice(at, end).toUpperCase();
    if (word === "BEGIN") {
      atomic.lastIndex = end;
      if (this.body > 0 || this.dialect !== "postgresql" || atomic.test(this.text)) this.body++;
    } else if (word === "CASE" && this.body > 0) {
      // `END CASE` closes; its END has been counted.
      if (!/\bEND\s+$/i.test(this.text.slice(Math.max(this.from, at - 12), at))) this.body++;
    } else if (word === "END" && this.body > 0) {
      endsInner.lastIndex = end;
      if (!endsInner.test(this.text)) this.body--;
    }
  }

  private startsStatement(at: number, nested: boolean): boolean {
    if (this.holdsOthers) return false;
    statementStart.lastIndex = at;
    if (!statementStart.test(this.text)) return false;
    // A query in parentheses may insert: `WITH x AS (\nINSERT INTO …`.
    return !nested || (this.text.charCodeAt(at) | 32) !== 105;
  }

  private quoted(at: number, quote: number, close: string, escapes: boolean): number | Piece {
    const skipped = skipQuoted(this.text, quote, close, escapes);
    return skipped.unterminated ? this.unterminated(at) : this.token(at, skipped.end);
  }

  /** A quote or comment that never ends: the statement ends where the next one evidently starts. */
  private unterminated(at: number): Piece {
    const { text } = this;
    if (this.start < 0) this.start = at;
    const line = /[\r\n](?=[A-Za-z])/g;
    line.lastIndex = at;
    while (line.exec(text)) {
      statementStart.lastIndex = line.lastIndex;
      if (!statementStart.test(text)) continue;
      this.end = trimEnd(text, at, line.lastIndex);
      return this.piece("sql", line.lastIndex, text.length);
    }
    this.end = trimEnd(text, at, text.length);
    return this.piece("sql", text.length, text.length);
  }

  /**
   * psql takes a backslash outside of quotes for a command of its own, up to the end of the line. Of those that leave
   * a statement open, the ones that are written within statements are a part of it.
   */
  private backslash(at: number): number | Piece {
    const { text } = this;
    if (this.start < 0) return this.clientLine(at);
    const within = skipPsqlLine(text, at);
    if (within !== undefined) return this.token(at, within);
    sendsBuffer.lastIndex = at;
    if (!sendsBuffer.test(text)) {
      const before = text.charCodeAt(at - 1);
      if (before !== 10 && before !== 13) return this.token(at, at + 1);
    }
    if (text[at + 1] === ";") return this.piece("sql", at + 2, at + 2);
    return this.piece("sql", at, at + 16);
  }

  /** A line that the client takes for itself. */
  private clientLine(at: number): Piece {
    const end = skipLine(this.text, at);
    this.start = at;
    this.end = trimEnd(this.text, at, end);
    return this.piece("psql", end, end);
  }

  private startsLine(at: number): boolean {
    const before = this.text.charCodeAt(at - 1);
    return at === 0 || before === 10 || before === 13;
  }

  private delimiter(at: number, delimiter: string): Piece {
    const end = skipLine(this.text, at);
    this.start = at;
    this.end = trimEnd(this.text, at, end);
    return { ...this.piece("psql", end, end), after: { ...this.state, copyData: false, delimiter } };
  }

  private comment(at: number, end: number): number {
    const comment = this.text.slice(at, end);
    if (liquibaseHead.test(comment)) this.liquibase = true;
    if (comment.includes("dbscst-")) this.directives.push({ start: at, end });
    return end;
  }

  private token(at: number, end: number): number {
    if (this.start < 0) this.start = at;
    this.end = end;
    return end;
  }

  private piece(kind: StatementKind, next: number, seen: number, cut = false): Piece {
    const span = { start: this.start, end: this.end };
    const copy = kind === "sql" && this.dialect === "postgresql" && !cut && this.isCopyFromStdin();
    return {
      kind,
      span,
      from: this.from,
      next,
      // One character more: a word or an operator that touches the end could have gone on.
      seen: seen + 1,
      before: this.state,
      after: { ...this.state, copyData: copy, liquibase: this.liquibase },
      cut,
      directives: this.directives,
    };
  }

  /** Comments after the last statement may still hold directives. */
  private rest(): Piece | undefined {
    if (this.directives.length === 0) return undefined;
    this.start = this.end = this.text.length;
    return this.piece("sql", this.text.length, this.text.length);
  }

  private isCopyFromStdin(): boolean {
    if ((this.text.charCodeAt(this.start) | 32) !== 99) return false;
    return copyFromStdin.test(this.text.slice(this.start, Math.min(this.end, this.start + 20_000)));
  }
}

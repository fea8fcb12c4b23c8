import type { Dialect } from "./dialect";
import {
  escapesByDefault,
  isDigit,
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
import type { Token } from "./statement";

interface Lexeme {
  readonly kind: Token["kind"];
  readonly end: number;
}

const operatorCharacters = "+-*/<>=~!@#%^&|`?";
const number =
  /(?:0[xX][0-9A-Fa-f_]+|0[oO][0-7_]+|0[bB][01_]+|(?:[0-9][0-9_]*)?\.?[0-9][0-9_]*(?:\.(?!\.)[0-9_]*)?(?:[eE][+-]?[0-9]+)?)/y;

/**
 * Cuts a text into tokens, comments included and white space left out. It accepts any text: what is not
 * terminated reaches to the end, and a character that belongs nowhere is an operator of its own.
 */
export function tokenize(text: string, dialect: Dialect): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at);
    if (isSpace(c) || c === 0) {
      at++;
      continue;
    }
    const { kind, end } = lexeme(text, at, c, dialect);
    tokens.push({ kind, span: { start: at, end }, text: text.slice(at, end) });
    at = end;
  }
  return tokens;
}

function lexeme(text: string, at: number, c: number, dialect: Dialect): Lexeme {
  const next = text.charCodeAt(at + 1);
  const mysql = escapesByDefault(dialect);
  if (startsWord(c)) return wordOrPrefixedString(text, at, c, next, dialect);
  if (isDigit(c) || (c === 46 && isDigit(next))) return { kind: "number", end: numberEnd(text, at) };
  switch (c) {
    case 39: // '
      return { kind: "string", end: skipQuoted(text, at, "'", mysql).end };
    case 34: // "
      return { kind: mysql ? "string" : "quoted", end: skipQuoted(text, at, '"', mysql).end };
    case 96: // `
      if (dialect !== "postgresql") return { kind: "quoted", end: skipQuoted(text, at, "`", false).end };
      return { kind: "operator", end: at + 1 };
    case 91: // [
      if (dialect === "sqlite") return { kind: "quoted", end: skipBracketed(text, at).end };
      return { kind: "operator", end: at + 1 };
    case 45: // -
      if (next === 45) return { kind: "comment", end: skipLine(text, at) };
      break;
    case 35: // #
      if (mysql) return { kind: "comment", end: skipLine(text, at) };
      break;
    case 47: // /
      if (next === 42)
        return { kind: "comment", end: skipBlockComment(text, at, dialect === "postgresql").end };
      break;
    case 36: {
      // $
      const quoted = dialect === "postgresql" ? skipDollarQuoted(text, at) : undefined;
      if (quoted) return { kind: "string", end: quoted.end };
      if (isDigit(next)) return { kind: "parameter", end: skipWord(text, at) };
      return { kind: "operator", end: at + 1 };
    }
    case 58: // :
      if (next === 58 || next === 61) return { kind: "operator", end: at + 2 };
      if (startsWord(next)) return { kind: "parameter", end: skipWord(text, at + 1) };
      return { kind: "operator", end: at + 1 };
    case 92: {
      // \
      const end = dialect === "postgresql" ? skipPsqlLine(text, at) : undefined;
      return end === undefined ? { kind: "operator", end: at + 1 } : { kind: "comment", end };
    }
    case 63: // ?
      if (dialect !== "postgresql") return { kind: "parameter", end: at + 1 };
      break;
    default:
      if (!operatorCharacters.includes(text.charAt(at))) return { kind: "operator", end: at + 1 };
  }
  return { kind: "operator", end: operatorEnd(text, at, dialect) };
}

/** A word, or a string that a letter in front makes special: `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'`. */
function wordOrPrefixedString(text: string, at: number, c: number, next: number, dialect: Dialect): Lexeme {
  const letter = String.fromCharCode(c).toLowerCase();
  if (next === 39 && "ebxn".includes(letter) && (dialect !== "sqlite" || letter === "x")) {
    const escapes = letter === "e" || escapesByDefault(dialect);
    return { kind: "string", end: skipQuoted(text, at + 1, "'", escapes).end };
  }
  if (letter === "u" && next === 38 && dialect === "postgresql") {
    const quote = text.charCodeAt(at + 2);
    if (quote === 39) return { kind: "string", end: skipQuoted(text, at + 2, "'", false).end };
    if (quote === 34) return { kind: "quoted", end: skipQuoted(text, at + 2, '"', false).end };
  }
  return { kind: "word", end: skipWord(text, at) };
}

function numberEnd(text: string, at: number): number {
  number.lastIndex = at;
  const found = number.exec(text);
  return found ? at + Math.max(1, found[0].length) : at + 1;
}

/** The longest run of operator characters; a comment ends it, and what quotes a name where the dialect has that. */
function operatorEnd(text: string, at: number, dialect: Dialect): number {
  const ends = dialect === "postgresql" ? "" : escapesByDefault(dialect) ? "`?#" : "`?";
  let end = at + 1;
  for (; end < text.length; end++) {
    const c = text.charAt(end);
    if (!operatorCharacters.includes(c) || ends.includes(c)) break;
    const pair = text.slice(end, end + 2);
    if (pair === "--" || pair === "/*") break;
  }
  // PostgreSQL lets an operator end with + or - only when it holds one of ~!@#%^&|`? (Lexical Structure, 4.1.3).
  while (end > at + 1 && "+-".includes(text.charAt(end - 1)) && !/[~!@#%^&|`?]/.test(text.slice(at, end)))
    end--;
  return end;
}

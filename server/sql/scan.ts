import type { Dialect } from "./dialect";

/**
 * Skips the lexical pieces that a splitter and a lexer both have to step over. Every function takes the offset of
 * the first character and gives the offset after the last; `unterminated` tells that the text ended first.
 */
export interface Skip {
  readonly end: number;
  readonly unterminated: boolean;
}

const newline = 10;
const dollar = 36;
const star = 42;
const slash = 47;
const backslash = 92;

/** A constant or identifier between two equal quotes; a doubled quote stands for itself. */
export function skipQuoted(text: string, start: number, close: string, backslashEscapes: boolean): Skip {
  const code = close.charCodeAt(0);
  if (!backslashEscapes) {
    for (let at = start + 1; ; at += 2) {
      const found = text.indexOf(close, at);
      if (found < 0) return { end: text.length, unterminated: true };
      if (text.charCodeAt(found + 1) !== code) return { end: found + 1, unterminated: false };
      at = found;
    }
  }
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === backslash) at++;
    else if (c === code) {
      if (text.charCodeAt(at + 1) !== code) return { end: at + 1, unterminated: false };
      at++;
    }
  }
  return { end: text.length, unterminated: true };
}

/** SQLite's `[name]`, which knows no escape. */
export function skipBracketed(text: string, start: number): Skip {
  const found = text.indexOf("]", start + 1);
  return found < 0 ? { end: text.length, unterminated: true } : { end: found + 1, unterminated: false };
}

/** Up to the line break, which is not part of the comment. */
export function skipLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === newline || c === 13) return at;
  }
  return text.length;
}

/** A block comment; PostgreSQL's nest, those of the others do not. */
export function skipBlockComment(text: string, start: number, nested: boolean): Skip {
  if (!nested) {
    const found = text.indexOf("*/", start + 2);
    return found < 0 ? { end: text.length, unterminated: true } : { end: found + 2, unterminated: false };
  }
  let depth = 1;
  for (let at = start + 2; at < text.length - 1; at++) {
    const c = text.charCodeAt(at);
    if (c === slash && text.charCodeAt(at + 1) === star) {
      depth++;
      at++;
    } else if (c === star && text.charCodeAt(at + 1) === slash) {
      at++;
      if (--depth === 0) return { end: at + 1, unterminated: false };
    }
  }
  return { end: text.length, unterminated: true };
}

const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?\$/y;

/** `$tag$…$tag$`; undefined where the dollar opens no such string. */
export function skipDollarQuoted(text: string, start: number): Skip | undefined {
  dollarTag.lastIndex = start;
  const tag = dollarTag.exec(text)?.[0];
  if (tag === undefined) return undefined;
  const found = text.indexOf(tag, start + tag.length);
  return found < 0
    ? { end: text.length, unterminated: true }
    : { end: found + tag.length, unterminated: false };
}

/** Whether an unquoted identifier can start with the code unit. */
export function startsWord(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The end of the word that starts at `start`. */
export function skipWord(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (!startsWord(c) && !isDigit(c) && c !== dollar) break;
  }
  return at;
}

/** Whether strings of the dialect know backslash escapes without a prefix. */
export function escapesByDefault(dialect: Dialect): boolean {
  return dialect === "mysql" || dialect === "mariadb";
}

/** Whether the code unit is white space in every dialect. */
export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13) || c === 0xfeff;
}

/** Whether nothing else stands on the line of one code unit. */
export function isAloneOnLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (before === 10 || before === 13) && text.slice(at + 1, skipLine(text, at)).trim() === "";
}

/** Commands of psql that are written within statements, which go on behind them (psql manual, Meta-Commands). */
const withinStatements = /\\(?:if|elif|else|endif|set|unset|echo|qecho|warn|pset)\b/y;

/** The end of a line for psql that may stand within a statement; undefined where there is none. */
export function skipPsqlLine(text: string, at: number): number | undefined {
  withinStatements.lastIndex = at;
  return withinStatements.test(text) ? skipLine(text, at) : undefined;
}

/** Whether a text may hold such a line. */
export function holdsPsqlLine(text: string): boolean {
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at + 1)) {
    withinStatements.lastIndex = at;
    if (withinStatements.test(text)) return true;
  }
  return false;
}

import { foldIdentifier, tokenIndexAfter, type ParsedStatement, type Span } from "../../sql";
import type { EngineStatement, Failure, Verdict } from "../engine";
import type { Planned } from "../engine-kind";
import type { RawFailure, StepReport } from "../messages";

/**
 * SQLite has result codes (sqlite.org/rescode.html) but no SQLSTATEs; these are the ones that PostgreSQL gives to
 * the same faults.
 */
const states: readonly { state: string; message: RegExp }[] = [
  { state: "42601", message: /syntax error|incomplete input|unrecognized token|unknown table option/ },
  { state: "42P01", message: /no such (?:table|view)/ },
  {
    state: "42704",
    message: /no such (?:index|trigger|collation|module|savepoint)|no such collation sequence/,
  },
  { state: "42703", message: /no such column|unknown column|has no column named|table \S+ has no column/ },
  { state: "42883", message: /no such function|wrong number of arguments/ },
  { state: "42P07", message: /already exists|already another table or index/ },
  { state: "42701", message: /duplicate column/ },
  { state: "42702", message: /ambiguous column/ },
  { state: "42P16", message: /more than one primary key/ },
  { state: "42830", message: /foreign key mismatch|number of columns in foreign key/ },
  { state: "23505", message: /^UNIQUE constraint failed/ },
  { state: "23502", message: /^NOT NULL constraint failed|Cannot add a NOT NULL column/ },
  { state: "23514", message: /^CHECK constraint failed/ },
  { state: "23503", message: /^FOREIGN KEY constraint failed/ },
  { state: "42804", message: /datatype mismatch|unknown datatype|missing datatype|cannot store \w+ value/ },
];

/** For what is none of these: SQLSTATE's class "CLI-specific condition", general error. */
const generalError = "HY000";

/** Modules, their tables and functions that other builds, or SQLite's shell, have. */
const ofOtherBuilds =
  /no such (?:module|collation sequence)|no tokenizer|no such table: (?:\w+\.)?(?:generate_series|\w+_(?:segdir|segments|docsize|stat))$|no such function: (?:sha[13](?:_\w+)?|shell_\w+|decimal\w*|ieee754\w*|uint|sqlar_\w+)$/;

/** SQLITE_ENABLE_UPDATE_DELETE_LIMIT, with which Debian and Apple build it. */
const limits = /^near "(?:ORDER|LIMIT)": syntax error/i;
const mayBeLimited = /^(?:UPDATE|DELETE)\b/i;

export function judge(
  { verdict }: Planned,
  { parsed }: EngineStatement,
  report: StepReport | undefined,
): Verdict {
  if (verdict) return verdict;
  if (!report?.failure) return { outcome: "accepted" };
  const failure = failureOf(report.failure, parsed);
  if (report.failure.isTolerated === true) return { outcome: "unknown", reason: "tolerated", failure };
  const isLimited = limits.test(failure.message) && mayBeLimited.test(parsed.text);
  if (isLimited || ofOtherBuilds.test(failure.message))
    return { outcome: "unknown", reason: "extension", failure };
  return { outcome: "failed", failure };
}

function failureOf(raw: RawFailure, parsed: ParsedStatement): Failure {
  const { message, byteOffset } = raw;
  const code = states.find((state) => state.message.test(message))?.state ?? generalError;
  if (byteOffset !== undefined) {
    const at = parsed.offsetAt(byteOffset);
    const token = parsed.tokens[tokenIndexAfter(parsed.tokens, at)] ?? parsed.tokens.at(-1);
    return { code, message, span: token?.span ?? { start: at, end: at }, exact: true };
  }
  return { code, message, span: named(message, parsed) ?? head(parsed), exact: false };
}

/** The last word of the statement that the message names. */
function named(message: string, parsed: ParsedStatement): Span | undefined {
  if (message === "incomplete input") return parsed.tokens.at(-1)?.span;
  const found =
    /has no column named "?([^\s".,]+)/.exec(message) ??
    /(?:: |near "|^(?:table|view|index|trigger) )"?(?:\w+\.)*([^\s".,]+)/.exec(message);
  const name = found?.[1]?.toLowerCase();
  const places = parsed.tokens.filter(
    (token) =>
      (token.kind === "word" || token.kind === "quoted") &&
      foldIdentifier(token, "sqlite").toLowerCase() === name,
  );
  return (message.startsWith("duplicate column") ? places.at(-1) : places[0])?.span;
}

/** The name of what the statement makes, or its first word. */
function head({ tokens }: ParsedStatement): Span {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  const introducing =
    /^(create|drop|alter|insert|update|delete|replace|or|into|from|table|view|index|trigger|unique|temp|temporary|virtual|if|not|exists|ignore|abort)$/i;
  const name = words.find(({ text }) => !introducing.test(text));
  return (introducing.test(words[0]?.text ?? "") ? name : words[0])?.span ?? { start: 0, end: 0 };
}

import type { ParsedStatement, Statement } from "../sql";
import type { Effect, Fold } from "./fold";
import { postgresqlEffects } from "./postgresql/effects";
import { StatementReader } from "./statement-reader";
import { tokenEffects } from "./tokens/statement";

/** Read once for each text of a statement; the spans in it are relative, so it holds in any document. */
const effects = new WeakMap<ParsedStatement, readonly Effect[]>();

/** Does to the fold what the statement of the index does. */
export function applyStatement(fold: Fold, statement: Statement | undefined, index: number): void {
  if (!statement) return;
  unlessTooDeep(() => {
    fold.apply(effectsOf(statement.parsed), index, statement.span.start);
  });
}

/** A statement that is nested thousands of levels deep overflows the stack; the model goes on without it. */
function unlessTooDeep(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** What a statement does, relative to itself. */
export function effectsOf(parsed: ParsedStatement): readonly Effect[] {
  const known = effects.get(parsed);
  if (known) return known;
  const read = readEffects(parsed);
  effects.set(parsed, read);
  return read;
}

function readEffects(parsed: ParsedStatement): readonly Effect[] {
  const { tree, undecided } = parsed;
  if (undecided?.why === "passed over") return [];
  const told = tree ? postgresqlEffects(new StatementReader(parsed), tree) : fromTokens(parsed);
  if (!undecided) return told;
  // What it is said to make may have other names or not be made: from then on nothing is missing for certain.
  return [(fold) => void (fold.catalog.uncertain = true), ...leniently(told)];
}

/** For the other dialects, and for what does not parse: a name in such a statement is missing nowhere. */
function fromTokens(parsed: ParsedStatement): readonly Effect[] {
  const told = tokenEffects(new StatementReader(parsed));
  return parsed.dialect === "postgresql" ? leniently(told) : told;
}

/** The effects, with no name in them missing. */
function leniently(told: readonly Effect[]): readonly Effect[] {
  if (told.length === 0) return told;
  return [
    (fold) => {
      fold.lenient = true;
      for (const effect of told) effect(fold);
      fold.lenient = false;
    },
  ];
}

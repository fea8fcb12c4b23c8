import { checkDraft, countOf, isBetter, tableNames, type CheckContext, type Draft } from "./draft";
import { keyedStatements, type KeyedStatement } from "./statements";

/**
 * Models that repair a part often answer with that part alone, or silence a fault by leaving its table out. Where
 * `next` lost tables of `previous`, what it says anew is set into `previous`, and the better text is given.
 */
export async function keepingTables(
  previous: Draft,
  next: Draft,
  context: CheckContext,
  { partial }: { readonly partial: boolean } = { partial: false },
): Promise<Draft> {
  if (lostTables(previous, next).length === 0) return next;
  const { onPart: _, ...quiet } = context;
  const merged = await checkDraft(setInto(previous, next), quiet);
  if (partial) return merged;
  const lost = lostTables(previous, next).length;
  const errors = countOf(merged, "error") - countOf(next, "error");
  if (errors <= 0) return merged;
  // A part cannot be judged alone: most of the schema is not in it.
  const part = lost * 2 >= tableNames(previous).length;
  return part && !isBetter(previous, merged) ? merged : next;
}

/** The tables of `previous` that `next` does not have. */
export function lostTables(previous: Draft, next: Draft): string[] {
  const names = new Set(tableNames(next));
  return tableNames(previous).filter((name) => !names.has(name));
}

/**
 * `previous` with the statements of `next`: those that define the same replace, and so do those of the kind of one
 * that failed; new ones come where they stood.
 */
function setInto(previous: Draft, next: Draft): string {
  const old = keyedStatements(previous.result);
  const fresh = corrected(previous, old.statements, keyedStatements(next.result).statements);
  const byKey = new Map(fresh.map((statement) => [statement.key, statement]));
  const known = new Set(old.statements.map((statement) => statement.key));
  // New statements go before the next one that is known, since that may need them.
  const before = new Map<string, string[]>();
  let waiting: string[] = [];
  for (const statement of fresh) {
    if (!known.has(statement.key)) {
      waiting.push(closed(statement.whole));
      continue;
    }
    if (waiting.length > 0) before.set(statement.key, waiting);
    waiting = [];
  }
  const pieces = old.statements.flatMap((statement) => [
    ...(before.get(statement.key) ?? []),
    closed(byKey.get(statement.key)?.whole ?? statement.whole),
  ]);
  return (
    [...pieces, ...waiting].map((piece) => piece.replace(/^\s*\n/, "").trimEnd()).join("\n\n") + old.rest
  );
}

/**
 * The statements of an answer, each with the key of what it corrects: an index, a constraint or rows that failed may
 * come under another name, or with other words.
 */
function corrected(
  { result }: Draft,
  old: readonly KeyedStatement[],
  fresh: readonly KeyedStatement[],
): KeyedStatement[] {
  const known = new Set(old.map(({ key }) => key));
  const answered = new Set(fresh.map(({ key }) => key));
  const errors = result.problems.filter(({ severity }) => severity === "error");
  const failed = old.filter(
    ({ statement: { span }, key }) =>
      !answered.has(key) &&
      errors.some((error) => error.span.start >= span.start && error.span.start <= span.end),
  );
  return fresh.map((statement) => {
    const kind = known.has(statement.key) ? undefined : kindOf(statement);
    const at = kind === undefined ? -1 : failed.findIndex((other) => kindOf(other) === kind);
    const [replaced] = at < 0 ? [] : failed.splice(at, 1);
    return replaced ? { ...statement, key: replaced.key } : statement;
  });
}

/** What a statement does to which table; undefined for one that makes something of its own name. */
function kindOf({ tokens }: KeyedStatement): string | undefined {
  const index = /^create (?:unique )?index .*?\bon (?:only )?(\S+(?: \. \S+)?)/.exec(tokens)?.[1];
  if (index !== undefined) return `index on ${index}`;
  return /^(?:alter table|insert into|comment on \w+) (?:only )?\S+(?: \. \S+)?/.exec(tokens)?.[0];
}

/** A last statement may lack the semicolon that it needs in the middle. */
function closed(statement: string): string {
  return /;\s*$/.test(statement) ? statement : `${statement.trimEnd()};`;
}

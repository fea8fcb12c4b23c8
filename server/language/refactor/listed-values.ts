import type { CheckConstraint, Column, Table } from "../../schema";
import { foldIdentifier, type Script, type Token } from "../../sql";
import { readerOf } from "../edit/table-text";

/** A check that lists what a column may hold. */
export interface ListedValues {
  readonly check: CheckConstraint;
  readonly column: Column;
  /** String constants as they are written, quotes included. */
  readonly constants: readonly string[];
}

/**
 * `column IN (…)` for what pg_dump makes of it: `(column)::text = ANY ((ARRAY['a'::text, …])::text[])`. Undefined for
 * anything else.
 */
function ofDump(tokens: readonly Token[]): Token[] | undefined {
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.text === "(" || token.text === ")") continue;
    if (token.text !== "::") {
      plain.push(token);
      continue;
    }
    // The type: words, and brackets for a list of them.
    while (tokens[at + 1]?.kind === "word" || tokens[at + 1]?.text === "[" || isEndOfList(tokens, at + 1))
      at++;
  }
  const [name, equals, any, array, open, ...rest] = plain;
  const isForm =
    equals?.text === "=" &&
    /^any$/i.test(any?.text ?? "") &&
    /^array$/i.test(array?.text ?? "") &&
    open?.text === "[";
  if (!name || !isForm || rest.at(-1)?.text !== "]") return undefined;
  const word = { ...name, kind: "word" as const };
  return [
    name,
    { ...word, text: "IN" },
    { ...word, text: "(" },
    ...rest.slice(0, -1),
    { ...word, text: ")" },
  ];
}

/** Whether the bracket closes the one right before it. */
function isEndOfList(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === "]" && tokens[at - 1]?.text === "[";
}

/**
 * The checks of the form `CHECK (column IN ('a', 'b'))` that stand in the table's own statement. Any other
 * condition in the check means that it says more than which values there are.
 */
export function listedValues(script: Script, table: Table): readonly ListedValues[] {
  const statement = script.statements[table.statement];
  if (!statement) return [];
  const reader = readerOf(statement);
  return table.constraints.flatMap((check) => {
    if (check.kind !== "check" || check.statement !== table.statement) return [];
    const start = check.expression.span.start - statement.span.start;
    const end = check.expression.span.end - statement.span.start;
    let tokens = reader.tokens.filter((token) => token.span.start >= start && token.span.end <= end);
    const dumped = ofDump(tokens);
    if (dumped) tokens = dumped;
    while (tokens[0]?.text === "(" && tokens.at(-1)?.text === ")") tokens = tokens.slice(1, -1);
    const [name, word, open, ...rest] = tokens;
    // The parentheses of the list are cut off with those around the whole where these are written twice.
    const list = open?.text === "(" ? rest.filter(({ text }) => text !== ")") : [];
    if (!name || word?.text.toLowerCase() !== "in") return [];
    const constants = list.filter(({ text }) => text !== ",");
    const commas = list.length - constants.length;
    const strings = constants.every(({ kind, text }) => kind === "string" && text.startsWith("'"));
    if (constants.length === 0 || commas !== constants.length - 1 || !strings) return [];
    const folded = foldIdentifier(name, script.dialect);
    const column = table.columns.find((candidate) => candidate.name === folded);
    if (column?.statement !== table.statement) return [];
    return [{ check, column, constants: constants.map(({ text }) => text) }];
  });
}

import type { Script, Span, Statement, Token } from "../sql";
import { shift } from "../sql";
import type { RuleContext, Finding } from "./rule";
import { replaceWord } from "./edits";

/** A statement that does not parse, with its tokens, comments left out. */
export interface Broken {
  readonly statement: Statement;
  readonly index: number;
  readonly tokens: readonly Token[];
}

const known = new WeakMap<Script, readonly Broken[]>();

/** The statements that do not parse: only these can hold what another dialect's grammar allows. */
export function broken(script: Script): readonly Broken[] {
  let found = known.get(script);
  if (!found) {
    found = script.statements.flatMap((statement, index) =>
      statement.parsed.problem
        ? [{ statement, index, tokens: statement.parsed.tokens.filter(({ kind }) => kind !== "comment") }]
        : [],
    );
    known.set(script, found);
  }
  return found;
}

/** Whether a token is that keyword; a pattern in lower case. */
export function isWord(token: Token | undefined, pattern: RegExp): boolean {
  return token?.kind === "word" && pattern.test(token.text.toLowerCase());
}

/** From the first token to the last, as a span of the document. */
export function spanOf(statement: Statement, first: Token, last: Token = first): Span {
  return shift({ start: first.span.start, end: last.span.end }, statement.span.start);
}

/** The span with the blanks before it, so that taking it out leaves one. */
export function withBlanks(script: Script, span: Span): Span {
  const before = /\s*$/.exec(script.text.slice(Math.max(0, span.start - 200), span.start))?.[0].length ?? 0;
  return { start: span.start - before, end: span.end };
}

/** Columns whose type's name belongs to another dialect. */
export function* foreignTypes(
  { schema, script }: RuleContext,
  types: Readonly<Record<string, string>>,
  why: (written: string, instead: string) => string,
): Generator<Finding> {
  const own = new Set([...schema.domains, ...schema.enums, ...schema.compositeTypes].map(({ name }) => name));
  for (const table of schema.tables) {
    for (const { type } of table.columns) {
      const written = type.name.toLowerCase();
      const known = Object.hasOwn(types, written) ? types[written] : undefined;
      if (known === undefined || type.schema !== undefined || own.has(type.name)) continue;
      const instead = written === "tinyint" && type.modifiers[0] === "1" ? "boolean" : known;
      const length =
        /^(?:varchar|numeric)$/.test(instead) &&
        type.modifiers.length > 0 &&
        type.modifiers[0]?.toLowerCase() !== "max"
          ? `(${type.modifiers.join(", ")})`
          : "";
      yield {
        span: type.span,
        message: why(type.name, instead),
        sqlstate: "42704",
        lacks: { kind: "type", name: type.name },
        fixes: [
          {
            title: `Change to ${instead}${length}`,
            edits: replaceWord(script, type.span, `${instead}${length}`),
          },
        ],
      };
    }
  }
}

/** The statements of a dialect without an own grammar, with their tokens, comments left out. */
export function written(script: Script): readonly Broken[] {
  return script.statements.flatMap((statement, index) =>
    statement.kind === "sql"
      ? [{ statement, index, tokens: statement.parsed.tokens.filter(({ kind }) => kind !== "comment") }]
      : [],
  );
}

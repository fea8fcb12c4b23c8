import type { Node } from "@pgsql/types";
import type { Span } from "../span";
import type { ParsedStatement, SentStatement, SyntaxProblem, Token, Undecided } from "../statement";
import { isUnsure, type PsqlState } from "./state";
import { isBodyFilledIn, replacementOf, replaceParts, type VariableMention } from "./variables";
import { readWithin } from "./within";

/** A statement of which only a part of what a parser says is known to hold. */
export interface Parse extends ParsedStatement {
  /** Other statements follow in the text. */
  readonly hasMore?: boolean;
}

interface Result {
  readonly tree?: Node;
  readonly problem?: SyntaxProblem;
  readonly sent?: SentStatement;
  readonly undecided?: Undecided;
}

/**
 * A statement in which psql puts values in the place of variables before the server sees it. A variable that has no
 * value in the file may get one by `psql -v`, or another tool means something else by it; psql leaves it as it stands
 * where it has none, and so does this where that parses, as in `list[low:high]`. Lines for psql within it, such as
 * those of an `\\if`, are followed and left out.
 */
export class PsqlStatement implements ParsedStatement {
  readonly dialect = "postgresql";
  readonly text: string;
  #result: Result | undefined;
  #isSound: boolean | undefined;

  constructor(
    private readonly plain: Parse,
    private readonly psql: PsqlState,
    private readonly parse: (text: string) => Parse,
  ) {
    this.text = plain.text;
  }

  /** As they are written, with the variables. */
  get tokens(): readonly Token[] {
    return this.plain.tokens;
  }

  get tree(): Node | undefined {
    return this.#read().tree;
  }

  get problem(): SyntaxProblem | undefined {
    return this.#read().problem;
  }

  /** Psql has been told of no variable, and it parses: what looks like a mention or a line is none. */
  get isSound(): boolean {
    const { text, plain } = this;
    return (this.#isSound ??=
      this.psql.variables.size === 0 && plain.isSound === true && !isBodyFilledIn(text, plain.tokens));
  }

  get sent(): SentStatement | undefined {
    return this.isSound ? undefined : this.#read().sent;
  }

  get undecided(): Undecided | undefined {
    if (!this.isSound) return this.#read().undecided;
    return isUnsure(this.psql) ? { why: "branch" } : undefined;
  }

  offsetAt(byteOffset: number): number {
    const { sent } = this.#read();
    if (!sent) return this.plain.offsetAt(byteOffset);
    const at = sent.parsed.offsetAt(byteOffset);
    return sent.placeOf({ start: at, end: at }).start;
  }

  #read(): Result {
    return (this.#result ??= this.#decide());
  }

  #decide(): Result {
    const { text, plain } = this;
    const { left, mentions: read, isUnsure: depends } = readWithin(text, plain.tokens, this.psql);
    const unsure: Pick<Result, "undecided"> = depends ? { undecided: { why: "branch" } } : {};
    const out = left.map((span) => ({ span, by: " " }));
    const mentions = read.map(({ mention }) => mention);
    const values = read.map(({ mention, variables }) => replacementOf(mention, variables));
    const known = mentions.flatMap(({ span }, index) => {
      const by = values[index];
      return by === undefined ? [] : [{ span, by }];
    });
    const open = mentions.filter((_, index) => values[index] === undefined);
    const hidden = read.filter(
      ({ mention, variables }, index) =>
        values[index] === undefined && (variables.has(mention.name) || mention.form === "placeholder"),
    );
    const sent = known.length + out.length > 0 ? this.#sent([...known, ...out]) : undefined;
    if (sent?.parsed.text.trim() === "") return { undecided: { why: "passed over" } };
    const parsed: Parse = sent?.parsed ?? plain;
    if (parsed.hasMore) return { undecided: variables(mentions) };
    if (hidden.length === 0 && !parsed.problem)
      return { ...treeOf(parsed), ...(sent && { sent }), ...unsure };
    const problem = parsed.problem && {
      ...parsed.problem,
      span: sent?.placeOf(parsed.problem.span) ?? parsed.problem.span,
    };
    const [first] = open;
    // The parser reads from left to right, so what it refuses before the first of them it refuses in any case.
    if (problem && (!first || problem.span.end <= first.span.start)) return { problem, ...unsure };
    const words = mentions.map((one, index) => ({ span: one.span, by: values[index] ?? wordFor(one) }));
    const guess = this.#sent([...words, ...out]);
    return {
      ...treeOf(guess.parsed),
      ...(guess.parsed.tree && { sent: guess }),
      undecided: variables(open),
    };
  }

  #sent(
    unsorted: readonly { readonly span: Span; readonly by: string }[],
  ): SentStatement & { parsed: Parse } {
    const parts = [...unsorted].sort((a, b) => a.span.start - b.span.start);
    const { text, placeOf } = replaceParts(this.text, parts);
    const parsed = this.parse(text);
    let tokens: readonly Token[] | undefined;
    return {
      parsed,
      parts: parts.map(({ span }) => span),
      placeOf,
      get tokens() {
        return (tokens ??= parsed.tokens.map((token) => ({ ...token, span: placeOf(token.span) })));
      },
    };
  }
}

function treeOf({ tree }: Parse): Pick<Result, "tree"> {
  return tree ? { tree } : {};
}

function variables(mentions: readonly VariableMention[]): Undecided {
  return {
    why: "variable",
    variables: mentions.map(({ name, span, form }) => ({
      name,
      span,
      isPlaceholder: form === "placeholder",
    })),
  };
}

/** A word that stands for a value which is not known: a name, which may stand nearly anywhere. */
function wordFor({ name, form }: VariableMention): string {
  if (form === "test") return "TRUE";
  if (form === "placeholder") return name;
  return form === "literal" ? `'${name}'` : `"${name}"`;
}

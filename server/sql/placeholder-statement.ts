import { placeholderMentions, replaceParts, type VariableMention } from "./psql/variables";
import type { ParsedStatement, SentStatement, Token, Undecided } from "./statement";

/**
 * A statement of MySQL, MariaDB or SQLite in which a program fills something in before the server sees it. Read with a
 * word for each, and judged by nobody.
 */
export class PlaceholderStatement implements ParsedStatement {
  readonly text: string;
  readonly dialect: ParsedStatement["dialect"];
  readonly undecided: Undecided;
  #sent: SentStatement | undefined;

  constructor(
    private readonly plain: ParsedStatement,
    private readonly mentions: readonly VariableMention[],
    private readonly parse: (text: string) => ParsedStatement,
  ) {
    this.text = plain.text;
    this.dialect = plain.dialect;
    this.undecided = {
      why: "variable",
      variables: mentions.map(({ name, span }) => ({ name, span, isPlaceholder: true })),
    };
  }

  /** The statement with its placeholders; undefined where it holds none outside of strings and comments. */
  static of(
    plain: ParsedStatement,
    parse: (text: string) => ParsedStatement,
  ): PlaceholderStatement | undefined {
    const mentions = placeholderMentions(plain.text, plain.tokens);
    return mentions.length > 0 ? new PlaceholderStatement(plain, mentions, parse) : undefined;
  }

  get tokens(): readonly Token[] {
    return this.plain.tokens;
  }

  get sent(): SentStatement {
    return (this.#sent ??= this.#read());
  }

  offsetAt(byteOffset: number): number {
    return this.plain.offsetAt(byteOffset);
  }

  #read(): SentStatement {
    const parts = this.mentions.map(({ span, name }) => ({ span, by: name }));
    const { text, placeOf } = replaceParts(this.text, parts);
    const parsed = this.parse(text);
    return {
      parsed,
      parts: parts.map(({ span }) => span),
      placeOf,
      tokens: parsed.tokens.map((token) => ({ ...token, span: placeOf(token.span) })),
    };
  }
}

import { tokenize, type Span, type Token } from "../../sql";

/** A word, sign or constant of a PL/pgSQL body. */
export interface Word {
  readonly lower: string;
  readonly text: string;
  readonly kind: Token["kind"];
  readonly span: Span;
}

/** Where a body is not understood; nothing is said of such a function. */
export class NotUnderstood extends Error {}

/** Reads a body from its beginning to its end. */
export class Words {
  readonly list: readonly Word[];
  at = 0;

  constructor(readonly body: string) {
    this.list = tokenize(body, "postgresql")
      .filter(({ kind }) => kind !== "comment")
      .map(({ kind, span, text }) => ({
        kind,
        span,
        text,
        // Constants and names in quotes are never keywords.
        lower: kind === "word" || kind === "operator" ? text.toLowerCase() : text,
      }));
  }

  get current(): Word {
    const word = this.list[this.at];
    if (!word) throw new NotUnderstood("the body ends early");
    return word;
  }

  /** Whether the next words are these. */
  is(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const one = this.list[this.at + index];
      return one?.lower === word && one.kind !== "quoted" && one.kind !== "string";
    });
  }

  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.at += words.length;
    return true;
  }

  need(...words: readonly string[]): void {
    if (!this.take(...words)) throw new NotUnderstood(`no ${words.join(" ")}`);
  }

  /**
   * Goes to the first of the words that stands outside of parentheses and of CASE … END, and gives the text before
   * it. A semicolon ends every search.
   */
  upTo(...stops: readonly string[]): Span {
    const start = this.current.span.start;
    let depth = 0;
    let cases = 0;
    for (; ; this.at++) {
      const { lower, kind } = this.current;
      if (kind === "operator" && /^[([]$/.test(lower)) depth++;
      else if (kind === "operator" && /^[)\]]$/.test(lower)) depth--;
      else if (depth === 0 && cases === 0 && (stops.includes(lower) || lower === ";") && kind !== "quoted") {
        return { start, end: Math.max(start, this.list[this.at - 1]?.span.end ?? start) };
      } else if (kind === "word" && lower === "case") cases++;
      else if (kind === "word" && lower === "end" && cases > 0) cases--;
    }
  }

  text({ start, end }: Span): string {
    return this.body.slice(start, end);
  }
}

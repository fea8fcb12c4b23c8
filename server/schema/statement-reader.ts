import { foldIdentifier, tokenIndexAfter, type ParsedStatement, type Span, type Token } from "../sql";

/** A name of one or more parts as it stands in a statement; spans are relative to the statement. */
export interface WrittenName {
  readonly schema?: string;
  readonly schemaSpan?: Span;
  readonly name: string;
  /** Of the last part alone. */
  readonly span: Span;
  /** With everything that is written before it. */
  readonly fullSpan: Span;
  /** The index of the token after it. */
  readonly next: number;
}

/** Finds words and names among the tokens of one statement, whose syntax tree leaves most places out. */
export class StatementReader {
  readonly tokens: readonly Token[];
  readonly end: number;

  constructor(
    readonly parsed: ParsedStatement,
    private readonly first = 0,
  ) {
    const { tokens } = parsed.sent ?? parsed;
    const code = tokens.some((token) => token.kind === "comment")
      ? tokens.filter((token) => token.kind !== "comment")
      : tokens;
    this.tokens = first > 0 ? code.slice(first) : code;
    this.end = parsed.text.length;
  }

  /** Of the statement that begins at the token of the index, within this one. */
  from(index: number): StatementReader {
    return new StatementReader(this.parsed, this.first + index);
  }

  /** The index of the token at a place of the syntax tree. */
  indexAt(byteOffset: number | undefined): number {
    return byteOffset === undefined ? 0 : tokenIndexAfter(this.tokens, this.parsed.offsetAt(byteOffset));
  }

  token(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** Where the token starts; the statement's end behind the last. */
  startOf(index: number): number {
    return this.tokens[index]?.span.start ?? this.end;
  }

  /** Where the token ends. */
  endOf(index: number): number {
    return this.tokens[index]?.span.end ?? this.end;
  }

  /** From the first to before the second token. */
  spanOf(from: number, to: number): Span {
    const start = this.startOf(from);
    return { start, end: to > from ? this.endOf(to - 1) : start };
  }

  isName(index: number): boolean {
    const token = this.tokens[index];
    return token?.kind === "word" || token?.kind === "quoted";
  }

  is(index: number, text: string): boolean {
    const token = this.tokens[index];
    if (!token) return false;
    return token.kind === "word" ? token.text.toLowerCase() === text : token.text === text;
  }

  fold(index: number): string {
    const token = this.tokens[index];
    return token ? foldIdentifier(token, this.parsed.dialect) : "";
  }

  /** The (dotted) name whose first token has the index. */
  nameAt(index: number): WrittenName | undefined {
    if (!this.isName(index)) return undefined;
    let last = index;
    while (this.is(last + 1, ".") && this.isName(last + 2)) last += 2;
    const token = this.tokens[last];
    const first = this.tokens[index];
    if (!token || !first) return undefined;
    const fullSpan = { start: first.span.start, end: token.span.end };
    const name = { name: this.fold(last), span: token.span, fullSpan, next: last + 1 };
    const before = last > index ? this.tokens[last - 2] : undefined;
    return before ? { ...name, schema: this.fold(last - 2), schemaSpan: before.span } : name;
  }

  /** The name at a place of the syntax tree. */
  nameAtByte(byteOffset: number | undefined): WrittenName | undefined {
    return this.nameAt(this.indexAt(byteOffset));
  }

  /** The index of the first token in the range that is the name, written in any way; -1 if there is none. */
  findName(name: string, from: number, to = this.tokens.length): number {
    for (let index = from; index < to; index++)
      if (this.isName(index) && this.fold(index) === name) return index;
    return -1;
  }

  /** The index of the first of the words in the range, outside of parentheses opened in it; -1 if there is none. */
  findWord(words: string | readonly string[], from: number, to = this.tokens.length): number {
    const wanted = typeof words === "string" ? [words] : words;
    for (let index = from, depth = 0; index < to; index++) {
      const token = this.tokens[index];
      if (!token) break;
      if (token.text === ")") depth--;
      if (depth <= 0 && token.kind !== "quoted" && wanted.includes(token.text.toLowerCase())) return index;
      if (token.text === "(") depth++;
    }
    return -1;
  }

  /** The index of the `)` that closes the `(` at the index, or of the end. */
  closing(open: number): number {
    for (let index = open, depth = 0; index < this.tokens.length; index++) {
      const text = this.tokens[index]?.text;
      if (text === "(") depth++;
      else if (text === ")" && --depth === 0) return index;
    }
    return this.tokens.length;
  }

  /** The elements between `(` at the index and its `)`, as ranges of tokens. */
  elements(open: number): (readonly [from: number, to: number])[] {
    const close = this.closing(open);
    const elements: [number, number][] = [];
    let from = open + 1;
    for (let index = open + 1, depth = 0; index <= close; index++) {
      const text = this.tokens[index]?.text;
      if (text === "(" || text === "[") depth++;
      else if ((text === ")" || text === "]") && index < close) depth--;
      else if (index === close || (text === "," && depth === 0)) {
        if (index > from) elements.push([from, index]);
        from = index + 1;
      }
    }
    return elements;
  }
}

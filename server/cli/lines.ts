import { lineIndex, type Span } from "../sql";

type LineIndex = ReturnType<typeof lineIndex>;

/** As the results give it: 0-based lines, 0-based UTF-16 code units. */
export interface Range {
  readonly start: ReturnType<LineIndex["positionAt"]>;
  readonly end: ReturnType<LineIndex["positionAt"]>;
}

/** The lines of a text, for places and excerpts. */
export class Lines {
  private readonly index: LineIndex;

  constructor(private readonly text: string) {
    this.index = lineIndex(text);
  }

  range(span: Span): Range {
    return { start: this.index.positionAt(span.start), end: this.index.positionAt(span.end) };
  }

  /** The text of a line, without what ends it; empty past the last one. */
  line(line: number): string {
    const start = this.index.offsetAt({ line, character: 0 });
    return this.text.slice(start, this.index.offsetAt({ line, character: Infinity }));
  }
}

import type { Span } from "../sql";

/** A place as the results give it: 0-based line, 0-based UTF-16 code unit. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Place;
  readonly end: Place;
}

/** Finds lines in a text; `\n`, `\r\n` and a lone `\r` end one, as in the Language Server Protocol. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    const ending = /\r\n|\n|\r/g;
    while (ending.exec(text)) this.starts.push(ending.lastIndex);
  }

  range(span: Span): Range {
    return { start: this.place(span.start), end: this.place(span.end) };
  }

  /** The text of a line, without what ends it; empty past the last one. */
  line(index: number): string {
    const start = this.starts[index];
    return start === undefined ? "" : this.text.slice(start, this.starts[index + 1]).replace(/[\r\n]+$/, "");
  }

  private place(offset: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (this.starts[low] ?? 0) };
  }
}

import { posix } from "node:path";
import type { Location, Position, Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { LanguageContext } from "../language";
import { contextOf } from "../language";
import { shift, type Dialect, type Span } from "../sql";
import { toRange } from "./convert";
import type { OpenDocument } from "./documents";

/** A text that a request is about: a document alone, or all the files that form one schema with it. */
export interface Scope {
  readonly context: LanguageContext;
  /** The place in the context of a place in the document. */
  offsetAt(position: Position): number;
  /** Where a span of the context stands; undefined for one that is in no file. */
  locate(span: Span): Location | undefined;
  /** A span of the context in the document; undefined where it is elsewhere. */
  own(span: Span): Range | undefined;
}

interface File {
  readonly uri: string;
  readonly text: TextDocument;
  /** Where its text starts in the context. */
  readonly start: number;
}

/** What lies between two files, so that an unfinished statement does not run into the next file; the checker's too. */
const between = "\n;\n";

/** Together longer texts are not looked at as one, since each edit reads all of them anew; in UTF-16 code units. */
const longest = 4_000_000;

export function aloneScope({ text, result }: OpenDocument): Scope {
  const own = (span: Span) => toRange(text, span);
  return {
    context: result,
    offsetAt: (position) => text.offsetAt(position),
    locate: (span) => ({ uri: text.uri, range: own(span) }),
    own,
  };
}

/** The files as one; undefined where the document is not one of them, or they are too long together. */
export class GroupScopes {
  private last: { readonly key: string; readonly context: LanguageContext } | undefined;

  of(
    document: OpenDocument,
    files: readonly { readonly path: string; readonly text: string }[],
    pathOf: (uri: string) => string | undefined,
  ): Scope | undefined {
    const path = pathOf(document.text.uri);
    const index = files.findIndex((file) => file.path === path);
    const length = files.reduce((sum, { text }) => sum + text.length, 0);
    if (files.length < 2 || index < 0 || length > longest) return undefined;
    const own = document.text;
    let start = 0;
    const placed = files.map((file, nth): File => {
      const at = start;
      start += file.text.length + between.length;
      if (nth === index) return { uri: own.uri, text: own, start: at };
      const uri = URI.file(file.path).toString();
      return { uri, text: TextDocument.create(uri, "sql", 0, file.text), start: at };
    });
    const whole = files.map(({ text }) => text).join(between);
    const context = this.contextOf(whole, document.result.script.dialect);
    const base = placed[index]?.start ?? 0;
    const locate = (span: Span) => {
      const file = placed.findLast((candidate) => candidate.start <= span.start);
      if (!file || span.end > file.start + file.text.getText().length) return undefined;
      return { uri: file.uri, range: toRange(file.text, shift(span, -file.start)) };
    };
    const placeName = (offset: number) => {
      const place = locate({ start: offset, end: offset });
      return place ? `line ${place.range.start.line + 1} of ${posix.basename(place.uri)}` : "another file";
    };
    return {
      context: { ...context, placeName },
      offsetAt: (position) => base + own.offsetAt(position),
      locate,
      own: (span) => {
        const found = locate(span);
        return found?.uri === own.uri ? found.range : undefined;
      },
    };
  }

  /** The last one is kept: people ask several things of a text before they change it. */
  private contextOf(whole: string, dialect: Dialect): LanguageContext {
    const key = `${dialect}\0${whole}`;
    if (this.last?.key !== key) this.last = { key, context: contextOf(whole, dialect) };
    return this.last.context;
  }
}

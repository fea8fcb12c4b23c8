import type { Script, Span } from "../sql";

export interface DocumentLink {
  readonly span: Span;
  /** As written, relative to the document. */
  readonly path: string;
}

/** The files that psql's `\i`, `\ir`, `\include` and `\include_relative` lines name. */
export function documentLinks(script: Script): readonly DocumentLink[] {
  return script.statements.flatMap((statement) => {
    if (statement.kind !== "psql") return [];
    const match = /^\\(?:ir?|include(?:_relative)?)\s+(?:'([^']+)'|(\S+))/.exec(statement.text);
    const path = match?.[1] ?? match?.[2];
    if (path === undefined) return [];
    const start = statement.span.start + statement.text.indexOf(path);
    return [{ span: { start, end: start + path.length }, path }];
  });
}

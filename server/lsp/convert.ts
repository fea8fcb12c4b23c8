import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type CancellationToken,
  type Diagnostic,
  type Position,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { Problem } from "../checker";
import type { Span } from "../sql";

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/**
 * Finds the places of offsets that mostly come in order: the line of the one before is where the search begins, which
 * for tens of thousands of them is much quicker than to search the whole document for each.
 */
export function lineWalk(document: TextDocument): (offset: number) => Position {
  const { lineCount } = document;
  let line = 0;
  let start = 0;
  let next = startOf(1);
  function startOf(nth: number): number {
    return nth < lineCount ? document.offsetAt({ line: nth, character: 0 }) : Infinity;
  }
  return (offset) => {
    if (offset < start || startOf(line + 16) <= offset) {
      ({ line } = document.positionAt(offset));
      start = startOf(line);
      next = startOf(line + 1);
    }
    while (next <= offset) {
      line++;
      start = next;
      next = startOf(line + 1);
    }
    return { line, character: offset - start };
  };
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

const severities: Record<Problem["severity"], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules about what may simply go; editors show it faded. */
const unnecessary = /^(duplicate|redundant|unused)-/;

/** Rules about what a database still takes but advises against; editors strike it through. */
const deprecated = /^(deprecated)-/;

export function toDiagnostic(document: TextDocument, problem: Problem): Diagnostic {
  const page = problem.rule === undefined ? undefined : rulePage(problem.rule);
  const tags = tagsOf(problem);
  return {
    range: toRange(document, problem.span),
    severity: severities[problem.severity],
    code: problem.code,
    source: problem.source,
    message: problem.message,
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(tags && { tags }),
    ...(problem.related && {
      relatedInformation: problem.related.map(({ span, message }) => ({
        location: { uri: document.uri, range: toRange(document, span) },
        message,
      })),
    }),
  };
}

function tagsOf({ rule, severity }: Problem): DiagnosticTag[] | undefined {
  if (rule === undefined || severity === "error") return undefined;
  if (unnecessary.test(rule)) return [DiagnosticTag.Unnecessary];
  if (deprecated.test(rule)) return [DiagnosticTag.Deprecated];
  return undefined;
}

const pages = new Map<string, string | undefined>();

/** The page about a rule, which is shipped beside the bundle, so that it opens without a network. */
function rulePage(rule: string): string | undefined {
  if (!pages.has(rule)) {
    const path = join(__dirname, "..", "docs", "rules", `${rule}.md`);
    pages.set(rule, existsSync(path) ? URI.file(path).toString() : undefined);
  }
  return pages.get(rule);
}

/** The one place where the protocol's cancellation becomes the one that the layers below know. */
export function toSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

import { rules } from "../rules";
import type { Script } from "../sql";
import type { Fault } from "./fault";

interface Directive {
  readonly codes: readonly { readonly code: string; readonly start: number }[];
  readonly file: boolean;
  /** The lines it speaks of, for one that is not for the file: offsets `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

const pattern = /dbscst-ignore(-file)?(?![\w-])[ \t]*([^\n:*]*)/;

/**
 * Takes out what `-- dbscst-ignore rule: reason` and `-- dbscst-ignore-file rule: reason` speak of, and gives a
 * hint for one that names no rule or that has nothing to ignore. `ran` tells which rules have looked at the file.
 */
export function suppress(faults: readonly Fault[], script: Script, ran: ReadonlySet<string>): Fault[] {
  if (script.directives.length === 0) return [...faults];
  const directives = script.directives.flatMap((directive) => parse(directive, script.text));
  const used = new Set<string>();
  const kept = faults.filter((fault) => {
    const { rule } = fault;
    if (rule === undefined) return true;
    const speaking = directives.flatMap((directive, i) =>
      speaksOf(directive, rule, fault.span.start) ? [i] : [],
    );
    for (const i of speaking) used.add(`${i} ${rule}`);
    return speaking.length === 0;
  });
  const known = new Set(rules.map(({ code }) => code));
  directives.forEach((directive, i) => {
    for (const { code, start } of directive.codes) {
      const span = { start, end: start + code.length };
      if (!known.has(code))
        kept.push(hint(span, "unknown-ignore", `There is no rule "${code}", so this ignores nothing.`));
      else if (ran.has(code) && !used.has(`${i} ${code}`))
        kept.push(hint(span, "unused-ignore", `The rule "${code}" finds nothing here: this comment can go.`));
    }
    if (directive.codes.length === 0)
      kept.push(
        hint(
          { start: directive.from, end: directive.from },
          "unknown-ignore",
          "Name the rules to ignore: -- dbscst-ignore rule, rule: reason.",
        ),
      );
  });
  return kept;
}

function speaksOf(directive: Directive, rule: string, offset: number): boolean {
  if (!directive.file && (offset < directive.from || offset >= directive.to)) return false;
  return directive.codes.some(({ code }) => code === rule);
}

function hint(span: Fault["span"], rule: string, message: string): Fault {
  return { from: "rule", severity: "hint", span, rule, message };
}

function parse(
  directive: { readonly span: { readonly start: number; readonly end: number }; readonly text: string },
  text: string,
): Directive[] {
  const found = pattern.exec(directive.text);
  if (!found) return [];
  const list = found[2] ?? "";
  const listStart = directive.span.start + found.index + found[0].length - list.length;
  const codes = [...list.matchAll(/[a-z][a-z0-9-]*/gi)].map((match) => ({
    code: match[0],
    start: listStart + match.index,
  }));
  const lineStart = text.lastIndexOf("\n", directive.span.start - 1) + 1;
  const alone = text.slice(lineStart, directive.span.start).trim() === "";
  const [from, to] = alone
    ? nextLine(text, directive.span.end)
    : [lineStart, lineEnd(text, directive.span.end)];
  return [{ codes, file: found[1] !== undefined, from, to }];
}

/** The first line after `offset` that is neither blank nor a comment alone, so that comments can be stacked. */
function nextLine(text: string, offset: number): [number, number] {
  let start = lineEnd(text, offset);
  for (;;) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end).trim();
    if (end <= start || (line !== "" && !line.startsWith("--"))) return [start, Math.max(end, start + 1)];
    start = end;
  }
}

/** The offset after the line break that ends the line of `offset`. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

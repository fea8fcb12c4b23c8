import { overlaps, shift, type Script, type Span, type Statement } from "../sql";
import type { Fault } from "./fault";
import { isSame, type ObjectId } from "./objects";
import { effectsOf } from "./provides";
import { mayFree, mayMake } from "./text-effects";

/** A statement of which the file does not tell what a server makes of it, and what is said of that. */
export interface UndecidedFault extends Fault {
  readonly statement: number;
  /** The same has been said before, or nothing need be said. */
  readonly isSilent: boolean;
}

/** What is said of statements that depend on what the file does not tell: once of each variable and each branch. */
export function undecidedFaults({ statements }: Script): UndecidedFault[] {
  const said = new Set<string>();
  return statements.flatMap(({ parsed: { undecided }, span }, statement): UndecidedFault[] => {
    if (!undecided) return [];
    const base = {
      from: "syntax",
      statement,
      severity: "information",
      sqlstate: "42P02",
      exact: true,
    } as const;
    if (undecided.why === "variable") {
      const fresh = undecided.variables.find(({ name }) => !said.has(name));
      const shown = fresh ?? undecided.variables[0];
      for (const { name } of undecided.variables) said.add(name);
      return [
        {
          ...base,
          span: shown ? shift(shown.span, span.start) : span,
          message:
            shown?.isPlaceholder === true
              ? `The program that runs this file puts something in the place of "${shown.name}", so this statement is not checked.`
              : `The file gives no known value to the psql variable "${shown?.name ?? ""}", so this statement is not checked. \\set gives it one.`,
          isSilent: fresh === undefined,
        },
      ];
    }
    const isFirst =
      undecided.why === "branch" && statements[statement - 1]?.parsed.undecided?.why !== "branch";
    return [
      {
        ...base,
        span: { start: span.start, end: Math.min(span.end, span.start + 80) },
        message:
          undecided.why === "branch"
            ? "Whether this is run depends on a variable of psql whose value is not known here, so it is not checked."
            : "What this does is not told by the file.",
        isSilent: !isFirst,
      },
    ];
  });
}

/** Leaves out what is said of words that stand for unknown values, and fixes that would change a variable. */
export function withoutVariables(faults: readonly Fault[], { statements }: Script): readonly Fault[] {
  if (!statements.some(({ parsed }) => parsed.sent)) return faults;
  return faults.flatMap((fault): Fault[] => {
    const { statement: index, fixes } = fault;
    const statement = index === undefined ? undefined : statements[index];
    if (!statement) return [fault];
    const { sent, undecided } = statement.parsed;
    const own = (span: Span): Span => shift(span, -statement.span.start);
    const unknown = undecided?.why === "variable" ? undecided.variables : [];
    if (unknown.some(({ span }) => overlaps(span, own(fault.span)))) return [];
    if (!sent || !fixes) return [fault];
    const left = fixes.filter(({ edits }) =>
      edits.every((edit) => !sent.parts.some((part) => overlaps(part, own(edit.span)))),
    );
    const { fixes: _, ...rest } = fault;
    return [left.length > 0 ? { ...rest, fixes: left } : rest];
  });
}

/** What is made has a name that a program fills in, as a whole or in part. */
const fillsName = /^\s*(?:CREATE|ALTER|DROP|RENAME)\b[^(]*\{/i;

/** Whether an undecided statement may have made (or freed) an object under a name that the file does not tell. */
export function mayHaveDone(
  { text, parsed }: Statement,
  needs: "present" | "absent",
  object: ObjectId,
): boolean {
  const { undecided, tree } = parsed;
  if (!undecided) return false;
  if (undecided.why === "include") return true;
  const unknown = new Set(undecided.why === "variable" ? undecided.variables.map(({ name }) => name) : []);
  if (!tree) {
    if (parsed.dialect !== "postgresql" && fillsName.test(text)) return true;
    if (unknown.size > 0 && (/^\s*:/.test(text) || (object.kind === "column" && isOn(text, object))))
      return true;
    return needs === "present" ? mayMake(text, object) : mayFree(text, object);
  }
  // Where things are looked for from then on is not known.
  if (unknown.size > 0 && "VariableSetStmt" in tree && tree.VariableSetStmt.name === "search_path")
    return true;
  const { makes, frees } = effectsOf(parsed);
  return (needs === "present" ? makes : frees).some((made) => {
    // A schema brings nothing else with it.
    if (unknown.has(made.name)) return made.kind !== "schema" || object.kind === "schema";
    const { schema, relation, ...rest } = made;
    return isSame(object, {
      ...rest,
      ...(schema !== undefined && !unknown.has(schema) && { schema }),
      ...(relation !== undefined && !unknown.has(relation) && { relation }),
    });
  });
}

function isOn(text: string, { relation }: ObjectId): boolean {
  return relation === undefined || text.toLowerCase().includes(relation.toLowerCase());
}

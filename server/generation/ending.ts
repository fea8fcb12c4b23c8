import { generatedProblems, tableNames, type Draft } from "./draft";
import type { GeneratedProblem, GenerateOutcome, GenerateRequest } from "./outcome";
import type { Unwritten } from "./parts";
import { nameKey } from "./parts/plan";
import type { ProviderFailure } from "./provider";
import { traceByNames } from "./trace";
import { uncoveredSentences } from "./uncovered";

/** What is best so far: a draft, and what its model said beside it. */
export interface Best {
  readonly draft: Draft;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
  /** The model was cut off, and what it did not write is missing. */
  readonly truncated: boolean;
  /** Tables that a worse draft had and this one has not. */
  readonly lost: readonly string[];
}

/** The outcome, but for what only the run knows. */
export type Ending = Pick<
  GenerateOutcome,
  "sql" | "dialect" | "problems" | "assumptions" | "uncovered" | "tables" | "trace"
>;

/** What did not come: why no more rounds were made, and the planned tables that no part brought. */
export interface Missed {
  readonly stopped: ProviderFailure | undefined;
  readonly unwritten: readonly Unwritten[];
}

/** Says all that is known of the best draft, and what is not known. */
export async function endingOf(
  { draft, truncated, lost, ...said }: Best,
  { dialect, brief, current, instruction }: GenerateRequest,
  missed: Missed,
): Promise<Ending> {
  const notes = [...notesOn(draft, truncated, lost, missed.stopped), ...unwrittenNotes(draft, missed)];
  const problems = [...generatedProblems(draft), ...notes].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
  const assumptions = unique(said.assumptions);
  return {
    sql: draft.sql,
    dialect,
    problems,
    assumptions,
    uncovered: unique([
      ...said.uncovered,
      ...(await uncoveredSentences(current === undefined ? brief : (instruction ?? ""), draft)),
    ]),
    tables: tableNames(draft),
    ...(current === undefined && {
      trace: traceByNames(
        brief,
        draft.result.schema,
        assumptions.map((text, index) => ({ id: `a${index + 1}`, text })),
      ),
    }),
  };
}

function* notesOn(
  draft: Draft,
  truncated: boolean,
  lost: readonly string[],
  stopped: ProviderFailure | undefined,
): Generator<GeneratedProblem> {
  if (truncated) {
    const message =
      stopped === undefined
        ? "The model was cut off here, and the rest is missing. Generate again with a model that writes longer answers, or split the brief."
        : `The answer ends here, and the rest is missing. ${stopped.message}`;
    yield note(draft.sql, "error", "incomplete", message);
  }
  for (const table of lost) {
    const message = `An earlier draft had a table ${table}, and the repair left it out. Add it if the brief needs it.`;
    yield note("", "information", "left-out", message);
  }
  if (stopped !== undefined && !truncated) {
    const message = `The repair ended early, and this is the best draft. ${stopped.message}`;
    yield note("", "information", "repair-stopped", message);
  }
  if (draft.result.engine !== "ran") {
    const why = draft.result.engineMessage ?? "";
    const message = `This was read and checked by rules, but not run on a database. ${why}`.trimEnd();
    yield note("", "information", "not-proven", message);
  }
}

function* unwrittenNotes(draft: Draft, { unwritten }: Missed): Generator<GeneratedProblem> {
  const made = new Set(tableNames(draft).map(nameKey));
  for (const { tables, reason } of unwritten) {
    const missing = tables.filter((name) => !made.has(nameKey(name)));
    if (missing.length === 0) continue;
    const names = missing.join(", ");
    const [things, them] = missing.length === 1 ? ["The table", "it"] : ["The tables", "them"];
    if (reason === undefined) {
      const message = `The plan for this brief had ${names}, and the model left ${them} out. Add ${them} if the brief needs ${them}.`;
      yield note("", "information", "left-out", message);
    } else {
      const message = `${things} ${names} could not be written. ${reason} Generate again, or add ${them} by a refinement.`;
      yield note(draft.sql, "error", "incomplete", message);
    }
  }
}

/** A problem at the end of `before`. */
function note(
  before: string,
  severity: GeneratedProblem["severity"],
  code: string,
  message: string,
): GeneratedProblem {
  const lines = before.split("\n");
  const place = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { range: { start: place, end: place }, severity, code, message };
}

/** Without those that say the same in other punctuation; of such, the first. */
function unique(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const plain = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    if (seen.has(plain)) return false;
    seen.add(plain);
    return true;
  });
}

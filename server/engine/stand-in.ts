import type { EngineStatement, Verdict } from "./engine";
import type { Planned } from "./engine-kind";
import type { Footprint } from "./footprint";
import type { ExecStep, Step } from "./messages";

/** What was done for a statement of the version before. */
export interface Taken {
  readonly text: string;
  readonly step: Step;
  /** What was said of it, and the text that this was said of, which is another one while that is being typed. */
  readonly verdict: Verdict;
  readonly judged: string;
  readonly print: Footprint;
}

/**
 * While a statement is being typed it does not parse most of the time. What stood in its place keeps standing for
 * it, so that the tables it made are not missed by the rest. Changes `planned` in place.
 *
 * What stood there is told by `whole`, the last version in which every statement parsed, and by nothing else: what is
 * between the statements that both versions have around the broken one. So the verdicts on a version with broken
 * statements are those of a database that is shown that last whole version and then this one, whatever was typed in
 * between.
 */
export function putStandIns(
  planned: Planned[],
  statements: readonly EngineStatement[],
  whole: readonly Taken[],
  printOf: (index: number) => Footprint,
): void {
  if (whole.length === 0 || !statements.some(isBroken)) return;
  const places = align(whole, statements);
  for (let index = 0; index < statements.length; index++) {
    if (!isBroken(statements[index])) continue;
    // A gap is what lies between two statements that both versions have; its first broken one takes all.
    let [start, end] = [index, index + 1];
    while (start > 0 && places[start - 1] === undefined) start--;
    while (end < statements.length && places[end] === undefined) end++;
    const from = start === 0 ? 0 : (places[start - 1] ?? -1) + 1;
    const made = new Set(
      statements
        .slice(start, end)
        .flatMap((one, offset) => (isBroken(one) ? [] : printOf(start + offset).defines.filter(isName))),
    );
    const stood = whole
      .slice(from, places[end] ?? whole.length)
      // What was changed and does parse stands for itself.
      .filter(({ print }) => !print.defines.some((name) => isName(name) && made.has(name)));
    const steps = stood.flatMap(({ step }) => executed(step));
    const [only] = steps;
    if (only)
      planned[index] = {
        ...planned[index],
        step: steps.length === 1 ? only : { op: "several", steps },
        standsFor: stood.map(({ print }) => print),
      };
    index = end - 1;
  }
}

/** A statement that cannot be sent. */
export function isBroken(statement: EngineStatement | undefined): boolean {
  return statement?.kind === "sql" && statement.parsed.problem !== undefined && !statement.parsed.tree;
}

/** For each statement its place in the whole version, in rising order; undefined where it is new or broken. */
function align(
  whole: readonly Taken[],
  statements: readonly EngineStatement[],
): readonly (number | undefined)[] {
  const places: (number | undefined)[] = statements.map(() => undefined);
  let start = 0;
  while (
    start < whole.length &&
    start < statements.length &&
    whole[start]?.text === statements[start]?.text
  ) {
    places[start] = start;
    start++;
  }
  let [old, end] = [whole.length, statements.length];
  while (old > start && end > start && whole[old - 1]?.text === statements[end - 1]?.text)
    places[--end] = --old;
  for (let [index, from] = [start, start]; index < end; index++) {
    const text = statements[index]?.text;
    const at = isBroken(statements[index])
      ? -1
      : whole.findIndex((taken, place) => place >= from && place < old && taken.text === text);
    if (at < 0) continue;
    places[index] = at;
    from = at + 1;
  }
  return places;
}

function isName(name: string): boolean {
  return !name.includes("\0");
}

function executed(step: Step): readonly ExecStep[] {
  if (step.op === "exec") return [step];
  return step.op === "several" ? step.steps : [];
}

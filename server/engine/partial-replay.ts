import { affectedPart, Change, neededFor, type Bounds, type Part } from "./affected";
import type { EngineStatement, Verdict } from "./engine";
import type { EngineKind, Planned } from "./engine-kind";
import { combined, traceless, wild, type Footprint } from "./footprint";
import { commonSteps, isSame, takeSteps, type Orders } from "./replay";
import { Names } from "./names";
import { isBroken, type Taken } from "./stand-in";
import { Version } from "./version";

/** Beyond this many changed statements everything after them is run again. */
const mostChanged = 300;

/** Rounds in which a verdict that turns out to be another leads on; the last one takes no chances. */
const rounds = 3;

const leftOut: Planned = { step: { op: "none" }, verdict: { outcome: "unknown", reason: "environment" } };

/**
 * Judges a changed document by running only what the change can affect, and what that stands on. The verdicts on
 * all else are those of before. Undefined when that cannot be told, so that everything must be run; the process
 * may then stand anywhere, as `live` tells.
 */
export async function judgePart(orders: Orders, before: readonly Taken[]): Promise<Taken[] | undefined> {
  const { kind, live, planned, statements, signal } = orders;
  const bounds = boundsOf(before, planned, statements);
  const { start, endBefore, endAfter } = bounds;
  const old = (index: number): Taken | undefined =>
    index < start ? before[index] : index >= endAfter ? before[index - endAfter + endBefore] : undefined;
  const kept = (statement: EngineStatement, index: number): Taken | undefined => {
    const taken = old(index);
    return taken?.text === statement.text ? taken : taken && { ...taken, text: statement.text };
  };
  if (start === endBefore && start === endAfter) return whole(statements.map(kept));
  if (!kind.footprint || Math.max(endBefore, endAfter) - start > mostChanged) return undefined;
  const prints = statements.map(
    (statement, index) => old(index)?.print ?? printOf(kind, statement, planned[index]),
  );
  const change = new Change(
    before.map(({ print }) => print),
    prints,
    bounds,
    (index) => isOfRole(old(index)?.verdict),
  );
  const isWild = (print: Footprint) => change.names.isWild(print);
  if (prints.slice(start).some(isWild)) return undefined;
  let base = Math.min(commonSteps(live, planned, statements), start);
  if (prints.slice(base, start).some(isWild)) base = start;
  const turned = new Set<number>();
  for (let round = 1; ; round++) {
    const options = { turned, cautious: round === rounds };
    const part = affectedPart(change, { ...options, base });
    if (!part) return undefined;
    const { needed } = part;
    const affected = withRows(part.affected, statements);
    const end = await takeSteps(orders, wantedOf(planned, { affected, needed }, base));
    signal.throwIfAborted();
    if (end.reason !== "complete") return undefined;
    const isOther = (index: number): boolean => {
      const was = old(index);
      return (
        was !== undefined &&
        planned[index]?.verdict === undefined &&
        !sameVerdict(was.verdict, live.verdicts[index])
      );
    };
    // What was run for others to stand on says what it said before, unless something has been overlooked.
    for (const index of needed) if (isOther(index)) return undefined;
    const news = [...affected].filter((index) => !turned.has(index) && isOther(index));
    if (news.length === 0 || options.cautious) {
      return whole(
        statements.map((statement, index) =>
          affected.has(index) ? takenOf(orders, index, prints[index]) : kept(statement, index),
        ),
      );
    }
    // What is said of rows is what became of their COPY.
    for (const index of news) turned.add(index).add(isRows(statements[index]) ? index - 1 : index);
  }
}

/**
 * Has the process stand where probes can be answered of a document that has been judged as `taken`, by running what
 * the probes name and what that stands on. False when that cannot be told, or is more than `most` statements.
 */
export async function standFor(
  orders: Orders,
  taken: readonly Taken[],
  probes: readonly Footprint[],
  most: number,
): Promise<boolean> {
  const { live, planned, statements, signal } = orders;
  const prints = [...taken.map(({ print }) => print), ...probes];
  const names = new Names(prints);
  const after = new Version(prints, names, (index) => isOfRole(taken[index]?.verdict));
  const standing = commonSteps(live, planned, statements);
  // What may do anything must have been done, with all that comes before it.
  const lastWild = prints.findLastIndex((print, index) => index >= standing && names.isWild(print));
  const base = Math.max(standing, lastWild + 1);
  if (base - standing > most) return false;
  const asked = new Set(probes.map((_, index) => taken.length + index));
  const needed = neededFor(asked, { names, after }, base);
  if (base - standing + needed.size > most) return false;
  const wanted = planned.map((one, index) => (index < base || needed.has(index) ? one : leftOut));
  const { reason } = await takeSteps(orders, wanted);
  signal.throwIfAborted();
  // Something has been overlooked when what was run says another thing than before.
  return (
    reason === "complete" &&
    [...needed].every(
      (index) =>
        planned[index]?.verdict !== undefined || sameVerdict(taken[index]?.verdict, live.verdicts[index]),
    )
  );
}

/** The rows of a COPY are judged with it. */
function withRows(
  affected: ReadonlySet<number>,
  statements: readonly EngineStatement[],
): ReadonlySet<number> {
  const all = new Set(affected);
  for (const index of affected) if (isRows(statements[index + 1])) all.add(index + 1);
  return all;
}

function isRows(statement: EngineStatement | undefined): boolean {
  return statement?.kind === "copy-data";
}

/** What is to be remembered of a statement that the process has just taken. */
export function takenOf(
  { live, planned, statements, kind }: Orders,
  index: number,
  print?: Footprint,
): Taken {
  const statement = statements[index];
  return {
    text: statement?.text ?? "",
    step: planned[index]?.step ?? { op: "none" },
    judged: live.texts[index] ?? "",
    verdict: live.verdicts[index] ?? { outcome: "unknown", reason: "environment" },
    print: print ?? (statement ? printOf(kind, statement, planned[index]) : traceless),
  };
}

/** The texts on which a statement stands, by which it is known whether they are what they were. */
export function foundationOf(
  kind: EngineKind,
  statements: readonly EngineStatement[],
  plan: readonly Planned[],
  index: number,
): string {
  const before = statements.slice(0, index + 1);
  const prints = before.map((statement, at) => printOf(kind, statement, plan[at]));
  const names = new Names(prints);
  const needed = neededFor(new Set([index]), { names, after: new Version(prints, names) }, 0);
  return before.flatMap(({ text }, at) => (needed.has(at) ? [text] : [])).join("\0");
}

/** What is known of the names of a statement, or of what stands for it. */
export function printOf(
  kind: EngineKind,
  statement: EngineStatement | undefined,
  planned: Planned | undefined,
): Footprint {
  if (!statement || !planned || planned.step.op === "none") return traceless;
  if (isBroken(statement)) return planned.standsFor ? combined(planned.standsFor) : wild;
  return kind.footprint?.(statement, planned.step) ?? wild;
}

function boundsOf(
  before: readonly Taken[],
  planned: readonly Planned[],
  statements: readonly EngineStatement[],
): Bounds {
  const same = (was: number, is: number): boolean => {
    const [taken, one, statement] = [before[was], planned[is], statements[is]];
    return (
      taken !== undefined && one !== undefined && statement !== undefined && isSame(taken, one, statement)
    );
  };
  const shorter = Math.min(before.length, statements.length);
  let start = 0;
  while (start < shorter && same(start, start)) start++;
  let [endBefore, endAfter] = [before.length, statements.length];
  while (endBefore > start && endAfter > start && same(endBefore - 1, endAfter - 1)) {
    endBefore--;
    endAfter--;
  }
  return { start, endBefore, endAfter };
}

function wantedOf(planned: readonly Planned[], { affected, needed }: Part, base: number): Planned[] {
  const last = Math.max(base - 1, ...affected);
  return planned
    .slice(0, last + 1)
    .map((one, index) => (index < base || affected.has(index) || needed.has(index) ? one : leftOut));
}

function isOfRole(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === "unknown" && verdict.reason === "role";
}

function sameVerdict(a: Verdict | undefined, b: Verdict | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function whole(list: readonly (Taken | undefined)[]): Taken[] | undefined {
  const present = list.filter((one) => one !== undefined);
  return present.length === list.length ? present : undefined;
}

import type { Verdict } from "../engine";
import { overlaps, type Dialect } from "../sql";
import type { Fault } from "./fault";

/** SQLSTATEs that say the same fault in different words, by what raised them. */
const families: readonly (readonly string[])[] = [
  ["42P01", "3F000", "42704"],
  ["42703", "42P10", "42702"],
  ["42P07", "42710", "42723"],
  ["42804", "42883"],
];

/** A slip of another dialect takes the place of the bare fault that it causes. */
export function mergeSlips(all: readonly Fault[]): Fault[] {
  const faults = [...withoutUnread(withoutGeneral(all))];
  const slips = faults.filter((fault) => fault.from === "rule" && fault.sqlstate === "42601");
  if (slips.length === 0) return faults;
  const told = new Set<Fault>();
  const merged = faults.flatMap((fault): Fault[] => {
    if (fault.from !== "syntax") return [fault];
    const slip = slips.find(({ statement, span }) => {
      const near = { start: Math.max(0, span.start - 1), end: span.end + 1 };
      return statement === fault.statement && overlaps(near, fault.span);
    });
    if (!slip) return [fault];
    told.add(slip);
    return [{ ...slip, from: "syntax", severity: "error", exact: true }];
  });
  return merged
    .filter((fault) => !told.has(fault))
    .map((fault) => (slips.includes(fault) ? { ...fault, from: "syntax" } : fault));
}

/** What a rule believes to see in a statement that does not parse may be what the slip has made of it. */
function withoutUnread(faults: readonly Fault[]): readonly Fault[] {
  const unread = new Set(
    faults.flatMap(({ from, statement }) => (from === "syntax" ? (statement ?? []) : [])),
  );
  return faults.filter(
    ({ from, sqlstate, statement }) =>
      from !== "rule" || sqlstate === undefined || sqlstate === "42601" || !unread.has(statement ?? -1),
  );
}

/** Rules that say what is missing in general; where another rule knows why, it speaks alone. */
const general = new Set(["unknown-type", "unknown-column", "unknown-table"]);

function withoutGeneral(faults: readonly Fault[]): Fault[] {
  const special = faults.filter(
    ({ rule, sqlstate }) => sqlstate !== undefined && rule !== undefined && !general.has(rule),
  );
  return faults.filter(
    (fault) =>
      !general.has(fault.rule ?? "") ||
      !special.some(({ span, statement }) => statement === fault.statement && overlaps(span, fault.span)),
  );
}

/**
 * One problem per fault. The engine's verdict wins over a rule that says the same and keeps its fixes; what a
 * rule calls an error in a statement that the engine has accepted is none.
 */
export function mergeEngine(
  fast: readonly Fault[],
  engine: readonly Fault[],
  verdicts: readonly Verdict[],
  dialect: Dialect,
): Fault[] {
  const rest = new Map<number, Fault[]>();
  const kept: Fault[] = [];
  for (const fault of fast) {
    const verdict = fault.statement === undefined ? undefined : verdicts[fault.statement];
    const refuted = verdict?.outcome === "accepted" && isTold(fault.sqlstate ?? "", dialect);
    if (fault.from === "rule" && fault.sqlstate !== undefined && refuted) continue;
    if (fault.from === "rule" && fault.sqlstate !== undefined && fault.statement !== undefined) {
      const list = rest.get(fault.statement);
      if (list) list.push(fault);
      else rest.set(fault.statement, [fault]);
    } else kept.push(fault);
  }
  const unparsed = new Set(
    fast.flatMap(({ from, statement }) => (from === "syntax" ? (statement ?? []) : [])),
  );
  for (const fault of engine) {
    // SQLite's engine is also its parser, and says once more what a slip of another dialect has explained.
    if (dialect === "sqlite" && fault.sqlstate === "42601" && unparsed.has(fault.statement ?? -1)) continue;
    const candidates = fault.statement === undefined ? undefined : rest.get(fault.statement);
    const same = candidates && theSame(fault, candidates);
    if (!same) {
      kept.push(fault);
      continue;
    }
    candidates.splice(candidates.indexOf(same), 1);
    kept.push({
      ...fault,
      // A place that the database did not give itself is known better to the rule.
      span: fault.exact === true ? fault.span : same.span,
      ...(same.rule === undefined ? {} : { rule: same.rule }),
      ...(same.fixes ? { fixes: same.fixes } : {}),
      ...(same.related ? { related: same.related } : {}),
    });
  }
  for (const [statement, list] of rest) {
    const verdict = verdicts[statement];
    const failed = verdict?.outcome === "failed";
    const isMoot = (code: string): boolean => failed && absent.has(verdict.failure.code) && ofKeys.has(code);
    // The model takes every statement to have worked, so that a name which it sees twice may be there once.
    kept.push(...list.filter(({ sqlstate = "" }) => !failed || !(taken.has(sqlstate) || isMoot(sqlstate))));
  }
  return kept;
}

/** SQLSTATEs that say that a table, schema or column is not there, which leaves nothing to say of keys to it. */
const absent = new Set(["42P01", "3F000", "42703"]);
const ofKeys = new Set(["42830", "42804"]);

/** SQLSTATEs that say that something is there already. */
const taken = new Set(["42P07", "42701", "42710", "42P06", "42P16", "42723"]);

/** SQLite takes foreign keys to tables that are not there, so its consent says little of what is missing. */
function isTold(sqlstate: string, dialect: Dialect): boolean {
  return dialect === "postgresql" || (dialect === "sqlite" && taken.has(sqlstate));
}

function theSame(fault: Fault, candidates: readonly Fault[]): Fault | undefined {
  const alike = candidates.filter((candidate) => sameFamily(candidate.sqlstate, fault.sqlstate));
  const touching = alike.find((candidate) => overlaps(candidate.span, fault.span));
  if (touching) return touching;
  return fault.exact === true ? undefined : alike.find((candidate) => shareName(candidate, fault));
}

function sameFamily(a: string | undefined, b: string | undefined): boolean {
  return a === b || families.some((family) => family.includes(a ?? "") && family.includes(b ?? ""));
}

/** Whether a rule's message speaks of a name that the engine's quotes. */
function shareName(rule: Fault, engine: Fault): boolean {
  const words = rule.message.split(/[^\w$]+/);
  const names = quoted(rule.message);
  return quoted(engine.message).some((name) => names.includes(name) || words.includes(name));
}

function quoted(message: string): string[] {
  return [...message.matchAll(/"([^"]+)"/g)].map(([, name]) => (name ?? "").split(".").at(-1) ?? "");
}

import type { Verdict } from "../engine";
import type { Script, Statement } from "../sql";
import type { CheckOptions } from "./checker";
import { isFromBefore } from "./beginning";
import { isMigration, outsideOf } from "./environment";
import { extensionMeant, extensionsWith, mayBring } from "./extensions";
import type { Fault } from "./fault";
import { lackOf, type Lack } from "./lacks";
import { Done, LostStatements, type Lost, type Root } from "./lost";
import { isSame, type ObjectId } from "./objects";
import { isOfUnwrittenRows, mayHaveBeenToDo, outOfTime } from "./out-of-time";
import { effectsOf } from "./provides";
import { mayFree, mayMake } from "./text-effects";
import { mayHaveDone, undecidedFaults } from "./undecided";

/**
 * Tells the faults that stand for themselves from those that only follow from an earlier one or from what the
 * sandbox does not have: these become information and point at the cause.
 */
export function markConsequences(
  faults: readonly Fault[],
  script: Script,
  options: CheckOptions,
  verdicts: readonly Verdict[] = [],
): Fault[] {
  const lost = new LostStatements();
  let done: Done | undefined;
  const lostAt = new Set<number>();
  const followers = new Set<number>();
  // What a rule says of a statement that could not work anyway is not proven.
  const isMoot = ({ from, sqlstate, statement }: Fault): boolean =>
    from === "rule" && sqlstate !== undefined && followers.has(statement ?? -1);
  const undecided = undecidedFaults(script);
  const byStatement = [...undecided, ...faults].sort((a, b) => (a.statement ?? -1) - (b.statement ?? -1));
  const isUndecided = new Set<Fault>(undecided);
  const silent = new Set<Fault>(undecided.filter(({ isSilent }) => isSilent));
  const lose = (fault: Fault, root: Root): void => {
    if (fault.from === "rule" || fault.statement === undefined || lostAt.has(fault.statement)) return;
    const statement = script.statements[fault.statement];
    if (!statement) return;
    lostAt.add(fault.statement);
    const { sqlstate } = fault;
    const isOutOfTime = sqlstate === outOfTime;
    lost.add({ index: fault.statement, root, isMisplaced: sqlstate === "3F000", isOutOfTime }, statement);
  };
  const unrun = unrunStatements(script, verdicts);
  const marked = byStatement.map((fault): Fault => {
    for (let one = unrun[0]; one && one.index < (fault.statement ?? -1); one = unrun[0]) {
      lost.add({ index: one.index, root: one.root, isMisplaced: false, isOutOfTime: false }, one.statement);
      unrun.shift();
    }
    const own: Root = { span: fault.span, message: firstSentence(fault.message) };
    const lack = fault.sqlstate === undefined ? undefined : lackOf(fault);
    const index = fault.statement ?? -1;
    if (isUndecided.has(fault)) {
      lose(fault, own);
      followers.add(index);
      return fault;
    }
    const cause = lack
      ? causeOf(lack, index, lost, script, () => (done ??= new Done(script, verdicts)))
      : (dependents(fault, lost, script) ??
        brokenBody(fault, lost, script) ??
        unwritten(fault, lost, script));
    if (cause) {
      lose(fault, cause);
      if (fault.from === "engine") followers.add(index);
      return consequence(fault, cause);
    }
    const outside = lack?.needs === "present" ? outsideOf(lack.object, script, options) : undefined;
    lose(fault, own);
    if (outside !== undefined)
      return { ...fault, severity: "information", message: `${sentence(fault.message)} ${outside}` };
    if (lack?.needs === "present" && isFromBefore(lack.object, index, script, options))
      return {
        ...fault,
        severity: "information",
        message: `${sentence(firstSentence(fault.message))} Not checked: ${
          options.isContinued
            ? "others are run before these files, and what they make is not known here."
            : "the first of these files changes what none of them makes, so what was there before is not known."
        }`,
      };
    if (fault.sqlstate === "25P01" && isMigration(options))
      return {
        ...fault,
        severity: "information",
        message: `${sentence(fault.message)} It depends on the tool that runs the migration whether it stands in one.`,
      };
    return lack ? withExtensionHint(fault, lack, script) : fault;
  });
  return marked.filter((fault) => !isMoot(fault) && !silent.has(fault));
}

interface Unrun {
  readonly index: number;
  readonly statement: Statement;
  readonly root: Root;
}

/** Blocks and calls of which the sandbox could not tell whether they work, and of which nothing else is said. */
function unrunStatements({ statements }: Script, verdicts: readonly Verdict[]): Unrun[] {
  return statements.flatMap((statement, index): Unrun[] => {
    const verdict = verdicts[index];
    if (verdict?.outcome !== "unknown" || verdict.reason !== "environment" || !verdict.failure) return [];
    const { tree } = statement.parsed;
    if (!tree || !("DoStmt" in tree || "CallStmt" in tree || "SelectStmt" in tree)) return [];
    const end = statement.span.start + Math.min(statement.text.length, 80);
    const root = {
      span: { start: statement.span.start, end },
      message: "What this does is not known here, since it needs a server of its own.",
    };
    return [{ index, statement, root }];
  });
}

function consequence(fault: Fault, cause: Root): Fault {
  return {
    ...fault,
    severity: "information",
    message: `${sentence(fault.message)} This follows from an earlier problem.`,
    related: [{ span: cause.span, message: cause.message }],
  };
}

/** The latest lost statement that would have made (or freed) what is lacking, if nothing has made it since. */
function causeOf(
  lack: Lack,
  index: number,
  lost: LostStatements,
  script: Script,
  done: () => Done,
): Root | undefined {
  const failing = script.statements[index];
  for (const candidate of lost.concerned(lack)) {
    if (candidate.index >= index) continue;
    const { schema, ...anywhere } = lack.object;
    const looked = candidate.isMisplaced && schema !== undefined ? { ...lack, object: anywhere } : lack;
    if (!explains(candidate, looked, failing, script)) continue;
    return madeSince(lack.object, candidate.index, index, script, done()) ? undefined : candidate.root;
  }
  return undefined;
}

function explains(lost: Lost, lack: Lack, failing: Statement | undefined, script: Script): boolean {
  const text = failing?.text ?? "";
  const statement = script.statements[lost.index];
  if (!statement) return false;
  if (lost.isOutOfTime && mayHaveBeenToDo(statement, lack, script)) return true;
  const { tree, undecided } = statement.parsed;
  const { object } = lack;
  if (undecided) return mayHaveDone(statement, lack.needs, object);
  // What a block does is read by eye too.
  if (!tree || "DoStmt" in tree)
    return lack.needs === "present" ? mayMake(statement.text, object) : mayFree(statement.text, object);
  if ("CreateExtensionStmt" in tree && lack.needs === "present") {
    const written = tree.CreateExtensionStmt.extname ?? "";
    const name = extensionMeant(written) ?? written;
    return mayBring(name, object, extensionSchema(tree.CreateExtensionStmt.options));
  }
  const effects = effectsOf(statement.parsed);
  const candidates = lack.needs === "present" ? effects.makes : effects.frees;
  const own = failing ? effectsOf(failing.parsed).makes : [];
  return candidates.some(
    (made) =>
      isSame(object, made) &&
      // A column that a CREATE TABLE itself does not list is lacking there, whatever happened before.
      !own.some((mine) => mine.kind === "relation" && mine.name === made.relation) &&
      // `column "x" does not exist` names no table: the statement must speak of the one that was to get it.
      (object.kind !== "column" ||
        object.relation !== undefined ||
        made.relation === undefined ||
        text.toLowerCase().includes(made.relation.toLowerCase())),
  );
}

function extensionSchema(options: readonly unknown[] | undefined): string | undefined {
  const text = JSON.stringify(options ?? []);
  return /"defname":"schema","arg":\{"String":\{"sval":"([^"]+)"/.exec(text)?.[1];
}

/** Whether a statement between the two, one that the engine accepted, made or dropped the object. */
function madeSince(object: ObjectId, from: number, to: number, script: Script, done: Done): boolean {
  if (object.kind === "key" || object.kind === "rows") return false;
  return done.between(object, from, to).some((at) => {
    const statement = script.statements[at];
    if (!statement) return false;
    const { makes, frees } = effectsOf(statement.parsed);
    return makes.some((made) => isSame(object, made)) || frees.some((freed) => isSame(object, freed));
  });
}

/** `cannot drop … because other objects depend on it`, where an earlier statement failed to drop these. */
function dependents(fault: Fault, { all: lost }: LostStatements, script: Script): Root | undefined {
  if (fault.sqlstate !== "2BP01") return undefined;
  const names = [
    ...(fault.raw?.detail ?? "").matchAll(
      /^[a-z ]+? ("?[\w$.]+"?)(?: on table \S+| of table \S+)? depends on/gm,
    ),
  ]
    .map(([, name]) => name ?? "")
    .map((name) => name.replace(/"/g, "").split(".").at(-1) ?? "");
  const cause = lost.findLast(({ index }) => {
    const statement = script.statements[index];
    return statement && effectsOf(statement.parsed).frees.some(({ name }) => names.includes(name));
  });
  return cause?.root;
}

/** Rows that are there, or are not, since a statement that ran out of time was to write them. */
function unwritten(fault: Fault, { all: lost }: LostStatements, script: Script): Root | undefined {
  const failing = script.statements[fault.statement ?? -1];
  if (!failing) return undefined;
  return lost.findLast((one) => one.isOutOfTime && isOfUnwrittenRows(fault, failing, one, script))?.root;
}

/** What only the body of a function says, and nothing that is sent on its own. */
const ofBodies =
  /^(?:begin\s+)?(?:if|elsif|elseif|else|end\s+(?:if|loop|case)|loop|for|foreach|while|exit|continue|return|raise|perform|declare|exception|when|get|assert|open|[\w."]+\s*:)(?![\w$])|^(?:<<|end\s+\$)/i;

/** A line of a body that is read as a statement, since the quote that should hold it is missing or broken. */
function brokenBody(fault: Fault, { all: lost }: LostStatements, script: Script): Root | undefined {
  if (fault.from !== "syntax") return undefined;
  const text = script.statements[fault.statement ?? -1]?.text ?? "";
  if (!ofBodies.test(text)) return undefined;
  return lost.findLast(({ index }) => {
    const head = script.statements[index]?.text.slice(0, 200) ?? "";
    return (
      index < (fault.statement ?? -1) && /^(?:create\b[^(;]*?\b(?:function|procedure)\b|do\b)/i.test(head)
    );
  })?.root;
}

function withExtensionHint(fault: Fault, lack: Lack, script: Script): Fault {
  if (
    lack.needs !== "present" ||
    !/^(?:type|routine|operator class|access method|foreign-data wrapper)$/.test(lack.object.kind)
  )
    return fault;
  const [extension] = extensionsWith(lack.object);
  if (extension === undefined || creates(extension, script)) return fault;
  const name = /^[a-z_][a-z0-9_]*$/.test(extension) ? extension : `"${extension}"`;
  return {
    ...fault,
    message: `${sentence(fault.message)} It comes with an extension: CREATE EXTENSION ${name};`,
  };
}

const created = new WeakMap<Script, ReadonlySet<string>>();

function creates(extension: string, script: Script): boolean {
  let names = created.get(script);
  if (!names) {
    names = new Set(
      script.statements.flatMap(({ parsed: { tree } }) =>
        tree && "CreateExtensionStmt" in tree ? [tree.CreateExtensionStmt.extname ?? ""] : [],
      ),
    );
    created.set(script, names);
  }
  return names.has(extension);
}

/** With a full stop at its end. */
function sentence(message: string): string {
  return /[.!?;:]$/.test(message) ? message : `${message}.`;
}

function firstSentence(message: string): string {
  return message.split(/(?<=\.)\s/, 1)[0] ?? message;
}

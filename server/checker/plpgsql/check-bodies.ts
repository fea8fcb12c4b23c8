import type { ProbeAnswer, Verdict } from "../../engine";
import { nearName } from "../../rules";
import type { Routine, Schema } from "../../schema";
import { shift, tokenize, type Script, type Span } from "../../sql";
import type { Fault } from "../fault";
import { asFormer } from "../former-catalog";
import { lackOf } from "../lacks";
import type { ObjectId } from "../objects";
import { mayHaveDone } from "../undecided";
import { probeOf, type Probe } from "./probe";
import type { Operation, Program } from "./program";
import { readBody } from "./read-body";
import { subjectsOf, type Subject } from "./subject";

/** Asks a database about statements; one answer for each, undefined where it has nothing to say. */
export type Ask = (probes: readonly string[]) => Promise<readonly ProbeAnswer[]>;

export interface BodiesToCheck {
  readonly script: Script;
  readonly schema: Schema;
  readonly verdicts: readonly Verdict[];
  /** The first statement of the file itself. */
  readonly first: number;
}

/** What is certain before a function runs, by SQLSTATE. */
const certain =
  /^(?:42P01|42703|42883|42704|42804|42702|42803|42846|42601|42809|42P10|42P19|42P20|428C9|3F000|22P02|22007|22008)$/;

/** What is found when a query is planned, and not by a function that it calls. */
const ofPlan = /^(?:42P10|428C9)$/;

/** Of what PostgreSQL does not support, what is so on every server. */
const unsupported = /^WITH query ".+" does not have a RETURNING clause$/;

/** Faults in one function that are told; and functions that are asked about, the last ones being left out. */
const limits = { faults: 6, functions: 400 };

/**
 * What PostgreSQL would say of the queries and expressions in PL/pgSQL bodies when they run. It creates a function
 * without looking at them, so a fault here is a warning. What the text cannot tell is left alone: dynamic SQL,
 * tables that a body makes itself, what lies outside of the file.
 */
export async function checkBodies(bodies: BodiesToCheck, ask: Ask): Promise<Fault[]> {
  const { script, schema, verdicts, first } = bodies;
  const readings = subjectsOf(script, schema, first)
    .filter(({ routine }) => verdicts[routine.statement]?.outcome === "accepted")
    .slice(0, limits.functions)
    .flatMap((subject): Reading[] => {
      const program = readBody(subject.body, subject);
      return program ? [{ subject, program, leftOut: new Set(), faults: [] }] : [];
    });
  let open = readings;
  for (let round = 0; round < limits.faults && open.length > 0; round++) {
    const probes = open.map(({ subject, program, leftOut }) => probeOf(program, leftOut, subject));
    const answers = await ask(probes.map(({ sql }) => sql));
    open = open.filter((reading, index) => {
      const [probe, answer] = [probes[index], answers[index]];
      return probe && answer ? learn(reading, probe, answer, bodies) : false;
    });
  }
  return unique(readings.flatMap((reading) => [...reading.faults, ...ownFaults(reading, bodies)]));
}

interface Reading {
  readonly subject: Subject;
  readonly program: Program;
  readonly leftOut: Set<number>;
  readonly faults: Fault[];
}

/** Takes an answer in; gives whether there is more to ask. */
function learn(
  { subject, program, leftOut, faults }: Reading,
  probe: Probe,
  answer: ProbeAnswer,
  bodies: BodiesToCheck,
): boolean {
  if (!answer) return false;
  const line = Number(/inline_code_block line (\d+)/.exec(answer.where?.split("\n").at(-1) ?? "")?.[1]);
  const index = operationAt(probe, line);
  const operation = index === undefined ? undefined : program.operations[index];
  if (index === undefined || !operation || operation.op === "open" || operation.op === "close") return false;
  leftOut.add(index);
  if (operation.op === "prepare") return true;
  const at = placeOf(operation, answer);
  if (
    at === undefined ||
    !isCertain(answer) ||
    operation.only?.test(`${answer.code} ${answer.message}`) === false
  )
    return true;
  const span = nameAt(subject.body, at);
  const fault = faultOf(subject, answer, {
    start: span.start + subject.start,
    end: span.end + subject.start,
  });
  if (!isUnknowable(fault, subject, bodies)) faults.push(asFormer(fault, subject.body));
  return true;
}

function isCertain({ code, message }: NonNullable<ProbeAnswer>): boolean {
  return (certain.test(code) && !message.startsWith("syntax error")) || unsupported.test(message);
}

/** Where in the body the answer points; undefined where it speaks of something else. */
function placeOf(operation: Operation & { op: "ask" }, answer: NonNullable<ProbeAnswer>): number | undefined {
  const { lead, text, at } = operation;
  const field = /^record "(.+)" has no field "(.+)"$/.exec(answer.message);
  if (field) {
    const [record, name] = field.slice(1).map((part) => part.replace(/[^\w$]/g, "\\$&"));
    const found = new RegExp(`(?<![\\w$.])"?${record}"?\\s*\\.\\s*"?${name}(?![\\w$])`, "i").exec(text);
    return at + (found?.index ?? 0);
  }
  // An error without a position tells its query alone, or nothing but the line.
  if (answer.internalQuery === undefined) {
    const isOwn =
      answer.where?.startsWith(`SQL statement "${lead}${text}`) === true || ofPlan.test(answer.code);
    return isOwn ? at + wordOf(text, answer.message) : undefined;
  }
  if (answer.internalQuery.trim() !== (lead + text).trim()) return undefined;
  return at + Math.max(0, codePoints(answer.internalQuery, answer.internalPosition ?? 1) - lead.length);
}

/** Where a query has what a message without a position speaks of; its beginning where that is not told. */
function wordOf(text: string, message: string): number {
  if (message.endsWith("ON CONFLICT specification")) return Math.max(0, text.search(/\bon\s+conflict\b/i));
  const name = /"((?:[^"]|"")+)"/.exec(message)?.[1]?.replace(/[^\w$]/g, "\\$&");
  return name === undefined ? 0 : Math.max(0, text.search(new RegExp(`(?<![\\w$])${name}(?![\\w$])`, "i")));
}

function operationAt({ lines }: Probe, line: number): number | undefined {
  let found: number | undefined;
  for (const [start, index] of lines) if (start <= line) found = index;
  return found;
}

function faultOf({ routine, table }: Subject, answer: NonNullable<ProbeAnswer>, span: Span): Fault {
  const parts = [answer.message, ...(answer.hint === undefined ? [] : [`Hint: ${answer.hint}`])];
  const where = table ? ` for the table "${table.name}"` : "";
  return {
    from: "engine",
    statement: routine.statement,
    severity: "warning",
    span,
    sqlstate: answer.code,
    message: `${parts.map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`)).join(" ")} This line of "${routine.name}" fails when it runs${where}.`,
    raw: { message: answer.message },
    exact: true,
  };
}

/** Whether what is lacking may be there when the function runs. */
function isUnknowable(fault: Fault, { body }: Subject, { script, schema, verdicts }: BodiesToCheck): boolean {
  const object = lackOf(fault)?.object;
  if (!object) return false;
  if (script.statements.some((one) => mayHaveDone(one, "present", object))) return true;
  const name = object.name.toLowerCase();
  // The body looks in the catalog whether it is there; what it draws from a sequence is no look.
  const lower = body.toLowerCase().replace(/\b(?:nextval|setval|currval)\s*\(\s*'/g, "(");
  if (object.kind !== "enum value" && (lower.includes(`'${name}'`) || lower.includes(`.${name}'`)))
    return true;
  // Temporary tables and whatever else code makes; statements that did not work, or that nothing here can run.
  const word = new RegExp(`(?<![\\w$])${name.replace(/[^\w$]/g, "\\$&")}(?![\\w$])`, "i");
  if (object.kind === "column") {
    const unsure = script.statements.some(
      ({ text }, index) =>
        verdicts[index]?.outcome !== "accepted" && word.test(text) && text.length < 200_000,
    );
    return unsure;
  }
  if (
    script.statements.some(({ text, kind }, index) => {
      if (kind !== "sql" || text.length > 200_000 || !word.test(text)) return false;
      return verdicts[index]?.outcome !== "accepted" || mayMakeAtRunTime(text, word);
    })
  )
    return true;
  if (isOfElsewhere(object, schema)) return true;
  if (object.kind === "relation" && object.schema === undefined && isTransitionTable(object.name, script))
    return true;
  if (object.kind === "relation")
    return [...schema.tables, ...schema.views, ...schema.sequences].some(
      (one) => one.name === object.name && object.schema === undefined,
    );
  if (object.kind === "routine" || object.kind === "operator" || object.kind === "type") {
    const missing = verdicts.some(
      (verdict) => verdict.outcome === "unknown" && verdict.reason === "extension",
    );
    const elsewhere =
      object.schema === undefined &&
      [...schema.routines, ...schema.enums, ...schema.domains, ...schema.compositeTypes].some(
        (one) => one.name === object.name && one.schema !== "public",
      );
    return missing || elsewhere;
  }
  return false;
}

/** Whether it is looked for in a schema that the file does not make and that is no slip of one that it does. */
function isOfElsewhere(object: ObjectId, { schemas }: Schema): boolean {
  const own = object.kind === "schema" ? object.name : object.schema;
  if (own === undefined) return false;
  const known = ["public", "pg_catalog", "information_schema", ...schemas.map(({ name }) => name)];
  return !known.includes(own) && nearName(own, known) === undefined;
}

/** What REFERENCING NEW TABLE or OLD TABLE calls the rows of a statement, which only a run of its trigger has. */
function isTransitionTable(name: string, script: Script): boolean {
  return script.statements.some(
    ({ parsed: { tree } }) =>
      tree !== undefined &&
      "CreateTrigStmt" in tree &&
      (tree.CreateTrigStmt.transitionRels ?? []).some(
        (one) => "TriggerTransition" in one && one.TriggerTransition.name === name,
      ),
  );
}

/** CREATE TABLE in the body of a function, and the like. */
function mayMakeAtRunTime(text: string, word: RegExp): boolean {
  return [...text.matchAll(/\b(?:create|rename\s+to)\b(?=([^;]{0,200}))/gi)].some(
    ({ index, 1: rest = "" }) => index > 0 && word.test(rest),
  );
}

/** What needs no database: RETURN that is missing, INTO with another number of variables. */
function ownFaults({ subject, program }: Reading, bodies: BodiesToCheck): Fault[] {
  const { routine } = subject;
  const base = { from: "engine", statement: routine.statement, severity: "warning", exact: true } as const;
  const faults: Fault[] = program.miscounts.map(({ span, columns, variables }) => ({
    ...base,
    span: { start: span.start + subject.start, end: span.end + subject.start },
    sqlstate: "42804",
    message: `The query gives ${columns} values, but there ${variables === 1 ? "is one variable" : `are ${variables} variables`} to take them: ${columns > variables ? "the rest is lost" : "the last ones become null"}.`,
  }));
  faults.push(
    ...program.untaken.map((span): Fault => ({
      ...base,
      span: shift(span, subject.start),
      sqlstate: "42601",
      message: `Nothing takes the rows of this query, so "${routine.name}" fails when it comes here. Use PERFORM, or INTO.`,
    })),
  );
  const given = columnsGiven(routine, bodies.schema);
  for (const { span, columns } of program.returned)
    if (given !== undefined && columns !== given)
      faults.push({
        ...base,
        span: shift({ start: span.start, end: Math.min(span.end, span.start + 80) }, subject.start),
        sqlstate: "42804",
        message: `The query gives ${columns} ${columns === 1 ? "column" : "columns"}, but "${routine.name}" returns ${given}. This line fails when it runs.`,
      });
  const gives = routine.returns && routine.returns.name !== "void" && !routine.returnsSet;
  const hasOut = routine.arguments.some(({ mode }) => mode === "out" || mode === "inout" || mode === "table");
  if (
    program.fallsThrough &&
    gives &&
    !hasOut &&
    routine.kind === "function" &&
    routine.returns.name !== "event_trigger" &&
    !returnsByEvent.test(subject.body)
  )
    faults.push({
      ...base,
      span: routine.nameSpan,
      sqlstate: "2F005",
      message: `"${routine.name}" can come to its end without RETURN, and fails when it does. Add a RETURN at the end.`,
    });
  return faults;
}

/** How many columns a row of the result has; undefined where the text does not tell. */
function columnsGiven(routine: Routine, { tables, views, compositeTypes }: Schema): number | undefined {
  const out = routine.arguments.filter(({ mode }) => /^(?:out|inout|table)$/.test(mode)).length;
  if (out > 0) return out;
  const { returns } = routine;
  if (!returns || !routine.returnsSet || returns.array) return undefined;
  const named = [...tables, ...views, ...compositeTypes].filter(({ name }) => name === returns.name);
  const table = tables.find((one) => one === named[0]);
  const isWhole =
    table?.columnsKnown && !table.asQuery && table.partitionOf === undefined && table.inherits.length === 0;
  if (named.length !== 1 || !isWhole) return undefined;
  return table.columns.length;
}

/** Branches for INSERT, UPDATE and DELETE, each with its RETURN, are all that a row's trigger comes to. */
const returnsByEvent = /\btg_op\b[^;]*\breturn\b/i;

/** A trigger's function is asked about once for each table. */
function unique(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ span, sqlstate }) => {
    const key = `${span.start} ${sqlstate ?? ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The name, with what qualifies it, or the sign at an offset. */
function nameAt(body: string, at: number): Span {
  const tokens = tokenize(body, "postgresql").filter(({ kind }) => kind !== "comment");
  const index = tokens.findIndex(({ span }) => span.end > at);
  const first = tokens[index];
  if (!first) return { start: at, end: at };
  let last = index;
  const isName = (one: (typeof tokens)[number] | undefined) => one?.kind === "word" || one?.kind === "quoted";
  while (isName(tokens[last]) && tokens[last + 1]?.text === "." && isName(tokens[last + 2])) last += 2;
  return {
    start: first.span.start,
    end: Math.min(tokens[last]?.span.end ?? first.span.end, first.span.start + 80),
  };
}

/** The UTF-16 offset of a 1-based position in code points. */
function codePoints(text: string, position: number): number {
  let at = 0;
  for (let left = position - 1; left > 0 && at < text.length; left--)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

import type { TransactionStmt } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";
import type { EngineStatement, Verdict } from "../engine";
import type { Step } from "../messages";
import type { Planned } from "../engine-kind";
import { classify, endedBy } from "./classify";
import { failureOf } from "./failure";
import { LocalSettings } from "./local-settings";
import { RememberingFunctions } from "./remembering";

const accepted: Verdict = { outcome: "accepted" };
const client: Verdict = { outcome: "unknown", reason: "client" };
const none: Step = { op: "none" };

/**
 * Turns a document into steps, as psql would send it in autocommit. Transactions of the document become
 * savepoints. An error does not abort the rest of its transaction, as it would in PostgreSQL: people want to know
 * what else is wrong, and COMMIT then keeps what was right.
 */
export function plan(statements: readonly EngineStatement[]): Planned[] {
  const transaction = new DocumentTransaction();
  const code = { functions: new RememberingFunctions(), settings: new LocalSettings() };
  return statements.map((statement, index) => planOne(statement, index, statements, transaction, code));
}

function planOne(
  { kind, text, parsed }: EngineStatement,
  index: number,
  statements: readonly EngineStatement[],
  transaction: DocumentTransaction,
  { functions, settings }: { functions: RememberingFunctions; settings: LocalSettings },
): Planned {
  if (kind === "copy-data") return { step: none };
  if (kind !== "sql") return { step: none, verdict: client };
  const { tree, problem, undecided } = parsed;
  if (undecided) return { step: none, verdict: client };
  const syntax: Verdict | undefined = problem && { outcome: "unknown", reason: "syntax" };
  if (!tree) return { step: none, verdict: syntax ?? { outcome: "unknown", reason: "syntax" } };
  const action = classify(parsed, tree);
  // What only lacks a semicolon is run all the same, for what comes after it.
  const verdict = syntax && { verdict: syntax };
  if (action.do === "fail") return failed(parsed, action.code, action.message);
  const alone = action.do === "transaction" ? undefined : action.alone;
  if (transaction.isOpen && alone !== undefined)
    return failed(parsed, "25001", `${alone} cannot run inside a transaction block`);
  if (action.do === "skip") return { step: none, verdict: syntax ?? action.verdict };
  if (action.do === "transaction")
    return { ...transaction.take(action.statement, index, parsed), ...verdict };
  if (!transaction.isOpen && action.blockOnly !== undefined)
    return failed(parsed, "25P01", `${action.blockOnly} can only be used in transaction blocks`);
  let { step } = action;
  if (functions.mayCall(parsed, tree, step.draws ?? false) && !step.sticky) step = { ...step, sticky: true };
  transaction.see(text);
  if ("CopyStmt" in tree && tree.CopyStmt.is_from) {
    const next = statements[index + 1];
    step = { ...step, copy: next?.kind === "copy-data" ? rowsOf(next.text) : "" };
  }
  if (action.isLocal) {
    // Outside of a transaction, SET LOCAL is over as soon as it is done.
    if (!transaction.isOpen) step = { ...step, undo: true };
  }
  const locals = settings.of(parsed, tree);
  if (locals.length > 0) step = { ...step, ...(transaction.isOpen ? { locals } : { ownLocals: locals }) };
  if (transaction.isOpen && "ReindexStmt" in tree) step = { ...step, inBlock: true };
  const end = endedBy(tree);
  if (end !== undefined) {
    if (transaction.isOpen) transaction.ends.push(end);
    else step = { ...step, undo: true };
  }
  if (step.draws && transaction.hasDeferred && !transaction.isOpen) step = { ...step, settle: true };
  return { step, ...verdict };
}

/** COPY data without its end mark. */
function rowsOf(data: string): string {
  return data.replace(/(^|\n)\\\.\s*$/, "$1");
}

/** The transaction blocks of the document, followed as far as they are written in it. */
class DocumentTransaction {
  #begin: number | undefined;
  #savepoints: { readonly name: string; readonly step: number }[] = [];
  /** Whether a constraint may be deferred, so that commits have something to check. */
  hasDeferred = false;
  /** What goes with the end of the transaction that is open. */
  ends: string[] = [];

  get isOpen(): boolean {
    return this.#begin !== undefined;
  }

  see(text: string): void {
    this.hasDeferred ||= /\binitially\s+deferred\b|\bset\s+constraints\b/i.test(text);
  }

  take(statement: TransactionStmt, index: number, parsed: ParsedStatement): Planned {
    switch (statement.kind) {
      case "TRANS_STMT_BEGIN":
      case "TRANS_STMT_START":
        if (this.isOpen) return { step: none, verdict: accepted };
        this.#begin = index;
        this.#savepoints = [];
        this.ends = [];
        return { step: { op: "mark", ...(this.hasDeferred && { defer: true }) } };
      case "TRANS_STMT_COMMIT": {
        if (!this.isOpen) return { step: none, verdict: accepted };
        this.#end(statement, index);
        const chain = statement.chain && { chain: true as const };
        const ends = this.ends.length > 0 && { ends: this.ends };
        this.ends = [];
        return { step: { op: "commit", ...(this.hasDeferred && { settle: true }), ...chain, ...ends } };
      }
      case "TRANS_STMT_ROLLBACK": {
        const begin = this.#begin;
        if (begin === undefined) return { step: none, verdict: accepted };
        this.#end(statement, begin);
        return { step: { op: "restore", to: begin } };
      }
      case "TRANS_STMT_SAVEPOINT":
        if (!this.isOpen) return outside(parsed, "SAVEPOINT");
        this.#savepoints.push({ name: statement.savepoint_name ?? "", step: index });
        return { step: { op: "mark" } };
      case "TRANS_STMT_RELEASE": {
        if (!this.isOpen) return outside(parsed, "RELEASE SAVEPOINT");
        const at = this.#find(statement);
        if (at < 0) return missing(parsed, statement);
        this.#savepoints.length = at;
        return { step: none, verdict: accepted };
      }
      case "TRANS_STMT_ROLLBACK_TO": {
        if (!this.isOpen) return outside(parsed, "ROLLBACK TO SAVEPOINT");
        const at = this.#find(statement);
        const to = this.#savepoints[at];
        if (to === undefined) return missing(parsed, statement);
        this.#savepoints.length = at + 1;
        return { step: { op: "restore", to: to.step } };
      }
      default:
        return { step: none, verdict: { outcome: "unknown", reason: "environment" } };
    }
  }

  #find({ savepoint_name: name = "" }: TransactionStmt): number {
    return this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
  }

  /** AND CHAIN begins the next one at once; a savepoint stands at `mark` then. */
  #end(statement: TransactionStmt, mark: number): void {
    this.#begin = statement.chain ? mark : undefined;
    this.#savepoints = [];
  }
}

function outside(parsed: ParsedStatement, command: string): Planned {
  return failed(parsed, "25P01", `${command} can only be used in transaction blocks`);
}

function missing(parsed: ParsedStatement, { savepoint_name: name = "" }: TransactionStmt): Planned {
  return failed(parsed, "3B001", `savepoint "${name}" does not exist`);
}

function failed(parsed: ParsedStatement, code: string, message: string): Planned {
  return { step: none, verdict: { outcome: "failed", failure: failureOf({ code, message }, parsed) } };
}

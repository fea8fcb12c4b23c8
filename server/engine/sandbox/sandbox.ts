import { fork, type ChildProcess } from "node:child_process";
import { EngineUnavailable, type EngineStatement, type Failure, type Verdict } from "../engine";
import type { EngineKind, Planned } from "../engine-kind";
import type { FromSandbox, SandboxAnswer, SandboxQuery, ToSandbox } from "./messages";

export type { SandboxAnswer } from "./messages";

/** For all statements of one run, in milliseconds. */
const runTimeoutMs = 10_000;
/** For the start and the schema, which may be big, in milliseconds. */
const fillTimeoutMs = 60_000;
const sandboxLimits = { rows: 10_000, characters: 4_000_000 };

/** What came of one statement that was run by hand. */
export type Tried =
  | { readonly kind: "answer"; readonly answer: SandboxAnswer; readonly isPlan: boolean }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The process was ended, because it took too long or was told to stop; what was in it is gone. */
export class SandboxEnded extends Error {
  override readonly name = "SandboxEnded";
}

/** A database of its own for trying a schema, in a process of its own. It shares nothing with what checks documents. */
export class Sandbox {
  readonly #child: ChildProcess;
  readonly #kind: EngineKind;
  #receive: (message: FromSandbox) => void = () => undefined;
  #onExit: () => void = () => undefined;
  #exited = false;

  private constructor(worker: string, kind: EngineKind) {
    this.#kind = kind;
    const { ELECTRON_RUN_AS_NODE, PATH, SystemRoot } = process.env;
    const environment = Object.entries({ ELECTRON_RUN_AS_NODE, PATH, SystemRoot });
    this.#child = fork(worker, [kind.dialect, "sandbox"], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
      execArgv: [],
      env: Object.fromEntries(environment.filter(([, value]) => value !== undefined)),
    });
    // An order to a process that has just died; the exit that follows tells the rest.
    this.#child.on("error", () => undefined);
    this.#child.on("message", (message: FromSandbox) => this.#receive(message));
    this.#child.on("exit", () => {
      this.#exited = true;
      this.#onExit();
    });
  }

  /** Starts a database and puts the schema there. Rejects with EngineUnavailable. */
  static async open(
    worker: string,
    kind: EngineKind,
    statements: readonly EngineStatement[],
    signal?: AbortSignal,
  ): Promise<{ readonly sandbox: Sandbox; readonly verdicts: readonly Verdict[] }> {
    const sandbox = new Sandbox(worker, kind);
    try {
      const ready = await sandbox.#next(fillTimeoutMs, signal);
      if (ready.type === "unable") throw new EngineUnavailable(ready.message);
      const planned = kind.plan(statements);
      const filled = await sandbox.#ask(
        { type: "fill", steps: planned.map(({ step }) => step) },
        fillTimeoutMs,
        signal,
      );
      const reports = new Map(
        filled.type === "filled" ? filled.reports.map((report) => [report.step, report]) : [],
      );
      const verdicts = planned.map((one, index): Verdict => {
        const statement = statements[index];
        return statement?.kind === "sql"
          ? kind.judge(one, statement, reports.get(index))
          : { outcome: "accepted" };
      });
      return { sandbox, verdicts };
    } catch (error) {
      sandbox.end();
      throw error;
    }
  }

  get alive(): boolean {
    return !this.#exited;
  }

  /** Runs statements in order until one fails. Rejects with SandboxEnded when it takes too long or is aborted. */
  async run(
    statements: readonly EngineStatement[],
    { explain = false, signal }: { readonly explain?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<readonly Tried[]> {
    const planned = this.#kind.plan(statements);
    const tried: Tried[] = [];
    for (const [index, statement] of statements.entries()) {
      const one = planned[index];
      if (!one || statement.kind === "copy-data") continue;
      const refusal = refusalOf(one, statement);
      if (refusal) return [...tried, { kind: "failed", failure: refusal }];
      const prefix = explain ? this.#explaining : "";
      const queries = this.#queriesOf(one, statement, prefix);
      const limits = sandboxLimits;
      const said = await this.#ask({ type: "query", queries, limits }, runTimeoutMs, signal);
      for (const answer of said.type === "answers" ? said.answers : []) {
        if (!answer.failure) {
          tried.push({ kind: "answer", answer, isPlan: explain });
          continue;
        }
        const { position, byteOffset, ...failure } = answer.failure;
        const raw = {
          ...failure,
          // Places are those of what the person wrote.
          ...(position !== undefined && { position: Math.max(1, position - prefix.length) }),
          ...(byteOffset !== undefined && { byteOffset: Math.max(0, byteOffset - prefix.length) }),
        };
        const verdict = this.#kind.judge({ step: one.step }, statement, { step: 0, failure: raw });
        const found = verdict.outcome === "accepted" ? undefined : verdict.failure;
        const { code, message } = raw;
        const span = { start: 0, end: statement.text.length };
        return [...tried, { kind: "failed", failure: found ?? { code, message, span, exact: false } }];
      }
    }
    return tried;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }

  get #explaining(): string {
    return this.#kind.dialect === "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN (ANALYZE, BUFFERS OFF) ";
  }

  #queriesOf({ step }: Planned, { text }: EngineStatement, prefix: string): SandboxQuery[] {
    // What steers transactions goes as it was written: here it is one client's session.
    const query: SandboxQuery =
      step.op === "exec"
        ? {
            sql: prefix + (prefix === "" ? step.sql : text),
            ...(step.copy !== undefined && { copy: step.copy }),
            ...(step.extension !== undefined && { extension: step.extension }),
          }
        : { sql: prefix + text };
    // ANALYZE does what it explains.
    if (prefix === "" || this.#kind.dialect === "sqlite") return [query];
    return [{ sql: "BEGIN", silent: true }, query, { sql: "ROLLBACK", silent: true }];
  }

  #ask(order: ToSandbox, timeoutMs: number, signal?: AbortSignal): Promise<FromSandbox> {
    const answer = this.#next(timeoutMs, signal);
    if (this.#child.connected) this.#child.send(order);
    return answer;
  }

  /** The next thing that the process says. */
  #next(timeoutMs: number, signal?: AbortSignal): Promise<FromSandbox> {
    return new Promise((resolve, reject) => {
      let why = "The database ended unexpectedly.";
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      };
      const timer = setTimeout(() => {
        why = `It took longer than ${timeoutMs / 1000} s and was stopped.`;
        this.end();
      }, timeoutMs);
      const abort = () => {
        why = "It was stopped.";
        this.end();
      };
      this.#onExit = () => {
        finish();
        reject(new SandboxEnded(why));
      };
      this.#receive = (message) => {
        finish();
        resolve(message);
      };
      if (this.#exited) this.#onExit();
      signal?.addEventListener("abort", abort, { once: true });
      if (signal?.aborted) abort();
    });
  }
}

const refusals = {
  refused: "This would reach outside of the sandbox, and is not run.",
  client: "This is a command of a client such as psql, not SQL, and is not run.",
  environment: "A sandbox cannot do this.",
  extension: "This needs an extension that is not shipped with the sandbox.",
} as const;

function refusalOf({ step, verdict }: Planned, { text, parsed }: EngineStatement): Failure | undefined {
  const span = { start: 0, end: text.length };
  if (parsed.problem && step.op === "none" && verdict?.outcome !== "accepted") {
    const { code, message, hint, span: place } = parsed.problem;
    return { code, message, ...(hint !== undefined && { hint }), span: place, exact: true };
  }
  if (step.op === "exec" || verdict?.outcome !== "unknown") return undefined;
  const reason = verdict.reason;
  const message = reason in refusals ? refusals[reason as keyof typeof refusals] : undefined;
  return message === undefined ? undefined : { code: "0A000", message, span, exact: false };
}

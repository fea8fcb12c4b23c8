import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { StepSession } from "./engine-kind";
import type { FromEngine, RawFailure, StepReport, ToEngine } from "./messages";
import { Database } from "./postgres/database";
import { PostgresSession } from "./postgres/session";
import { PostgresSandbox } from "./sandbox/postgres";
import { serveSandbox } from "./sandbox/serve";
import { SqliteSandbox } from "./sandbox/sqlite";
import { SqliteSession } from "./sqlite/session";
import { writeStepPlace } from "./step-place";

/**
 * The engine process. It holds one database and takes the steps of one document after another; between steps it
 * looks every so often for an order to stop. It ends when its host goes away.
 */
const assets = join(__dirname, "engine");

/** How long it may go on without looking for messages, in milliseconds. */
const turnMs = 15;

let aborted = -1;
let running: Promise<void> = Promise.resolve();

function tell(message: FromEngine): void {
  process.send?.(message);
}

async function take(session: StepSession, order: Extract<ToEngine, { type: "run" }>): Promise<void> {
  // Whoever counts on what is not there would have all after it judged wrongly.
  if (order.keep > session.done) throw new Error("The host and the session do not stand at the same step.");
  const again = session.rewind(order.keep, order.steps);
  const replayed = order.keep - again.length;
  const steps = [...again, ...order.steps];
  let reports: StepReport[] = [];
  let turn = performance.now();
  for (const [index, step] of steps.entries()) {
    if (step.op !== "none" && !order.each) writeStepPlace({ run: order.run, step: replayed + index });
    const report = session.take(step);
    if (report) reports.push(report);
    if (performance.now() - turn < turnMs && !order.each) continue;
    tell({ type: "reports", run: order.run, done: session.done, reports });
    reports = [];
    await setImmediate();
    turn = performance.now();
    if (aborted >= order.run) break;
  }
  tell({ type: "reports", run: order.run, done: session.done, reports });
  tell({ type: "end", run: order.run, done: session.done, memory: process.memoryUsage.rss() });
}

async function probe(session: StepSession, order: Extract<ToEngine, { type: "probe" }>): Promise<void> {
  const answers: (RawFailure | undefined)[] = [];
  let turn = performance.now();
  for (const sql of order.probes) {
    answers.push(session.probe?.(sql));
    if (performance.now() - turn < turnMs) continue;
    await setImmediate();
    turn = performance.now();
    if (aborted >= order.run) break;
  }
  tell({ type: "answers", run: order.run, answers });
}

async function main(): Promise<void> {
  if (process.argv[3] === "sandbox") {
    const isSqlite = process.argv[2] === "sqlite";
    serveSandbox(
      isSqlite
        ? new SqliteSandbox(await SqliteSession.start(assets))
        : new PostgresSandbox(await Database.start(assets)),
    );
    return;
  }
  const session =
    process.argv[2] === "sqlite"
      ? await SqliteSession.start(assets)
      : new PostgresSession(await Database.start(assets));
  process.on("message", (message: ToEngine) => {
    if (message.type === "abort") aborted = message.run;
    // A broken database is beyond repair: the host starts another process.
    else
      running = running
        .then(() => (message.type === "run" ? take(session, message) : probe(session, message)))
        .catch(() => process.exit(70));
  });
  tell({ type: "ready" });
}

process.on("disconnect", () => process.exit(0));
main().catch((error: unknown) => {
  tell({ type: "unable", message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect();
});

import type { Context } from "./context";
import { system } from "./database/database";
import type { Mailer } from "./mail";
import { deleteJob, postponeJob, takeJob } from "./repositories/jobs";
import { sweep } from "./repositories/sweep";
import { composeMail } from "./services/mails";

/** Does what requests have put into the queue, whichever instance put it there. */
export interface JobRunner {
  wake(): void;
  /** Resolves when nothing is being done any more. */
  close(): Promise<void>;
}

/** How often a mail is tried, the waits doubling from ten seconds: about three hours. */
const mostAttempts = 11;
const lookEveryMs = 10_000;
const sweepEveryMs = 10 * 60_000;

export function startJobs(context: Context, mailer: Mailer): JobRunner {
  const { database, log } = context;
  let closed = false;
  let running: Promise<void> | undefined;
  let again = false;
  let swept = 0;

  async function runOne(): Promise<boolean> {
    const due = await database.transaction(system, takeJob);
    if (!due) return false;
    try {
      const mail = await composeMail(context, due.job);
      if (mail) await mailer.send(mail);
      await database.transaction(system, async (tx) => deleteJob(tx, due.id));
    } catch (error) {
      const givesUp = due.attempts >= mostAttempts;
      log.error({ err: error, kind: due.job.kind, attempts: due.attempts, givesUp }, "mail not sent");
      await database.transaction(system, async (tx) =>
        givesUp ? deleteJob(tx, due.id) : postponeJob(tx, due.id, 10 * 2 ** (due.attempts - 1)),
      );
    }
    return true;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      while (!closed && (await runOne()));
      if (!closed && Date.now() - swept > sweepEveryMs) {
        swept = Date.now();
        await database.transaction(system, sweep);
      }
      // `wake` may have been called while the last look was on its way.
    } while (again as boolean);
  }

  const wake = () => {
    if (closed) return;
    again = true;
    // After the request that woke it has been answered.
    running ??= new Promise<void>((resolve) => setImmediate(resolve))
      .then(run)
      .catch((error: unknown) => {
        log.warn({ err: error }, "the queue could not be read");
      })
      .finally(() => (running = undefined));
  };
  const timer = setInterval(wake, lookEveryMs);
  timer.unref();
  wake();
  return {
    wake,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}

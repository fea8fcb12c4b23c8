import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import { uuidV7 } from "../uuid";

/** Mails to be sent. Nothing secret: tokens are made when the mail is. */
export type Job =
  | { readonly kind: "signup"; readonly signupId: string }
  | { readonly kind: "resend"; readonly email: string }
  | { readonly kind: "forgot"; readonly email: string }
  | { readonly kind: "password_changed"; readonly email: string }
  | { readonly kind: "invitation"; readonly invitationId: string };

export async function putJob(tx: Transaction, job: Job): Promise<void> {
  await tx.query(sql`
    INSERT INTO jobs (id, kind, payload) VALUES (${uuidV7()}, ${job.kind}, ${JSON.stringify(job)}::jsonb)`);
}

export interface DueJob {
  readonly id: string;
  readonly attempts: number;
  readonly job: Job;
}

/** Takes the next one that is due for a minute: when its taker dies, another instance finds it then. */
export async function takeJob(tx: Transaction): Promise<DueJob | undefined> {
  const [row] = await tx.query<DueJob>(sql`
    UPDATE jobs SET attempts = attempts + 1, run_at = now() + interval '1 minute'
    WHERE id = (SELECT id FROM jobs WHERE run_at <= now() ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts, payload AS job`);
  return row;
}

export async function deleteJob(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM jobs WHERE id = ${id}`);
}

export async function postponeJob(tx: Transaction, id: string, seconds: number): Promise<void> {
  await tx.query(
    sql`UPDATE jobs SET run_at = now() + make_interval(secs => ${seconds}::int) WHERE id = ${id}`,
  );
}

import type { Step, StepReport } from "../messages";
import type { SqliteSession } from "../sqlite/session";
import type { SandboxAnswer, SandboxDatabase, SandboxLimits, SandboxQuery } from "./messages";

/** The schema in an SQLite in memory, and then each query as its shell would run it, with foreign keys enforced. */
export class SqliteSandbox implements SandboxDatabase {
  constructor(private readonly session: SqliteSession) {}

  fill(steps: readonly Step[]): StepReport[] {
    const reports = steps.flatMap((step) => this.session.take(step) ?? []);
    this.session.query("PRAGMA foreign_keys = ON", { rows: 0, characters: 0 });
    return reports;
  }

  query({ sql }: SandboxQuery, limits: SandboxLimits): SandboxAnswer {
    const started = performance.now();
    const { failure, columns, rows, total, changes } = this.session.query(sql, limits);
    const command = changes === 1 ? "1 row changed" : changes > 1 ? `${changes} rows changed` : "Done";
    return {
      ...(failure && { failure }),
      columns: columns.map((name) => ({ name, type: "" })),
      ...{ rows, total, command },
      ms: performance.now() - started,
    };
  }
}

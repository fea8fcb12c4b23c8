import type { Step, StepReport } from "../messages";
import type { Database } from "../postgres/database";
import { archivesOf } from "../postgres/extensions";
import { PostgresSession } from "../postgres/session";
import type { SandboxAnswer, SandboxDatabase, SandboxLimits, SandboxQuery } from "./messages";

/** Every schema that the document made, so that a table is found by its name alone, also after a dump's preamble. */
const searchPath = `SELECT pg_catalog.set_config('search_path',
  (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(nspname), ', ' ORDER BY nspname <> 'public', nspname)
     FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'), false)`;

/** The types that PostgreSQL always has, by their numbers (pg_type.dat). */
const types: Readonly<Record<number, string>> = {
  ...{ 16: "boolean", 17: "bytea", 18: "char", 19: "name", 20: "bigint", 21: "smallint", 23: "integer" },
  ...{ 25: "text", 114: "json", 142: "xml", 700: "real", 701: "double precision", 790: "money" },
  ...{ 1042: "character", 1043: "varchar", 1082: "date", 1083: "time", 1114: "timestamp" },
  ...{ 1184: "timestamptz", 1186: "interval", 1266: "timetz", 1700: "numeric", 2950: "uuid" },
  ...{ 3802: "jsonb", 869: "inet", 1009: "text[]", 1007: "integer[]", 1016: "bigint[]" },
};

/** The schema committed in a PostgreSQL, and then each query as a client would send it. */
export class PostgresSandbox implements SandboxDatabase {
  constructor(private readonly database: Database) {}

  fill(steps: readonly Step[]): StepReport[] {
    const session = new PostgresSession(this.database);
    session.rewind(0, steps);
    const reports = steps.flatMap((step) => session.take(step) ?? []);
    for (const sql of ["COMMIT", "RESET SESSION AUTHORIZATION", "RESET ALL", searchPath])
      this.database.run(sql);
    return reports;
  }

  query({ sql, copy, extension }: SandboxQuery, limits: SandboxLimits): SandboxAnswer {
    if (extension !== undefined) archivesOf(extension).forEach((name) => this.database.provide(name));
    const started = performance.now();
    const { columns, ...answer } = this.database.query({ sql, ...(copy !== undefined && { copy }) }, limits);
    return {
      ...answer,
      columns: columns.map(({ name, type }) => ({ name, type: types[type] ?? "" })),
      ms: performance.now() - started,
    };
  }
}

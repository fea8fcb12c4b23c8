import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { simpleParser } from "mailparser";
import pg from "pg";
import pino from "pino";
import { inject } from "vitest";
import { eventually } from "../eventually";
import { defaultLimits, type RateLimits } from "../../server/backend/context";
import type { Database } from "../../server/backend/database/database";
import { migrate } from "../../server/backend/database/migrate";
import { openPglite } from "../../server/backend/database/pglite";
import { raw, sql } from "../../server/backend/database/sql";
import { openPostgres } from "../../server/backend/database/postgres";
import { parseSettings } from "../../server/backend/settings";
import { createBackend, type Backend } from "../../server/backend/start";
import { uuidV7 } from "../../server/backend/uuid";
import { templateDatabase } from "./postgres-server";

export type DatabaseKind = Database["kind"];

/** The fields of answers that tests reach into; whether they are there the test itself says. */
export interface Body {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly role: string;
  readonly status: unknown;
  readonly version: number;
  readonly n: number;
  readonly title: string;
  readonly detail: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly nextCursor: string | null;
  readonly recoveryCodes: readonly string[];
  readonly secret: string;
  readonly items: readonly Body[];
  readonly user: Body;
  readonly current: Body;
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers: Record<string, string>;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
}

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const password = "plenty-of-uncommon-words-7";

/** No test waits for a minute to pass. */
const generous: RateLimits = Object.fromEntries(
  Object.entries(defaultLimits).map(([name, limit]) => [name, { ...limit, points: 100_000 }]),
) as unknown as RateLimits;

/** The backend on a database of its own, without a socket. */
export class TestBackend {
  private constructor(
    readonly backend: Backend,
    readonly database: Database,
    readonly dataDir: string,
    readonly url: string | undefined,
    private readonly drop: () => Promise<void>,
  ) {}

  get app(): FastifyInstance {
    return this.backend.app;
  }

  static async start(
    kind: DatabaseKind,
    environment: Record<string, string> = {},
    options: { limits?: Partial<RateLimits>; logLines?: string[] } = {},
  ): Promise<TestBackend> {
    const dataDir = await mkdtemp(join(tmpdir(), "dbscst-backend-"));
    const { database, url, drop } = await open(kind);
    const { logLines } = options;
    const log = pino(
      { level: logLines ? "trace" : "error" },
      {
        write: (line: string) => {
          if (logLines) logLines.push(line);
          else console.error(line);
        },
      },
    );
    const settings = parseSettings({
      SECRET_KEY: "0123456789abcdef0123456789abcdef-test",
      DATA_DIR: dataDir,
      PUBLIC_URL: "http://dbscst.test",
      ...environment,
    });
    const backend = await createBackend({
      settings,
      log,
      version: "0.0.0-test",
      assets: inject("backendAssets"),
      passwordCost: 4,
      limits: { ...generous, ...options.limits },
      database,
    });
    await backend.app.ready();
    return new TestBackend(backend, database, dataDir, url, drop);
  }

  async call(method: InjectOptions["method"], path: string, call: Call = {}): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url: path,
      headers: {
        ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
        ...(call.body !== undefined && { "content-type": "application/json" }),
        ...call.headers,
      },
      ...(call.body !== undefined && {
        payload: typeof call.body === "string" ? call.body : JSON.stringify(call.body),
      }),
    });
    const type = String(response.headers["content-type"] ?? "");
    return {
      status: response.statusCode,
      body:
        type.includes("json") && response.body !== ""
          ? response.json<Body>()
          : ({ text: response.body } as unknown as Body),
      headers: Object.fromEntries(Object.entries(response.headers).map(([k, v]) => [k, String(v)])),
    };
  }

  /** The mails to an address, oldest first, once there are `count`. */
  async mails(to: string, count = 1): Promise<ReceivedMail[]> {
    return eventually(async () => {
      const directory = join(this.dataDir, "outbox");
      const files = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(".eml"));
      const mails = await Promise.all(
        files.sort().map(async (file) => simpleParser(await readFile(join(directory, file)))),
      );
      const found = mails
        .map((mail) => ({
          to: [mail.to ?? []].flat()[0]?.text ?? "",
          subject: mail.subject ?? "",
          text: mail.text ?? "",
          html: mail.html === false ? "" : (mail.html ?? ""),
        }))
        .filter((mail) => mail.to === to);
      if (found.length < count) throw new Error(`${found.length} mails to ${to}, not ${count}`);
      return found;
    });
  }

  /** Signs up, answers the mail and logs in. */
  async person(name = "Ada"): Promise<Person> {
    const email = `${name.toLowerCase()}-${uuidV7()}@example.com`;
    await this.call("POST", "/v1/auth/signup", { body: { email, password, name } });
    if (this.backend.context.settings.requireEmailVerification) {
      const mails = await this.mails(email);
      const answer = await this.call("POST", "/v1/auth/verify", { body: { token: tokenIn(mails[0]) } });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    }
    return this.logIn(email);
  }

  async logIn(email: string, withPassword = password): Promise<Person> {
    const { status, body } = await this.call("POST", "/v1/auth/login", {
      body: { email, password: withPassword },
    });
    if (status !== 200) throw new Error(`log-in: ${status} ${JSON.stringify(body)}`);
    return {
      id: body.user.id,
      email,
      password: withPassword,
      token: body.accessToken,
      refreshToken: body.refreshToken,
    };
  }

  /** Makes `person` a member of a project, through an invitation. */
  async join(projectId: string, by: Person, person: Person, role: string): Promise<void> {
    const path = `/v1/projects/${projectId}/members`;
    const invited = await this.call("POST", path, { token: by.token, body: { email: person.email, role } });
    const accept = `/v1/invitations/${invited.body.id}/accept`;
    const accepted = await this.call("POST", accept, { token: person.token });
    if (accepted.status !== 200) throw new Error(JSON.stringify([invited.body, accepted.body]));
  }

  /** How many rows of a table have this id, whoever may see them. */
  async countRows(table: string, id: string, column = "id"): Promise<number> {
    return this.database.asOwner(async (tx) => {
      const [row] = await tx.query<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM ${raw(table)} WHERE ${raw(column)} = ${id}`,
      );
      return row?.count ?? 0;
    });
  }

  /** What happened in all projects: the kind of event, its project and what it is about, the oldest first. */
  async events(): Promise<readonly (readonly [string, string, string])[]> {
    const rows = await this.database.asOwner(async (tx) =>
      tx.query<{ type: string; project: string; object: string }>(
        sql`SELECT type, project_id AS project, object_id AS object FROM events ORDER BY transaction, seq`,
      ),
    );
    return rows.map(({ type, project, object }) => [type, project, object]);
  }

  async stop(): Promise<void> {
    await this.backend.close();
    await this.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** The token of the link in a mail. */
export function tokenIn(mail: ReceivedMail | undefined): string {
  const token = /[?&]token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (token === undefined) throw new Error(`no link in: ${mail?.text ?? "no mail"}`);
  return token;
}

/** The code in a mail. */
export function codeIn(mail: ReceivedMail | undefined): string {
  const code = /Code: (\d+)/.exec(mail?.text ?? "")?.[1];
  if (code === undefined) throw new Error(`no code in: ${mail?.text ?? "no mail"}`);
  return code;
}

async function open(kind: DatabaseKind) {
  if (kind === "pglite") {
    const database = await openPglite({ assets: inject("backendAssets"), onLost: () => undefined });
    await migrate(database);
    return { database, url: undefined, drop: async () => database.close() };
  }
  const server = inject("postgres");
  const name = `dbscst_${uuidV7().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`);
  const database = openPostgres({ url: server + name, connections: 10, onError: () => undefined });
  const drop = async () => {
    await database.close();
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { database, url: server + name, drop };
}

/** Runs a statement as the server's superuser. */
export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

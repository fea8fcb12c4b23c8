import { createServer, request as httpRequest, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../eventually";
import { createBackend, type Backend } from "../../server/backend/start";
import { TestBackend, type DatabaseKind, type Person } from "./harness";

interface Received {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Record<string, unknown>;
}

/** Reads a stream of events from a real socket. */
class Listener {
  readonly events: Received[] = [];
  ended = false;
  private buffer = "";
  private constructor(private readonly request: ReturnType<typeof httpRequest>) {}

  static async open(
    address: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Listener> {
    const request = httpRequest(address + path, {
      method: body ? "POST" : "GET",
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    });
    const listener = new Listener(request);
    request.on("error", () => (listener.ended = true));
    request.on("response", (response) => {
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        listener.take(text);
      });
      response.on("end", () => (listener.ended = true));
      response.on("error", () => (listener.ended = true));
    });
    request.end(body && JSON.stringify(body));
    await once(request, "response");
    return listener;
  }

  private take(text: string): void {
    const parts = (this.buffer + text).split("\n\n");
    this.buffer = parts.pop() ?? "";
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1];
      const event = field("event");
      if (event === undefined) continue;
      this.events.push({
        event,
        id: field("id"),
        data: JSON.parse(field("data") ?? "{}") as Received["data"],
      });
    }
  }

  async until(event: string, count = 1): Promise<Received[]> {
    return eventually(() => {
      const found = this.events.filter((one) => one.event === event);
      if (found.length < count) {
        throw new Error(`${found.length} of ${count} ${event} in ${JSON.stringify(this.events.slice(-5))}`);
      }
      return found;
    });
  }

  close(): void {
    this.request.destroy();
  }
}

async function listenOn(backend: Backend): Promise<string> {
  return backend.app.listen({ port: 0, host: "127.0.0.1" });
}

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("live events on %s", (kind) => {
  let backend: TestBackend;
  let address: string;
  let owner: Person;
  let guest: Person;
  let project: string;
  beforeAll(async () => {
    backend = await TestBackend.start(kind, { REQUIRE_EMAIL_VERIFICATION: "false" });
    address = await listenOn(backend.backend);
    [owner, guest] = [await backend.person("Owner"), await backend.person("Guest")];
    const body = { name: "P" };
    project = (await backend.call("POST", "/v1/projects", { token: owner.token, body })).body.id;
  });
  afterAll(async () => {
    await backend.stop();
  });

  const bearer = (person: Person) => ({ authorization: `Bearer ${person.token}` });
  const addTask = async (title: string, person = owner, to = project) =>
    backend.call("POST", `/v1/projects/${to}/tasks`, { token: person.token, body: { title } });

  it("tell members what happens, from the moment they join to the moment they leave", async () => {
    const listener = await Listener.open(address, "/v1/events", bearer(guest));
    await listener.until("ready");
    await addTask("not for the guest");
    await backend.join(project, owner, guest, "editor");
    const task = await addTask("for the guest");
    const [created] = await listener.until("task.created");
    expect(created?.data).toEqual({
      type: "task.created",
      projectId: project,
      objectId: task.body.id,
      userId: null,
      actorId: owner.id,
      at: expect.any(String) as string,
    });
    await backend.call("DELETE", `/v1/projects/${project}/members/${guest.id}`, { token: owner.token });
    await listener.until("member.removed");
    await addTask("no longer for the guest");
    const own = (await backend.call("POST", "/v1/projects", { token: guest.token, body: { name: "G" } })).body
      .id;
    await addTask("in the guest's own", guest, own);
    await listener.until("task.created", 2);
    expect(
      listener.events.filter(({ data }) => data.projectId === project).map(({ event }) => event),
    ).toEqual(["member.added", "task.created", "member.removed"]);
    listener.close();
  });

  it("are resumed where the client was, without a gap and without a repetition", async () => {
    const first = await Listener.open(address, "/v1/events", bearer(owner));
    await first.until("ready");
    await addTask("seen");
    const [seen] = await first.until("task.created");
    first.close();
    const missed = await Promise.all(Array.from({ length: 20 }, async (_, i) => addTask(`missed ${i}`)));
    const again = await Listener.open(address, "/v1/events", {
      ...bearer(owner),
      "last-event-id": seen?.id ?? "",
    });
    await addTask("after");
    const events = await again.until("task.created", 21);
    expect(
      events
        .slice(0, 20)
        .map(({ data }) => data.objectId)
        .sort(),
    ).toEqual(missed.map(({ body }) => body.id).sort());
    expect(events.length).toBe(21);
    again.close();
    const unknown = await Listener.open(address, "/v1/events", {
      ...bearer(owner),
      "last-event-id": "1-1-1",
    });
    await unknown.until("reset");
    unknown.close();
  });

  it("lose none of those that were committed while others were still open", async () => {
    const listener = await Listener.open(address, "/v1/events", bearer(owner));
    await listener.until("ready");
    await Promise.all(Array.from({ length: 60 }, async (_, i) => addTask(`at once ${i}`)));
    const events = await listener.until("task.created", 60);
    expect(new Set(events.map(({ data }) => data.objectId)).size).toBe(60);
    listener.close();
  });

  it("end for who is logged out, and nobody comes in without a live session", async () => {
    const other = await backend.logIn(guest.email);
    await backend.call("POST", "/v1/auth/logout", { token: other.token });
    const answer = await backend.call("GET", "/v1/events", { token: other.token });
    expect([answer.status, answer.body.code]).toEqual([401, "token_invalid"]);
  });
});

describe("live events across instances", () => {
  it("reach a listener of another instance on the same database", async () => {
    const one = await TestBackend.start("postgresql", { REQUIRE_EMAIL_VERIFICATION: "false" });
    const { context } = one.backend;
    const two = await createBackend({
      settings: context.settings,
      log: context.log,
      version: "test",
      assets: inject("backendAssets"),
      passwordCost: 4,
      database: one.database,
    });
    const address = await listenOn(two);
    const owner = await one.person();
    const listener = await Listener.open(address, "/v1/events", { authorization: `Bearer ${owner.token}` });
    await listener.until("ready");
    await one.call("POST", "/v1/projects", { token: owner.token, body: { name: "P" } });
    await listener.until("project.created");
    listener.close();
    await two.close();
    await one.stop();
  });
});

describe("generation", () => {
  let model: Server;
  let answer: "schema" | "fail" | "stall" = "schema";
  let left = 0;
  let streaming = 0;
  let backend: TestBackend;
  let address: string;
  let person: Person;
  beforeAll(async () => {
    // A server that speaks the protocol of the provider.
    model = createServer((request, response) => {
      response.on("close", () => (left += response.writableFinished ? 0 : 1));
      request.resume().on("end", () => {
        if (answer === "fail") {
          response.writeHead(401, { "content-type": "application/json" });
          response.end('{"error":{"message":"wrong key","code":"invalid_api_key"}}');
          return;
        }
        response.writeHead(200, { "content-type": "text/event-stream" });
        const send = (content: string) =>
          response.write(
            `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] })}\n\n`,
          );
        send("```sql\nCREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ");
        if (answer === "stall") {
          streaming++;
          return;
        }
        send("title text NOT NULL);\n```\n");
        response.end(
          `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`,
        );
      });
    }).listen(0, "127.0.0.1");
    await once(model, "listening");
    const { port } = model.address() as AddressInfo;
    backend = await TestBackend.start("postgresql", {
      REQUIRE_EMAIL_VERIFICATION: "false",
      OPENAI_API_KEY: "sk-secret-of-the-server",
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      OPENAI_MODEL: "m",
      GENERATIONS_PER_HOUR: "3",
    });
    address = await listenOn(backend.backend);
    person = await backend.person();
  });
  afterAll(async () => {
    await backend.stop();
    model.closeAllConnections();
    model.close();
  });

  const start = async () =>
    Listener.open(
      address,
      "/v1/generate",
      { authorization: `Bearer ${person.token}` },
      { brief: "A library has books with titles.", dialect: "postgresql" },
    );

  it("streams its stages and the schema that was proven", async () => {
    answer = "schema";
    const listener = await start();
    const [done] = await listener.until("done");
    expect([done?.data.provider, done?.data.tables]).toEqual(["openai", ["book"]]);
    expect(done?.data.sql).toContain("CREATE TABLE book");
    expect(new Set(listener.events.map(({ event }) => event))).toEqual(
      new Set(["stage", "sql", "problems", "done"]),
    );
    await eventually(() => {
      expect(listener.ended).toBe(true);
    });
  });

  it("ends with an error of the provider, never with another provider's schema", async () => {
    answer = "fail";
    const listener = await start();
    const [error] = await listener.until("error");
    expect(error?.data.code).toBe("provider_failed");
    expect(JSON.stringify(listener.events)).not.toMatch(/sk-secret|"done"/);
  });

  it("stops asking the model when the client leaves", async () => {
    answer = "stall";
    const before = left;
    const listener = await start();
    await eventually(() => {
      expect(streaming).toBe(1);
    });
    listener.close();
    await eventually(() => {
      expect(left).toBe(before + 1);
    });
  });

  it("is a person's so often an hour", async () => {
    answer = "fail";
    const eager = await backend.person();
    const ask = async (brief = "Books and authors") =>
      backend.call("POST", "/v1/generate", { token: eager.token, body: { brief } });
    // One without a brief asks nobody, so it is told at once and not counted.
    const empty = await ask(" ");
    expect([empty.status, empty.body.code]).toEqual([400, "invalid_request"]);
    for (let i = 0; i < 3; i++) {
      const { body } = await ask();
      expect(String(body.text)).toMatch(/^event: error\ndata: .*"code":"provider_failed"/m);
    }
    const fourth = await ask();
    expect([fourth.status, fourth.body.code]).toEqual([429, "rate_limited"]);
  });
});

import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import { eventually } from "../../eventually";
import { listen, type ServerEvent } from "../../../client/api/events";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it("tells when the server is away, and of what happens once it is back", async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`event: ready\nid: 1\ndata: {}\n\n`);
    if (request.headers.authorization === "Bearer t")
      response.write(`event: task.updated\nid: 2\ndata: {"projectId":"p","objectId":"a"}\n\n`);
  });
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const stop = new AbortController();
  closing.push(() => stop.abort());
  const events: ServerEvent[] = [];
  const failures: unknown[] = [];
  let url = "http://127.0.0.1:1";
  void listen({
    address: () => Promise.resolve(url),
    tokens: { access: () => Promise.resolve("t"), renew: () => Promise.resolve("t") },
    onEvent: (event) => events.push(event),
    onFailure: (error) => failures.push(error),
    signal: stop.signal,
  });
  await eventually(() => expect(failures).toHaveLength(1));
  expect(failures[0]).toMatchObject({ name: "Unreachable", reason: "network" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  url = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
  await eventually(() =>
    expect(events).toEqual([{ type: "ready" }, { type: "task.updated", projectId: "p", objectId: "a" }]),
  );
});

it.each([
  ["application/problem+json", '{"code":"overloaded","detail":"Too many."}', { code: "overloaded" }],
  ["text/html", "<h1>Bad gateway</h1>", { name: "Unreachable", reason: "gateway" }],
])("tells when a server answers, but not with events, as %s", async (type, body, failure) => {
  const server = createServer((_request, response) => {
    response.writeHead(503, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  const stop = new AbortController();
  closing.push(
    () => server.close(),
    () => stop.abort(),
  );
  const failures: unknown[] = [];
  void listen({
    address: () => Promise.resolve(`http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`),
    tokens: { access: () => Promise.resolve("t"), renew: () => Promise.resolve("t") },
    onEvent: () => undefined,
    onFailure: (error) => failures.push(error),
    signal: stop.signal,
  });
  await eventually(() => expect(failures).toHaveLength(1));
  expect(failures[0]).toMatchObject(failure);
});

it("asks once more for what it missed when it is cut off before that has come", async () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers["last-event-id"]);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`event: ready\nid: ${asked.length * 10}\ndata: {}\n\n`);
    if (asked.length < 3) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  const stop = new AbortController();
  closing.push(() => {
    stop.abort();
    server.close();
    server.closeAllConnections();
  });
  void listen({
    address: () => Promise.resolve(`http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`),
    tokens: { access: () => Promise.resolve("t"), renew: () => Promise.resolve("t") },
    onEvent: () => undefined,
    signal: stop.signal,
  });
  await eventually(() => expect(asked).toEqual([undefined, "10", "10"]));
});

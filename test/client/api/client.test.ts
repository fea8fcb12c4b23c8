import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { contentOf, createApi, ifMatch } from "../../../client/api/client";
import { ApiProblem, SignedOut, Unreachable, unreachable } from "../../../client/api/failure";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server on the loopback; gives its address. */
async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

function json(response: ServerResponse, status: number, content: object): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(content));
}

const nothing = { items: [], nextCursor: null };

describe("the client of the backend", () => {
  it("sends the body, a key of its own for each POST, and the version that was seen", async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { authorization, "if-match": match, "idempotency-key": key } = request.headers;
        seen.push([request.method, request.url, body, authorization, match, typeof key]);
        json(response, 200, { name: "Shop" });
      });
    });
    const tokens = { access: () => Promise.resolve("t1"), renew: () => Promise.reject(new SignedOut()) };
    const api = createApi({ address: () => Promise.resolve(`${url}/base`), tokens });
    await api.POST("/v1/projects", { body: { name: "Shop" } });
    const params = { path: { id: "4f2c" } };
    await api.PATCH("/v1/projects/{id}", { params, body: { name: "Shop" }, ...ifMatch({ version: 3 }) });
    expect(seen).toEqual([
      ["POST", "/base/v1/projects", '{"name":"Shop"}', "Bearer t1", undefined, "string"],
      ["PATCH", "/base/v1/projects/4f2c", '{"name":"Shop"}', "Bearer t1", '"3"', "undefined"],
    ]);
  });

  it("asks for another token once, and repeats the request with the same key", async () => {
    const keys: unknown[] = [];
    const url = await serve((request, response) => {
      keys.push(request.headers["idempotency-key"]);
      if (request.headers.authorization === "Bearer new") json(response, 201, { id: "1" });
      else json(response, 401, { code: "token_expired", detail: "The token has expired." });
    });
    const tokens = {
      access: () => Promise.resolve("old"),
      renew: (refused: string) => Promise.resolve(refused === "old" ? "new" : "other"),
    };
    const api = createApi({ address: () => Promise.resolve(url), tokens });
    await api.POST("/v1/projects", { body: { name: "Shop" } });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it("ends a request in whose name it began, whoever is in use by then", async () => {
    let user = "ada";
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      // Somebody else signs in while the answer is on its way.
      user = "bob";
      if (seen.length === 1) json(response, 401, { code: "token_expired", detail: "Log in." });
      else json(response, 200, nothing);
    });
    const of = (name: string) => ({
      access: () => Promise.resolve(`${name} 1`),
      renew: () => Promise.resolve(`${name} 2`),
    });
    const tokens = {
      access: () => of(user).access(),
      renew: () => of(user).renew(),
      asNow: () => Promise.resolve(of(user)),
    };
    await createApi({ address: () => Promise.resolve(url), tokens }).GET("/v1/projects", {});
    expect(seen).toEqual(["Bearer ada 1", "Bearer ada 2"]);
  });

  it("rejects with the server's own words, and with the present row of a conflict", async () => {
    const url = await serve((_request, response) => {
      json(response, 412, {
        code: "version_conflict",
        detail: "It has version 4 by now.",
        current: { version: 4 },
      });
    });
    const api = createApi({ address: () => Promise.resolve(url) });
    const error: unknown = await api.GET("/v1/projects").catch((reason: unknown) => reason);
    expect(error).toEqual(
      new ApiProblem(412, "version_conflict", "It has version 4 by now.", { version: 4 }),
    );
    expect(error).toMatchObject({ current: { version: 4 } });
  });

  it.each<[string, Handler, string]>([
    [
      "a web page",
      (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
      "stranger",
    ],
    ["a page of an error", (_request, response) => response.writeHead(404).end("not here"), "stranger"],
    ["a proxy without it", (_request, response) => response.writeHead(502).end("bad gateway"), "gateway"],
    [
      "a way elsewhere",
      (_request, response) => response.writeHead(302, { location: "/login" }).end(),
      "stranger",
    ],
    ["silence", () => undefined, "timeout"],
    [
      "half an answer",
      (_request, response) => response.writeHead(200, { "content-type": "application/json" }).write("{"),
      "timeout",
    ],
  ])("takes %s for no backend", async (_name, handler, reason) => {
    const url = await serve(handler);
    // What comes at once is given the time that a busy machine needs.
    const timeout = reason === "timeout" ? 300 : 30_000;
    const api = createApi({ address: () => Promise.resolve(url), timeout });
    const error: unknown = await api.GET("/v1/projects").catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ reason, url });
  });

  it("tells of another server that an answer leads to", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(301, { location: "https://other.example/v1/projects" }).end(),
    );
    const api = createApi({ address: () => Promise.resolve(url) });
    await expect(api.GET("/v1/projects")).rejects.toMatchObject({
      reason: "moved",
      message: "https://other.example",
    });
  });

  it("tells a server without TLS from a certificate that is not trusted", async () => {
    const url = await serve(() => undefined);
    const api = createApi({ address: () => Promise.resolve(url.replace("http:", "https:")) });
    await expect(api.GET("/v1/projects")).rejects.toMatchObject({ reason: "tls" });
    const cause = Object.assign(new Error("self-signed certificate"), {
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    expect(unreachable(new TypeError("fetch failed", { cause }), url).reason).toBe("certificate");
  });

  it("counts the requests that have no answer yet", async () => {
    const url = await serve((_request, response) => json(response, 200, nothing));
    const counts: number[] = [];
    const api = createApi({ address: () => Promise.resolve(url), onRunning: (count) => counts.push(count) });
    await Promise.all([api.GET("/v1/projects"), api.GET("/v1/projects")]);
    expect(counts).toEqual([1, 2, 1, 0]);
  });

  it("says that nothing answers", async () => {
    const url = await serve(() => undefined);
    for (const close of closing.splice(0)) await close();
    const api = createApi({ address: () => Promise.resolve(url) });
    await expect(api.GET("/v1/projects")).rejects.toMatchObject({ reason: "refused" });
  });

  it("ends a request that the person gave up", async () => {
    const url = await serve(() => ending.abort());
    const ending = new AbortController();
    const api = createApi({ address: () => Promise.resolve(url) });
    await expect(api.GET("/v1/projects", { signal: ending.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("gives the content of an answer", async () => {
    const url = await serve((_request, response) => json(response, 200, nothing));
    const api = createApi({ address: () => Promise.resolve(url) });
    expect(await contentOf(api.GET("/v1/projects"))).toEqual(nothing);
  });
});

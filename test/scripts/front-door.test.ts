import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { frontDoor } from "../../scripts/workbench/front-door.mjs";

const token = "0123456789abcdef";
const cookie = `theme=dark; vscode-tkn=${token}`;
const secretsKey = Buffer.alloc(32, 7);

/** The page of a workbench, as the server of VS Code writes it. */
const page = (settings: object) =>
  `<meta id="vscode-workbench-web-configuration" data-settings="${JSON.stringify(settings)
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")}">`;

let inner: http.Server;
let door: { port: number; close(): Promise<void> };

beforeEach(async () => {
  inner = http.createServer((request, response) => {
    if (request.url?.startsWith("/page")) {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page({ remoteAuthority: request.headers.host, name: 'a "b" & c' }));
    } else {
      response.statusCode = 201;
      request.pipe(response);
    }
  });
  inner.on("upgrade", (request, socket) => {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n${request.url}:`,
    );
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => inner.listen(0, "127.0.0.1", resolve));
  door = await frontDoor({
    port: 0,
    inner: portOf(inner),
    token,
    secretsKey,
    amend: (configuration: object, host: string) => ({ ...configuration, added: `<é> ${host}` }),
  });
});

afterEach(async () => {
  await door.close();
  inner.closeAllConnections();
  await new Promise((resolve) => inner.close(resolve));
});

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

function ask(path: string, options: http.RequestOptions = {}, body = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: door.port, path, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

test("passes requests on as they are", async () => {
  const answer = await ask("/anything?a=1", { method: "POST" }, "body");
  expect(answer).toEqual({ status: 201, body: "body" });
});

test("amends the configuration in the page", async () => {
  const host = `127.0.0.1:${door.port}`;
  const { body } = await ask("/page", { headers: { accept: "text/html" } });
  expect(body).toBe(page({ remoteAuthority: host, name: 'a "b" & c', added: `<é> ${host}` }));
});

test("gives the key of the secret storage to the page that was opened with the token, and to nobody else", async () => {
  const asked = await ask("/mint-key", { method: "POST", headers: { cookie } });
  expect(asked).toEqual({ status: 200, body: secretsKey.toString("utf8") });
  const stranger = await ask("/mint-key", { method: "POST" });
  expect(stranger).toEqual({ status: 403, body: "" });
});

test("leads to another loopback port for the page that was opened with the token", async () => {
  const other = http.createServer((request, response) => response.end(`other saw ${request.url}`));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const path = `/proxy/${portOf(other)}/verify?token=x`;
  expect(await ask(path, { headers: { cookie } })).toEqual({
    status: 200,
    body: "other saw /verify?token=x",
  });
  expect((await ask(path)).status).toBe(403);
  await new Promise((resolve) => other.close(resolve));
  expect((await ask(path, { headers: { cookie } })).status).toBe(502);
});

test("refuses a page of another origin that found its way to the loopback", async () => {
  const rebound = await ask("/", { headers: { host: "evil.example", cookie } });
  expect(rebound.status).toBe(403);
});

test("passes WebSockets on in both directions", async () => {
  const echoed = await new Promise<string>((resolve, reject) => {
    const request = http.request({
      host: "127.0.0.1",
      port: door.port,
      path: "/socket?x=1",
      headers: { connection: "Upgrade", upgrade: "websocket" },
    });
    request.on("error", reject);
    request.on("upgrade", (_response, socket, head) => {
      let text = head.toString("utf8");
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
        if (text.endsWith("hello")) {
          socket.destroy();
          resolve(text);
        }
      });
      socket.write("hello");
    });
    request.end();
  });
  expect(echoed).toBe("/socket?x=1:hello");
});

test("takes a free port where the wanted one is busy", async () => {
  const second = await frontDoor({
    port: door.port,
    inner: portOf(inner),
    token,
    secretsKey,
    amend: (configuration: object) => configuration,
  });
  expect(second.port).not.toBe(door.port);
  await second.close();
});

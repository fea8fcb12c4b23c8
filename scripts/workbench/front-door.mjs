// The HTTP address that a browser talks to. It passes everything on to the server of VS Code and adds what that
// server leaves to its host: the key of the secret storage, a way to other loopback ports, and a page whose
// configuration says which extension is under development and which files to open.
import { Buffer } from "node:buffer";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";

const configurationTag = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;

const escapeAttribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const unescapeAttribute = (text) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Rewrites the configuration inside the workbench's page. */
function amendPage(html, amend) {
  return html.replace(configurationTag, (_all, before, settings) => {
    const amended = amend(JSON.parse(unescapeAttribute(settings)));
    return `${before}${escapeAttribute(JSON.stringify(amended))}"`;
  });
}

/** The port and path that a request goes to, or undefined for one that only a signed-in page may make. */
function target(request, { inner, allowed }) {
  const proxied = /^\/proxy\/(\d{1,5})(\/.*)?$/.exec(request.url ?? "/");
  if (!proxied) return { port: inner, path: request.url ?? "/" };
  return allowed ? { port: Number(proxied[1]), path: proxied[2] ?? "/" } : undefined;
}

/**
 * @param {object} options
 * @param {number} options.port 0, or a port that is busy: any free one
 * @param {number} options.inner the port of the VS Code server
 * @param {string} options.token its connection token: whoever has it as a cookie has opened the page
 * @param {Buffer} options.secretsKey 32 bytes; with them `context.secrets` survive a reload and a restart
 * @param {(configuration: any, host: string) => any} options.amend what the page is told, for the host it was asked for by
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function frontDoor({ port, inner, token, secretsKey, amend }) {
  const sockets = new Set();
  const signedIn = (request) => (request.headers.cookie ?? "").split(/; */).includes(`vscode-tkn=${token}`);
  /** A page of another origin that resolves to the loopback (DNS rebinding) names itself in `Host`. */
  const ours = (request) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "");

  const server = http.createServer((request, response) => {
    if (!ours(request)) return void response.writeHead(403).end("This server answers on the loopback only.");
    const allowed = signedIn(request);
    if (request.url === "/mint-key" && request.method === "POST") {
      return void (allowed ? response.end(secretsKey) : response.writeHead(403).end());
    }
    const to = target(request, { inner, allowed });
    if (!to) return void response.writeHead(403).end();
    const page = to.port === inner && (request.headers.accept ?? "").includes("text/html");
    const host = request.headers.host ?? "";
    forward(request, response, { ...to, page: page ? (told) => amend(told, host) : undefined });
  });
  server.on("upgrade", (request, socket, head) => {
    const to = ours(request) ? target(request, { inner, allowed: signedIn(request) }) : undefined;
    if (!to) return void socket.destroy();
    const onward = net.connect(to.port, "127.0.0.1", () => {
      const headers = [];
      for (let i = 0; i < request.rawHeaders.length; i += 2) {
        headers.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
      }
      onward.write(`${request.method} ${to.path} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  });
  server.on("connection", (socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, port);
  return {
    port: server.address().port,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Passes a request on; the answer to a page request is rewritten on its way back. */
function forward(request, response, { port, path, page }) {
  const headers = { ...request.headers };
  // A page is rewritten as text, so it must not come compressed.
  if (page) delete headers["accept-encoding"];
  const onward = http.request(
    { host: "127.0.0.1", port, path, method: request.method, headers },
    (answer) => {
      const html = page && String(answer.headers["content-type"]).startsWith("text/html");
      if (!html) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const text = amendPage(Buffer.concat(chunks).toString("utf8"), page);
        const { "content-length": _length, "transfer-encoding": _encoding, ...rest } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, { ...rest, "content-length": Buffer.byteLength(text) });
        response.end(text);
      });
    },
  );
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end("Nothing answers there.");
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

async function listen(server, port) {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if (port === 0 || error.code !== "EADDRINUSE") throw error;
    await listen(server, 0);
  }
}

// A server that speaks the OpenAI protocol and misbehaves on request. Plain JavaScript, so that it runs as a
// script, inside of tests, and beside a real VS Code without a build.
import { createServer } from "node:http";
import { setImmediate } from "node:timers";

/** @typedef {import("./server.d.mts").Behaviour} Behaviour */

/** @type {import("./server.d.mts").startModelServer} */
export async function startModelServer(script = [], options = {}) {
  const requests = [];
  const models = options.models ?? ["test-model"];
  let next = 0;

  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const path = new URL(request.url ?? "/", "http://model").pathname;
      const record = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: text === "" ? undefined : JSON.parse(text),
        closed: new Promise((resolve) => response.on("close", () => resolve(response.writableFinished))),
      };
      requests.push(record);
      if (request.method === "GET" && path.endsWith("/models")) return listModels(response);
      const prefix = path.replace(/\/chat\/completions$/, "");
      const known = options.base === undefined || prefix === options.base;
      if (request.method !== "POST" || !path.endsWith("/chat/completions") || !known) {
        response.writeHead(404, { "content-type": "text/plain" });
        return response.end("404 page not found");
      }
      const planned = script[Math.min(next++, script.length - 1)] ?? {};
      const behaviour = typeof planned === "function" ? planned(record, next) : planned;
      answer(response, record, behaviour).catch(() => response.destroy());
    });
  });

  function listModels(response) {
    if (options.modelsStatus !== undefined) {
      response.writeHead(options.modelsStatus, { "content-type": "application/json" });
      return response.end(JSON.stringify({ error: { message: "no list here" } }));
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data: models.map((id) => ({ id, object: "model" })) }));
  }

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}${options.base ?? "/v1"}`,
    requests,
    chats: () => requests.filter(({ url }) => url.includes("/chat/completions")),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits without keeping the process alive after the client has gone. */
const sleep = (ms, record) =>
  ms > 0
    ? Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), record.closed])
    : Promise.resolve();

async function answer(response, record, behaviour) {
  await sleep(behaviour.delayMs ?? 0, record);
  if (behaviour.status !== undefined) return fail(response, record, behaviour);
  if (behaviour.html !== undefined) {
    response.writeHead(200, { "content-type": "text/html" });
    return response.end(behaviour.html);
  }
  if (behaviour.raw !== undefined) return raw(response, record, behaviour);
  const streamed = record.body.stream === true && behaviour.whole !== true;
  if (!streamed) return whole(response, record, behaviour);
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  if (behaviour.stallAfter === 0) return response.flushHeaders();
  const write = (text) => writeBytes(response, text, behaviour, record);
  const events = eventsOf(record, behaviour);
  for (const [index, event] of events.entries()) {
    if (index === behaviour.stallAfter) return undefined;
    if (index === behaviour.resetAfter) return response.destroy();
    if (index === behaviour.closeAfter) return response.end();
    await write(event);
    await sleep(behaviour.chunkDelayMs ?? 0, record);
  }
  if (behaviour.stallAfter >= events.length) return undefined;
  return response.end();
}

/** Exactly these bytes, each of the pieces a write of its own. */
async function raw(response, record, behaviour) {
  response.writeHead(200, { "content-type": behaviour.contentType ?? "text/event-stream" });
  for (const piece of behaviour.raw) {
    response.write(piece);
    await Promise.race([new Promise(setImmediate), record.closed]);
  }
  return behaviour.cut ? response.destroy() : response.end();
}

function eventsOf(record, behaviour) {
  const end = behaviour.crlf ? "\r\n\r\n" : "\n\n";
  const event = (value) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}${end}`;
  const model = record.body.model;
  const chunk = (delta, finish_reason = null) =>
    event({
      id: "chatcmpl-test",
      object: "chat.completion.chunk",
      created: 0,
      model,
      choices: [{ index: 0, delta, finish_reason }],
    });
  const content = (text) => (behaviour.parts ? [{ type: "text", text }] : text);
  const events = [chunk({ role: "assistant", content: "" })];
  if (behaviour.reasoning !== undefined) events.push(chunk({ reasoning_content: behaviour.reasoning }));
  if (behaviour.refusal !== undefined) events.push(chunk({ refusal: behaviour.refusal }));
  for (const piece of pieces(textOf(record, behaviour), behaviour.chunkSize ?? 16)) {
    if (behaviour.comments) events.push(`: keep-alive${end}`);
    events.push(chunk({ content: content(piece) }));
  }
  const middle = Math.ceil(events.length / 2);
  if (behaviour.errorInStream !== undefined) {
    return [...events.slice(0, middle), event({ error: behaviour.errorInStream })];
  }
  if (behaviour.invalidJson) events.splice(middle, 0, event('{"choices": [{"delta": {"content": "CRE'));
  if (behaviour.finish !== null) events.push(chunk({}, behaviour.finish ?? "stop"));
  if (record.body.stream_options?.include_usage && !behaviour.noUsage) {
    events.push(event({ id: "chatcmpl-test", model, choices: [], usage: usageOf(record, behaviour) }));
  }
  if (!behaviour.noDone) events.push(behaviour.noFinalBlank ? "data: [DONE]" : event("[DONE]"));
  else if (behaviour.noFinalBlank) events.push(events.pop().trimEnd());
  return events;
}

function pieces(text, size) {
  const characters = [...text];
  const list = [];
  for (let at = 0; at < characters.length; at += size) list.push(characters.slice(at, at + size).join(""));
  return list;
}

function textOf(record, behaviour) {
  return (behaviour.text ?? "").replaceAll("{key}", keyOf(record));
}

function keyOf(record) {
  return (record.headers.authorization ?? record.headers["api-key"] ?? "").replace(/^Bearer /, "");
}

function usageOf(record, behaviour) {
  return {
    prompt_tokens: Math.ceil(JSON.stringify(record.body.messages).length / 4),
    completion_tokens: Math.ceil((behaviour.text ?? "").length / 4),
    total_tokens: 0,
  };
}

/** Cuts what is written into pieces of so many bytes, wherever they fall; each is a write of its own. */
async function writeBytes(response, text, { byteSize }, record) {
  const bytes = Buffer.from(text, "utf8");
  const size = byteSize ?? bytes.length;
  for (let at = 0; at < bytes.length; at += size) {
    response.write(bytes.subarray(at, at + size));
    if (byteSize !== undefined) await Promise.race([new Promise(setImmediate), record.closed]);
  }
}

function whole(response, record, behaviour) {
  response.writeHead(200, { "content-type": "application/json" });
  const text = textOf(record, behaviour);
  const message = {
    role: "assistant",
    content: behaviour.parts ? [{ type: "text", text }] : text,
    ...(behaviour.refusal === undefined ? {} : { content: null, refusal: behaviour.refusal }),
  };
  const body = {
    id: "chatcmpl-test",
    object: "chat.completion",
    model: record.body.model,
    choices: [{ index: 0, message, finish_reason: behaviour.finish ?? "stop" }],
    usage: usageOf(record, behaviour),
  };
  response.end(behaviour.pretty ? JSON.stringify(body, null, 2) : JSON.stringify(body));
}

function fail(response, record, behaviour) {
  const headers = { "content-type": "application/json" };
  if (behaviour.retryAfter !== undefined) headers["retry-after"] = String(behaviour.retryAfter);
  response.writeHead(behaviour.status, headers);
  const message = (behaviour.message ?? `status ${behaviour.status}`).replaceAll("{key}", keyOf(record));
  response.end(
    behaviour.body ??
      JSON.stringify({
        error: {
          message,
          type: behaviour.type ?? null,
          code: behaviour.code ?? null,
          param: behaviour.param ?? null,
        },
      }),
  );
}

import { isRecord } from "./chunk";

/**
 * What compatible servers send in place of a proper event stream, put right before the `openai` package reads it:
 * whole JSON though a stream was asked for, one JSON object a line, a last event without its blank line, and web
 * pages of proxies.
 */
export class NotTheApi extends Error {
  override readonly name = "NotTheApi";
}

export interface WireEvents {
  /** At each sign of life. */
  readonly onBytes: () => void;
  /** The stream said itself that it is whole, with `[DONE]`. */
  readonly onDone: () => void;
}

/** A `fetch` that reports what passes and gives answers as event streams. */
export function streamingFetch({ onBytes, onDone }: WireEvents): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    onBytes();
    if (response.body === null) return response;
    const html = (response.headers.get("content-type") ?? "").startsWith("text/html");
    if (response.ok && html) {
      await response.body.cancel();
      throw new NotTheApi("a web page");
    }
    const chunks = response.ok ? events(response.body, onBytes, onDone) : refusal(response.body, onBytes);
    return new Response(ReadableStream.from(chunks), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

async function* watched(
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of body) {
    onBytes();
    yield chunk;
  }
}

const encoder = new TextEncoder();

/** Errors that lie flat in the body (`{"object": "error", "message": …}`, `{"detail": …}`) are put where the package looks. */
async function* refusal(
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of watched(body, onBytes)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  let value: unknown;
  try {
    value = JSON.parse(whole.toString("utf8"));
  } catch {
    value = undefined;
  }
  if (!isRecord(value) || value.error !== undefined) yield whole;
  else {
    const said = [value.message, value.detail, value.title].find((text) => text !== undefined);
    const message = typeof said === "string" ? said : JSON.stringify(said ?? value);
    yield encoder.encode(JSON.stringify({ error: { ...value, message } }));
  }
}

async function* events(
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
  onDone: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  let tail = "";
  const json: Uint8Array[] = [];
  let kind: "unknown" | "events" | "json" = "unknown";
  for await (const chunk of watched(body, onBytes)) {
    if (kind === "unknown") kind = kindOf(chunk);
    tail = (tail + Buffer.from(chunk.subarray(-24)).toString("latin1")).slice(-24);
    if (kind === "events") yield chunk;
    else json.push(chunk);
  }
  if (kind === "json") {
    for (const value of jsonValues(new TextDecoder().decode(Buffer.concat(json)))) {
      yield encoder.encode(`data: ${JSON.stringify(value)}\n\n`);
    }
  }
  if (kind === "json" || tail.includes("[DONE]")) onDone();
  // The package drops an event that no blank line ends; to one that is ended, this adds nothing.
  yield encoder.encode("\n\n");
}

function kindOf(chunk: Uint8Array): "unknown" | "events" | "json" {
  const first = new TextDecoder().decode(chunk.subarray(0, 64)).trimStart()[0];
  if (first === undefined) return "unknown";
  if (first === "<") throw new NotTheApi("a web page");
  return first === "{" || first === "[" ? "json" : "events";
}

function jsonValues(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line): unknown => JSON.parse(line));
  }
}

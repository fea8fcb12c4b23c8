import { setTimeout } from "node:timers/promises";
import { ApiProblem, SignedOut, unreachable } from "./failure";
import { problemOf, type Tokens } from "./client";

/** The stream is open (`ready`), something happened in a project, or too much to tell (`reset`). */
export interface ServerEvent {
  readonly type: string;
  readonly projectId?: string;
  readonly objectId?: string;
}

export interface EventsOptions {
  readonly address: () => Promise<string>;
  readonly tokens: Tokens;
  readonly onEvent: (event: ServerEvent) => void;
  /** Told each time that the server could not be asked, or did not agree; it is asked again later. */
  readonly onFailure?: (error: unknown) => void;
  readonly signal: AbortSignal;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** The server beats every twenty seconds; who says nothing for this long has gone. */
const silenceMs = 60_000;

/** Listens until the signal, through whatever interruptions; ends by itself when the session does. */
export async function listen({ address, tokens, onEvent, onFailure, signal }: EventsOptions): Promise<void> {
  let lastId = "";
  let wait = firstWaitMs;
  while (!signal.aborted) {
    const silence = new AbortController();
    const watch = globalThis.setTimeout(
      () => silence.abort(new DOMException("Nothing has come for a minute.", "TimeoutError")),
      silenceMs,
    );
    let base = "";
    let isOpen = false;
    try {
      const token = await tokens.access();
      base = await address();
      const response = await fetch(`${base}/v1/events`, {
        headers: { authorization: `Bearer ${token}`, ...(lastId !== "" && { "last-event-id": lastId }) },
        signal: AbortSignal.any([signal, silence.signal]),
        redirect: "manual",
      });
      if (response.status === 401) {
        await response.body?.cancel();
        await tokens.renew(token);
      } else if (!response.ok || !response.body) throw await problemOf(response, base);
      else {
        isOpen = true;
        wait = firstWaitMs;
        for await (const { id, type, data } of eventsIn(response.body, () => watch.refresh())) {
          // What was missed comes behind it: whoever is cut off before that asks for it once more.
          if (id !== "" && (type !== "ready" || lastId === "")) lastId = id;
          onEvent(parseEvent(type, data));
        }
      }
    } catch (error) {
      if (error instanceof SignedOut) return;
      if (!isOpen) onFailure?.(error instanceof ApiProblem ? error : unreachable(error, base));
    } finally {
      clearTimeout(watch);
    }
    await setTimeout(wait, undefined, { signal, ref: false }).catch(() => undefined);
    wait = Math.min(wait * 2, longestWaitMs);
  }
}

interface RawEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** Server-sent events, as the HTML standard has them; comments only count as a sign of life. */
export async function* eventsIn(
  body: AsyncIterable<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<RawEvent> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    onBytes();
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split(/\r?\n/)
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trimStart())
          .join("\n");
      const type = field("event");
      if (type !== "") yield { id: field("id"), type, data: field("data") };
    }
  }
}

function parseEvent(type: string, data: string): ServerEvent {
  try {
    const found = new Map<string, unknown>(Object.entries(Object(JSON.parse(data)) as object));
    const projectId = found.get("projectId");
    const objectId = found.get("objectId");
    return {
      type,
      ...(typeof projectId === "string" && { projectId }),
      ...(typeof objectId === "string" && { objectId }),
    };
  } catch {
    return { type };
  }
}

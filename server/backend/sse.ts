import type { FastifyReply } from "fastify";

/** Server-sent events (HTML standard, 9.2) to one client. */
export interface EventStream {
  /** Aborted when the client has left or the stream has ended. */
  readonly signal: AbortSignal;
  send(event: string, data: unknown, id?: string): void;
  /** A line that says nothing, so that no proxy thinks the connection dead. */
  beat(): void;
  end(): void;
}

/** What a client that does not read may leave lying here; then it is cut off, and may come back with its last id. */
const mostUnread = 1024 * 1024;

/** Turns the reply into a stream of events. */
export function openEventStream(reply: FastifyReply): EventStream {
  const { raw } = reply;
  const left = new AbortController();
  reply.hijack();
  raw.on("close", () => {
    left.abort(new Error("the client has left"));
  });
  raw.on("error", () => {
    left.abort(new Error("the connection broke"));
  });
  raw.writeHead(200, {
    ...Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, value ?? ""])),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // Kept alive, it would hold up the stop of the server long after the stream's end.
    connection: "close",
    // nginx would keep what is sent until it has enough.
    "x-accel-buffering": "no",
  });
  raw.flushHeaders();
  const write = (text: string) => {
    if (raw.destroyed || raw.writableEnded) return;
    if (raw.writableLength > mostUnread) {
      raw.destroy();
      return;
    }
    raw.write(text);
  };
  return {
    signal: left.signal,
    send: (event, data, id) => {
      // JSON has no line breaks of its own, so one data line is enough.
      write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    beat: () => {
      write(": still here\n\n");
    },
    end: () => {
      raw.end();
    },
  };
}

import type { IncomingHttpHeaders } from "node:http";

/** How one request is answered; without anything, an empty answer that ends well. */
export interface Behaviour {
  /** The model's words; `{key}` in them is the key of the request. */
  readonly text?: string;
  /** Characters in an event. */
  readonly chunkSize?: number;
  /** Bytes in a write, wherever they cut. */
  readonly byteSize?: number;
  readonly delayMs?: number;
  readonly chunkDelayMs?: number;
  /** Sends so many events, then nothing more, and keeps the connection. */
  readonly stallAfter?: number;
  /** Sends so many events, then breaks the connection. */
  readonly resetAfter?: number;
  /** Sends so many events, then ends as if that were all. */
  readonly closeAfter?: number;
  /** Answers with an error; `message` is in the body. */
  readonly status?: number;
  readonly message?: string;
  readonly code?: string;
  readonly type?: string;
  readonly param?: string;
  readonly body?: string;
  readonly retryAfter?: number | string;
  /** An error object in the middle of the stream. */
  readonly errorInStream?: Readonly<Record<string, unknown>>;
  readonly invalidJson?: boolean;
  /** `stop` unless given; null leaves it out. */
  readonly finish?: string | null;
  readonly refusal?: string;
  readonly reasoning?: string;
  readonly noDone?: boolean;
  readonly noUsage?: boolean;
  /** The last event lacks its blank line. */
  readonly noFinalBlank?: boolean;
  readonly crlf?: boolean;
  readonly comments?: boolean;
  /** Content is a list of parts. */
  readonly parts?: boolean;
  /** Answers with whole JSON though a stream was asked for. */
  readonly whole?: boolean;
  readonly pretty?: boolean;
  readonly html?: string;
  /** Status 200 and exactly these pieces as its body, in place of what the other fields say. */
  readonly raw?: readonly (string | Uint8Array)[];
  /** Of `raw`; `text/event-stream` unless given. */
  readonly contentType?: string;
  /** The connection breaks after `raw`. */
  readonly cut?: boolean;
}

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body?: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly stream?: boolean;
    readonly [name: string]: unknown;
  };
  /** When the connection's answer is over: true if it was written whole, false if the client left. */
  readonly closed: Promise<boolean>;
}

export interface ModelServer {
  readonly origin: string;
  /** The base URL for a client. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** The requests for completions alone. */
  chats(): readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface ModelServerOptions {
  readonly port?: number;
  readonly models?: readonly string[];
  readonly modelsStatus?: number;
  /** The only path that has completions; `/v1` is in the URL, and any path has them, unless given. */
  readonly base?: string;
}

/** Answers the first request with the first behaviour, and so on; the last one goes on for ever. */
export function startModelServer(
  script?: readonly (Behaviour | ((request: RecordedRequest, number: number) => Behaviour))[],
  options?: ModelServerOptions,
): Promise<ModelServer>;

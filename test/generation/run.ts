import {
  generate,
  ProviderFailure,
  type GenerateOptions,
  type GenerateOutcome,
  type GenerateProgress,
  type GenerateRequest,
} from "../../server/generation";
import { startModelServer, type ModelServer, type ModelServerOptions } from "../model-server/server.mjs";

export const apiKey = "sk-test-1234567890abcdefghij";

export type Script = Parameters<typeof startModelServer>[0];

/** What one generation against a scripted model server gave. */
export interface Run {
  readonly outcome?: GenerateOutcome;
  readonly failure?: ProviderFailure;
  readonly events: readonly GenerateProgress[];
  readonly chats: ReturnType<ModelServer["chats"]>;
  /** What a person saw in the editor at the end. */
  readonly shown: string;
}

export interface RunOptions {
  readonly request?: Partial<GenerateRequest>;
  readonly options?: Partial<GenerateOptions>;
  readonly server?: ModelServerOptions;
  /** Replaces the server's own URL. */
  readonly baseUrl?: (server: ModelServer) => string;
  /** Given, also when it says undefined: the key; a test key unless given. */
  readonly key?: { readonly value: string | undefined };
  readonly model?: string;
}

/** Generates against a server that follows the script, and stops the server. */
export async function run(script: Script, options: RunOptions = {}): Promise<Run> {
  const server = await startModelServer(script, options.server);
  const events: GenerateProgress[] = [];
  const key = options.key === undefined ? apiKey : options.key.value;
  const finished = (rest: Pick<Run, "outcome" | "failure">): Run => ({
    ...rest,
    events,
    chats: server.chats(),
    shown: shownAfter(events),
  });
  try {
    const outcome = await generate(
      {
        brief: "A library keeps books, each with a title.",
        dialect: "postgresql",
        provider: "openai",
        openai: {
          baseUrl: options.baseUrl?.(server) ?? server.url,
          ...(key === undefined ? {} : { apiKey: key }),
          ...(options.model === undefined ? {} : { model: options.model }),
        },
        ...options.request,
      },
      {
        signal: new AbortController().signal,
        onProgress: (event) => events.push(event),
        engines: () => undefined,
        environment: {},
        ...options.options,
      },
    );
    return finished({ outcome });
  } catch (error) {
    if (error instanceof ProviderFailure) return finished({ failure: error });
    throw error;
  } finally {
    await server.close();
  }
}

export function shownAfter(events: readonly GenerateProgress[]): string {
  let text = "";
  for (const event of events) {
    if (event.kind === "sql") text = event.reset ? event.text : text + event.text;
  }
  return text;
}

/** A model's answer in the form that it is asked for. */
export function answer(sql: string, ...notes: readonly string[]): string {
  return [`\`\`\`sql\n${sql}\n\`\`\``, ...notes].join("\n");
}

/** A schema without a fault and without a warning, with characters of two to four bytes. */
export const books = `CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL CHECK (title <> '')
);

COMMENT ON TABLE books IS 'Bücher — 書籍 📚';
`;

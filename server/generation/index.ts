import { chooseProvider } from "./choose";
import type { GenerateOptions, GenerateOutcome, GenerateRequest } from "./outcome";
import { run } from "./pipeline";
import { ProviderFailure, type Provider } from "./provider";
import { recorded, recordingOf, type Exchange } from "./recording";

export type * from "./outcome";
export * from "./provider";
export { parseRecording, replayProvider, type Recording } from "./recording";
export { listModels } from "./providers/openai";
export { briefSentences, traceByNames, type Trace } from "./trace";

/** Longer than any context window, UTF-16 code units. */
const longestBrief = 1_000_000;

/**
 * Turns a brief into a schema that has been parsed, run and linted, or changes one that is there.
 * Rejects with `ProviderFailure` (its `message` is for people and holds no key), or with the signal's reason.
 */
export async function generate(request: GenerateRequest, options: GenerateOptions): Promise<GenerateOutcome> {
  requireWords(request);
  const { provider, reason, secrets } = chooseProvider(request, options);
  requireEyes(request, provider);
  if (options.record === undefined) return run(request, options, provider, reason);
  const exchanges: Exchange[] = [];
  try {
    return await run(request, options, recorded(provider, exchanges, secrets), reason);
  } finally {
    options.record(recordingOf(provider, exchanges));
  }
}

function requireEyes({ images = [] }: GenerateRequest, { name }: Provider): void {
  if (images.length === 0 || name === "openai") return;
  throw new ProviderFailure(
    "invalid_request",
    `${name} cannot look at pictures. Take them away and describe them in words, or choose the provider openai and a model that can see.`,
  );
}

function requireWords({ brief, current, instruction }: GenerateRequest): void {
  const words = current === undefined ? brief : (instruction ?? "");
  if (words.trim() === "") {
    throw new ProviderFailure(
      "invalid_request",
      current === undefined
        ? "The brief is empty. Say in a sentence or more what the database is to hold."
        : "The instruction is empty. Say what is to change in the schema.",
    );
  }
  if (brief.length + words.length + (current?.length ?? 0) > longestBrief) {
    throw new ProviderFailure(
      "invalid_request",
      "The brief and the schema together are longer than a million characters, more than any model reads. Shorten them.",
    );
  }
}

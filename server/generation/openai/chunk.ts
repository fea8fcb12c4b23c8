import type { Usage } from "../provider";

/** What one event of a stream, or a whole answer, tells. */
export interface Chunk {
  readonly text: string;
  readonly finish?: string;
  readonly refusal?: string;
  readonly model?: string;
  readonly usage?: Usage;
  /** The server reports a failure inside of the answer. */
  readonly error?: { readonly message: string; readonly code?: string };
}

/** Reads an event, tolerating what servers leave out; `text` is empty where it says nothing. */
export function chunkOf(value: unknown): Chunk {
  if (!isRecord(value)) return { text: "" };
  const failure = value.error ?? (value.object === "error" ? value : undefined);
  if (failure !== undefined) return { text: "", error: errorOf(failure) };
  const choice: unknown = Array.isArray(value.choices) ? value.choices[0] : undefined;
  const usage = usageOf(value.usage) ?? (isRecord(value.x_groq) ? usageOf(value.x_groq.usage) : undefined);
  const common = {
    ...(typeof value.model === "string" && value.model !== "" ? { model: value.model } : {}),
    ...(usage === undefined ? {} : { usage }),
  };
  if (!isRecord(choice)) return { text: "", ...common };
  const body = [choice.delta, choice.message].find(isRecord);
  const parts = partsOf(body?.content ?? choice.text);
  const refusal = [body?.refusal, parts.refusal].find((text) => typeof text === "string" && text !== "");
  return {
    text: parts.text,
    // Some servers send an empty reason with every event.
    ...(typeof choice.finish_reason === "string" && choice.finish_reason !== ""
      ? { finish: choice.finish_reason }
      : {}),
    ...(typeof refusal === "string" ? { refusal } : {}),
    ...common,
  };
}

/** Content is text, or a list of parts of which some are text. */
function partsOf(content: unknown): { text: string; refusal?: string } {
  if (typeof content === "string") return { text: content };
  if (!Array.isArray(content)) return { text: "" };
  let text = "";
  let refusal: string | undefined;
  const parts: readonly unknown[] = content;
  for (const part of parts) {
    if (typeof part === "string") text += part;
    if (!isRecord(part)) continue;
    if (typeof part.text === "string") text += part.text;
    if (typeof part.refusal === "string") refusal = (refusal ?? "") + part.refusal;
  }
  return { text, ...(refusal === undefined ? {} : { refusal }) };
}

function usageOf(usage: unknown): Usage | undefined {
  if (!isRecord(usage)) return undefined;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens, cost } = usage;
  if (typeof inputTokens !== "number" || typeof outputTokens !== "number") return undefined;
  return { inputTokens, outputTokens, ...(typeof cost === "number" && cost >= 0 ? { costUsd: cost } : {}) };
}

function errorOf(failure: unknown): { message: string; code?: string } {
  if (typeof failure === "string") return { message: failure };
  if (!isRecord(failure)) return { message: "unknown error" };
  const code = failure.code ?? failure.type;
  return {
    message: typeof failure.message === "string" ? failure.message : "unknown error",
    ...(typeof code === "string" || typeof code === "number" ? { code: String(code) } : {}),
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

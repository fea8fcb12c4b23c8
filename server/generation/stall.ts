import { ProviderFailure, type Provider, type ProviderAnswer, type ProviderRequest } from "./provider";

/** How long a provider may send nothing where nobody says otherwise, milliseconds. */
export const defaultStallMs = 60_000;

export interface StallOptions {
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
  readonly onRestart: (reason: string) => void;
  readonly stallTimeoutMs: number;
}

/**
 * Asks a provider, and gives up when it sends nothing for too long. `openai` watches its own bytes, which come
 * also when no text does; it is asked as it is.
 */
export async function askWatched(
  provider: Provider,
  request: ProviderRequest,
  { signal, onText, onRestart, stallTimeoutMs }: StallOptions,
): Promise<ProviderAnswer> {
  if (provider.name === "openai") return provider.complete(request, { signal, onText, onRestart });
  const stall = new AbortController();
  const failure = new ProviderFailure(
    "stalled",
    `${provider.name} sent nothing for ${Math.round(stallTimeoutMs / 100) / 10} s. Try again, allow more time, or use another provider.`,
  );
  const start = () => setTimeout(() => stall.abort(failure), stallTimeoutMs);
  let timer = start();
  const stalled = new Promise<never>((_resolve, reject) => {
    stall.signal.addEventListener("abort", () => reject(failure), { once: true });
  });
  const answer = provider.complete(request, {
    signal: AbortSignal.any([signal, stall.signal]),
    onRestart,
    onText(text) {
      clearTimeout(timer);
      timer = start();
      if (!stall.signal.aborted) onText(text);
    },
  });
  try {
    return await Promise.race([answer, stalled]);
  } catch (error) {
    answer.catch(() => undefined);
    throw stall.signal.aborted ? failure : error;
  } finally {
    clearTimeout(timer);
  }
}

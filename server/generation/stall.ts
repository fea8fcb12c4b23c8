import {
  ProviderFailure,
  type Provider,
  type ProviderAnswer,
  type ProviderOptions,
  type ProviderRequest,
} from "./provider";

/** How long a provider may send nothing where nobody says otherwise, milliseconds. */
export const defaultStallMs = 60_000;

export interface StallOptions extends ProviderOptions {
  readonly stallTimeoutMs: number;
}

/**
 * Asks a provider, and gives up when it sends nothing for too long. `openai` and `backend` watch their own
 * bytes, which come also when no text does; they are asked as they are.
 */
export async function askWatched(
  provider: Provider,
  request: ProviderRequest,
  { stallTimeoutMs, ...options }: StallOptions,
): Promise<ProviderAnswer> {
  if (provider.name === "openai" || provider.name === "backend") return provider.complete(request, options);
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
    ...options,
    signal: AbortSignal.any([options.signal, stall.signal]),
    onText(text) {
      clearTimeout(timer);
      timer = start();
      if (!stall.signal.aborted) options.onText(text);
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

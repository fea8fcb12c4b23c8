import type { GenerateOptions, GenerateRequest } from "./outcome";
import { ProviderFailure, type Provider } from "./provider";
import { builtinProvider } from "./providers/builtin";
import { openAiProvider } from "./providers/openai";
import { defaultStallMs } from "./stall";

export interface Chosen {
  readonly provider: Provider;
  /** Why it was taken, in words for people. */
  readonly reason: string;
  /** What must appear in no recording. */
  readonly secrets: readonly string[];
}

/**
 * Takes the provider that was asked for, or for `auto` the first that is available: openai (a key or a base URL is
 * set), editor, builtin; a brief goes to a `backend` only where a person has named it. Throws `ProviderFailure` where
 * the one that was named cannot work; it never turns into another one.
 */
export function chooseProvider(request: GenerateRequest, options: GenerateOptions): Chosen {
  const environment = options.environment ?? process.env;
  const apiKey = given(request.openai?.apiKey) ?? given(environment.OPENAI_API_KEY);
  const baseUrl = given(request.openai?.baseUrl) ?? given(environment.OPENAI_BASE_URL);
  const model = given(request.openai?.model) ?? given(environment.OPENAI_MODEL);
  const secrets = apiKey === undefined ? [] : [apiKey];
  const supplied = (name: Provider["name"]) => options.providers?.find((provider) => provider.name === name);
  const openai = () =>
    supplied("openai") ??
    openAiProvider({
      stallTimeoutMs: request.stallTimeoutMs ?? defaultStallMs,
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(model === undefined ? {} : { model }),
    });
  const builtin = () => supplied("builtin") ?? builtinProvider;
  const taken = (provider: Provider, reason: string): Chosen => ({ provider, reason, secrets });

  switch (request.provider) {
    case "openai":
      return taken(openai(), "openai was asked for.");
    case "builtin":
      return taken(builtin(), "builtin was asked for.");
    case "editor":
    case "backend": {
      const provider = supplied(request.provider);
      if (provider !== undefined) return taken(provider, `${request.provider} was asked for.`);
      throw new ProviderFailure("unavailable", missing[request.provider]);
    }
    case "auto": {
      if (apiKey !== undefined)
        return taken(openai(), "A model over the OpenAI API was taken because an API key is set.");
      if (baseUrl !== undefined)
        return taken(openai(), "A model over the OpenAI API was taken because a base URL is set.");
      const editor = supplied("editor");
      if (editor !== undefined) {
        return taken(
          editor,
          "The editor's model was taken because no API key is set and the editor offers one.",
        );
      }
      return taken(
        builtin(),
        "The built-in generator was taken because no API key is set and no other model is at hand; it works by rules.",
      );
    }
  }
}

const missing = {
  editor:
    "The editor offers no language model here. Sign in to one in VS Code, or choose another provider (openai or builtin).",
  backend:
    "The backend writes schemas in the editor alone, for whoever is signed in there. Choose another provider (openai or builtin).",
};

/** An empty setting is an absent one. */
function given(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

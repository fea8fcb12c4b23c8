import { ProviderFailure } from "../provider";

/** Where requests go and what they carry besides the conversation. */
export interface Endpoint {
  /** Without a trailing slash and without a query. */
  readonly baseUrl: string;
  /** Of the base URL, such as `api-version`; sent with every request. */
  readonly query: Readonly<Record<string, string>>;
  /** `null` removes a header that the library would send. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** For messages: the host and port. */
  readonly host: string;
  /** A server of one's own, which usually wants no key. */
  readonly local: boolean;
  /** Whether the base URL names no path, so that `/v1` may be missing from it. */
  readonly bare: boolean;
  /** Whether the path names the model, as Azure's deployments do. */
  readonly deployment: boolean;
  /** What must appear nowhere. */
  readonly secrets: readonly string[];
}

const officialUrl = "https://api.openai.com/v1";

/** The newest stable version of Azure's path style, for base URLs that name none. */
const azureVersion = "2024-10-21";

export interface EndpointSettings {
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly model?: string;
}

/** Reads the settings as people paste them: with or without `/v1`, with the whole path, with credentials. */
export function endpointOf(settings: EndpointSettings): Endpoint {
  const url = parseUrl(settings.baseUrl ?? officialUrl);
  const apiKey = settings.apiKey;
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ProviderFailure(
      "unauthorized",
      "The API key holds a space, a line break or a character that no key has. Copy it again and set it anew.",
    );
  }
  const azure = /\.(openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/.test(url.hostname);
  let path = url.pathname.replace(/\/+$/, "").replace(/\/(chat\/)?completions$|\/models$|\/responses$/, "");
  const query = Object.fromEntries(url.searchParams);
  let deployment = /\/deployments\/[^/]+$/.test(path);
  if (azure && (path === "" || path === "/openai") && settings.model !== undefined) {
    path = `/openai/deployments/${encodeURIComponent(settings.model)}`;
    deployment = true;
  }
  // The same path behind a gateway of one's own wants the same header and version.
  const azureStyle = deployment && (azure || path.includes("/openai/deployments/"));
  if (azureStyle) query["api-version"] ??= azureVersion;
  const password = decodeURIComponent(url.password);
  const headers: Record<string, string | null> = {};
  if (url.username !== "") {
    const pair = `${decodeURIComponent(url.username)}:${password}`;
    headers.Authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  } else if (apiKey === undefined) {
    headers.Authorization = null;
  } else if (azureStyle) {
    headers.Authorization = null;
    headers["api-key"] = apiKey;
  }
  return {
    baseUrl: `${url.origin}${path}`,
    query,
    headers,
    host: url.host,
    local: isLocal(url.hostname),
    bare: path === "",
    deployment,
    secrets: [apiKey, password, ...Object.entries(query).flatMap(([name, value]) => secretIn(name, value))]
      .filter((secret) => secret !== undefined)
      .filter((secret) => secret !== ""),
  };
}

/** Whether requests go to OpenAI itself, which always wants a key. */
export function isOfficial(endpoint: Endpoint): boolean {
  return endpoint.host === new URL(officialUrl).host;
}

function parseUrl(text: string): URL {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  // Without a scheme, a key goes unencrypted only to a server of one's own.
  if (withScheme !== trimmed && url !== undefined && !isLocal(url.hostname)) url.protocol = "https:";
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ProviderFailure(
      "network",
      "The base URL is no http or https address. Set it to the server's address, such as http://localhost:11434/v1.",
    );
  }
  return url;
}

function secretIn(name: string, value: string): string[] {
  return /key|token|secret|sig/i.test(name) ? [value] : [];
}

/** Loopback, private networks, and names that only a local network knows. */
function isLocal(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, "");
  return (
    name === "localhost" ||
    /\.(local|localhost|internal|lan|home)$/.test(name) ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^0\.0\.0\.0$/.test(name) ||
    /^(::1|f[cd][0-9a-f]{2}:|fe80:)/i.test(name) ||
    !/[.:]/.test(name)
  );
}

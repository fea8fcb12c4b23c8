import { foldIdentifier, type Script, type Token } from "../sql";
import { isWord } from "./context";

interface Setting {
  readonly end: number;
  readonly path: readonly string[];
}

const known = new WeakMap<Script, readonly Setting[]>();

/** The schemas in which PostgreSQL looks for a bare name at the offset; those that the script sets, else `public`. */
export function searchPathAt(script: Script, offset: number): readonly string[] {
  let settings = known.get(script);
  if (!settings) {
    settings = settingsOf(script);
    known.set(script, settings);
  }
  return settings.findLast(({ end }) => end <= offset)?.path ?? ["public"];
}

function settingsOf({ statements, dialect }: Script): readonly Setting[] {
  if (dialect !== "postgresql") return [];
  const settings: Setting[] = [];
  for (const statement of statements) {
    if (statement.kind !== "sql" || !/^(?:set|select)\b[^;]{0,80}search_path/i.test(statement.text)) continue;
    const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
    const path = isWord(tokens[0], "SET") ? setPath(tokens) : configuredPath(tokens);
    if (path) settings.push({ end: statement.span.end, path });
  }
  return settings;
}

/** SET search_path TO a, b. */
function setPath(tokens: readonly Token[]): readonly string[] | undefined {
  const at = tokens.findIndex((token) => isWord(token, "SEARCH_PATH"));
  if (at < 0 || at > 2) return undefined;
  const names = tokens.slice(at + 2).filter(({ text }) => text !== "," && text !== ";");
  if (isWord(names[0], "DEFAULT")) return ["public"];
  return names.map((token) => nameOf(token)).filter((name) => name !== "");
}

/** `set_config('search_path', '…', …)`, as pg_dump writes it. */
function configuredPath(tokens: readonly Token[]): readonly string[] | undefined {
  const at = tokens.findIndex((token) => isWord(token, "SET_CONFIG"));
  const value = tokens[at + 4];
  if (at < 0 || tokens[at + 2]?.text.toLowerCase() !== "'search_path'" || value?.kind !== "string")
    return undefined;
  return value.text
    .slice(1, -1)
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (part.startsWith('"') ? part.slice(1, -1) : part.toLowerCase()));
}

function nameOf(token: Token): string {
  return token.kind === "string" ? token.text.slice(1, -1) : foldIdentifier(token, "postgresql");
}

import { foldIdentifier, type Script, type Token } from "../sql";
import { isWord } from "./context";

/** A statement that says in which schemas bare names are looked for. */
export interface SearchPathSetting {
  readonly statement: number;
  readonly end: number;
  readonly path: readonly string[];
}

const known = new WeakMap<Script, readonly SearchPathSetting[]>();

/** The schemas in which PostgreSQL looks for a bare name at the offset; those that the script sets, else `public`. */
export function searchPathAt(script: Script, offset: number): readonly string[] {
  return searchPathSettings(script).findLast(({ end }) => end <= offset)?.path ?? ["public"];
}

/** The statements that set the search path, in order. */
export function searchPathSettings(script: Script): readonly SearchPathSetting[] {
  const found = known.get(script) ?? settingsOf(script);
  known.set(script, found);
  return found;
}

function settingsOf({ statements, dialect }: Script): readonly SearchPathSetting[] {
  if (dialect !== "postgresql") return [];
  const settings: SearchPathSetting[] = [];
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== "sql" || !/^(?:set|select)\b[^;]{0,80}search_path/i.test(statement.text)) continue;
    const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
    const path = isWord(tokens[0], "SET") ? setPath(tokens) : configuredPath(tokens);
    if (path) settings.push({ statement: index, end: statement.span.end, path });
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

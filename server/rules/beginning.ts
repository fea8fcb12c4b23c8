import type { Script } from "../sql";

/** What an empty database refuses: there is no table yet. System catalogs are there. */
const changes =
  /^(?:alter\s+(?:table|type|view|index|sequence|domain)(?!\s+if\b)|insert\s+into|update|delete\s+from|create\s+(?:unique\s+)?index|drop\s+(?:table|view|index)(?!\s+if\b)|comment\s+on\s+(?:table|view|column|index|sequence|type)|grant\s+(?:[\w, ]|\([^)]*\))+?\s+on(?!\s+(?:all|schema|database|language|function)\b))\s+(?!\w*\s*(?:pg_|information_schema|sqlite_))/i;

/** What may bring tables of which the text does not tell. */
const mayBring =
  /^create\s+(?:(?:or\s+replace|global|local|temp|temporary|unlogged|foreign|virtual|materialized|recursive)\s+)*(?:table|view|extension|function|procedure)\b|^(?:do|call|import|use|source|attach|copy)\b|^\\(?:i|ir|include|include_relative|c|connect|copy|gexec|!)(?![a-z])/i;

/** The name of a table in which an application or a tool keeps which migrations have run. */
const keepsVersion =
  /^(?:\w+_)?(?:(?:db|schema|database)?_?(?:versions?|migrations?|revisions?|patch(?:es)?)|(?:database)?_?change_?logs?)(?:_(?:lock|history|table|info|log))?$/;
/** Other tables of such names hold what people work with: they point at tables, or have many columns. */
const keepsMore = /\breferences\b|\bforeign\s+key\b|(?:,[^,]*){8}/i;

/** A table that is changed or taken away, and one that is created. */
const changed = /^(?:alter|drop)\s+table\s+(?!if\b)["`]?(\w+)["`]?(?=[\s;(]|$)/i;
const created = /^create\s+table\s+(?:if\s+not\s+exists\s+)?["`]?(\w+)["`]?\s*\(/i;

const known = new WeakMap<Script, boolean>();

/**
 * Whether the files begin with a change of a table although none has been created before, but for one that may keep
 * the version: they are the later part of something, and what was there before them is not known.
 */
export function lacksBeginning(script: Script): boolean {
  let answer = known.get(script);
  if (answer === undefined) known.set(script, (answer = beginsLate(script)));
  return answer;
}

function beginsLate({ statements }: Script): boolean {
  let own: string | undefined;
  for (const { text } of statements) {
    if (own === undefined && changes.test(text)) return true;
    const name = changed.exec(text)?.[1]?.toLowerCase();
    if (own !== undefined && name !== undefined && name !== own) return true;
    if (!mayBring.test(text)) continue;
    const made = created.exec(text)?.[1]?.toLowerCase();
    if (own !== undefined || made === undefined || !keepsVersion.test(made) || keepsMore.test(text))
      return false;
    own = made;
  }
  return false;
}

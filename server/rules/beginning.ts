import type { Script } from "../sql";

/** What an empty database refuses: there is no table yet. System catalogs are there. */
const changes =
  /^(?:alter\s+(?:table|type|view|index|sequence|domain)(?!\s+if\b)|insert\s+into|update|delete\s+from|create\s+(?:unique\s+)?index|drop\s+(?:table|view|index)(?!\s+if\b)|grant\s+(?:[\w, ]|\([^)]*\))+?\s+on(?!\s+(?:all|schema|database|language|function)\b))\s+(?!\w*\s*(?:pg_|information_schema|sqlite_))/i;

/** What may bring tables of which the text does not tell. */
const mayBring =
  /^create\s+(?:(?:or\s+replace|global|local|temp|temporary|unlogged|foreign|virtual|materialized|recursive)\s+)*(?:table|view|extension|function|procedure)\b|^(?:do|call|import|use|source|attach|copy)\b|^\\/i;

const known = new WeakMap<Script, boolean>();

/**
 * Whether the files begin with a change of a table although none has been created before: they are the later part of
 * something, and what was there before them is not known.
 */
export function lacksBeginning(script: Script): boolean {
  let answer = known.get(script);
  if (answer === undefined) {
    const first = script.statements.find(({ text }) => changes.test(text) || mayBring.test(text));
    answer = first !== undefined && !mayBring.test(first.text);
    known.set(script, answer);
  }
  return answer;
}

import pluralize from "pluralize";
import type { Table } from "../schema";
import { dialects } from "../sql";
import type { Finding, Rule } from "./rule";

export const inconsistentNaming: Rule = {
  code: "inconsistent-naming",
  group: "naming",
  severity: "hint",
  title: "A table's name breaks with the habit of the others.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    const tables = schema.tables.filter(({ temporary, partitionOf }) => !temporary && !partitionOf);
    yield* minority(tables, ({ name }) => numberOf(name), {
      plural: "plural",
      singular: "singular",
    });
    yield* minority(tables, ({ name }) => caseOf(name), {
      snake: "with_underscores",
      camel: "inCamelCase",
    });
  },
};

/** The tables of the rarer kind, where at least nine in ten are of the other one. */
function* minority(
  tables: readonly Table[],
  kindOf: (table: Table) => string | undefined,
  words: Readonly<Record<string, string>>,
): Generator<Finding> {
  const kinds = new Map<string, Table[]>();
  for (const table of tables) {
    const kind = kindOf(table);
    if (kind === undefined) continue;
    const list = kinds.get(kind);
    if (list) list.push(table);
    else kinds.set(kind, [table]);
  }
  const [many, few] = [...kinds.values()].sort((a, b) => b.length - a.length);
  const [usual] = [...kinds].find(([, list]) => list === many) ?? [];
  const [rare] = [...kinds].find(([, list]) => list === few) ?? [];
  if (!many || !few || usual === undefined || rare === undefined) return;
  if (many.length < 4 || few.length * 4 > many.length) return;
  for (const table of few) {
    yield {
      span: table.nameSpan,
      message: `"${table.name}" is named ${words[rare] ?? rare}, the other ${many.length} tables are ${words[usual] ?? usual}. One habit makes names easy to guess.`,
    };
  }
}

const numbers = new Map<string, "plural" | "singular" | undefined>();

/** By the last word of the name; undefined where the word does not tell. */
function numberOf(name: string): "plural" | "singular" | undefined {
  const word = /[a-z]{3,}$/.exec(name.toLowerCase())?.[0];
  if (word === undefined) return undefined;
  if (!numbers.has(word)) numbers.set(word, judge(word));
  return numbers.get(word);
}

function judge(word: string): "plural" | "singular" | undefined {
  const plural = pluralize.isPlural(word);
  const singular = pluralize.isSingular(word);
  // Uncountable words (news, metadata) are both, and words like `data` or `history` are used either way.
  if (plural === singular || /(?:data|info|media|history|staff|status|access|log|address)$/.test(word))
    return undefined;
  return plural ? "plural" : "singular";
}

function caseOf(name: string): "snake" | "camel" | undefined {
  if (name.includes("_")) return name === name.toLowerCase() ? "snake" : undefined;
  return /[a-z][A-Z]/.test(name) ? "camel" : undefined;
}

import type { Dialect } from "../../sql";
import { shownPassages, type Passage } from "../parts/passages";
import type { Message } from "../provider";
import type { Ask } from "./ask";
import { quote } from "./quote";
import { briefIsData, dialectName } from "./system";

/** Asks which tables a long brief needs, before any is written. */
export function planMessages(ask: Ask, passages: readonly Passage[]): Message[] {
  const { images = [] } = ask;
  return [
    { role: "system", content: planPrompt(ask.dialect) },
    {
      role: "user",
      content: `Plan the tables for this brief. Its passages are numbered.\n\n${quote("brief", shownPassages(passages))}`,
      ...(images.length > 0 && { images }),
    },
  ];
}

function planPrompt(dialect: Dialect): string {
  return `You design relational database schemas for ${dialectName(dialect)}. The brief is long: you plan its tables first, and each is written later.

${briefIsData}

- Cover every passage: each thing that is stored is a table, or a column of one. Many-to-many relations and repeated details are tables of their own. Third normal form.
- Names in snake_case, plural, no reserved words, at most 60 characters. Where the brief names tables, keep exactly those names.
- For each table: "name"; "holds", what it holds, in a line; "from", the numbers of all passages that say anything of it, rules included; "refers_to", the names of the tables that its foreign keys point to.
- "uncovered": the sentences of the brief that no table can hold, word for word; mostly none.

Answer with JSON alone, no SQL and no other words:
{"tables": [{"name": "…", "holds": "…", "from": [1], "refers_to": ["…"]}], "uncovered": []}`;
}

/** Asks once more after an answer that is no plan. */
export function planAgain(messages: readonly Message[], answer: string): Message[] {
  return [
    ...messages,
    ...(answer.trim() === "" ? [] : [{ role: "assistant", content: answer } as const]),
    {
      role: "user",
      content:
        "That is no whole plan. Answer with the JSON object alone, with a short line for each table, and nothing before or after it.",
    },
  ];
}

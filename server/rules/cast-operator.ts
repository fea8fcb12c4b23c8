import type { Rule } from "./rule";
import { spanOf, written } from "./slips";

/** What the other dialects cast to, for PostgreSQL's name of a type that is one word. */
const targets: Readonly<Record<string, readonly [mysql: string, sqlite: string]>> = {
  int: ["SIGNED", "INTEGER"],
  integer: ["SIGNED", "INTEGER"],
  bigint: ["SIGNED", "INTEGER"],
  text: ["CHAR", "TEXT"],
  date: ["DATE", "TEXT"],
};

export const castOperator: Rule = {
  code: "cast-operator",
  group: "dialect",
  severity: "error",
  title: "A value is cast with ::, as in PostgreSQL.",
  dialects: ["mysql", "mariadb", "sqlite"],
  *check({ script }) {
    for (const { statement, tokens } of written(script)) {
      for (const [i, token] of tokens.entries()) {
        if (token.text !== "::") continue;
        const [before, value, type, after] = [tokens[i - 2], tokens[i - 1], tokens[i + 1], tokens[i + 2]];
        const target = targets[type?.text.toLowerCase() ?? ""]?.[script.dialect === "sqlite" ? 1 : 0];
        // A value of one token, which nothing belongs to: neither a qualified name nor another cast.
        const isSimple =
          /^(?:string|number|word|quoted)$/.test(value?.kind ?? "") &&
          before?.text !== "." &&
          before?.text !== "::" &&
          after?.text !== "::" &&
          after?.text !== "(" &&
          after?.text !== "[";
        yield {
          span: spanOf(statement, token),
          message: "Only PostgreSQL casts with ::. The standard's way is CAST(value AS type).",
          sqlstate: "42601",
          ...(isSimple && value && type && target !== undefined
            ? {
                fixes: [
                  {
                    title: "Change to CAST",
                    edits: [
                      { span: spanOf(statement, value, type), newText: `CAST(${value.text} AS ${target})` },
                    ],
                  },
                ],
              }
            : {}),
        };
      }
    }
  },
};

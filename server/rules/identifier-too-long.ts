import { mentions } from "./mentions";
import type { Rule } from "./rule";

/** NAMEDATALEN - 1 (PostgreSQL manual, "Lexical Structure"); MySQL counts characters (manual, "Identifier Length Limits"). */
const limits = { postgresql: 63, mysql: 64, mariadb: 64, sqlite: Infinity } as const;

export const identifierTooLong: Rule = {
  code: "identifier-too-long",
  group: "naming",
  severity: "warning",
  title: "A name is longer than the database keeps.",
  dialects: ["postgresql", "mysql", "mariadb"],
  objectsOnly: true,
  *check({ schema, script }) {
    const limit = limits[script.dialect];
    for (const { span } of mentions(schema).definitions) {
      if ((span.end - span.start) * 3 <= limit) continue;
      const name = script.text.slice(span.start, span.end).replace(/^["`]|["`]$/g, "");
      const length = script.dialect === "postgresql" ? byteLength(name) : name.length;
      if (length <= limit) continue;
      yield {
        span,
        message:
          script.dialect === "postgresql"
            ? `This name has ${length} bytes; PostgreSQL keeps ${limit} and cuts the rest off without an error, so two such names may collide. Shorten it.`
            : `This name has ${length} characters, ${limit} are allowed. Shorten it.`,
      };
    }
  },
};

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

import { quoteIdentifier } from "../sql";
import type { Rule } from "./rule";

export const inlineEnum: Rule = {
  code: "inline-enum",
  group: "dialect",
  severity: "error",
  title: "A column lists its values with ENUM(…), as in MySQL.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema, script }) {
    for (const table of schema.tables) {
      for (const { name, type } of table.columns) {
        if (type.name !== "enum" || type.schema !== undefined) continue;
        const written = script.text.slice(type.span.start, type.span.end);
        const list = /^enum\s*(\(.*\))$/is.exec(written)?.[1];
        const statement = script.statements[table.statement];
        const enumName = quoteIdentifier(`${table.name}_${name}`.toLowerCase(), "postgresql");
        const free = !schema.enums.some((other) => other.name === `${table.name}_${name}`.toLowerCase());
        yield {
          span: type.span,
          message: "In PostgreSQL an enum is a type that is created first: CREATE TYPE … AS ENUM ('…').",
          sqlstate: "42704",
          lacks: { kind: "type", name: "enum" },
          ...(list !== undefined && statement && free
            ? {
                fixes: [
                  {
                    title: `Create the type ${enumName}`,
                    edits: [
                      {
                        span: { start: statement.span.start, end: statement.span.start },
                        newText: `CREATE TYPE ${enumName} AS ENUM ${list};\n`,
                      },
                      { span: type.span, newText: enumName },
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

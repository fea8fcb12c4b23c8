import type { Column } from "../schema";
import { typeFix } from "./edits";
import type { Rule } from "./rule";

const money =
  /(?:^|_)(?:price|prices|amount|cost|costs|subtotal|balance|salary|fee|fees|tax|discount|revenue|payment|budget|wage|refund|deposit|credit|debit|money|total_paid|total_due)(?:$|_)/;
const noMoney =
  /(?:rate|ratio|percent|percentage|pct|factor|score|count|weight|seconds|minutes|hours|days|ms|bytes|tokens|energy|power|at|id|type|code)$/;

export const moneyAsFloat: Rule = {
  code: "money-as-float",
  group: "types",
  severity: "warning",
  title: "An amount of money is stored in a floating point or money column.",
  dialects: ["postgresql", "mysql", "mariadb"],
  objectsOnly: true,
  *check(context) {
    const { schema, script } = context;
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const why = reason(column);
        if (why === undefined) continue;
        yield {
          span: column.type.span,
          message: `"${column.name}" is ${column.type.name}: ${why} Use numeric.`,
          ...(script.dialect === "postgresql"
            ? typeFix(context, { table, column }, "Change to numeric", "numeric")
            : {}),
        };
      }
    }
  },
};

function reason({ name, type }: Column): string | undefined {
  if (type.array > 0) return undefined;
  if (type.name === "money")
    return "its currency and decimals depend on a setting of the server, not on the data.";
  if (!/^(?:real|double precision|double|float)$/.test(type.name)) return undefined;
  const snake = name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
  if (!money.test(snake) || noMoney.test(snake)) return undefined;
  return "binary fractions cannot hold 0.10, so sums of money drift.";
}

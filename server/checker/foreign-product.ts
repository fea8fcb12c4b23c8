import type { ForeignProduct, Script } from "../sql";
import type { Problem } from "./problem";

/** All that is said of a text for a database whose SQL is none of the dialects'. */
export function productProblem(product: ForeignProduct, { statements, text }: Script): Problem {
  const start = statements[0]?.span.start ?? 0;
  const line = text.slice(start).search(/[\r\n]/);
  return {
    span: { start, end: line < 0 ? text.length : start + line },
    severity: "information",
    code: "0A000",
    source: "dbscst",
    message: `This looks like SQL for ${product}, which dbscst does not read, so nothing in this file is checked. Where it is for PostgreSQL, MySQL, MariaDB or SQLite, choose that dialect.`,
  };
}

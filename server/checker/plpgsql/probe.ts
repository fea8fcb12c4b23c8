import type { Program } from "./program";

/** A statement that has the database look at a body's queries without running them. */
export interface Probe {
  readonly sql: string;
  /** By line of the block, from 1: the operation that stands there. */
  readonly lines: ReadonlyMap<number, number>;
}

/**
 * Makes a DO block in which each query is asked for its plan, in the scopes and with the variables that it has in
 * the body. Nothing of it is run but what gives a record its columns, of no rows.
 */
export function probeOf(
  { operations, options }: Pick<Program, "operations" | "options">,
  leftOut: ReadonlySet<number>,
  setup: {
    readonly label: string;
    readonly declarations: readonly string[];
    readonly settings: readonly string[];
  },
): Probe {
  const lines = new Map<number, number>();
  const parts: string[] = [];
  let line = 1;
  const add = (text: string): void => {
    parts.push(text);
    line += text.split("\n").length;
  };
  add("");
  for (const option of options) add(option);
  add(`<<${setup.label}>>`);
  add(["DECLARE", "dbscst_row record;", ...setup.declarations].join(" "));
  add("BEGIN");
  for (const setting of setup.settings) add(setting);
  for (const [index, operation] of operations.entries()) {
    if (leftOut.has(index)) continue;
    lines.set(line, index);
    switch (operation.op) {
      case "open":
        // The block that a function's body is declares nothing twice, so it may stand in one of its own.
        add(`DECLARE ${operation.declarations.join(" ")} BEGIN`);
        break;
      case "close":
        add("END;");
        break;
      case "prepare":
        add(operation.text);
        break;
      case "ask":
        add(`FOR dbscst_row IN ${operation.lead}${operation.text}\nLOOP END LOOP;`);
    }
  }
  add("END");
  const text = parts.join("\n");
  let tag = "dbscst";
  while (text.includes(`$${tag}$`)) tag += "_";
  return { sql: `DO $${tag}$${text}$${tag}$`, lines };
}

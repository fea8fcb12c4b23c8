import { isReserved } from "../../../sql";
import { plural } from "../words/inflect";
import type { Sketch } from "./sketch";

/** Tables and columns get names that every dialect takes; who is renamed is told. */
export function withSafeNames(given: readonly Sketch[], assume: (text: string) => void): Sketch[] {
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const sketch of given) {
    let name = sketch.name;
    if (isReserved(name, "postgresql")) {
      name = isReserved(plural(name), "postgresql") ? `app_${plural(name)}` : plural(name);
      assume(`The table ${sketch.name} is called ${name}, since SQL reserves the word.`);
    }
    for (let n = 2; used.has(name); n++) name = `${sketch.name}_${n}`;
    used.add(name);
    names.set(sketch.name, names.get(sketch.name) ?? name);
    sketch.name = name;
  }
  for (const sketch of given) {
    if (sketch.kindOf !== undefined) sketch.kindOf = names.get(sketch.kindOf) ?? sketch.kindOf;
    for (const column of sketch.columns) {
      if (column.target !== undefined) column.target = names.get(column.target) ?? column.target;
      if (column.target !== undefined && !column.exact) continue;
      if (!isReserved(column.name, "postgresql")) continue;
      const name = replacements[column.name] ?? `${column.name}_value`;
      assume(`The column ${sketch.name}.${column.name} is called ${name}, since SQL reserves the word.`);
      column.name = name;
    }
  }
  return [...given];
}

const replacements: Readonly<Record<string, string>> = {
  user: "user_name",
  order: "order_position",
  group: "group_name",
  desc: "description",
  end: "end_at",
  from: "from_place",
  to: "to_place",
  limit: "limit_amount",
  table: "table_number",
  column: "column_name",
  default: "default_value",
  check: "check_result",
  references: "reference_text",
  primary: "is_primary",
  when: "happened_at",
  grant: "grant_amount",
  case: "case_text",
  like: "liked",
};

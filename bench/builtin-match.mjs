// Matches a schema with a reference by loose names, and counts what was found.
import pluralize from "pluralize";

/** The words of a name, in the singular. */
function words(name) {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => pluralize.singular(word));
}

/** Dice's coefficient of two sets of words. */
function likeness(a, b) {
  const common = a.filter((word) => b.includes(word)).length;
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

/** Pairs off two lists, the most alike first; pairs less alike than `least` are no pairs. */
function pair(left, right, measure, least) {
  const candidates = [];
  for (const [i, a] of left.entries())
    for (const [j, b] of right.entries()) {
      const value = measure(a, b);
      if (value >= least) candidates.push({ i, j, value });
    }
  candidates.sort((a, b) => b.value - a.value || a.i - b.i || a.j - b.j);
  const pairs = [];
  for (const { i, j } of candidates)
    if (!pairs.some((pair) => pair.i === i || pair.j === j)) pairs.push({ i, j });
  return pairs.map(({ i, j }) => [left[i], right[j]]);
}

function figures(found, expected, produced, missing, extra) {
  const recall = expected === 0 ? 1 : found / expected;
  const precision = produced === 0 ? (expected === 0 ? 1 : 0) : found / produced;
  const f1 = recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
  return { recall, precision, f1, missing, extra };
}

/** Two tables are alike by their names, and a little by their columns, which tells `follows` from `follow_users`. */
function tableLikeness(a, b) {
  const byName = likeness(words(a.name), words(b.name));
  const keys = (table) => table.columns.flatMap(({ target }) => (target ? [words(target).join(" ")] : []));
  const [x, y] = [keys(a), keys(b)];
  // A table that joins the same two is the same, whatever it is called.
  const joins =
    x.length === 2 &&
    y.length === 2 &&
    x.every((key) => y.includes(key)) &&
    y.every((key) => x.includes(key));
  return joins && a.columns.length <= 5 ? Math.max(byName, 0.55 + byName / 10) : byName;
}

/** Names of columns without the name of their table; the key of a table is `id`, whatever it is called. */
function columnWords(table, { name, target }, index) {
  const own = words(table.name);
  const all = words(name);
  const rest = all.filter((word) => !own.includes(word));
  if (
    index === 0 &&
    target === undefined &&
    all.at(-1) === "id" &&
    all.slice(0, -1).every((word) => own.includes(word))
  )
    return ["id"];
  return rest.length > 0 ? rest : all;
}

/** `orders: id, customer_id>customers, total` → a table with columns and keys. */
export function readReference(lines) {
  return lines.map((line) => {
    const [name, rest] = line.split(/:\s*/);
    const columns = rest.split(/,\s*/).map((text) => {
      const [column, target] = text.split(">");
      return { name: column, ...(target ? { target } : {}) };
    });
    return { name, columns };
  });
}

/** The tables of a reference with those of a schema that are meant. */
export function mapTables(reference, schema) {
  return new Map(pair(reference, schema, tableLikeness, 0.5).map(([a, b]) => [a.name, b.name]));
}

/** Recall, precision and F1 of tables, columns and foreign keys; keys count when they join the mapped tables. */
export function matchSchemas(reference, schema) {
  const tables = pair(reference, schema, tableLikeness, 0.5);
  const mapped = new Map(tables.map(([a, b]) => [a.name, b.name]));
  const tableFigures = figures(
    tables.length,
    reference.length,
    schema.length,
    reference.filter((table) => !mapped.has(table.name)).map(({ name }) => name),
    schema.filter((table) => ![...mapped.values()].includes(table.name)).map(({ name }) => name),
  );
  let found = 0;
  const missing = [];
  const extra = [];
  // A key that is there only because a row needs one is neither asked for nor held against anybody.
  const counted = (table) =>
    table.columns
      .map((column, index) => ({ column, text: columnWords(table, column, index) }))
      .filter(({ text }) => text.join() !== "id");
  const count = (list) => list.reduce((sum, table) => sum + counted(table).length, 0);
  for (const [a, b] of tables) {
    const [x, y] = [counted(a), counted(b)];
    const pairs = pair(
      x,
      y,
      (left, right) => {
        if (left.column.target && right.column.target)
          return mapped.get(left.column.target) === right.column.target
            ? 0.9 + likeness(left.text, right.text) / 10
            : 0;
        return likeness(left.text, right.text);
      },
      0.5,
    );
    found += pairs.length;
    missing.push(
      ...x.filter((each) => !pairs.some(([x]) => x === each)).map(({ column }) => `${a.name}.${column.name}`),
    );
    extra.push(
      ...y
        .filter((each) => !pairs.some(([, y]) => y === each))
        .map(({ column }) => `${b.name}.${column.name}`),
    );
  }
  const columnFigures = figures(found, count(reference), count(schema), missing, extra);
  const keysOf = (list) =>
    list.flatMap((table) =>
      table.columns.filter(({ target }) => target).map(({ target }) => `${table.name}>${target}`),
    );
  const wanted = keysOf(reference);
  const left = keysOf(schema);
  const produced = left.length;
  const lost = [];
  for (const key of wanted) {
    const [from, to] = key.split(">").map((name) => mapped.get(name) ?? "?");
    const at = left.indexOf(`${from}>${to}`);
    if (at >= 0) left.splice(at, 1);
    else lost.push(key);
  }
  const keyFigures = figures(wanted.length - lost.length, wanted.length, produced, lost, left);
  return { tables: tableFigures, columns: columnFigures, keys: keyFigures };
}

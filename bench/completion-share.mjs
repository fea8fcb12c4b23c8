// How often completion offers the name that a person goes on to write: schemas are cut at seeded random names within
// their statements, once with the rest of the statement gone and once with the rest kept, and completion is asked there.
//
//   node bench/completion-share.mjs [--json] [--in FILE|FOLDER…] [--each N] [--seed N] [--only KIND] [--show]
//
// `--each` is how many names of each kind are tried in each schema. Counted are: offered at all, among the first five,
// and first, with nothing typed; and among the first five with the first letter typed, as editors filter then.
import { readFileSync } from "node:fs";
import path from "node:path";
import { generator, sample } from "./random.mjs";
import { sourceBundle } from "./source-bundle.mjs";
import { sqlFiles } from "./sql-files.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const each = Number(option("--each", "12"));
const only = option("--only", "");
const show = process.argv.includes("--show");
const random = generator(Number(option("--seed", "1")));
const language = await sourceBundle("completion-share", ["language", "sql", "schema"]);
await language.loadParsers();

const totals = new Map();
for (const file of sqlFiles([path.join(root, "bench/mutants"), path.join(root, "test/fixtures/clean")])) {
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  const context = language.contextOf(text, dialectOf(file));
  const byKind = new Map();
  for (const place of placesOf(context)) {
    const list = byKind.get(place.kind) ?? [];
    list.push(place);
    byKind.set(place.kind, list);
  }
  for (const [kind, places] of byKind) {
    if (!kind.includes(only)) continue;
    for (const place of sample(places, each, random))
      for (const rest of ["gone", "kept"]) tryOne(file, context, place, rest);
  }
}

const figures = {};
console.error(`${"".padEnd(34)} places  offered  first 5    first  first 5 by a letter`);
for (const [kind, one] of [...totals].sort(([a], [b]) => a.localeCompare(b))) {
  const share = (count) => Math.round((1000 * count) / one.places) / 10;
  const figure = {
    places: one.places,
    offered: share(one.offered),
    five: share(one.five),
    first: share(one.first),
    letter: share(one.letter),
  };
  figures[kind] = figure;
  const cells = [figure.offered, figure.five, figure.first, figure.letter].map((cell) =>
    `${cell.toFixed(1)} %`.padStart(9),
  );
  console.error(`${kind.padEnd(34)} ${String(one.places).padStart(6)}${cells.join("")}`);
}
if (process.argv.includes("--json")) console.log(JSON.stringify(figures));

function tryOne(file, { script, schema }, { at, end, name, kind, statement }, rest) {
  const { text, dialect } = script;
  const behind = rest === "gone" ? statement.span.end : end;
  const cut = text.slice(0, at) + text.slice(behind);
  const typed = language.completionsAt(language.contextOf(cut, dialect), at);
  const nth = typed.findIndex((one) => isIt(one, name, schema.dialect));
  const first = name.slice(0, 1).toLowerCase();
  const filtered = typed.filter(({ label }) => label.toLowerCase().startsWith(first));
  const nthOfLetter = filtered.findIndex((one) => isIt(one, name, schema.dialect));
  for (const key of [`${kind}, rest ${rest}`, `all, rest ${rest}`]) {
    const total = totals.get(key) ?? { places: 0, offered: 0, five: 0, first: 0, letter: 0 };
    total.places++;
    if (nth >= 0) total.offered++;
    if (nth >= 0 && nth < 5) total.five++;
    if (nth === 0) total.first++;
    if (nthOfLetter >= 0 && nthOfLetter < 5) total.letter++;
    totals.set(key, total);
  }
  if (show && nth < 0) {
    const before = text.slice(Math.max(statement.span.start, at - 90), at).replaceAll(/\s+/g, " ");
    const offered = typed.slice(0, 4).map(({ label }) => label);
    console.error(`${kind}, ${rest}, ${path.basename(file)}: …${before}‸${name}   [${offered.join(", ")}]`);
  }
}

/** Whether taking the completion writes the name, alone or with what belongs to it. */
function isIt({ label, insertText, kind }, name, dialect) {
  const wanted = name.toLowerCase();
  if (kind === "keyword" || kind === "type") {
    const words = label.toLowerCase();
    return (
      words === wanted ||
      words.startsWith(`${wanted} `) ||
      words.startsWith(`${wanted}(`) ||
      words.startsWith(`${wanted}=`)
    );
  }
  const bare = label.toLowerCase();
  const quoted = language.quoteIdentifier(name, dialect);
  return (
    bare === wanted ||
    bare.startsWith(`${wanted} (`) ||
    bare.startsWith(`${wanted}.`) ||
    insertText.startsWith(quoted)
  );
}

/** The names in statements that other statements, or the database, define; and the keywords of DDL. */
function* placesOf({ script, schema }) {
  const builtin = new Set();
  for (const { columns } of schema.tables) for (const { type } of columns) builtin.add(type.span.start);
  const byStart = new Map();
  for (const reference of schema.references)
    if (reference.role === "use" && reference.resolved === "yes")
      byStart.set(reference.span.start, reference);
  const defined = new Set(
    schema.references.filter(({ role }) => role === "definition").map(({ span }) => span.start),
  );
  for (const statement of script.statements) {
    if (statement.kind !== "sql") continue;
    const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
    if (/^(insert|copy)$/i.test(tokens[0]?.text ?? "") && tokens.length > 200) continue;
    for (const [index, token] of tokens.entries()) {
      if (index === 0 || (token.kind !== "word" && token.kind !== "quoted")) continue;
      const at = statement.span.start + token.span.start;
      const end = statement.span.start + token.span.end;
      const reference = byStart.get(at);
      const kind = reference
        ? kindOf(reference, tokens, index)
        : builtin.has(at)
          ? "built-in type"
          : !defined.has(at) && language.isReserved(token.text, script.dialect) && token.kind === "word"
            ? "keyword"
            : undefined;
      if (kind === undefined) continue;
      // Without a blank it would be the word before that is being typed.
      const { kind: before, span } = tokens[index - 1];
      if ((before === "word" || before === "quoted") && span.end === token.span.start) continue;
      const name = reference?.name ?? token.text.replaceAll('"', "");
      yield { at, end, name, kind, statement };
    }
  }
}

function kindOf(reference, tokens, index) {
  const previous = tokens[index - 1]?.text.toUpperCase() ?? "";
  if (reference.kind === "relation")
    return previous === "."
      ? "table behind a dot"
      : `table behind ${previous === "," ? "a comma" : /^\w+$/.test(previous) ? previous : "else"}`;
  if (reference.kind !== "column") return reference.kind;
  if (previous === ".") return "column behind a dot";
  let open = index - 1;
  for (let depth = 0; open >= 0; open--) {
    const { text } = tokens[open];
    if (text === ")") depth++;
    else if (text === "(" && depth-- === 0) break;
  }
  const head = tokens.slice(0, 4).map(({ text }) => text.toUpperCase());
  const words = tokens.slice(Math.max(0, open - 3), Math.max(0, open)).map(({ text }) => text.toUpperCase());
  if (words.includes("REFERENCES")) return "column of REFERENCES";
  if (words.at(-1) === "CHECK") return "column in CHECK";
  if (words.at(-1) === "KEY" || words.at(-1) === "UNIQUE") return "column of a key";
  if (head.includes("INDEX") && open >= 0) return "column of an index";
  if (head[0] === "INSERT") return "column of INSERT";
  if (head.includes("VIEW") || /^(SELECT|WITH|UPDATE|DELETE)$/.test(head[0] ?? ""))
    return "column in a query";
  if (head[0] === "ALTER") return "column in ALTER TABLE";
  if (head[0] === "COMMENT") return "column of COMMENT";
  return "column elsewhere";
}

function dialectOf(file) {
  const [dialect] = /mysql|mariadb|sqlite/.exec(file) ?? [];
  return dialect ?? "postgresql";
}

// Plants faults of many kinds in own schemas, asks a real PostgreSQL for its verdict on each, and compares what the
// checker says: found, at the right place, with the right SQLSTATE, and nothing besides.
//
//   node bench/mutants.mjs [--json] [--each N] [--seed N] [--only TEXT] [--in TEXT] [--show] [--corpus] [--from DIR]
//     [--templates]
//
// `--each` is how many of each kind are tried in each schema; `--only` and `--in` take kinds and schemas by a part of
// their names; `--show` prints every difference; `--corpus` adds schemas of ../shared/corpus, where that folder is
// there; `--from` takes the schemas of another folder instead of the own ones; `--templates` tries those of mutant-templates.mjs alone.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sourceBundle } from "./source-bundle.mjs";
import { kinds } from "./mutant-kinds.mjs";
import { templates } from "./mutant-templates.mjs";
import { generator } from "./random.mjs";
import { startNative, utf16Offset } from "./native-postgres.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const each = Number(option("--each", "1"));
const seed = Number(option("--seed", "1"));
const only = option("--only", "");
const inside = option("--in", "");
const show = process.argv.includes("--show");
const templatesAlone = process.argv.includes("--templates");

const checker = await sourceBundle("mutants-2", ["checker", "engine/node", "sql", "schema"], {
  engine: true,
});
await checker.prepareChecker();
const engines = await checker.createEngines({ idleMs: 3_600_000 });
const native = await startNative();
const random = generator(seed);
const total = empty();
const byKind = {};
let refused = 0;
try {
  for (const schema of await schemas()) {
    for (const [kind, plant] of Object.entries(kinds)) {
      if ((only !== "" && !kind.includes(only)) || (templatesAlone && !(kind in templates))) continue;
      for (let n = 0; n < each; n++) await tryOne(schema, kind, plant);
    }
  }
} finally {
  await engines.dispose();
  await native.stop();
}
report();

async function schemas() {
  const own = option("--from", path.join(import.meta.dirname, "mutants"));
  const files = readdirSync(own).map((name) => path.join(own, name));
  const corpus = path.join(root, "../shared/corpus/schemas/postgresql");
  if (process.argv.includes("--corpus") && existsSync(corpus))
    files.push(...readdirSync(corpus).map((name) => path.join(corpus, name)));
  const found = [];
  for (const file of files.filter((one) => path.basename(one).includes(inside))) {
    let text = readFileSync(file, "utf8");
    let script = checker.parseScript(text, "postgresql");
    // Of a big schema, what stands at its beginning.
    if (script.statements.length > 150) {
      text = `${text.slice(0, script.statements[120].span.start)}`;
      script = checker.parseScript(text, "postgresql");
    }
    const { failures } = await native.judge(script.statements);
    const { problems } = await checker.checkText(text, { dialect: "postgresql", engines: engines.source });
    const errors = problems.filter(({ severity }) => severity === "error");
    const name = path.basename(file, ".sql");
    if (failures.length > 0) {
      console.error(`${name} is left out: ${failures[0].message}`);
      continue;
    }
    for (const { message, span } of errors)
      console.error(`${name}, false error: ${message} at ${span.start}`);
    total.falseErrors += errors.length;
    const schema = checker.buildSchema(script);
    const labels = new Set(schema.enums.flatMap(({ values }) => values.map(({ value }) => value)));
    const base = await native.keep(script.statements);
    found.push({ name, base, text, script, schema, labels, below, pick });
  }
  return found;
}

async function tryOne(schema, kind, plant) {
  const edit = plant(schema);
  if (!edit) return;
  const text = schema.text.slice(0, edit.start) + edit.text + schema.text.slice(edit.end);
  if (text === schema.text) return;
  const script = checker.parseScript(text, "postgresql");
  const { failures } = await native.judge(script.statements, { from: schema.base });
  const [first, ...later] = failures;
  if (!first) {
    refused++;
    return;
  }
  const statement = script.statements[first.index];
  const at =
    first.position === undefined
      ? undefined
      : statement.span.start + utf16Offset(statement.text, first.position);
  const { problems, engine } = await checker.checkText(text, {
    dialect: "postgresql",
    engines: engines.source,
  });
  const errors = problems.filter(({ severity }) => severity === "error");
  const mark = edit.mark && { start: edit.start + edit.mark[0], end: edit.start + edit.mark[1] };
  const hit = errors.filter(({ span }) => overlaps(span, statement.span));
  const near = (span) => at >= span.start - 3 && at <= span.end + 3;
  const marked = mark && mark.start >= statement.span.start && mark.end <= statement.span.end;
  // The wrong word itself is right, also where PostgreSQL points at the clause that it stands in.
  const exact = hit.filter(({ span }) =>
    at === undefined
      ? span.start >= statement.span.start && span.end <= statement.span.end
      : near(span) || (marked && isNarrow(span, mark, text)),
  );
  const inLater = ({ span }) => later.some(({ index }) => overlaps(span, script.statements[index].span));
  const foreign = errors.filter(
    (one) => !hit.includes(one) && !inLater(one) && !(at !== undefined && near(one.span)),
  );
  const row = {
    found: hit.length > 0,
    exact: exact.length > 0,
    tight: exact.some(({ span }) => span.end - span.start <= 80),
    state: hit.some(
      ({ code, message, sqlstate }) =>
        sqlstate === first.code || code === first.code || message.includes(first.code),
    ),
    // Where PostgreSQL gives no place, the planted words are the measure.
    word: marked && at === undefined ? exact.some(({ span }) => overlaps(span, mark)) : undefined,
    falseErrors: foreign.length,
    narrow: marked ? hit.some(({ span }) => isNarrow(span, mark, text)) : undefined,
    // Further errors for the same fault.
    doubled: hit.length > 1 ? hit.length - 1 : 0,
    consequences: errors.filter((one) => inLater(one) && !hit.includes(one)).length,
    engine,
  };
  byKind[kind] ??= empty();
  for (const sum of [total, byKind[kind]]) add(sum, row);
  const good =
    row.found &&
    row.exact &&
    row.tight &&
    row.state &&
    row.word !== false &&
    row.narrow !== false &&
    !row.falseErrors &&
    !row.doubled &&
    !row.consequences;
  if (show && !good) {
    const shown = ({ span, code, message }) =>
      `${code} «${text.slice(span.start, span.end).slice(0, 90)}» ${message}`;
    console.error(
      `\n${kind} in ${schema.name}: ${["found", "exact", "tight", "state", "word", "narrow"].filter((key) => row[key] === false).join(", ")}${row.falseErrors ? " false" : ""}${row.doubled ? " doubled" : ""}${row.consequences ? " consequences" : ""}`,
    );
    console.error(
      `  planted ${JSON.stringify(edit.text.slice(0, 160))} for ${JSON.stringify(schema.text.slice(edit.start, edit.end).slice(0, 60))}`,
    );
    console.error(
      `  PostgreSQL: ${first.code} ${first.message}${at === undefined ? "" : ` at «${text.slice(at, at + 30)}»`} in «${statement.text.slice(0, 100)}»`,
    );
    for (const one of later.slice(0, 4))
      console.error(
        `   then ${one.code} ${one.message} in «${script.statements[one.index].text.slice(0, 60)}»`,
      );
    for (const one of errors.slice(0, 6))
      console.error(`  ours: ${shown(one)}${foreign.includes(one) ? "   FALSE" : ""}`);
    if (errors.length === 0)
      for (const one of problems
        .filter(({ severity, span }) => severity !== "hint" && overlaps(span, statement.span))
        .slice(0, 4))
        console.error(`  ours, ${one.severity}: ${shown(one)}`);
  }
}

function empty() {
  return {
    n: 0,
    found: 0,
    exact: 0,
    tight: 0,
    state: 0,
    word: 0,
    words: 0,
    narrow: 0,
    marked: 0,
    falseErrors: 0,
    doubled: 0,
    consequences: 0,
  };
}

function add(sum, row) {
  sum.n++;
  for (const key of ["found", "exact", "tight", "state"]) if (row[key]) sum[key]++;
  if (row.word !== undefined) sum.words++;
  if (row.word) sum.word++;
  if (row.narrow !== undefined) sum.marked++;
  if (row.narrow) sum.narrow++;
  for (const key of ["falseErrors", "doubled", "consequences"]) sum[key] += row[key];
}

function report() {
  const percent = (a, b) => (b === 0 ? "–" : `${Math.round((1000 * a) / b) / 10} %`);
  const line = (name, sum) =>
    console.error(
      name.padEnd(52),
      String(sum.n).padStart(5),
      ...["found", "exact", "tight", "state"].map((key) => percent(sum[key], sum.n).padStart(7)),
      percent(sum.word, sum.words).padStart(7),
      percent(sum.narrow, sum.marked).padStart(7),
      ...["falseErrors", "doubled", "consequences"].map((key) => String(sum[key]).padStart(5)),
    );
  console.error(
    "kind".padEnd(52),
    "    n   found   exact   tight   state    word  narrow false twice conseq",
  );
  for (const [kind, sum] of Object.entries(byKind)) line(kind, sum);
  line("ALL", total);
  console.error(
    `${Object.keys(byKind).length} kinds; ${refused} mutants in which PostgreSQL finds no fault are left out`,
  );
  if (process.argv.includes("--json")) console.log(JSON.stringify({ seed, each, ...total, kinds: byKind }));
}

/** Whether a range is no wider than the planted words, or than the whole name of which they are a part. */
function isNarrow(span, mark, text) {
  let { start, end } = mark;
  while (start > 0 && /[\w.$"']/.test(text[start - 1])) start--;
  while (end < text.length && /[\w.$"']/.test(text[end])) end++;
  return overlaps(span, mark) && span.start >= start && span.end <= end;
}

function overlaps(a, b) {
  return a.start === a.end ? a.start >= b.start && a.start <= b.end : a.start < b.end && a.end > b.start;
}

function below(n) {
  return Math.floor(random() * n);
}

function pick(list) {
  return list[below(list.length)];
}

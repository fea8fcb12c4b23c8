// What an edit of each kind costs from the engine's order to its verdict, at the head, in the middle and at the tail
// of big schemas, the first edit after opening included; and that the verdicts are those of a fresh database.
//
//   node bench/edit-kinds.mjs [--json] [--only NAME] [--no-check]
//
// Besides own schemas it takes PostgreSQL's files of ../shared/corpus, where that folder is there; else it says so.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { bigSchema } from "./big-schema.mjs";
import { openEngine, parseScript, resident, spent } from "./engine-bundle.mjs";
import { median, round } from "./lsp-session.mjs";

const corpus = path.join(import.meta.dirname, "../../shared/corpus/schemas/postgresql");
const files = { pagila: 100, lago: 300, chado: 1000 };
const at = process.argv.indexOf("--only");
const only = at < 0 ? undefined : process.argv[at + 1];
const checks = !process.argv.includes("--no-check");
const documents = { "own 530 KB": { text: bigSchema(530_000), target: 300 } };
if (existsSync(corpus))
  for (const [name, target] of Object.entries(files))
    documents[name] = { text: readFileSync(path.join(corpus, `${name}.sql`), "utf8"), target };
else console.error("the corpus is not there: own schemas alone");

const results = { mismatches: 0 };
for (const [name, { text, target }] of Object.entries(documents)) {
  if (only !== undefined && only !== name) continue;
  results[name] = await measure(name, text, target);
}
if (process.argv.includes("--json")) console.log(JSON.stringify(results));
process.exitCode = results.mismatches > 0 ? 1 : 0;

async function measure(name, text, target) {
  const [ours, fresh] = [await openEngine(), await openEngine()];
  let script = parseScript(text, "postgresql");
  const opened = performance.now();
  await ours.engine.run({ document: name, statements: script.statements });
  const figures = { open: round(performance.now() - opened), target, kinds: {} };
  let serial = 0;
  for (const [kind, edited] of edits(text, script)) {
    const [wall, cpu] = [[], []];
    // The edit, and the way back to another text that means the same.
    for (const version of [edited, `${text}\n-- ${++serial}`]) {
      script = parseScript(version, "postgresql", script);
      const before = spent(ours.engine.pid);
      const start = performance.now();
      const { verdicts } = await ours.engine.run({ document: name, statements: script.statements });
      wall.push(performance.now() - start);
      cpu.push(spent(ours.engine.pid) - before);
      if (!checks || version !== edited) continue;
      if (kind.startsWith("syntax")) {
        const whole = parseScript(text, "postgresql").statements;
        await fresh.engine.run({ document: `${name}${serial}`, statements: whole });
      }
      const right = await fresh.engine.run({ document: `${name}${serial}`, statements: script.statements });
      fresh.engine.forget(`${name}${serial}`);
      const other = verdicts.findIndex((verdict, index) => told(verdict) !== told(right.verdicts[index]));
      if (other < 0) continue;
      results.mismatches++;
      console.error(
        `  mismatch at ${script.statements[other].text.slice(0, 200)}\n  ${JSON.stringify(verdicts[other])}\n  is ${JSON.stringify(right.verdicts[other])}`,
      );
    }
    figures.kinds[kind] = { wall: wall.map(round), cpu: cpu.map(round) };
    console.error(
      `  ${name} ${kind.padEnd(28)} ${round(wall[0])} ms and back ${round(wall[1])} ms, CPU ${cpu.map(round).join(" and ")} ms`,
    );
  }
  const { part, whole } = ours.engine.runs;
  const all = Object.values(figures.kinds).flatMap(({ wall }) => wall);
  figures.median = round(median(all));
  figures.slow = all.filter((ms) => ms > target).length;
  figures.memory = resident(ours.engine.pid);
  console.error(
    `${name}: opened in ${figures.open} ms; median ${figures.median} ms, ${figures.slow} of ${all.length} over ${target} ms; ${part} runs of a part, ${whole} of the whole; engine ${figures.memory} MB`,
  );
  await Promise.all([ours.engines.dispose(), fresh.engines.dispose()]);
  return figures;
}

/** A verdict as text, without the time and the random identifiers in the row that it may tell of. */
function told(verdict) {
  return JSON.stringify(verdict).replace(/Failing row contains .*?\)\./, "");
}

/** One edit of each kind, as the whole text that it gives. */
function* edits(text, { statements }) {
  const put = (place, words, cut = 0) => text.slice(0, place) + words + text.slice(place + cut);
  const tables = statements.filter(
    ({ parsed }) =>
      parsed.tree && "CreateStmt" in parsed.tree && parsed.tree.CreateStmt.tableElts?.length > 1,
  );
  for (const [where, share] of [
    ["middle", 0.5],
    ["head", 0],
    ["tail", 0.99],
  ]) {
    const near = (list) =>
      list.toSorted(
        (a, b) => Math.abs(a.span.start - text.length * share) - Math.abs(b.span.start - text.length * share),
      )[0];
    const table = near(tables);
    const inside = text.indexOf("(", table.span.start) + 1;
    const name = /^create\s+table\s+(?:if\s+not\s+exists\s+)?([\w."]+)/i.exec(table.text)?.[1] ?? "nothing";
    const end = statements.indexOf(near(statements));
    const between = statements[end].span.start;
    const column = /\(\s*(?:--[^\n]*\s*)*"?(\w+)"?\s/.exec(table.text)?.[1] ?? "id";
    const behind = table.span.end;
    yield [`another column, ${where}`, put(inside, ` another integer,`)];
    yield [`syntax error, ${where}`, put(between, "frobnicate ( ")];
    yield [`comment, ${where}`, put(between, "-- a remark\n")];
    yield [`renamed column, ${where}`, put(text.indexOf(column, inside), `${column}_2`, column.length)];
    yield [`without a table, ${where}`, put(table.span.start, "", table.text.length)];
    yield [
      `foreign key, ${where}`,
      put(behind + 1, `\nALTER TABLE ${name} ADD FOREIGN KEY (${column}) REFERENCES ${name};`),
    ];
    yield [`index, ${where}`, put(behind + 1, `\nCREATE INDEX ON ${name} (${column});`)];
    yield [`view, ${where}`, put(behind + 1, `\nCREATE VIEW one_more AS SELECT * FROM ${name};`)];
    yield [`row, ${where}`, put(behind + 1, `\nINSERT INTO ${name} (${column}) VALUES (NULL);`)];
    yield [`dropped column, ${where}`, put(behind + 1, `\nALTER TABLE ${name} DROP COLUMN ${column};`)];
    yield [`dropped table, ${where}`, put(behind + 1, `\nDROP TABLE ${name};`)];
    yield [`renamed table, ${where}`, put(behind + 1, `\nALTER TABLE ${name} RENAME TO other_name;`)];
    yield [
      `block, ${where}`,
      put(
        behind + 1,
        `\nDO $$ BEGIN CREATE TYPE one_more AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;`,
      ),
    ];
  }
}

// Proves that the verdicts after an edit are those of a fresh database, over random schemas and random edits, and
// measures what an edit in the middle of big schemas costs.
//
//   node bench/incremental.mjs [--json] [--edits N] [--seed N] [--only random|cost]
//
// Besides own schemas it takes PostgreSQL's files of ../shared/corpus, where that folder is there; else it says so.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { importMetaUrl } from "../scripts/build-engine.mjs";
import { bigSchema } from "./big-schema.mjs";
import { median, round } from "./lsp-session.mjs";
import { randomSchema } from "./random-schema.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const edits = Number(option("--edits", "2000"));
const seed = Number(option("--seed", String(Date.now() % 1_000_000)));
const only = option("--only");

const { createEngines, loadParsers, parseScript } = await bundle();
await loadParsers();
const results = {};
if (only !== "cost") results.random = await random();
if (only !== "random") results.cost = await cost();
if (process.argv.includes("--json")) console.log(JSON.stringify(results));
process.exitCode = (results.random?.mismatches ?? 0) + (results.cost?.mismatches ?? 0) > 0 ? 1 : 0;

/** The engine's source, bundled beside its process. */
async function bundle() {
  await promisify(execFile)(process.execPath, [path.join(root, "scripts/build-engine.mjs")]);
  const folder = path.join(root, ".dbscst-dev/engine-process");
  const outfile = path.join(folder, "incremental-bench.cjs");
  await build({
    stdin: {
      contents: `export { createEngines } from "./server/engine/node"; export * from "./server/sql";`,
      resolveDir: root,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
    ...importMetaUrl,
  });
  copyFileSync(
    path.join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"),
    path.join(folder, "libpg-query.wasm"),
  );
  return createRequire(import.meta.url)(outfile);
}

async function open() {
  const engines = await createEngines({ idleMs: 3_600_000 });
  return { engines, engine: engines.source("postgresql") };
}

async function random() {
  const [ours, fresh] = [await open(), await open()];
  let [done, compared, mismatches] = [0, 0, 0];
  let schema = seed;
  let serial = 0;
  while (done < edits) {
    const { statements, edit } = randomSchema(schema);
    const document = `random:${schema}`;
    await judge(ours.engine, document, statements);
    for (let n = 0; n < 12 && done < edits; n++, done++) {
      edit(statements);
      const got = await judge(ours.engine, document, statements);
      // While a statement does not parse, what stood there before stands for it: nothing to compare with.
      if (got === undefined) continue;
      compared++;
      const right = await judge(fresh.engine, `fresh:${++serial}`, statements);
      fresh.engine.forget(`fresh:${serial}`);
      const at = right.findIndex((verdict, index) => verdict !== got[index]);
      if (got.length === right.length && at < 0) continue;
      mismatches++;
      console.error(
        `schema ${schema}, edit ${n}, statement ${at}: ${got[at]}\n  is ${right[at]}\n${statements.join(";\n")}`,
      );
      break;
    }
    ours.engine.forget(document);
    schema++;
    if (schema % 20 === 0) console.error(`${done} edits, ${mismatches} mismatches`);
  }
  const { part, whole } = ours.engine.runs;
  await Promise.all([ours.engines.dispose(), fresh.engines.dispose()]);
  console.error(
    `${done} random edits from seed ${seed}, ${compared} compared: ${mismatches} mismatches; ${part} runs of a part, ${whole} of the whole`,
  );
  return { seed, edits: done, compared, mismatches, part, whole };
}

/** The verdicts as text; undefined for a document with a statement that does not parse. */
async function judge(engine, document, statements) {
  const script = parseScript(statements.join(";\n"), "postgresql");
  const { verdicts } = await engine.run({ document, statements: script.statements });
  const isWhole = script.statements.every(({ kind, parsed }) => kind !== "sql" || parsed.tree);
  return isWhole ? verdicts.map((verdict) => JSON.stringify(verdict)) : undefined;
}

async function cost() {
  const documents = {
    "own 90 KB": bigSchema(90_000),
    "own 530 KB": bigSchema(530_000),
    "own 2.2 MB": bigSchema(2_200_000),
  };
  const corpus = path.join(root, "../shared/corpus/schemas/postgresql");
  if (existsSync(corpus))
    for (const name of ["pagila", "lago", "chado"])
      documents[name] = readFileSync(path.join(corpus, `${name}.sql`), "utf8");
  else console.error("the corpus is not there: own schemas alone");
  const costs = { mismatches: 0 };
  for (const [name, text] of Object.entries(documents)) {
    const [ours, fresh] = [await open(), await open()];
    let script = parseScript(text, "postgresql");
    await ours.engine.run({ document: name, statements: script.statements });
    const [wall, cpu] = [[], []];
    const memory = [resident(ours.engine.pid)];
    for (const { to, edited } of middleEdits(text, script, 8)) {
      script = parseScript(edited, "postgresql", script);
      const before = spent(ours.engine.pid);
      const start = performance.now();
      const { verdicts } = await ours.engine.run({ document: name, statements: script.statements });
      wall.push(performance.now() - start);
      cpu.push(spent(ours.engine.pid) - before);
      memory.push(resident(ours.engine.pid));
      console.error(`  ${name} ${to}: ${round(wall.at(-1))} ms, CPU ${round(cpu.at(-1))} ms`);
      if (wall.length % 4 !== 0) continue;
      const right = await fresh.engine.run({
        document: `${name}:${wall.length}`,
        statements: script.statements,
      });
      const at = verdicts.findIndex(
        (verdict, index) => JSON.stringify(verdict) !== JSON.stringify(right.verdicts[index]),
      );
      if (at < 0) continue;
      costs.mismatches++;
      console.error(
        `  mismatch at ${script.statements[at].text.slice(0, 200)}\n  ${JSON.stringify(verdicts[at])}\n  is ${JSON.stringify(right.verdicts[at])}`,
      );
    }
    costs[name] = {
      wall: round(median(wall)),
      cpu: round(median(cpu)),
      memory: { first: memory[0], last: memory.at(-1) },
    };
    console.error(`${name.padEnd(10)} ${JSON.stringify(costs[name])}`);
    await Promise.all([ours.engines.dispose(), fresh.engines.dispose()]);
  }
  return costs;
}

/** Edits around the middle of a text, each on top of the one before: another column, and none. */
function* middleEdits(text, script, count) {
  const tables = script.statements.filter(
    ({ parsed }) => parsed.tree && "CreateStmt" in parsed.tree && parsed.tree.CreateStmt.tableElts,
  );
  const near = (one) => Math.abs(one.span.start - text.length / 2);
  const middle = tables.toSorted((a, b) => near(a) - near(b))[0];
  const at = text.indexOf("(", middle.span.start) + 1;
  for (let n = 0; n < count; n++) {
    const column = n % 2 === 0 ? ` another_${n} integer,` : "";
    yield {
      to: column === "" ? "as it was" : "another column",
      edited: text.slice(0, at) + column + `/* ${n} */` + text.slice(at),
    };
  }
}

/** CPU time of this process and the engine's, in milliseconds; Linux alone tells the latter this way. */
function spent(pid) {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return own + (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return own;
  }
}

/** Resident memory in MB. */
function resident(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
  } catch {
    return 0;
  }
}

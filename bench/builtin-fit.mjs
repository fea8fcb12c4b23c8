// Fits the weights by which the built-in generator decides which nouns are tables and how two of them are related,
// on the briefs of bench/briefs and on texts with references in other folders, and writes them into the source.
// First it tells how well each decision does on briefs that it was not fitted on (ten parts, each left out once).
//
// `--keep` draws the weights to those that are in the source rather than to none: what texts taught that are no
// longer there stays, as far as the new ones say nothing else.
//
//   node bench/builtin-fit.mjs [--more DIRECTORY] [--keep] [--write]
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { mapTables, readReference } from "./builtin-match.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const understand = join(root, "server/generation/builtin/understand");
const at = process.argv.indexOf("--more");
const more = at < 0 ? [] : [process.argv[at + 1] ?? ""];

/** How much a text counts: one that the rules were tuned on tells least, one by somebody else most. */
const weights = { tuned: 0.5, own: 1, others: 3 };
const parts = 10;

const { designOf, readThings, readPairs, plural, snake, thingWeights, pairWeights } = await load();
const texts = [join(root, "bench/briefs"), ...more].flatMap((folder, index) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ id: file, others: index > 0, ...JSON.parse(readFileSync(join(folder, file), "utf8")) }))
    .filter(({ style }) => style !== "explicit"),
);

const things = [];
const pairs = [];
for (const { id, others, heldOut, brief, reference } of texts) {
  const weight = others ? weights.others : heldOut ? weights.own : weights.tuned;
  const text = brief.join("\n");
  const wanted = readReference(reference);
  const made = readTables(designOf(text, {}, "postgresql").design);
  const mapped = mapTables(wanted, made);
  const back = new Map([...mapped].map(([ours, theirs]) => [theirs, ours]));
  const tableOf = (name) => plural(snake(name));
  const found = readThings(text);
  for (const [name, features] of found)
    if (made.some((table) => table.name === tableOf(name)))
      things.push({
        id,
        others,
        weight,
        answer: back.has(tableOf(name)) ? "thing" : "none",
        options: new Map([
          ["thing", features],
          ["none", new Map()],
        ]),
      });
  const entities = new Set([...found.keys()].map(tableOf));
  for (const { first, second, features } of readPairs(text)) {
    const [a, b] = [back.get(tableOf(first)), back.get(tableOf(second))];
    if (a === undefined || b === undefined) continue;
    const answer = shapeIn(wanted, a, b, ({ name }) => entities.has(mapped.get(name)));
    pairs.push({ id, others, weight, answer, options: features });
  }
}

console.error("decision       texts    decisions  right, left out");
const fitted = [
  ["things", "likely-weights.ts", "thingWeights", things, thingWeights],
  ["pairs", "pair-weights.ts", "pairWeights", pairs, pairWeights],
];
const keep = process.argv.includes("--keep");
for (const [name, file, constant, rows, known] of fitted) {
  const before = keep ? known : {};
  const right = crossValidate(rows, before);
  for (const [group, is] of [
    ["own", ({ others }) => !others],
    ["others", ({ others }) => others],
  ]) {
    const share = right.filter(({ row }) => is(row));
    if (share.length === 0) continue;
    const percent = Math.round((share.filter(({ hit }) => hit).length / share.length) * 1000) / 10;
    console.error(
      `${name.padEnd(15)}${group.padEnd(9)}${String(share.length).padStart(9)}${`${percent} %`.padStart(17)}`,
    );
  }
  if (process.argv.includes("--write")) writeWeights(join(understand, file), constant, fit(rows, before));
}

/** How the reference relates two of its tables; what joins them only counts where the brief names no such thing. */
function shapeIn(tables, a, b, isNamed) {
  const targets = ({ columns }) => columns.flatMap(({ target }) => target ?? []);
  const refers = (from, to) => tables.some((table) => table.name === from && targets(table).includes(to));
  if (refers(a, b)) return "first refers";
  if (refers(b, a)) return "second refers";
  const joined = tables.some((table) => {
    const keys = targets(table);
    const plain = table.columns.length - keys.length;
    if (table.name === a || table.name === b || isNamed(table)) return false;
    return keys.includes(a) && keys.includes(b) && (keys.length === 2 || plain <= 2);
  });
  return joined ? "many" : "none";
}

function crossValidate(rows, before) {
  const part = ({ id }) => createHash("sha256").update(id).digest()[0] % parts;
  const right = [];
  for (let left = 0; left < parts; left++) {
    const found = fit(
      rows.filter((row) => part(row) !== left),
      before,
    );
    for (const row of rows.filter((row) => part(row) === left)) {
      const chances = chancesOf(row, (name) => found.get(name) ?? 0);
      const best = [...chances].reduce((a, b) => (b[1] > a[1] ? b : a));
      right.push({ row, hit: best[0] === row.answer });
    }
  }
  return right;
}

function chancesOf({ options }, weightOf) {
  const sums = [...options].map(([option, features]) => {
    let sum = 0;
    for (const [name, value] of features) sum += weightOf(name) * value;
    return [option, Math.exp(sum)];
  });
  const total = sums.reduce((sum, [, value]) => sum + value, 0);
  return new Map(sums.map(([option, value]) => [option, value / total]));
}

/**
 * Logistic regression over the options of each row, with a penalty on weights far from those before (none: 0), by
 * Adam's method.
 */
function fit(rows, before, { penalty = 4, steps = 300, rate = 0.05 } = {}) {
  const names = [
    ...new Set([
      ...Object.keys(before),
      ...rows.flatMap(({ options }) => [...options.values()].flatMap((map) => [...map.keys()])),
    ]),
  ].sort();
  const values = new Map(names.map((name) => [name, before[name] ?? 0]));
  const first = new Map(names.map((name) => [name, 0]));
  const second = new Map(first);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= steps; step++) {
    const slope = new Map(names.map((name) => [name, penalty * (values.get(name) - (before[name] ?? 0))]));
    for (const row of rows) {
      const chances = chancesOf(row, (name) => values.get(name));
      for (const [option, features] of row.options) {
        const off = (chances.get(option) - (option === row.answer ? 1 : 0)) * row.weight;
        for (const [name, value] of features) slope.set(name, slope.get(name) + off * value);
      }
    }
    for (const name of names) {
      const by = slope.get(name) / total;
      first.set(name, 0.9 * first.get(name) + 0.1 * by);
      second.set(name, 0.999 * second.get(name) + 0.001 * by * by);
      const mean = first.get(name) / (1 - 0.9 ** step);
      const spread = Math.sqrt(second.get(name) / (1 - 0.999 ** step));
      values.set(name, values.get(name) - (rate * mean) / (spread + 1e-8));
    }
  }
  return values;
}

function writeWeights(file, constant, values) {
  const lines = [...values]
    .filter(([, value]) => Math.abs(value) >= 0.05)
    .map(
      ([name, value]) =>
        `  ${/^[a-z]+$/.test(name) ? name : JSON.stringify(name)}: ${Number(value.toFixed(2))},`,
    );
  writeFileSync(
    file,
    `/** What each feature adds to the odds; fitted by \`bench/builtin-fit.mjs\`, not written by hand. */\nexport const ${constant}: Readonly<Record<string, number>> = {\n${lines.join("\n")}\n};\n`,
  );
}

function readTables({ tables }) {
  return tables.map(({ name, columns }) => ({
    name,
    columns: columns.map(({ name, references }) => ({
      name,
      ...(references ? { target: references.table } : {}),
    })),
  }));
}

async function load() {
  const outfile = join(root, "node_modules/.cache/dbscst-bench/builtin-fit.cjs");
  const folder = "./server/generation/builtin";
  await build({
    stdin: {
      contents: `export { designOf } from "${folder}/design-of"; export { readThings, readPairs } from "${folder}/understand/brief"; export { plural, snake } from "${folder}/words/inflect"; export { thingWeights } from "${folder}/understand/likely-weights"; export { pairWeights } from "${folder}/understand/pair-weights";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["pluralize", "compromise", "libpg-query"],
    outfile,
    logLevel: "error",
  });
  const module = await import(pathToFileURL(outfile).href);
  return module.default ?? module;
}

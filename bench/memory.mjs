// The memory of the language server and the engine's process together, as the system counts it (resident): after the
// verdict on a file of 2.2 MB, after thousands of edits in it, and once the engine has been idle and is stopped.
//
//   node bench/memory.mjs [--json] [--edits N] [--file FILE.sql]
import { readdirSync, readFileSync } from "node:fs";
import { bigSchema } from "./big-schema.mjs";
import { startSession } from "./lsp-session.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const edits = Number(option("--edits", "5000"));
const file = option("--file");
const limits = { opened: 900, idle: 150 };
/** The engine is stopped after a minute, which begins when a process that has grown has been replaced in the pause. */
const idleMs = 100_000;

const session = await startSession();
const uri = "file:///bench/schema.sql";
const textDocument = { uri, languageId: "sql", version: 1 };
const ready = session.next("checked", uri, 1);
const text = file === undefined ? bigSchema(2_200_000) : readFileSync(file, "utf8");
const middle = text.split("\n").length >> 1;
await session.notify("textDocument/didOpen", { textDocument: { ...textDocument, text } });
await ready;
const opened = resident(session.pid);
const grown = [];
for (let version = 2; version < edits + 2; version++) {
  await edit(version);
  if ((version - 1) % Math.ceil(edits / 5) === 0) grown.push(resident(session.pid));
}
await new Promise((resolve) => setTimeout(resolve, idleMs));
const idle = resident(session.pid);
const firstKey = await timed(edits + 2);
await session.close();

console.error(`after opening            ${opened} MB  (at most ${limits.opened})`);
console.error(`after each fifth of ${edits} edits  ${grown.join(", ")} MB`);
console.error(`engine idle and stopped  ${idle} MB  (at most ${limits.idle})`);
console.error(
  `the first key after that ${firstKey.fast} ms to the fast tier, ${firstKey.verdict} to the verdict`,
);
if (process.argv.includes("--json")) console.log(JSON.stringify({ opened, grown, idle, firstKey }));

/** An edit, in milliseconds to the first publication and to the engine's verdict. */
async function timed(version) {
  const published = session.next("diagnostics", uri, version);
  const started = performance.now();
  const verdict = edit(version).then(() => performance.now());
  const fast = (await published).at;
  return { fast: Math.round(fast - started), verdict: Math.round((await verdict) - started) };
}

/** A line with a new table in the middle, and away again. */
async function edit(version) {
  const start = { line: middle, character: 0 };
  const isThere = version % 2 === 1;
  const end = isThere ? { line: middle + 1, character: 0 } : start;
  const line = isThere ? "" : `-- Remark ${version}.\n`;
  const checked = session.next("checked", uri, version);
  await session.notify("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start, end }, text: line }],
  });
  await checked;
}

/** Of a process and all that it started, in megabytes. */
function resident(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isWithin = (one) => one === pid || (parents.has(one) && one > 1 && isWithin(parents.get(one)));
  let kilobytes = 0;
  for (const one of parents.keys()) {
    if (!isWithin(one)) continue;
    try {
      kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return Math.round(kilobytes / 1024);
}

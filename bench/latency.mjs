// Measures how long an editor waits: from opening a file, and from an edit in its middle, to the fast tier's
// diagnostics and to the engine's verdict. Medians, in milliseconds, over stdio; own schemas of three sizes.
//
//   node bench/latency.mjs [--json]
import { readFileSync } from "node:fs";
import { bigSchema } from "./big-schema.mjs";
import { median, round, startSession } from "./lsp-session.mjs";

const sizes = { "90 KB": 90_000, "530 KB": 530_000, "2.2 MB": 2_200_000 };
const edits = 10;

const session = await startSession();
const figures = {};
for (const [label, bytes] of Object.entries(sizes)) {
  const uri = `file:///bench/${bytes}.sql`;
  const text = bigSchema(bytes);
  let version = 1;
  const opened = await timed(uri, version, () =>
    session.notify("textDocument/didOpen", { textDocument: { uri, languageId: "sql", version, text } }),
  );
  const middle = text.indexOf("  amount numeric", text.length / 2);
  const line = text.slice(0, middle).split("\n").length - 1;
  const broken = [];
  const changed = [];
  for (let edit = 0; edit < edits; edit++) {
    // A word in front of a column breaks the statement; taking it out mends it.
    broken.push(await change(uri, ++version, line, 0, 0, "x y "));
    await change(uri, ++version, line, 0, 4, "");
    // Another precision is a change that the engine has to run.
    changed.push(await change(uri, ++version, line, 17, 19, edit % 2 === 0 ? "14" : "12"));
  }
  figures[label] = {
    open: { fast: round(opened.fast), verdict: round(opened.verdict) },
    syntaxError: {
      fast: round(median(broken.map(({ fast }) => fast))),
      verdict: round(median(broken.map(({ verdict }) => verdict))),
    },
    changedType: {
      fast: round(median(changed.map(({ fast }) => fast))),
      verdict: round(median(changed.map(({ verdict }) => verdict))),
    },
  };
  const { open, syntaxError, changedType } = figures[label];
  console.error(
    `${label.padEnd(8)} open ${open.fast} / ${open.verdict} ms, syntax error ${syntaxError.fast} / ${syntaxError.verdict} ms, changed type ${changedType.fast} / ${changedType.verdict} ms`,
  );
  await session.notify("textDocument/didClose", { textDocument: { uri } });
}
figures.memory = memory(session.pid);
console.error(`memory of the server ${figures.memory.server} MB, of its engine ${figures.memory.engine} MB`);
await session.close();
if (process.argv.includes("--json")) console.log(JSON.stringify(figures));

function change(uri, version, line, from, to, text) {
  return timed(uri, version, () =>
    session.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line, character: from }, end: { line, character: to } }, text }],
    }),
  );
}

async function timed(uri, version, act) {
  const fast = session.next("diagnostics", uri, version);
  const verdict = session.next("checked", uri, version);
  const start = performance.now();
  await act();
  return { fast: (await fast).at - start, verdict: (await verdict).at - start };
}

/** Resident memory in MB; Linux alone tells it this way. */
function memory(pid) {
  const resident = (id) =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024);
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .trim()
      .split(" ")
      .filter(Boolean);
    return { server: resident(pid), engine: children.reduce((sum, id) => sum + resident(id), 0) };
  } catch {
    return { server: 0, engine: 0 };
  }
}

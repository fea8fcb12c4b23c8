// Takes each quick fix and each "fix all" that the built language server offers, on its own, against the text as it
// was: the edit is applied and the result checked again, the engine's verdict awaited.
//
//   node bench/quick-fixes.mjs [--json] [--in PATH…] [--dialect NAME] [--each N] [--only TEXT] [--show]
//
// Own schemas unless `--in` names files and folders; `--each` is how many fixes of one kind are tried in a file (5),
// `--only` takes kinds by a part of their names, `--show` prints whatever is not as it should be, `--dialect` reads
// the files as of another than theirs. Every rule is switched on.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { sourceBundle } from "./source-bundle.mjs";
import { startSession } from "./lsp-session.mjs";
import { isElsewhere, judgeFix, outcomes } from "./quick-fix-verdict.mjs";
import { writeRuleCases } from "./rule-cases.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const each = Number(option("--each", "5"));
const only = option("--only", "");
const show = process.argv.includes("--show");
const patience = 180_000;

const checker = await sourceBundle("quick-fixes", ["checker", "engine/node", "sql", "schema"], {
  engine: true,
});
await checker.prepareChecker();
const scratch = mkdtempSync(path.join(os.tmpdir(), "dbscst-fixes-"));
const total = { files: 0, ...empty() };
const byKind = {};
let session = await start();
let served = 0;
try {
  for (const file of files()) {
    // What an engine has grown to is no matter of the fixes.
    if (++served % 40 === 0) {
      await session.close();
      session = await start();
    }
    await tryFile(file);
  }
} finally {
  await session.close();
  rmSync(scratch, { recursive: true, force: true });
}
report();

function start() {
  const rules = Object.fromEntries(
    checker.rules.filter(({ off }) => off).map(({ code, severity }) => [code, severity]),
  );
  const dialect = option("--dialect", undefined);
  return startSession({ check: { rules }, ...(dialect && { dialect }) });
}

function files() {
  const from = process.argv.indexOf("--in");
  const rest = from < 0 ? [] : process.argv.slice(from + 1);
  const end = rest.findIndex((word) => word.startsWith("--"));
  const asked = from < 0 ? ["bench/mutants", "test/fixtures/clean"].map((one) => path.join(root, one)) : rest;
  const places = end < 0 || from < 0 ? asked : asked.slice(0, end);
  for (const place of places) if (!existsSync(place)) console.error(`skipped: there is no ${place}`);
  const found = places.filter(existsSync).flatMap(sqlFiles);
  return from < 0 ? [...found, ...writeRuleCases(checker.rules, scratch)] : found;
}

function sqlFiles(place) {
  if (!statSync(place).isDirectory()) return [path.resolve(place)];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name))
    .map((entry) => path.resolve(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

async function tryFile(file) {
  const text = readFileSync(file, "utf8");
  const uri = pathToFileURL(file).href;
  let version = 1;
  const opened = verdict(uri, version);
  await session.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "sql", version, text },
  });
  const before = await opened;
  total.files++;
  const range = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
  const actions = [];
  for (const kind of ["quickfix", "source.fixAll.dbscst"]) {
    const context = { diagnostics: [], only: [kind] };
    try {
      actions.push(
        ...(await session.request("textDocument/codeAction", { textDocument: { uri }, range, context })),
      );
    } catch (error) {
      count({ kind, title: kind }, ["throws"], file, String(error));
    }
  }
  const tried = {};
  for (const action of actions) {
    const all = isAll(action);
    const kind = all && !action.diagnostics ? "fix all" : String(action.diagnostics?.[0]?.code ?? "?");
    const key = `${kind}${all ? " (all)" : ""} ${action.title.split(" ").slice(0, 2).join(" ")}`;
    if (!key.includes(only) || (tried[key] = (tried[key] ?? 0) + 1) > each) continue;
    const edits = action.edit?.changes?.[uri];
    const others = Object.keys(action.edit?.changes ?? {}).filter((one) => one !== uri);
    if (!edits || others.length > 0) {
      count(
        { kind, title: action.title },
        [edits ? "elsewhere" : "throws"],
        file,
        "no edits of the document",
      );
      continue;
    }
    const targets = action.diagnostics ?? before.diagnostics.filter(() => false);
    const outcome = await tryFix({ uri, text, before, edits, targets, all });
    count(
      { kind: all ? `${kind}: all at once` : kind, title: action.title },
      outcome.marks,
      file,
      outcome.why,
    );
  }
  await session.notify("textDocument/didClose", { textDocument: { uri } });

  async function tryFix({ edits, targets, all }) {
    const applied = judgeFix.apply(text, edits);
    if ("overlap" in applied) return { marks: ["overlap"], why: applied.overlap };
    version++;
    const checked = verdict(uri, version);
    await session.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text: applied.text }],
    });
    const after = await checked;
    if (!after) return { marks: ["throws"], why: "no verdict" };
    const dialect = after.checked.dialect ?? "postgresql";
    // Each with what stands between it and the next one, such as its semicolon.
    const statements = (of) => {
      const { statements: all } = checker.parseScript(of, dialect);
      return all.map(({ span: { start } }, i) => ({ start, end: all[i + 1]?.span.start ?? of.length }));
    };
    const judged = judgeFix({
      text,
      applied,
      before: before.diagnostics,
      after: after.diagnostics,
      targets,
      all,
      statementsBefore: statements(text),
      statementsAfter: statements(applied.text),
    });
    if (before.checked.dialect !== after.checked.dialect)
      judged.why += `\n      the dialect was ${before.checked.dialect}, is ${after.checked.dialect}`;
    if (isElsewhere({ text, applied, targets, all, statements: statements(text) }))
      judged.marks.push("elsewhere");
    return judged;
  }
}

function isAll({ title, kind }) {
  return kind !== "quickfix" || title.startsWith("Fix all ");
}

/** The last diagnostics of a version; undefined where the server does not come to an end. */
async function verdict(uri, version) {
  let diagnostics;
  const listen = () =>
    session.next("diagnostics", uri, version).then(({ params }) => {
      diagnostics = params.diagnostics;
      void listen();
    });
  void listen();
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patience)));
  const checked = await Promise.race([session.next("checked", uri, version), late]);
  clearTimeout(timer);
  return checked && { diagnostics: diagnostics ?? [], checked: checked.params };
}

function empty() {
  return { fixes: 0, ...Object.fromEntries(outcomes.map((one) => [one, 0])) };
}

function count({ kind, title }, marks, file, why) {
  const own = (byKind[kind] ??= empty());
  for (const sums of [own, total]) {
    sums.fixes++;
    for (const mark of marks) sums[mark]++;
  }
  const isRight = marks.every((mark) => mark === "gone" || mark === "uncovered");
  if (show && !isRight)
    console.error(`${path.relative(root, file)}: ${kind}: ${title}: ${marks.join(", ")}${why}`);
}

function report() {
  const rows = Object.entries(byKind).sort(([a], [b]) => (a < b ? -1 : 1));
  const columns = ["fixes", ...outcomes];
  const line = (name, sums) =>
    console.error(name.padEnd(52) + columns.map((one) => String(sums[one]).padStart(11)).join(""));
  console.error(" ".repeat(52) + columns.map((one) => one.padStart(11)).join(""));
  for (const [kind, sums] of rows) line(kind, sums);
  line(`${total.files} files`, total);
  if (process.argv.includes("--json")) console.log(JSON.stringify({ ...total, byKind }));
  if (outcomes.some((one) => one !== "gone" && one !== "uncovered" && total[one] > 0)) process.exitCode = 1;
}

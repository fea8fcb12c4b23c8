// What refactorings leave behind: each kind is applied at seeded random places of schemas, and the built language server
// checks the text with its engine before and after. Counted are those that leave more errors or warnings than there were.
//
//   node bench/refactorings.mjs [--json] [--in FILE|FOLDER…] [--each N] [--seed N] [--only KIND] [--most KB]
//
// `--each` is how many places of a kind are tried in each schema. For "order statements", three random statements are
// put at the head first; "split" checks what the files are together.
import { readFileSync } from "node:fs";
import path from "node:path";
import { startSession } from "./lsp-session.mjs";
import { generator, sample } from "./random.mjs";
import { sourceBundle } from "./source-bundle.mjs";
import { sqlFiles } from "./sql-files.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const each = Number(option("--each", "3"));
const only = option("--only", "");
const most = Number(option("--most", "700")) * 1024;
const random = generator(Number(option("--seed", "1")));
const language = await sourceBundle("refactorings", ["language", "sql", "schema"]);
await language.loadParsers();
const session = await startSession();

/** The kinds, by their titles. */
const kinds = {
  "extract an enum": /^Extract .* into the enum/,
  "extract a lookup table": /^Extract .* into the table/,
  "foreign key with index": /^Make .* a foreign key/,
  "join table": /^Make it many to many/,
  timestamps: /^Add .*(?:created|updated)_at/,
  "serial to identity": /^Change .* to identity$/,
};

const totals = Object.fromEntries(
  [...Object.keys(kinds), "order statements", "split"].map((kind) => [
    kind,
    { applied: 0, refused: 0, worse: 0 },
  ]),
);
let documents = 0;
for (const file of sqlFiles([path.join(root, "bench/mutants")])) {
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  if (text.length > most) continue;
  const dialect = /mysql|mariadb|sqlite/.exec(file)?.[0] ?? "postgresql";
  await session.notify("workspace/didChangeConfiguration", { settings: { dbscst: { dialect } } });
  const before = await checked(text, dialect);
  const context = language.contextOf(text, dialect);
  for (const [kind, places] of placesOf(context))
    for (const { apply } of sample(places, each, random))
      await judge(file, kind, apply(), text, dialect, before);
  if ("order statements".includes(only))
    for (let nth = 0; nth < each; nth++) {
      const mixed = mixedUp(context);
      if (mixed === undefined) continue;
      const outcome = language.orderStatements(language.contextOf(mixed, dialect));
      if (outcome) await judge(file, "order statements", outcome, mixed, dialect, before);
    }
  if ("split".includes(only) && language.isSplittable(context)) {
    const split = language.splitSchema(context);
    const whole = { start: 0, end: text.length };
    const outcome =
      "refusal" in split
        ? split
        : { edits: [{ span: whole, newText: split.files.map((one) => one.text).join("\n") }] };
    await judge(file, "split", outcome, text, dialect, before);
  }
}
await session.close();
console.error(`${"".padEnd(26)} applied  refused  left more problems`);
for (const [kind, { applied, refused, worse }] of Object.entries(totals))
  console.error(
    `${kind.padEnd(26)} ${String(applied).padStart(7)} ${String(refused).padStart(8)} ${String(worse).padStart(8)}`,
  );
if (process.argv.includes("--json")) console.log(JSON.stringify(totals));

async function judge(file, kind, outcome, text, dialect, before) {
  const total = totals[kind];
  if ("refusal" in outcome) {
    total.refused++;
    console.error(`  refused, ${kind}, ${path.basename(file)}: ${outcome.refusal.slice(0, 150)}`);
    return;
  }
  total.applied++;
  const after = await checked(edited(text, outcome.edits), dialect);
  if (after.errors <= before.errors && after.warnings <= before.warnings) return;
  total.worse++;
  const known = new Map();
  for (const { message } of before.diagnostics) known.set(message, (known.get(message) ?? 0) + 1);
  const added = after.diagnostics.filter(({ message }) => {
    const count = known.get(message) ?? 0;
    known.set(message, count - 1);
    return count <= 0;
  });
  console.error(
    `  ${kind}, ${path.basename(file)}: ${before.errors}/${before.warnings} → ${after.errors}/${after.warnings}`,
  );
  for (const { severity, code, message } of added.filter(({ severity }) => severity <= 2).slice(0, 3))
    console.error(`      ${severity === 1 ? "error" : "warning"} ${code}: ${message.slice(0, 160)}`);
}

/** The server's last word on a text, and what it published. */
async function checked(text, dialect) {
  const uri = `file:///bench/${dialect}/${documents++}.sql`;
  const last = session.next("checked", uri, 1);
  await session.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "sql", version: 1, text },
  });
  const { params } = await last;
  const { diagnostics } = session.published(uri);
  await session.notify("textDocument/didClose", { textDocument: { uri } });
  return { errors: params.errors, warnings: params.warnings, diagnostics };
}

function edited(text, edits) {
  let result = text;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start))
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  return result;
}

function placesOf(context) {
  const byKind = new Map();
  for (const table of context.schema.tables) {
    const spans = [table.nameSpan, ...table.columns.map(({ nameSpan }) => nameSpan)];
    for (const { start, end } of spans)
      for (const refactoring of language.refactoringsAt(context, { start, end })) {
        const kind = Object.keys(kinds).find((one) => kinds[one].test(refactoring.title));
        if (kind === undefined || !kind.includes(only)) continue;
        const list = byKind.get(kind) ?? [];
        if (!list.some(({ title }) => title === refactoring.title)) list.push(refactoring);
        byKind.set(kind, list);
      }
  }
  return byKind;
}

/** The text with three statements at its head that stood further down, behind what sets where names are looked for. */
function mixedUp({ script }) {
  const { text, statements } = script;
  if (statements.some(({ kind }) => kind !== "sql") || statements.length < 4) return undefined;
  const isSetting = (one) => /^(?:set|select|create\s+schema)\b/i.test(text.slice(one.span.start));
  const first = statements.findIndex((one) => !isSetting(one));
  const moved = sample(
    statements.slice(first + 1).filter((one) => !isSetting(one)),
    3,
    random,
  );
  const rest = statements.filter((one) => !moved.includes(one));
  return [...rest.slice(0, first), ...moved, ...rest.slice(first)]
    .map(({ span }) => `${text.slice(span.start, span.end)};\n`)
    .join("\n");
}

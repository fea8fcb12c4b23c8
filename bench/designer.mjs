/* global document, requestAnimationFrame */
// The designer's page in Chromium: how soon 30 tables are drawn after opening, how soon an edit shows, and its size.
// `npm run bench -- designer`. Each round has half a minute. The page is the built one; what the extension would send it is sent by this script,
// so that the way through the editor is not in the figures.
import { Console } from "node:console";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildWebviews } from "../scripts/build-webview.mjs";
import { launchChromium } from "../test/e2e/rig/browser.mjs";

const rounds = 7;
const folder = await mkdtemp(path.join(tmpdir(), "dbscst-designer-bench-"));
await buildWebviews({ outdir: folder, production: true, watch: false });

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const column = (name, more = {}) => ({
  ...{ name, type: "bigint", notNull: true, primaryKey: false, foreignKey: false, unique: false },
  ...{ range: place, ...more },
});

/** Tables in a tree, each with a key to the one above it. */
function model(version, extra) {
  const id = (nth) => `public.table_${nth}`;
  const tables = Array.from({ length: 30 }, (_, nth) => ({
    ...{ id: id(nth), schema: "public", name: `table_${nth}`, kind: "table", range: place, extent: place },
    columns: [
      column("id", { primaryKey: true }),
      column("parent_id", { foreignKey: true }),
      ...["name", "status", "created_at", "note"].map((name) => column(name, { type: "text" })),
      ...(nth === 0 ? extra.map((name) => column(name)) : []),
    ],
    ...{ statements: [], indexes: [], indexNames: [], checks: [] },
  }));
  const relations = tables.slice(1).map((_, at) => ({
    id: `r${at}`,
    from: { table: id(at + 1), columns: ["parent_id"] },
    to: { table: id(Math.floor(at / 3)), columns: ["id"] },
    ...{ key: 0, many: true, optional: false, onDelete: "no action", range: place },
  }));
  return { uri: "untitled:bench", version, tables, relations, enums: [] };
}

const state = {
  document: { uri: "untitled:bench", name: "bench.sql", isEmpty: false },
  ...{ dialect: "postgresql", dialects: [{ value: "postgresql", label: "PostgreSQL" }] },
  ...{ provider: "auto", providers: [{ value: "auto", label: "Automatic" }], attachments: [], turns: [] },
};

/** Answers the page as the extension would, at once. */
function extension({ state, model }) {
  globalThis.acquireVsCodeApi = () => ({
    getState: () => undefined,
    setState: () => undefined,
    postMessage(message) {
      if (message.type === "designerReady") globalThis.postMessage({ type: "designer", state }, "*");
      if (message.type === "ready")
        globalThis.postMessage({ type: "model", title: "bench", model, problems: {} }, "*");
    },
  });
}

const types = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };
const server = createServer(async (request, response) => {
  const name = new URL(request.url, "http://x").pathname;
  if (name === "/") {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><html lang="en"><title>bench</title><link rel="stylesheet" href="/designer.css">
      <body data-layout-worker="/elk-worker.js"><div id="root"></div>
      <script>(${extension})(${JSON.stringify({ state, model: model(1, []) })})</script>
      <script src="/designer.js"></script></body></html>`);
    return;
  }
  const file = await readFile(path.join(folder, path.basename(name))).catch(() => undefined);
  response.writeHead(file ? 200 : 404, { "content-type": types[path.extname(name)] ?? "text/plain" });
  response.end(file);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await launchChromium();
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const [first, edit] = [[], []];
  for (let round = 0; round < rounds; round++) {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    first.push(
      await page.evaluate(
        () =>
          new Promise((resolve, reject) => {
            setTimeout(() => reject(new Error("30 tables were not drawn within 30 s.")), 30_000);
            const look = () => {
              if (document.querySelectorAll(".react-flow__node .table").length >= 30)
                requestAnimationFrame(() => resolve(performance.now()));
              else requestAnimationFrame(look);
            };
            look();
          }),
      ),
    );
    // What the first picture sets off, such as fitting it into view, is over then.
    await page.locator("[data-layout-ms] .canvas.settled").waitFor();
    // From afar columns are not drawn.
    await page.getByRole("searchbox").fill("table_0");
    await page.getByRole("searchbox").press("Enter");
    await page.locator(".canvas:not(.far)").waitFor();
    edit.push(
      await page.evaluate(
        (changed) =>
          new Promise((resolve, reject) => {
            setTimeout(() => reject(new Error("The edit did not show within 30 s.")), 30_000);
            const started = performance.now();
            const look = () => {
              const isThere = [...document.querySelectorAll(".table .column")].some(
                ({ textContent }) => textContent === "freshly_typed",
              );
              if (isThere) resolve(performance.now() - started);
              else requestAnimationFrame(look);
            };
            globalThis.postMessage({ type: "model", title: "bench", model: changed, problems: {} }, "*");
            look();
          }),
        model(2, ["freshly_typed"]),
      ),
    );
  }
  const size = (await stat(path.join(folder, "designer.js"))).size;
  const result = {
    "first picture of 30 tables, ms": Math.round(median(first)),
    "an edit shows, ms": Math.round(median(edit)),
    "designer.js, minified, kB": Math.round(size / 1000),
  };
  new Console(process.stderr).table(result);
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}

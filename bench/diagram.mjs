/* global document, requestAnimationFrame, PerformanceObserver */
// The diagram's page in Chromium, with the built language server behind it: 1,000 tables and 1,500 relations laid out
// in the worker, whether the page answers meanwhile, panning, memory; 30 tables from opening to the first picture, and
// an edit until it shows. `npm run bench -- diagram`. Frames in a Chromium without a graphics card are slower than a
// person's.
import { Console } from "node:console";
import { openDiagram } from "../test/e2e/rig/diagram-page.mjs";
import { diagramSchema } from "./diagram-schema.mjs";

const out = new Console(process.stderr, process.stderr);
const json = process.argv.includes("--json");
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const results = {};

/** Before the page's own script: how long each task kept the page from answering. */
function watchTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      globalThis.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
}

/** Drags the empty canvas to and fro, and counts the frames that were drawn meanwhile. */
async function pan(page, { x, y }, seconds) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const times = (globalThis.frames = []);
    const next = (now) => {
      times.push(now);
      if (globalThis.frames === times) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const until = Date.now() + seconds * 1000;
  for (let nth = 0; Date.now() < until; nth++)
    await page.mouse.move(x + 240 * Math.sin(nth / 12), y + 120 * Math.sin(nth / 7));
  const times = await page.evaluate(() => {
    const seen = globalThis.frames;
    globalThis.frames = undefined;
    return seen;
  });
  await page.mouse.up();
  const gaps = times.slice(1).map((time, nth) => time - times[nth]);
  return {
    perSecond: (gaps.length / (times.at(-1) - times[0])) * 1000,
    slowest: Math.max(...gaps),
  };
}

/** A place of the canvas where no table is, so that a drag moves the picture. */
function emptyPlace(page) {
  return page.evaluate(() => {
    for (let y = 120; y < 700; y += 23)
      for (let x = 120; x < 1100; x += 29)
        if (document.elementFromPoint(x, y)?.classList.contains("react-flow__pane")) return { x, y };
    return { x: 600, y: 400 };
  });
}

{
  const diagram = await openDiagram(diagramSchema(1000), { init: watchTasks });
  const { page } = diagram;
  await page.locator("[data-layout-ms]").waitFor({ timeout: 120_000 });
  await page.locator(".canvas.settled").waitFor();
  results.layoutMs = Number(await page.locator("[data-layout-ms]").getAttribute("data-layout-ms"));
  results.relations = (await diagram.model()).relations.length;
  // What happens once: the first drawing. What happens while the worker is at it is in here too.
  results.longestTaskMs = await page.evaluate(() =>
    Math.max(0, ...globalThis.longTasks.map(({ duration }) => duration)),
  );
  results.nodesFromAfar = await page.evaluate(() => document.querySelectorAll("*").length);
  results.panFromAfar = await pan(page, await emptyPlace(page), 3);
  await page.getByRole("searchbox").fill("booking_40");
  await page.keyboard.press("Enter");
  await page.locator(".canvas:not(.far)").waitFor();
  results.nodesFromNear = await page.evaluate(() => document.querySelectorAll("*").length);
  results.panFromNear = await pan(page, await emptyPlace(page), 3);
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const heap = await client.send("Runtime.getHeapUsage");
  const workers = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => performance.memory?.usedJSHeapSize ?? 0)),
  );
  results.megabytes = (heap.usedSize + workers.reduce((sum, size) => sum + size, 0)) / 1e6;
  await diagram.close();
}

const first = [];
const edits = [];
for (let round = 0; round < 3; round++) {
  const schema = diagramSchema(30);
  const diagram = await openDiagram(schema, { init: watchTasks });
  await diagram.page.locator(".table").first().waitFor();
  // From the navigation on, in the page's own clock.
  first.push(await diagram.page.evaluate(() => performance.now()));
  await diagram.page.locator("[data-layout-ms]").waitFor({ timeout: 60_000 });
  await diagram.page.locator(".canvas.settled").waitFor();
  for (let nth = 0; nth < 5; nth++) {
    const name = `edited_${nth}`;
    await diagram.page.evaluate((wanted) => {
      globalThis.shown = new Promise((resolve) => {
        const look = () => {
          for (const column of document.querySelectorAll("[data-column]"))
            if (column.dataset.column === wanted) return resolve(Date.now());
          return requestAnimationFrame(look);
        };
        look();
      });
    }, name);
    await diagram.page.evaluate(() => document.querySelector(".react-flow__controls-fitview")?.click());
    const began = Date.now();
    await diagram.change(schema.replace("  id bigint GENERATED", `  ${name} text,\n  id bigint GENERATED`));
    edits.push((await diagram.page.evaluate(() => globalThis.shown)) - began);
  }
  await diagram.close();
}
results.firstPictureMs = median(first);
results.editMs = median(edits);

const rows = [
  ["layout of 1,000 tables in the worker", `${Math.round(results.layoutMs)} ms`, "≤ 3,000 ms"],
  ["longest time the page did not answer", `${Math.round(results.longestTaskMs)} ms`, "–"],
  ["frames a second while panning, from afar", results.panFromAfar.perSecond.toFixed(0), "≥ 50"],
  ["frames a second while panning, from near", results.panFromNear.perSecond.toFixed(0), "≥ 50"],
  ["elements in the page, from afar / from near", `${results.nodesFromAfar} / ${results.nodesFromNear}`, "–"],
  ["memory of page and worker, after a collection", `${results.megabytes.toFixed(0)} MB`, "≤ 300 MB"],
  ["first picture of 30 tables after opening", `${Math.round(results.firstPictureMs)} ms`, "≤ 300 ms"],
  ["an edit of the text shows, with the check", `${Math.round(results.editMs)} ms`, "≤ 150 ms"],
];
out.table(Object.fromEntries(rows.map(([what, result, target]) => [what, { result, target }])));
if (json) console.log(JSON.stringify(results));

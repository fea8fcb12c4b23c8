/* global document, requestAnimationFrame, PerformanceObserver, Worker */
// The diagram's page in Chromium, with the built language server behind it: 1,000 tables and 1,500 relations laid out
// in the worker, whether the page answers meanwhile, panning, memory; 30 tables from opening to the first picture, and
// an edit until it shows. `npm run bench -- diagram`. Each part is printed as it ends and has a time of its own; one
// that fails leaves the others. Frames in a Chromium without a graphics card are slower than a person's.
import { Console } from "node:console";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildWebviews } from "../scripts/build-webview.mjs";
import { openDiagram } from "../test/e2e/rig/diagram-page.mjs";
import { diagramSchema } from "./diagram-schema.mjs";
import { median } from "./lsp-session.mjs";

const out = new Console(process.stderr, process.stderr);
const results = {};
// As it is in the package.
const webview = await mkdtemp(path.join(tmpdir(), "dbscst-diagram-bench-"));
await buildWebviews({ outdir: webview, production: true, watch: false });

/** Before the page's own script: what keeps the page from answering, what the layout takes, when a table is there. */
function watch() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        // ELK's own clock, in the worker; as JavaScript it counts milliseconds where it says millions of them.
        const millions = data?.data?.logging?.executionTime;
        if (millions !== undefined) globalThis.layoutInWorkerMs = millions * 1e6;
      });
    }
    postMessage(message, ...rest) {
      if (message?.cmd === "layout") message.options = { ...message.options, measureExecutionTime: true };
      super.postMessage(message, ...rest);
    }
  };
  const look = (now) => {
    if (document.querySelector(".table, .overview")) globalThis.firstTableMs = now;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Does one part within its time, in seconds, keeps its figures and prints its rows. */
async function part(title, seconds, run) {
  const late = new AbortController();
  try {
    const tooLate = delay(seconds * 1000, undefined, { signal: late.signal }).then(() => {
      throw new Error(`not done after ${seconds} s`);
    });
    const { figures = {}, rows = [], value } = await Promise.race([run(), tooLate]);
    Object.assign(results, figures);
    if (rows.length > 0)
      out.table(Object.fromEntries(rows.map(([what, result, target]) => [what, { result, target }])));
    return value;
  } catch (error) {
    out.error(`${title}: ${error.message.split("\n")[0]}`);
    process.exitCode = 1;
    return undefined;
  } finally {
    late.abort();
  }
}

/** The page of a schema for the parts that need it, closed in any case. */
async function withDiagram(title, tables, parts) {
  const opening = openDiagram(diagramSchema(tables), { init: watch, webview });
  const diagram = await part(`${title}, opening`, 180, async () => ({ value: await opening }));
  if (!diagram) return;
  diagram.page.setDefaultTimeout(120_000);
  await parts(diagram);
  await Promise.race([diagram.close().catch(() => undefined), delay(10_000, undefined, { ref: false })]);
}

/** Drags the picture to and fro with the middle button, which moves no table, and counts the frames meanwhile. */
async function pan(page, seconds) {
  const placeOfPicture = () => page.locator(".react-flow__viewport").getAttribute("style");
  const before = await placeOfPicture();
  const [x, y] = [600, 420];
  await page.mouse.move(x, y);
  await page.mouse.down({ button: "middle" });
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
  const after = await placeOfPicture();
  await page.mouse.up({ button: "middle" });
  if (before === after) throw new Error("the picture did not move");
  const gaps = times.slice(1).map((time, nth) => time - times[nth]);
  return { perSecond: (gaps.length / (times.at(-1) - times[0])) * 1000, slowestMs: Math.max(...gaps) };
}

/** The process that the page runs in: the largest of Chromium's renderers. Linux only. */
async function rendererOf(page) {
  const client = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  await client.detach();
  const renderers = await Promise.all(
    processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, "utf8");
        return { id, residentBytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024 };
      }),
  );
  return renderers.sort((a, b) => b.residentBytes - a.residentBytes)[0];
}

const elements = (page) => page.evaluate(() => document.querySelectorAll("*").length);
const ms = (value) => `${Math.round(value)} ms`;

await withDiagram("1,000 tables", 1000, async (diagram) => {
  const { page } = diagram;
  await part("layout", 180, async () => {
    await page.locator(".canvas.settled").waitFor();
    await page.locator("[data-layout-ms]").waitFor();
    const layoutMs = await page.evaluate(() => globalThis.layoutInWorkerMs);
    const layoutWholeMs = Number(await page.locator("[data-layout-ms]").getAttribute("data-layout-ms"));
    const longestTaskMs = await page.evaluate(() => Math.max(0, ...globalThis.longTasks));
    const relations = (await diagram.model()).relations.length;
    return {
      figures: { relations, layoutMs, layoutWholeMs, longestTaskMs },
      rows: [
        [`layout of 1,000 tables and ${relations} relations, in the worker`, ms(layoutMs), "≤ 3,000 ms"],
        ["with the worker's start and the way there and back", ms(layoutWholeMs), "–"],
        ["longest time the page did not answer, from opening on", ms(longestTaskMs), "–"],
      ],
    };
  });
  await part("panning from afar", 60, async () => {
    const panFromAfar = await pan(page, 3);
    const nodesFromAfar = await elements(page);
    return {
      figures: { panFromAfar, nodesFromAfar },
      rows: [
        ["frames a second while panning, from afar", panFromAfar.perSecond.toFixed(0), "≥ 50"],
        ["elements in the page, from afar", nodesFromAfar, "–"],
      ],
    };
  });
  await part("panning from near", 60, async () => {
    await page.getByRole("searchbox").fill("booking_40");
    await page.keyboard.press("Enter");
    await page.locator(".canvas:not(.far)").waitFor();
    const nodesFromNear = await elements(page);
    const panFromNear = await pan(page, 3);
    return {
      figures: { panFromNear, nodesFromNear },
      rows: [
        ["frames a second while panning, from near", panFromNear.perSecond.toFixed(0), "≥ 50"],
        ["elements in the page, from near", nodesFromNear, "–"],
      ],
    };
  });
  await part("memory", 60, async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const { residentBytes } = await rendererOf(page);
    return {
      figures: { heapMegabytes: usedSize / 1e6, residentMegabytes: residentBytes / 1e6 },
      rows: [
        ["memory of the page's process", `${Math.round(residentBytes / 1e6)} MB`, "≤ 300 MB"],
        ["of it JavaScript of the page, after a collection", `${Math.round(usedSize / 1e6)} MB`, "–"],
      ],
    };
  });
});

const first = [];
const edits = [];
for (let round = 0; round < 3; round++)
  await withDiagram("30 tables", 30, async ({ page, change }) => {
    await part("first picture", 60, async () => {
      await page.locator(".canvas.settled .table").first().waitFor();
      // From the navigation on, in the page's own clock.
      first.push(await page.evaluate(() => globalThis.firstTableMs));
      return {};
    });
    await part("edits", 60, async () => {
      // From afar columns are not drawn.
      await page.getByRole("searchbox").fill("account");
      await page.keyboard.press("Enter");
      await page.locator(".canvas:not(.far)").waitFor();
      for (let nth = 0; nth < 5; nth++) {
        const name = `edited_${nth}`;
        await page.evaluate((wanted) => {
          globalThis.shown = new Promise((resolve) => {
            const look = () =>
              document.querySelector(`[data-column="${wanted}"]`)
                ? resolve(Date.now())
                : requestAnimationFrame(look);
            look();
          });
        }, name);
        const began = Date.now();
        await change(
          diagramSchema(30).replace("  id bigint GENERATED", `  ${name} text,\n  id bigint GENERATED`),
        );
        edits.push((await page.evaluate(() => globalThis.shown)) - began);
      }
      return {};
    });
  });
await part("30 tables", 1, async () => {
  if (first.length === 0 || edits.length === 0) throw new Error("nothing was measured");
  const [firstPictureMs, editMs] = [median(first), median(edits)];
  return {
    figures: { firstPictureMs, editMs },
    rows: [
      ["first picture of 30 tables after opening", ms(firstPictureMs), "≤ 300 ms"],
      ["an edit of the text shows, with the check", ms(editMs), "≤ 150 ms"],
    ],
  };
});

if (process.argv.includes("--json")) console.log(JSON.stringify(results));
await rm(webview, { recursive: true });
// What a part that was not done in its time has left goes with this process.
process.exit();

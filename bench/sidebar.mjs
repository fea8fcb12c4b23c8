/* global document, requestAnimationFrame */
// The sidebar in a real VS Code (the browser build) with the built backend behind it and an account that has 2,000
// tasks: activation, the first paint of the views after it, and opening the tree. `npm run bench -- sidebar`.
import { Console } from "node:console";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../scripts/setup/paths.mjs";
import { ensureBrowserBuild } from "../scripts/setup/vscode.mjs";
import { startServer } from "../scripts/workbench/server.mjs";
import { launchChromium } from "../test/e2e/rig/browser.mjs";
import { scratchFolder } from "../test/e2e/rig/scratch.mjs";
import { call, startBackend } from "./backend-server.mjs";
import { median } from "./lsp-session.mjs";

const tasks = 2_000;
const rounds = 5;
const person = { email: "ada@example.com", password: "plenty-of-uncommon-words-7" };

const out = new Console(process.stderr, process.stderr);
const scratch = await scratchFolder();
const backend = await startBackend({ DATA_DIR: path.join(scratch.dataFolder, "backend") });
const browser = await launchChromium();
let editor;
try {
  await fill();
  editor = await startServer({
    build: await ensureBrowserBuild(),
    dataFolder: scratch.dataFolder,
    folder: scratch.workspace,
    extension: root,
    settings: { "dbscst.backend.url": backend.url },
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(30_000);
  await page.goto(editor.url);
  await ready(page);
  await signIn(page);
  const figures = { activation: [], firstPaint: [], tasksPaint: [], open: [], scroll: [] };
  for (let round = 0; round < rounds; round++) {
    const seen = await openViews(page);
    const { began, took } = await activation(page);
    figures.activation.push(took);
    figures.firstPaint.push(Math.max(0, seen.project - began - took));
    figures.tasksPaint.push(Math.max(0, seen.task - began - took));
    const { open, scroll } = await openTree(page);
    figures.open.push(open);
    figures.scroll.push(scroll);
  }
  const results = Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, median(values)]));
  const row = (name, target) => ({
    median: `${Math.round(results[name])} ms`,
    largest: `${Math.round(Math.max(...figures[name]))} ms`,
    target,
  });
  out.table({
    "activation, the editor's own figure": row("activation", "< 100 ms"),
    "first paint of the projects after it": row("firstPaint", "< 300 ms"),
    [`first paint of ${tasks.toLocaleString("en")} tasks after it`]: row("tasksPaint", "< 300 ms"),
    [`a group of ${tasks.toLocaleString("en")} tasks is unfolded`]: row("open", "< 500 ms"),
    "from its first task to its last": row("scroll", "–"),
  });
  if (process.argv.includes("--json")) console.log(JSON.stringify(results));
} finally {
  await browser.close();
  await editor?.stop();
  await backend.end("SIGTERM");
  await scratch.remove();
}

/** Makes the account and its project through the routes that everybody uses. */
async function fill() {
  const post = async (at, body, token) => {
    const answer = await call(backend.url, "POST", at, { body, token });
    if (answer.status >= 300 || answer.status === 0) throw new Error(`${at}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  await post("/v1/auth/signup", { ...person, name: "Ada" });
  const { accessToken } = await post("/v1/auth/login", person);
  const { id } = await post("/v1/projects", { name: "Harbour" }, accessToken);
  const priorities = ["low", "medium", "high", "urgent"];
  let next = 0;
  const write = async () => {
    while (next < tasks) {
      const n = next++;
      const body = {
        title: `Task ${String(n).padStart(4, "0")}: see to berth ${n % 97}`,
        priority: priorities[n % 4],
        dueOn: n % 3 === 0 ? `2031-0${1 + (n % 9)}-15` : null,
      };
      await post(`/v1/projects/${id}/tasks`, body, accessToken);
    }
  };
  await Promise.all(Array.from({ length: 4 }, write));
}

async function ready(page) {
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 120_000 });
}

function rowOf(page, hasText) {
  return page.locator(".sidebar .monaco-list-row", { hasText }).first();
}

function icon(page, name) {
  return page.locator(`.activitybar .action-label[aria-label^="${name}"]`).first();
}

async function signIn(page) {
  await icon(page, "dbscst").click();
  await page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).click();
  for (const [prompt, value] of [
    ["The address of your account", person.email],
    ["The password of", person.password],
  ]) {
    const box = page.locator(".quick-input-widget:visible", { hasText: prompt });
    await box.locator("input").fill(value);
    await page.keyboard.press("Enter");
  }
  await rowOf(page, new RegExp(`To Do.*${tasks}`)).waitFor();
}

/** Opens a new window with another view in front, then ours; gives when its first rows were painted. */
async function openViews(page) {
  await icon(page, "Explorer").click();
  // Which view was in front is kept a moment later.
  await delay(2_000);
  await page.reload();
  await ready(page);
  // What every extension does at the start is over then; ours is not active yet.
  await page.locator(".sidebar .pane-header", { hasText: "Outline" }).waitFor();
  await delay(4_000);
  await page.evaluate((count) => {
    globalThis.seen = {};
    const look = () => {
      const rows = [...document.querySelectorAll(".sidebar .monaco-list-row")].map(
        ({ textContent }) => textContent ?? "",
      );
      const now = Date.now();
      if (rows.some((text) => text.startsWith("Harbour"))) globalThis.seen.project ??= now;
      if (rows.some((text) => text.startsWith("To Do") && text.includes(count))) globalThis.seen.task ??= now;
      if (globalThis.seen.project === undefined || globalThis.seen.task === undefined)
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, String(tasks));
  await icon(page, "dbscst").click();
  await page.waitForFunction(() => globalThis.seen.project && globalThis.seen.task);
  return page.evaluate(() => globalThis.seen);
}

/** When the extension's code was begun to be loaded, and how long until `activate` was done, in the editor's words. */
async function activation(page) {
  await delay(1_500);
  await run(page, "Developer: Show Running Extensions");
  const text = await page
    .locator(".runtime-extensions-editor .extension", { hasText: "dbscst" })
    .first()
    .innerText();
  await page.keyboard.press("Escape");
  await page.locator(".runtime-extensions-editor").waitFor({ state: "hidden" });
  const took = Number(/Activation:\s*(\d+)\s*ms/.exec(text)?.[1]);
  if (!Number.isFinite(took)) throw new Error(`no activation time in: ${text}`);
  const lines = [];
  const logs = path.join(scratch.dataFolder, "data/logs");
  for (const file of await readdir(logs, { recursive: true })) {
    if (path.basename(file) !== "remoteexthost.log") continue;
    const log = await readFile(path.join(logs, file), "utf8");
    lines.push(...log.split("\n").filter((line) => /_doActivateExtension dbscst\.dbscst/.test(line)));
  }
  const began = Math.max(...lines.map((line) => new Date(line.slice(0, 23).replace(" ", "T")).getTime()));
  if (!Number.isFinite(began)) throw new Error("no activation in the log of the extension host");
  return { began, took };
}

async function run(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget:visible .quick-input-box input");
  await input.fill(`>${title}`);
  await page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Folds the tasks, unfolds them, and goes to the last. */
async function openTree(page) {
  const group = rowOf(page, /^\s*To Do/);
  const first = rowOf(page, "Task ");
  await group.click();
  await page.keyboard.press("ArrowLeft");
  await first.waitFor({ state: "hidden" });
  const watch = (wanted) =>
    page.evaluate((text) => {
      globalThis.shown = new Promise((resolve) => {
        const look = () =>
          [...document.querySelectorAll(".sidebar .monaco-list-row")].some(({ textContent }) =>
            new RegExp(text).test(textContent ?? ""),
          )
            ? resolve(Date.now())
            : requestAnimationFrame(look);
        document.addEventListener("keydown", () => (globalThis.pressed = Date.now()), {
          capture: true,
          once: true,
        });
        look();
      });
    }, wanted);
  const elapsed = () => page.evaluate(async () => (await globalThis.shown) - globalThis.pressed);
  await watch("^Task ");
  await page.keyboard.press("ArrowRight");
  const open = await elapsed();
  await watch("^(In Progress|Done)");
  await page.keyboard.press("End");
  return { open, scroll: await elapsed() };
}

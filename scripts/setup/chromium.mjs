// A Chromium for the tests, and for a window of `npm start` where nothing else opens one.
import { existsSync } from "node:fs";
import { access, constants, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { run } from "./processes.mjs";
import { Expected, step } from "./say.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

const applications = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
    const base = process.env[variable];
    if (!base) return [];
    return ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map((file) =>
      path.join(base, file),
    );
  }),
};

/** Gives the first of some programs that is on the PATH. */
export async function onPath(programs) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const program of programs) {
    for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
      for (const ending of endings) {
        const file = path.join(folder, program + ending);
        const runs =
          folder !== "" &&
          (await access(file, constants.X_OK).then(
            () => true,
            () => false,
          ));
        if (runs) return file;
      }
    }
  }
  return undefined;
}

/** Browsers that Playwright downloaded for other projects. */
async function fromPlaywright() {
  const home = os.homedir();
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    path.join(home, ".cache/ms-playwright"),
    path.join(home, "Library/Caches/ms-playwright"),
    process.env.LOCALAPPDATA && path.join(process.env.LOCALAPPDATA, "ms-playwright"),
  ];
  const inside = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-win/chrome.exe",
    "chrome-win64/chrome.exe",
  ];
  for (const cache of caches) {
    if (!cache) continue;
    const builds = (await readdir(cache).catch(() => []))
      .filter((name) => /^chromium-\d+$/.test(name))
      .sort();
    for (const build of builds.reverse()) {
      const found = inside.map((file) => path.join(cache, build, file)).find((file) => existsSync(file));
      if (found) return found;
    }
  }
  return undefined;
}

/** Gives the path of a Chromium that is on this machine, or undefined. `CHROMIUM` names one and is taken at its word. */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Expected(`CHROMIUM is set to ${named}, which does not exist. Correct it or unset it.`);
  }
  const application = (applications[process.platform] ?? []).find((file) => existsSync(file));
  return application ?? (await onPath(names)) ?? (await fromPlaywright());
}

/** Gives the path of a Chromium, installing Debian's where that is possible. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  const root = process.getuid?.() === 0;
  const apt = await onPath(["apt-get"]);
  if (root && apt) {
    await step("installing Chromium (apt-get install chromium)", async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      // The lists of a fresh machine are empty or old; an update that fails in part may still be enough.
      await run(apt, ["update", "-q"], { env });
      const { code, output } = await run(apt, ["install", "-yq", "--no-install-recommends", "chromium"], {
        env,
      });
      if (code !== 0) {
        const end = output.trim().split("\n").slice(-4).join("\n");
        throw new Expected(`apt-get could not install Chromium:\n${end}\n${advice(true)}`);
      }
    });
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Expected(
    `the tests of the user interface need Chromium, and none was found.\n${advice(Boolean(apt))}`,
  );
}

function advice(apt) {
  const install = apt
    ? "Install it (sudo apt-get install chromium)"
    : "Install Chromium, Google Chrome or Microsoft Edge";
  return `${install}, or set CHROMIUM to the path of one; then run the command again.`;
}

// The Chromium of the tests.
import { chromium } from "playwright-core";
import { ensureChromium } from "../../../scripts/setup/chromium.mjs";

/** Starts a headless Chromium that asks nobody outside; `CHROMIUM` names another one. */
export async function launchChromium() {
  return chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    args: [
      // Root, as in a container, may not use the sandbox; the pages are ours.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

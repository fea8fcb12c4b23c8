import { createServer, type Server } from "node:https";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { SlowProxy } from "../rig/slow-proxy";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

const looks = {
  "window.autoDetectColorScheme": true,
  "workbench.preferredDarkColorTheme": "Default Dark Modern",
  "workbench.preferredLightColorTheme": "Default Light Modern",
};
const longName =
  "Harbour administration of the northern districts, berths, pilots, tugs and everything that lies at anchor";

let started: TeamServer | undefined;
let proxy: SlowProxy | undefined;
let stranger: Server | undefined;
let certificates = "";
let ada = "";
afterAll(async () => {
  await proxy?.stop();
  await started?.remove();
  stranger?.close();
  if (certificates !== "") await rm(certificates, { recursive: true });
});

/** The server of all scenarios, running, with Ada's account. */
async function team(): Promise<TeamServer> {
  if (started) await started.stop();
  if (started) await started.start();
  else {
    started = await TeamServer.start();
    await started.signUp("Ada");
  }
  ada = await started.logIn("Ada");
  return started;
}

function server(): TeamServer {
  if (!started) throw new Error("there is no server");
  return started;
}

function network(): SlowProxy {
  if (!proxy) throw new Error("there is no network");
  return proxy;
}

function side(workbench: Workbench, hasText: string | RegExp) {
  return workbench.page.locator(".sidebar", { hasText });
}

function status(workbench: Workbench, hasText: string | RegExp) {
  return workbench.page.locator(".statusbar-item", { hasText });
}

scenario(
  "what the views say in each state of a team's server",
  async () => {
    proxy = await SlowProxy.start((await team()).url);
    return { settings: { "dbscst.backend.url": proxy.url, ...looks } };
  },
  (step) => {
    step("signed out", async (workbench) => {
      await workbench.run("View: Show dbscst");
      await workbench.button("Sign In").waitFor();
      await workbench.pictures("state-signed-out");
    });

    step("signed in, without a project", async (workbench) => {
      await workbench.signIn("ada@example.com", password);
      await workbench.button("New Project").waitFor();
      await status(workbench, "Ada").waitFor();
      await workbench.pictures("state-no-project");
    });

    step("the account in the status bar opens what can be done with it", async (workbench) => {
      await status(workbench, "Ada").click();
      await workbench.quickInput(/Sign In to Another Account/);
      await workbench.pictures("state-account-menu");
      await workbench.page.keyboard.press("Escape");
    });

    step("a project without tasks", async (workbench) => {
      await server().call("POST", "/v1/projects", { name: "Harbour" }, ada);
      await workbench.row("Harbour").waitFor();
      await side(workbench, "There is nothing to do.").waitFor();
      await workbench.pictures("state-no-task");
    });

    step("the server is gone: an empty list is not called one that did not come", async (workbench) => {
      await server().stop("SIGKILL");
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await side(workbench, "There was nothing to do when the server was last reached.").waitFor();
      await status(workbench, "dbscst: offline").waitFor();
      expect(await side(workbench, "Tasks cannot be loaded now").count()).toBe(0);
      await workbench.pictures("state-offline-empty");
      await server().start();
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await side(workbench, "There is nothing to do.").waitFor();
    });

    step("long names in a narrow panel", async (workbench) => {
      ada = await server().logIn("Ada");
      const { id } = await server().call<{ id: string }>("POST", "/v1/projects", { name: longName }, ada);
      const tasks = [
        { title: `Number ${longName.toLowerCase()}`, priority: "urgent", dueOn: "2020-01-31" },
        { title: "Paint the pier", status: "in_progress", objectName: "pier" },
        { title: "Count the gulls", status: "done" },
      ];
      for (const task of tasks) await server().call("POST", `/v1/projects/${id}/tasks`, task, ada);
      await workbench.row("Paint the pier").waitFor();
      const panel = await workbench.page.locator(".part.sidebar").boundingBox();
      if (!panel) throw new Error("there is no side bar");
      await workbench.page.mouse.move(panel.x + panel.width, 450);
      await workbench.page.mouse.down();
      await workbench.page.mouse.move(panel.x + 175, 450, { steps: 5 });
      await workbench.page.mouse.up();
      await workbench.page.mouse.move(900, 450);
      await workbench.pictures("state-narrow");
    });

    step("a slow network: the status bar says what is waited for, and nothing hangs", async (workbench) => {
      network().delayMs = 2_000;
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await status(workbench, "Waiting for 127.0.0.1").waitFor();
      await workbench.pictures("state-slow");
      network().delayMs = 0;
      await status(workbench, "Ada").waitFor();
    });

    step("gone with tasks on the screen: they stay, marked", async (workbench) => {
      await server().stop("SIGKILL");
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await status(workbench, "dbscst: offline").waitFor();
      await workbench.row("Paint the pier").waitFor();
      await side(workbench, "This is what was loaded before.").waitFor();
      await workbench.pictures("state-offline");
    });
  },
);

scenario(
  "the views in high contrast",
  async () => {
    const { url } = await team();
    const { id } = await server().call<{ id: string }>("POST", "/v1/projects", { name: "Docks" }, ada);
    await server().call("POST", `/v1/projects/${id}/tasks`, { title: "Sweep", priority: "urgent" }, ada);
    const settings = { "dbscst.backend.url": url, "workbench.colorTheme": "Default High Contrast" };
    return { settings };
  },
  (step) => {
    step("signed out, at work, and without the server", async (workbench) => {
      await workbench.page.locator(".monaco-workbench.hc-black").waitFor();
      await workbench.run("View: Show dbscst");
      await workbench.button("Sign In").waitFor();
      await workbench.screenshot("state-signed-out-contrast");
      await workbench.signIn("ada@example.com", password);
      await workbench.row("Sweep").click();
      await workbench.webview().locator("h2", { hasText: "Activity" }).waitFor();
      await workbench.screenshot("state-task-contrast");
      await server().stop("SIGKILL");
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await status(workbench, "dbscst: offline").waitFor();
      const failure = workbench.webview().getByRole("alert");
      await failure.waitFor();
      await workbench.screenshot("state-offline-contrast");
      await server().start();
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await failure.waitFor({ state: "detached" });
    });
  },
);

/** A server with a certificate that nobody vouches for. */
async function untrusted(): Promise<string> {
  certificates = await mkdtemp(path.join(os.tmpdir(), "dbscst-certificate-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(certificates, name));
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...subject];
  await promisify(execFile)("openssl", [...made, "-keyout", key ?? "", "-out", cert ?? ""]);
  const listening = createServer({ key: await readFile(key ?? ""), cert: await readFile(cert ?? "") });
  stranger = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return `https://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

scenario(
  "the certificate of the server is not trusted",
  async () => ({ settings: { "dbscst.backend.url": await untrusted(), ...looks } }),
  (step) => {
    step("the first box says so, and closes when asked to", async (workbench) => {
      await workbench.run("dbscst: Sign In");
      await workbench.answer(/The address of your account/, "ada@example.com");
      const box = await workbench.quickInput(/Sign in to dbscst on 127.0.0.1/);
      await expect.poll(() => box.innerText()).toMatch(/The certificate of https:\S+ is not trusted here/);
      await workbench.pictures("state-certificate");
      await workbench.page.keyboard.press("Escape");
      await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    });
  },
);

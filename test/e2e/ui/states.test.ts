import { createServer as createTlsServer, type Server } from "node:https";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { SlowProxy } from "../rig/slow-proxy";
import { password, TeamServer } from "../rig/team-server";
import { bothLooks } from "../rig/two-people";
import type { Workbench } from "../rig/workbench";

const longName =
  "Harbour administration of the northern districts, berths, pilots, tugs and everything that lies at anchor";

let started: TeamServer | undefined;
let proxy: SlowProxy | undefined;
let stranger: Server | undefined;
let certificates = "";
let ada = "";
let longId = "";
afterAll(async () => {
  await proxy?.stop();
  await started?.remove();
  stranger?.close();
  if (certificates !== "") await rm(certificates, { recursive: true });
});

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

async function refresh(workbench: Workbench): Promise<void> {
  await workbench.run("dbscst: Refresh Projects and Tasks");
}

/** As the server has it, asked past the network that is slow. */
async function statusOf(title: string): Promise<string | undefined> {
  const route = `/v1/projects/${longId}/tasks?limit=200`;
  const { items } = await server().call<{ items: { title: string; status: string }[] }>(
    "GET",
    route,
    undefined,
    ada,
  );
  return items.find((task) => task.title === title)?.status;
}

/** Drags the edge of the side bar. */
async function dragEdge(workbench: Workbench, to: number): Promise<void> {
  const panel = await workbench.page.locator(".part.sidebar").boundingBox();
  if (!panel) throw new Error("there is no side bar");
  const { mouse } = workbench.page;
  await mouse.move(panel.x + panel.width, 450);
  await mouse.down();
  await mouse.move(to, 450, { steps: 5 });
  await mouse.up();
  await mouse.move(900, 450);
}

/** Checks a task off. */
async function checkOff(workbench: Workbench, title: string): Promise<void> {
  await workbench.row(title).locator(".custom-view-tree-node-item-checkbox").click();
}

scenario(
  "what the views say in each state of a team's server",
  async () => {
    started = await TeamServer.start();
    await started.signUp("Ada");
    ada = await started.logIn("Ada");
    proxy = await SlowProxy.start(started.url);
    return { settings: { "dbscst.backend.url": proxy.url, ...bothLooks } };
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

    step(
      "the server is gone and nothing is there from before: the view says what to do",
      async (workbench) => {
        await server().stop("SIGKILL");
        await refresh(workbench);
        await side(workbench, "cannot be reached").waitFor();
        await workbench.row("Change the Address of the Server").waitFor();
        await workbench.pictures("state-no-server");
        await server().start();
        await refresh(workbench);
        await workbench.button("New Project").waitFor();
      },
    );

    step("a project without tasks", async (workbench) => {
      ada = await server().logIn("Ada");
      await server().call("POST", "/v1/projects", { name: "Harbour" }, ada);
      await workbench.row("Harbour").waitFor();
      await side(workbench, "There is nothing to do.").waitFor();
      await workbench.pictures("state-no-task");
    });

    step("the server is gone: an empty list is not called one that did not come", async (workbench) => {
      await server().stop("SIGKILL");
      await refresh(workbench);
      await side(workbench, "There was nothing to do when the server was last reached.").waitFor();
      await status(workbench, "dbscst: offline").waitFor();
      expect(await side(workbench, "Tasks cannot be loaded now").count()).toBe(0);
      await workbench.pictures("state-offline-empty");
      await server().start();
      await refresh(workbench);
      await side(workbench, "There is nothing to do.").waitFor();
    });

    step("long names in a narrow panel", async (workbench) => {
      ada = await server().logIn("Ada");
      longId = (await server().call<{ id: string }>("POST", "/v1/projects", { name: longName }, ada)).id;
      const tasks = [
        { title: `Number ${longName.toLowerCase()}`, priority: "urgent", dueOn: "2020-01-31" },
        { title: "Paint the pier", status: "in_progress", objectName: "pier" },
        { title: "Count the gulls", status: "done" },
      ];
      for (const task of tasks) await server().call("POST", `/v1/projects/${longId}/tasks`, task, ada);
      await workbench.row("Paint the pier").waitFor();
      await dragEdge(workbench, 222);
      await workbench.pictures("state-narrow");
    });

    step(
      "a slow network: an edit is seen at once, it is said what is waited for, and nothing is lost",
      async (workbench) => {
        await dragEdge(workbench, 347);
        network().delayMs = 2_000;
        await checkOff(workbench, "Paint the pier");
        await workbench.row(/Done.*2/).waitFor({ timeout: 1_500 });
        await status(workbench, "Waiting for 127.0.0.1").waitFor();
        await workbench.pictures("state-slow");
        await expect.poll(() => statusOf("Paint the pier")).toBe("done");
        network().delayMs = 0;
        await status(workbench, "Ada").waitFor();
        await workbench.row(/Done.*2/).waitFor();
      },
    );

    step(
      "gone with tasks on the screen: they stay, marked, and an edit is taken back with the reason",
      async (workbench) => {
        await workbench.row("Number harbour").click();
        await workbench.webview().locator("h2", { hasText: "Activity" }).waitFor();
        await server().stop("SIGKILL");
        await refresh(workbench);
        await status(workbench, "dbscst: offline").waitFor();
        const isRefused = () =>
          workbench.toast("Not changed", 5_000).then(
            () => true,
            () => false,
          );
        // The list is drawn anew as the server is found to be away, and a click on the old one is lost.
        for (let attempt = 1; attempt < 5; attempt++) {
          await checkOff(workbench, "Number harbour");
          if (await isRefused()) break;
        }
        await workbench.toast(/Not changed: .*“Number harbour .*”/);
        await workbench.row(/Done.*2/).waitFor();
        await side(workbench, "This is what was loaded before.").waitFor();
        const box = workbench.row("Number harbour").locator(".custom-view-tree-node-item-checkbox");
        await expect.poll(() => box.getAttribute("aria-checked")).toBe("false");
        await workbench.pictures("state-offline");
        await workbench.run("Notifications: Clear All Notifications");
      },
    );

    step("the server is back: so are we", async (workbench) => {
      const failure = workbench.webview().getByRole("alert");
      await failure.waitFor();
      await server().start();
      await refresh(workbench);
      await failure.waitFor({ state: "detached" });
      await status(workbench, "Ada").waitFor();
      expect(await side(workbench, "This is what was loaded before.").count()).toBe(0);
      await workbench.pictures("state-back");
    });

    step("in high contrast, at work, without the server, and signed out", async (workbench) => {
      await workbench.changeSetting("workbench.preferredDarkColorTheme", "Default High Contrast");
      await workbench.page.locator(".monaco-workbench.hc-black").waitFor();
      await workbench.screenshot("state-task-contrast");
      await server().stop("SIGKILL");
      await refresh(workbench);
      await workbench.webview().getByRole("alert").waitFor();
      await workbench.screenshot("state-offline-contrast");
      await workbench.run("dbscst: Sign Out");
      await workbench.button("Sign In").waitFor();
      expect(await workbench.page.locator(".tab", { hasText: "Number harbour" }).count()).toBe(0);
      await workbench.screenshot("state-signed-out-contrast");
      await workbench.changeSetting("workbench.preferredDarkColorTheme", "Default Dark Modern");
    });

    step("an address where nobody is: the first box says so, and closes when asked to", async (workbench) => {
      await expectRefusal(workbench, await unusedAddress(), {
        command: "dbscst: Sign Up",
        said: /Nothing answers at http:\/\/127\.0\.0\.1/,
        picture: "wrong-address",
      });
    });

    step(
      "a certificate that is not trusted: the first box says so, and closes when asked to",
      async (workbench) => {
        await expectRefusal(workbench, await untrusted(), {
          command: "dbscst: Sign In",
          said: /The certificate of https:\S+ is not trusted here/,
          picture: "certificate",
        });
      },
    );

    step("no folder: the problems have none to be of, and the rest is as it was", async (workbench) => {
      await workbench.closeFolder();
      await workbench.run("View: Show dbscst");
      await workbench.page.locator(".sidebar .pane-header", { hasText: "Problems By Schema" }).click();
      await workbench.button("Sign In").waitFor();
      await workbench.button("Open Folder").waitFor();
      await workbench.pictures("state-no-folder");
    });
  },
);

/** Begins a flow of the account at a server that cannot be asked. */
async function expectRefusal(
  workbench: Workbench,
  url: string,
  { command, said, picture }: { readonly command: string; readonly said: RegExp; readonly picture: string },
): Promise<void> {
  await workbench.changeSetting("dbscst.backend.url", url);
  const box = workbench.page.locator(".quick-input-widget:visible");
  // The editor takes a setting up a moment after it is written.
  for (let attempt = 1; ; attempt++) {
    await workbench.run(command);
    const at = await workbench.quickInput(/dbscst on/);
    if ((await at.innerText()).includes(new URL(url).host)) break;
    if (attempt === 8) throw new Error(`${url} is not in use`);
    await workbench.page.keyboard.press("Escape");
    await box.waitFor({ state: "hidden" });
  }
  await workbench.answer(/address of your account|e-mail address/, "ada@example.com");
  await expect.poll(() => box.innerText()).toMatch(said);
  await workbench.pictures(`state-${picture}`);
  await workbench.page.keyboard.press("Escape");
  await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** An address of the loopback where nobody listens. */
async function unusedAddress(): Promise<string> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  await new Promise((resolve) => listening.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** A server with a certificate that nobody vouches for. */
async function untrusted(): Promise<string> {
  certificates = await mkdtemp(path.join(os.tmpdir(), "dbscst-certificate-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(certificates, name));
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...subject];
  await promisify(execFile)("openssl", [...made, "-keyout", key ?? "", "-out", cert ?? ""]);
  const listening = createTlsServer({ key: await readFile(key ?? ""), cert: await readFile(cert ?? "") });
  stranger = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return `https://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

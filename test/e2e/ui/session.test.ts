import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

let started: TeamServer | undefined;
let second: Workbench | undefined;
let bob = "";
let projectId = "";
afterAll(() => started?.remove());

function server(): TeamServer {
  if (!started) throw new Error("there is no server");
  return started;
}

function secondWindow(): Workbench {
  if (!second) throw new Error("there is no second window");
  return second;
}

const refreshed = (status: number) => server().answered("POST", "/v1/auth/refresh", status);

/** The notifications of all windows that say that the session has ended. */
async function saidEnded(workbench: Workbench): Promise<number> {
  const counts = [workbench, secondWindow()].map(({ page }) =>
    page.locator(".notification-toast", { hasText: "Your dbscst session has ended" }).count(),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

scenario(
  "a session in two windows of one person",
  async () => {
    started = await TeamServer.start({ ownClock: true });
    await started.signUp("Ada");
    bob = await started.signUp("Bob");
    projectId = (await started.call<{ id: string }>("POST", "/v1/projects", { name: "Harbour" }, bob)).id;
    const invitation = { email: "ada@example.com", role: "editor" };
    const { id } = await started.call<{ id: string }>(
      "POST",
      `/v1/projects/${projectId}/members`,
      invitation,
      bob,
    );
    await started.call("POST", `/v1/invitations/${id}/accept`, undefined, await started.logIn("Ada"));
    await started.call("POST", `/v1/projects/${projectId}/tasks`, { title: "Number the berths" }, bob);
    return { settings: { "dbscst.backend.url": started.url, "workbench.colorTheme": "Default Dark Modern" } };
  },
  (step) => {
    step("signed in in one window, the other one is too", async (workbench) => {
      await workbench.signIn("ada@example.com", password);
      await workbench.row("Number the berths").waitFor();
      second = await workbench.another();
      await second.run("View: Show dbscst");
      await second.row("Number the berths").waitFor();
    });

    step("an access token that has expired is renewed in silence, in both", async (workbench) => {
      const before = await refreshed(200);
      await server().passTime(45);
      bob = await server().logIn("Bob");
      await Promise.all([
        workbench.run("dbscst: Refresh Projects and Tasks"),
        secondWindow().run("dbscst: Refresh Projects and Tasks"),
      ]);
      await server().call("POST", `/v1/projects/${projectId}/tasks`, { title: "Paint the pier" }, bob);
      await workbench.row("Paint the pier").waitFor();
      await secondWindow().row("Paint the pier").waitFor();
      // One of them is answered again where the browser keeps the windows' secrets apart; none is refused.
      expect(await refreshed(200)).toBeGreaterThan(before);
      expect(await refreshed(401)).toBe(0);
      expect(await saidEnded(workbench)).toBe(0);
      expect(await workbench.page.locator(".sidebar", { hasText: "offline" }).count()).toBe(0);
      await workbench.screenshot("session-renewed");
    });

    step("a session that has ended is asked about once, in one of the windows", async (workbench) => {
      await server().call("POST", "/v1/auth/logout-all", undefined, await server().logIn("Ada"));
      await Promise.all([
        workbench.run("dbscst: Refresh Projects and Tasks"),
        secondWindow().run("dbscst: Refresh Projects and Tasks"),
      ]);
      for (const each of [workbench, secondWindow()]) await each.button("Sign In").waitFor();
      await expect.poll(() => saidEnded(workbench)).toBe(1);
      await workbench.screenshot("session-ended");
      await secondWindow().screenshot("session-ended-second");
    });

    step("signed in again in the other one, both go on", async (workbench) => {
      await secondWindow().signIn("ada@example.com", password);
      await secondWindow().row("Paint the pier").waitFor();
      // The browser's secrets are read when a window opens.
      await workbench.reload();
      await workbench.row("Paint the pier").waitFor();
    });
  },
);

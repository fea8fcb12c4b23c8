// Ada, who is at the editor, and Bob, who is elsewhere or in a window of his own, on one team's server.
import { afterAll } from "vitest";
import { password, TeamServer, type TeamServerOptions } from "./team-server";
import type { Workbench } from "./workbench";

/** Settings with which a window can be shown in light and in dark: see `Workbench.pictures`. */
export const bothLooks = {
  "window.autoDetectColorScheme": true,
  "workbench.preferredDarkColorTheme": "Default Dark Modern",
  "workbench.preferredLightColorTheme": "Default Light Modern",
};

export interface Found {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

/** What a test file has of them; its server is gone with the file. */
export class TwoPeople {
  private started: TeamServer | undefined;
  private besides: Workbench | undefined;
  /** Bob's access token. */
  bob = "";

  constructor() {
    afterAll(async () => this.started?.remove());
  }

  async start(options: TeamServerOptions = {}): Promise<void> {
    this.started = await TeamServer.start(options);
    await this.started.signUp("Ada");
    this.bob = await this.started.signUp("Bob");
  }

  get server(): TeamServer {
    if (!this.started) throw new Error("there is no server");
    return this.started;
  }

  /** What Bob does from elsewhere. */
  asBob<T = { readonly id: string }>(method: string, route: string, body?: object): Promise<T> {
    return this.server.call<T>(method, route, body, this.bob);
  }

  /** A new project of Bob's. */
  async project(name: string): Promise<string> {
    return (await this.asBob("POST", "/v1/projects", { name })).id;
  }

  /** Gives the id of the invitation. */
  async invite(projectId: string): Promise<string> {
    const body = { email: "ada@example.com", role: "editor" };
    return (await this.asBob("POST", `/v1/projects/${projectId}/members`, body)).id;
  }

  /** A new project of Bob's in which Ada is an editor. */
  async shared(name: string): Promise<string> {
    const projectId = await this.project(name);
    const route = `/v1/invitations/${await this.invite(projectId)}/accept`;
    await this.server.call("POST", route, undefined, await this.server.logIn("Ada"));
    return projectId;
  }

  async task(projectId: string, task: object): Promise<string> {
    return (await this.asBob("POST", `/v1/projects/${projectId}/tasks`, task)).id;
  }

  async tasks(projectId: string): Promise<readonly Found[]> {
    const route = `/v1/projects/${projectId}/tasks?limit=200`;
    return (await this.asBob<{ items: Found[] }>("GET", route)).items;
  }

  /** The titles of a project's tasks, sorted. */
  async titles(projectId: string): Promise<readonly string[]> {
    return (await this.tasks(projectId)).map(({ title }) => title).sort();
  }

  /** Bob's window, once it is open. */
  get bobs(): Workbench {
    if (!this.besides) throw new Error("there is no second window");
    return this.besides;
  }

  async openBobs(workbench: Workbench, file: string): Promise<void> {
    this.besides = await workbench.beside();
    await this.besides.openFile(file);
    await this.besides.signIn("bob@example.com", password);
  }
}

/** Begins to save the file of a tab to a project: what is asked next is the test's own. */
export async function saveTo(workbench: Workbench, file: string, project: string): Promise<void> {
  await workbench.page.locator(".tab", { hasText: file }).click();
  await workbench.run("dbscst: Save Schema to Project");
  await workbench.pick(project);
}

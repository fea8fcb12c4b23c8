import { beforeEach, describe, expect, it, vi } from "vitest";
import { eventually } from "../../eventually";
import type { App } from "../../../client/app";
import type { Member, Project, Schema } from "../../../client/api/client";
import { changeRole } from "../../../client/commands/change-role";
import { deleteSchema } from "../../../client/commands/delete-schema";
import { moveSchema } from "../../../client/commands/move-schema";
import { removeMember } from "../../../client/commands/remove-member";
import { PendingDeletes } from "../../../client/views/delete-later";
import { projectNodes, type ProjectNodeOf } from "../../../client/views/nodes";
import { rolesFor } from "../../../client/views/rights";
import { project } from "../task";

const window = vi.hoisted(() => ({
  withProgress: vi.fn<() => Promise<boolean>>(),
  showErrorMessage: vi.fn<(message: string) => Promise<undefined>>(),
  showInformationMessage: vi.fn<(message: string, action: string) => Promise<string>>(),
  showWarningMessage: vi.fn<(question: string, options: object, action: string) => Promise<string>>(),
  showQuickPick: vi.fn<(choices: readonly { label: string; value: unknown }[]) => Promise<unknown>>(),
}));
vi.mock("vscode", () => ({
  window,
  ProgressLocation: {},
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)])),
  },
}));

const at = "2026-01-01T00:00:00Z";
const home = project("home");
const readOnly: Project = { ...project("read only"), role: "viewer" };

function schema(id: string, of: Project = home): ProjectNodeOf<"schema"> {
  const kept = {
    name: id,
    description: "",
    dialect: "postgresql",
    latestVersion: 1,
    createdBy: null,
  } as const;
  const row: Schema = { id, projectId: of.id, version: 1, createdAt: at, updatedAt: at, ...kept };
  return { kind: "schema", project: of, schema: row };
}

function member(name: string, role: Member["role"], of: Project = home): ProjectNodeOf<"member"> {
  const row: Member = { userId: name, name, email: `${name}@example.com`, role, joinedAt: at };
  return { kind: "member", project: of, member: row };
}

interface Call {
  readonly params: { readonly path: { readonly id: string; readonly userId?: string } };
  readonly body?: Readonly<Record<string, string>>;
}

/** What was asked of the server, in words; what fails is refused. */
function app(failing: readonly string[] = []) {
  const asked: string[] = [];
  const ask =
    (method: string) =>
    (_route: string, { params, body }: Call) => {
      const id = params.path.userId ?? params.path.id;
      if (failing.includes(id)) return Promise.reject(new Error(`The server keeps ${id}.`));
      asked.push([method, id, ...Object.values(body ?? {})].join(" "));
      const projectId = body?.projectId ?? home.id;
      return Promise.resolve({ data: { ...schema(id).schema, projectId, version: 2 } });
    };
  const work = {
    accounts: {
      api: { DELETE: ask("delete"), PATCH: ask("patch") },
      require: () => Promise.resolve({ userId: "me" }),
    },
    deleting: new PendingDeletes(() => undefined),
    schemas: { invalidate: () => undefined },
    loadOrThrow: () => Promise.resolve([home, project("other")]),
    putSchema: () => undefined,
    refresh: vi.fn(),
  };
  const links = { follow: () => Promise.resolve() };
  const team = { work, links, projects: { taken: projectNodes } };
  return { asked, work, app: { team } as unknown as App };
}

beforeEach(() => {
  vi.resetAllMocks();
  window.withProgress.mockResolvedValue(true);
  window.showErrorMessage.mockResolvedValue(undefined);
});

describe("several that are chosen in the view of projects", () => {
  it("are what a command is about, as far as they are of its kind", () => {
    const [a, b, ada] = [schema("a"), schema("b"), member("Ada", "editor")];
    expect(projectNodes(a, [a, ada, b], "schema")).toEqual([a, b]);
    expect(projectNodes(a, undefined, "schema")).toEqual([a]);
    expect(projectNodes(undefined, undefined, "schema")).toEqual([]);
  });

  it("are deleted with one moment to take it back; one that is kept keeps no other", async () => {
    const { asked, app: of, work } = app(["b"]);
    const chosen = [schema("a"), schema("b"), schema("c")];
    await deleteSchema.run(of, chosen[0], chosen);
    expect(window.withProgress).toHaveBeenCalledOnce();
    expect(asked).toEqual(["delete a", "delete c"]);
    expect(window.showErrorMessage).toHaveBeenCalledWith("Not deleted: The server keeps b. “b”");
    expect(chosen.some((each) => work.deleting.has(each.schema.id))).toBe(false);
    window.withProgress.mockResolvedValue(false);
    await deleteSchema.run(of, chosen[0], chosen);
    expect(asked).toHaveLength(2);
  });

  it("are not deleted where one of them may only be read, nor in the name of another account", async () => {
    const { asked, app: of, work } = app();
    const chosen = [schema("a"), schema("b", readOnly)];
    await deleteSchema.run(of, chosen[0], chosen);
    expect(window.showErrorMessage).toHaveBeenCalledWith("You are Viewer of read only and may read it.");
    window.withProgress.mockImplementation(() => {
      work.deleting.clear();
      return Promise.resolve(true);
    });
    await deleteSchema.run(of, schema("a"), undefined);
    expect(window.showErrorMessage).toHaveBeenLastCalledWith(expect.stringMatching(/Another account .* “a”/));
    expect(asked).toEqual([]);
  });

  it("are moved with one way back", async () => {
    const { asked, app: of } = app();
    const chosen = [schema("a"), schema("b")];
    window.showQuickPick.mockImplementation((choices) =>
      Promise.resolve(choices.find(({ label }) => label.includes("other"))),
    );
    window.showInformationMessage.mockResolvedValue("Undo");
    await moveSchema.run(of, chosen[0], chosen);
    const all = ["patch a other", "patch b other", "patch a home", "patch b home"];
    await eventually(() => expect(asked).toEqual(all));
    expect(window.showInformationMessage.mock.calls.map(([said]) => said)).toEqual([
      "2 schemas are in other now, with the tasks about them.",
    ]);
  });

  it("are moved back as far as they were moved", async () => {
    const { asked, app: of } = app(["b"]);
    const chosen = [schema("b"), schema("a")];
    window.showQuickPick.mockImplementation((choices) =>
      Promise.resolve(choices.find(({ label }) => label.includes("other"))),
    );
    window.showInformationMessage.mockResolvedValue("Undo");
    await moveSchema.run(of, chosen[0], chosen);
    expect(window.showErrorMessage).toHaveBeenCalledWith("Not moved: The server keeps b. “b”");
    await eventually(() => expect(asked).toEqual(["patch a other", "patch a home"]));
  });

  it("are removed after one question, and none where one of them cannot be", async () => {
    const { asked, app: of } = app();
    const [ada, bob] = [member("Ada", "editor"), member("Bob", "viewer")];
    window.showWarningMessage.mockResolvedValue("Remove");
    await removeMember.run(of, ada, [ada, member("me", "owner")]);
    expect(asked).toEqual([]);
    await removeMember.run(of, ada, [ada, bob]);
    expect(asked).toEqual(["delete Ada", "delete Bob"]);
    expect(window.showWarningMessage.mock.calls.map(([question]) => question)).toEqual(["Remove 2 members?"]);
  });

  it("are removed as far as the server lets it, and the reasons are told for those that are kept", async () => {
    const { asked, app: of } = app(["Ada", "Cyd"]);
    window.showWarningMessage.mockResolvedValue("Remove");
    const chosen = [member("Ada", "editor"), member("Bob", "viewer"), member("Cyd", "viewer")];
    await removeMember.run(of, chosen[0], chosen);
    expect(asked).toEqual(["delete Bob"]);
    expect(window.showErrorMessage).toHaveBeenCalledWith(
      "Not removed: The server keeps Ada. The server keeps Cyd. “Ada”, “Cyd”",
    );
  });

  it("are given one role, of those that all may be given", async () => {
    const { asked, app: of } = app();
    const chosen = [member("Ada", "editor"), member("Bob", "viewer")];
    expect(rolesFor(chosen)).toEqual(["admin", "editor", "viewer"]);
    expect(rolesFor(chosen.slice(0, 1))).toEqual(["owner", "admin", "viewer"]);
    const byAdmin: Project = { ...home, role: "admin" };
    expect(rolesFor([member("Ada", "editor", byAdmin), member("Bob", "viewer")])).toEqual([
      "editor",
      "viewer",
    ]);
    window.showQuickPick.mockImplementation((choices) =>
      Promise.resolve(choices.find(({ value }) => value === "editor")),
    );
    await changeRole.run(of, chosen[0], chosen);
    expect(asked).toEqual(["patch Bob editor"]);
  });
});
